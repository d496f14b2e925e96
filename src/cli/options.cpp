#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <set>
#include <string_view>
#include <thread>

#include "cli/program_help.h"
#include "cloudformation/parameters.h"
#include "lint/rule.h"
#include "report/report.h"

namespace tieline::cli {
namespace {

namespace fs = std::filesystem;

/// Those of enum Command first, then what is done once the command line is read.
constexpr std::array<std::string_view, 8> commands{"check", "rules",  "explain",     "graph",
                                                   "eval",  "config", "completions", "manual"};

/// The words of the command line as the user means them: `check` is understood where no command is named.
std::vector<std::string> words(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return {"check"};
  const std::string& first = words.front();
  const bool names_command = std::find(commands.begin(), commands.end(), first) != commands.end();
  const bool about_program = first == "--version" || first == "--help" || first == "-h";
  if (!names_command && !about_program) words.insert(words.begin(), "check");
  return words;
}

/// What CLI11 fills in as text, before it is looked at.
struct Raw {
  std::vector<std::string> paths;
  std::vector<std::string> variables;
  std::vector<std::string> variable_files;
  std::vector<std::size_t> files_before_variables;
  std::vector<std::string> parameter_files;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string region;
  std::string workspace;
  std::string fail_on;
  std::string config;
  std::vector<std::string> reports;
  std::string sarif_category;
  std::string diff;
  std::string baseline;
  std::string write_baseline;
  std::string format = "text";
  std::string output;
  std::string stdin_filename;
  std::string code;
  std::string in;
  std::vector<std::string> expressions;
  std::string shell;
  std::string action;
  unsigned jobs = 0;
  bool each_variable_file = false;
  bool each_parameters = false;
  bool allow_outside = false;
  bool no_faults = false;
  bool prune_baseline = false;
  bool require_reasons = false;
  bool no_config = false;
  bool fix = false;
  bool unsafe_fixes = false;
  bool diff_fixes = false;
};

std::string joined(const std::vector<std::string_view>& names, std::string_view between) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : between).append(name);
  return text;
}

/// For each --var how many --var-file stand before it.
std::vector<std::size_t> files_before_variables(const CLI::App& app) {
  std::vector<std::size_t> before;
  std::size_t files = 0;
  for (const CLI::Option* option : app.parse_order()) {
    if (option->check_name("--var-file")) ++files;
    if (option->check_name("--var")) before.push_back(files);
  }
  for (const CLI::App* command : app.get_subcommands()) {
    if (before.empty()) before = files_before_variables(*command);
  }
  return before;
}

void add_input_options(CLI::App& app, Raw& raw) {
  app.add_option("--region", raw.region, "the region where the configuration does not say it")->type_name("REGION");
  app.add_option("--var", raw.variables, "a Terraform variable; may be repeated")
      ->allow_extra_args(false)
      ->type_name("NAME=VALUE");
  app.add_option("--var-file", raw.variable_files, "a file of Terraform variables; may be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--parameters", raw.parameter_files,
                 "a file of CloudFormation parameters (JSON, YAML, samconfig.toml:ENVIRONMENT); may be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--workspace", raw.workspace, "what terraform.workspace is worth (default: default)")
      ->type_name("NAME");
  app.add_flag("--allow-outside", raw.allow_outside,
               "read files that a configuration names outside the folder checked");
  app.add_option("--config", raw.config, "the one configuration that counts, instead of the .tieline.yaml files")
      ->type_name("FILE");
  app.add_flag("--no-config", raw.no_config, "read no .tieline.yaml");
}

/// What is said of rules and what comes of their findings.
void add_rule_options(CLI::App& app, Raw& raw) {
  app.add_option("--select", raw.select, "only these rules: codes, prefixes (EI3) or names")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->type_name("CODES");
  app.add_option("--ignore", raw.ignore, "not these rules")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->type_name("CODES");
  app.add_option("--fail-on", raw.fail_on, "exit with 1 from this severity on (default: warning)")
      ->type_name("error|warning|info|never");
  app.add_flag("--require-reasons", raw.require_reasons, "a suppression without a reason suppresses nothing");
}

void add_check(CLI::App& app, Raw& raw) {
  CLI::App* check = app.add_subcommand("check", "lint files and folders (what happens where no command is named)");
  check->add_option("PATH", raw.paths, "files and folders; the current folder where none is named")->type_name("");
  check->add_option("--format", raw.reports, "FORMAT or FORMAT=FILE (default: text); may be repeated")
      ->allow_extra_args(false)
      ->type_name(joined(report::format_names(), "|"));
  check->add_option("--output", raw.output, "write the report that has no FILE to this one, whole or not at all")
      ->type_name("FILE");
  check
      ->add_option("--sarif-category", raw.sarif_category,
                   "the category of a SARIF report: tells this analysis from others of the same commit")
      ->type_name("NAME");
  add_rule_options(*check, raw);
  check
      ->add_option(
          "--diff", raw.diff,
          "only what a change causes, wherever it shows: the change since the merge base of COMMIT and HEAD, or "
          "a unified diff on standard input (-)")
      ->type_name("COMMIT");
  check->add_option("--baseline", raw.baseline, "put up with the findings that this file lists")->type_name("FILE");
  check->add_option("--write-baseline", raw.write_baseline, "write what is found to this file, for --baseline")
      ->type_name("FILE");
  check->add_flag("--prune-baseline", raw.prune_baseline, "take out of --baseline what no longer occurs");
  check->add_option("--stdin-filename", raw.stdin_filename, "read standard input as if it were this file")
      ->type_name("FILE");
  check->add_flag("--each-var-file", raw.each_variable_file,
                  "one run for each --var-file, where there is a file for each environment");
  check->add_flag("--each-parameters", raw.each_parameters,
                  "one run for each --parameters, and for each environment of a samconfig.toml");
  check->add_flag("--fix", raw.fix, "apply the safe fixes; what remains is reported");
  check->add_flag("--unsafe-fixes", raw.unsafe_fixes, "apply also the fixes that may take away what is wanted");
  check->add_flag("--diff-fixes", raw.diff_fixes, "print what the fixes would change, and change nothing");
  check->add_option("--jobs", raw.jobs, "threads; as many as the machine has where not given")->type_name("N");
  add_input_options(*check, raw);
}

void add_config(CLI::App& app, Raw& raw) {
  CLI::App* config = app.add_subcommand("config", "what .tieline.yaml files settle");
  config->require_subcommand(1);
  CLI::App* show = config->add_subcommand("show", "what holds for a file or folder, and where each setting comes from");
  show->add_option("PATH", raw.paths, "the file or folder; the current folder where none is named")
      ->expected(0, 1)
      ->type_name("");
  show->add_option("--format", raw.format, "how it is written (default: text)")->type_name("text|json");
  add_rule_options(*show, raw);
  add_input_options(*show, raw);
  config->add_subcommand("schema", "print the JSON schema of .tieline.yaml, for editors");
}

void add_others(CLI::App& app, Raw& raw) {
  CLI::App* rules = app.add_subcommand("rules", "list the rules");
  rules->add_option("--format", raw.format, "how the list is written (default: text)")->type_name("text|json");
  CLI::App* explain = app.add_subcommand("explain", "what a rule checks, why, and how to fix it");
  explain->add_option("CODE", raw.code, "a code (EI302) or a name (endpoint-ingress-missing)")
      ->required()
      ->type_name("");
  CLI::App* graph = app.add_subcommand("graph", "draw the endpoint, the groups, the workload and what is wrong");
  graph->add_option("PATH", raw.paths, "files and folders; the current folder where none is named")->type_name("");
  graph->add_option("--format", raw.format, "how the drawing is written (default: dot)")->type_name("dot|mermaid|json");
  graph->add_option("--output", raw.output, "write the drawing to this file, whole or not at all")->type_name("FILE");
  graph->add_flag("--no-faults", raw.no_faults, "leave out what the rules find");
  add_input_options(*graph, raw);
  CLI::App* eval = app.add_subcommand("eval", "what an expression is worth in a Terraform root module");
  eval->add_option("EXPR", raw.expressions, "the expression; from standard input, one a line, where none is given")
      ->type_name("");
  eval->add_option("--in", raw.in, "the root module's folder; the current folder where not given")->type_name("FOLDER");
  add_input_options(*eval, raw);
  add_config(app, raw);
  CLI::App* completions =
      app.add_subcommand("completions", "print the script that completes the command line in a shell");
  completions->add_option("SHELL", raw.shell, "the shell")->required()->type_name("bash|zsh|fish");
  app.add_subcommand("manual", "print the manual page (to read it: tieline manual | man -l -)");
}

/// The commands that only print what the program says of itself. False for any other.
bool print_help_for_others(const CLI::App& app, const std::string& command, const std::string& shell) {
  if (command == "manual") {
    write_manual(std::cout, describe(app), TIELINE_VERSION);
    return true;
  }
  if (command != "completions") return false;
  if (shell != "bash" && shell != "zsh" && shell != "fish") {
    throw CLI::ValidationError("completions " + shell + ": use bash, zsh or fish");
  }
  write_completions(std::cout, describe(app), shell);
  return true;
}

/// Turns the text into Options, or throws a CLI::ParseError that says what is wrong.
class Interpreter {
 public:
  explicit Interpreter(Raw raw) : raw_(std::move(raw)) {}

  Options interpret(Command command) {
    options_.command = command;
    options_.code = raw_.code;
    options_.output = raw_.output;
    options_.faults = !raw_.no_faults;
    options_.expressions = raw_.expressions;
    options_.action = raw_.action;
    take_format();
    take_paths();
    take_inputs();
    take_selection();
    take_comparison();
    take_configuration();
    options_.fixes = {raw_.fix || raw_.unsafe_fixes || raw_.diff_fixes, raw_.unsafe_fixes, raw_.diff_fixes};
    const unsigned available = std::max(1U, std::thread::hardware_concurrency());
    options_.run.jobs = raw_.jobs == 0 ? available : raw_.jobs;
    return std::move(options_);
  }

 private:
  [[noreturn]] static void wrong(const std::string& message) { throw CLI::ValidationError(message); }

  void take_format() {
    options_.format = raw_.format;
    if (options_.command == Command::check) take_reports();
    const bool text_or_json = options_.command == Command::rules || options_.command == Command::config;
    if (text_or_json && raw_.format != "text" && raw_.format != "json") {
      wrong("--format: use text or json");
    }
    if (options_.command == Command::graph) {
      if (options_.format == "text") options_.format = "dot";
      if (options_.format != "dot" && options_.format != "mermaid" && options_.format != "json") {
        wrong("--format: use dot, mermaid or json");
      }
    }
  }

  void take_reports() {
    if (raw_.reports.empty()) raw_.reports = {"text"};
    for (const std::string& wanted : raw_.reports) {
      const std::size_t equals = std::min(wanted.find('='), wanted.size());
      WantedReport report{wanted.substr(0, equals), wanted.substr(std::min(equals + 1, wanted.size()))};
      if (report::find_format(report.format) == nullptr) {
        wrong("--format: there is no format '" + report.format + "'; use one of " +
              joined(report::format_names(), ", "));
      }
      if (equals < wanted.size() && report.file.empty()) wrong("--format " + wanted + ": name a file after the '='");
      options_.reports.push_back(std::move(report));
    }
    give_output_file();
    options_.sarif_category = raw_.sarif_category;
  }

  /// --output is for the one report without a file of its own; two reports never share a place.
  void give_output_file() {
    WantedReport* open = nullptr;
    for (WantedReport& report : options_.reports) {
      if (!report.file.empty()) continue;
      if (open != nullptr) {
        wrong("--format: " + open->format + " and " + report.format + " would both go to " +
              (raw_.output.empty() ? "standard output" : raw_.output) + "; give one a file: --format " + report.format +
              "=FILE");
      }
      open = &report;
    }
    if (!raw_.output.empty()) {
      if (open == nullptr) wrong("--output " + raw_.output + ": every --format has a file of its own already");
      open->file = raw_.output;
    }
    std::set<std::string> files;
    for (const WantedReport& report : options_.reports) {
      if (!report.file.empty() && !files.insert(fs::path(report.file).lexically_normal().string()).second) {
        wrong("--format: two reports would go to " + report.file);
      }
    }
  }

  void take_paths() {
    if (options_.command == Command::eval) {
      raw_.paths = {raw_.in.empty() ? "." : raw_.in};
      std::error_code failed;
      if (!fs::is_directory(raw_.paths.front(), failed)) wrong("--in " + raw_.in + ": no such folder");
    }
    if (!raw_.stdin_filename.empty()) {
      if (!raw_.paths.empty()) wrong("--stdin-filename: standard input is the file to check; name no other");
      options_.run.stdin_filename = raw_.stdin_filename;
      options_.run.stdin_text.assign(std::istreambuf_iterator<char>(std::cin), {});
      return;
    }
    if (raw_.paths.empty()) raw_.paths = {"."};
    for (const std::string& path : raw_.paths) {
      std::error_code failed;
      if (!fs::exists(path, failed)) wrong(path + ": no such file or folder");
      options_.run.paths.emplace_back(path);
    }
  }

  void take_inputs() {
    terraform::Options& terraform = options_.run.terraform;
    cloudformation::Options& cloudformation = options_.run.cloudformation;
    terraform.region = cloudformation.region = raw_.region;
    terraform.allow_outside = cloudformation.allow_outside = raw_.allow_outside;
    options_.run.workspace_given = !raw_.workspace.empty();
    if (options_.run.workspace_given) terraform.workspace = raw_.workspace;
    for (const std::string& variable : raw_.variables) {
      const std::size_t equals = variable.find('=');
      if (equals == std::string::npos || equals == 0) wrong("--var " + variable + ": write NAME=VALUE");
      terraform.variables.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
    }
    terraform.files_before_variables = std::move(raw_.files_before_variables);
    for (const std::string& file : raw_.variable_files) {
      std::error_code failed;
      if (!fs::is_regular_file(file, failed)) wrong("--var-file " + file + ": no such file");
      terraform.variable_files.emplace_back(file);
    }
    options_.run.each_variable_file = raw_.each_variable_file;
    if (raw_.each_variable_file && raw_.variable_files.empty())
      wrong("--each-var-file: name the files with --var-file");
    if (raw_.each_parameters && raw_.parameter_files.empty()) {
      wrong("--each-parameters: name the files with --parameters");
    }
    for (const std::string& file : raw_.parameter_files) take_parameters(file);
  }

  /// Takes the parameters of a file; of a samconfig.toml those of the environment that is named behind it, or else of
  /// `default`, or with --each-parameters of all.
  void take_parameters(const std::string& name) {
    std::string path = name;
    std::string environment = raw_.each_parameters ? "" : "default";
    std::error_code failed;
    if (const std::size_t colon = name.rfind(".toml:"); colon != std::string::npos && !fs::exists(name, failed)) {
      path = name.substr(0, colon + 5);
      environment = name.substr(colon + 6);
    }
    text::SourceManager sources;
    text::ReadError unreadable;
    const auto file = sources.open(path, &unreadable);
    if (!file) wrong("--parameters " + path + ": " + unreadable.message);
    cloudformation::ParameterError error;
    auto sets = cloudformation::read_parameter_sets(sources, *file, error);
    if (!sets) {
      const text::Position at = sources.start(error.span);
      wrong("--parameters " + path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
            error.message);
    }
    if (path.ends_with(".toml") && !environment.empty()) {
      std::erase_if(*sets, [&](const auto& set) { return !set.name.ends_with(':' + environment); });
      if (sets->empty()) wrong("--parameters " + path + ": there is no environment `" + environment + "` in it");
    }
    auto& all = options_.run.cloudformation.parameters;
    for (cloudformation::ParameterSet& set : *sets) {
      if (raw_.each_parameters) {
        options_.run.each_parameters.push_back(std::move(set));
      } else {
        std::move(set.values.begin(), set.values.end(), std::back_inserter(all));
      }
    }
  }

  void take_selection() {
    for (const auto& [option, entries] : {std::pair{"--select", &raw_.select}, std::pair{"--ignore", &raw_.ignore}}) {
      for (const std::string& entry : *entries) {
        if (!lint::is_known_selector(entry)) {
          wrong(std::string(option) + " " + entry + ": there is no such rule; `tieline rules` lists them");
        }
      }
    }
    options_.run.selection = {raw_.select, raw_.ignore};
    options_.run.require_reasons = raw_.require_reasons;
  }

  void take_comparison() {
    if (raw_.diff.size() > 1 && raw_.diff.starts_with('-')) wrong("--diff " + raw_.diff + ": a commit is wanted");
    if (raw_.diff == "-" && !raw_.stdin_filename.empty()) {
      wrong("--diff -: standard input is the file to check with --stdin-filename");
    }
    if (raw_.prune_baseline && raw_.baseline.empty()) wrong("--prune-baseline: name the file with --baseline");
    if (!raw_.write_baseline.empty()) {
      if (!raw_.baseline.empty())
        wrong("--write-baseline: the new baseline takes the place of --baseline; leave it out");
      if (!raw_.diff.empty()) wrong("--write-baseline: a baseline holds everything; leave --diff out");
      if (!raw_.stdin_filename.empty()) wrong("--write-baseline: a baseline is of files, not of standard input");
    }
    options_.diff = raw_.diff;
    options_.baseline = raw_.baseline;
    options_.write_baseline = raw_.write_baseline;
    options_.prune_baseline = raw_.prune_baseline;
  }

  void take_configuration() {
    options_.run.read_configuration = !raw_.no_config;
    if (!raw_.config.empty()) {
      if (raw_.no_config) wrong("--config and --no-config: give one of them");
      std::error_code failed;
      if (!fs::is_regular_file(raw_.config, failed)) wrong("--config " + raw_.config + ": no such file");
      options_.run.configuration_file = raw_.config;
    }
    if (!raw_.fail_on.empty()) options_.run.fail_on = fail_on(raw_.fail_on);
  }

  static lint::FailOn fail_on(const std::string& name) {
    const auto value = lint::fail_on_of(name);
    if (!value) wrong("--fail-on " + name + ": use error, warning, info or never");
    return *value;
  }

  Raw raw_;
  Options options_;
};

}  // namespace

ParsedCommandLine parse_command_line(int argc, const char* const* argv) {
  Raw raw;
  CLI::App app("Tells you before you deploy that a workload will not reach its AWS service over PrivateLink.",
               "tieline");
  app.set_version_flag("--version", std::string("tieline ") + TIELINE_VERSION);
  app.require_subcommand(1);
  app.footer("Exit code: 0 nothing found at or above --fail-on, 1 findings, 2 the call itself is wrong.");
  add_check(app, raw);
  add_others(app, raw);
  try {
    std::vector<std::string> arguments = words(argc, argv);
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(std::move(arguments));
    raw.files_before_variables = files_before_variables(app);
    const std::string name = app.get_subcommands().front()->get_name();
    if (print_help_for_others(app, name, raw.shell)) return {std::nullopt, exit_clean};
    if (const CLI::App* config = app.get_subcommand("config"); config->parsed()) {
      raw.action = config->get_subcommands().front()->get_name();
    }
    const auto place = std::find(commands.begin(), commands.end(), name) - commands.begin();
    return {Interpreter(std::move(raw)).interpret(static_cast<Command>(place)), exit_clean};
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    if (asked) {
      app.exit(error);
      return {std::nullopt, exit_clean};
    }
    std::cerr << "tieline: " << error.what() << "\nTry `tieline --help`.\n";
    return {std::nullopt, exit_usage};
  }
}

}  // namespace tieline::cli
