// What is given to the variables of the root module from outside, in Terraform's order: later ones win.

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

#include "syntax/hcl/parser.h"
#include "terraform/slots.h"
#include "terraform/type_constraint.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

class GivenValues {
 public:
  explicit GivenValues(Evaluation& evaluation) : run_(evaluation), source_(*evaluation.root->source) {}

  void read() {
    if (run_.options.read_environment) environment();
    const fs::path& folder = run_.root_folder;
    file_if_there(folder / "terraform.tfvars");
    file_if_there(folder / "terraform.tfvars.json");
    for (const fs::path& path : automatic_files(folder)) file_if_there(path);
    for (const fs::path& path : run_.options.configured_files) file(path);
    for (const GivenVariable& given : run_.options.configured_variables) {
      text(given.name, given.text, given.is_expression);
    }
    command_line();
  }

 private:
  [[nodiscard]] std::vector<fs::path> automatic_files(const fs::path& folder) const {
    std::vector<fs::path> files;
    std::error_code failed;
    for (const text::FolderEntry& entry : run_.sources.list(folder, failed)) {
      const std::string name = entry.path.filename().string();
      if (name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json")) files.push_back(entry.path);
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  void environment() {
    static constexpr std::string_view prefix = "TF_VAR_";
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
      const std::string_view variable(*entry);
      const std::size_t equals = variable.find('=');
      if (!variable.starts_with(prefix) || equals == std::string_view::npos) continue;
      const std::string_view name = variable.substr(prefix.size(), equals - prefix.size());
      if (source_.variable_index.contains(name)) text(name, variable.substr(equals + 1));
    }
  }

  void command_line() {
    const Options& options = run_.options;
    std::size_t files = 0;
    const auto files_up_to = [&](std::size_t count) {
      for (; files < std::min(count, options.variable_files.size()); ++files) file(options.variable_files[files]);
    };
    for (std::size_t i = 0; i < options.variables.size(); ++i) {
      const auto& before = options.files_before_variables;
      files_up_to(i < before.size() ? before[i] : options.variable_files.size());
      text(options.variables[i].first, options.variables[i].second);
    }
    files_up_to(options.variable_files.size());
  }

  void file_if_there(const fs::path& path) {
    if (!run_.sources.is_file(path)) return;
    if (run_.files.is_inside(path)) return file(path);
    report_unreadable(graph::FaultKind::unresolved_module, path, "it is a link out of the folder that is checked",
                      "check the folder above, or give --allow-outside");
    doubt_all();
  }

  void file(const fs::path& path) {
    const ParsedFile& parsed = run_.parsed.values_file(path);
    bool whole = true;
    for (const syntax::SyntaxError& error : parsed.errors) {
      run_.faults.report({.kind = fault_kind(error.kind),
                          .span = error.span,
                          .message = error.message,
                          .help = error.help,
                          .resource = {}});
      whole = whole && error.kind == syntax::SyntaxError::Kind::duplicate;
    }
    if (!parsed.read_error.empty()) {
      report_unreadable(graph::FaultKind::syntax_error, path, parsed.read_error, {});
      if (run_.sources.is_file(path)) doubt_all();
    } else if (!whole) {
      doubt_named(run_.sources.file(parsed.id).bytes());
    }
    for (const hcl::Attribute& attribute : parsed.body->attributes) {
      const auto variable = source_.variable_index.find(attribute.name);
      if (variable == source_.variable_index.end()) continue;  // Terraform only warns of it
      Expressions constants(run_, {});
      give(variable->second, constants.eval(*attribute.value));
    }
  }

  void report_unreadable(graph::FaultKind kind, const fs::path& path, const std::string& why, std::string help) {
    run_.faults.report({.kind = kind,
                        .span = {},
                        .message = text::display_path(path) + " cannot be read: " + why,
                        .help = std::move(help),
                        .resource = {}});
  }

  /// What a values file that is not read gives to the variables is not known.
  void doubt_all() {
    for (std::uint32_t i = 0; i < source_.variables.size(); ++i) give(i, value::unknown(run_.arena));
  }

  /// Likewise of a file that is broken, for the variables that it names.
  void doubt_named(std::string_view bytes) {
    const auto is_of_name = [](char c) {
      return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             static_cast<unsigned char>(c) >= 0x80;
    };
    for (auto at = bytes.begin(); at != bytes.end();) {
      const auto begin = std::find_if(at, bytes.end(), is_of_name);
      at = std::find_if_not(begin, bytes.end(), is_of_name);
      const auto variable = source_.variable_index.find(std::string_view(begin, at));
      if (variable != source_.variable_index.end()) give(variable->second, value::unknown(run_.arena));
    }
  }

  /// A value on the command line or in the environment: plain text for a primitive type, else an expression.
  void text(std::string_view name, std::string_view text, bool is_expression = false) {
    const auto variable = source_.variable_index.find(name);
    if (variable == source_.variable_index.end()) return;
    const VariableDeclaration& declaration = source_.variables[variable->second];
    Expressions constants(run_, {});
    bool plain = !is_expression;
    if (plain && declaration.type != nullptr) {
      const value::TypeKind kind = type_constraint(constants, *declaration.type)->kind;
      plain = kind == value::TypeKind::string || kind == value::TypeKind::number || kind == value::TypeKind::boolean;
    }
    if (plain) return give(variable->second, value::string(run_.arena, text));
    const std::string_view kept = run_.arena.copy(text);
    const hcl::ParsedExpr parsed = hcl::parse_expression(text::FileId::none, 0, kept, run_.arena);
    if (parsed.errors.empty()) return give(variable->second, constants.eval(*parsed.expression));
    run_.faults.report({.kind = graph::FaultKind::syntax_error,
                        .span = declaration.block->header,
                        .message = "the value given for var." + std::string(name) +
                                   " is no expression: " + parsed.errors.front().message,
                        .help = {},
                        .resource = "var." + std::string(name)});
    give(variable->second, value::unknown(run_.arena));
  }

  void give(std::uint32_t variable, Value value) { run_.given[source_.variables[variable].name] = value; }

  Evaluation& run_;
  const ModuleSource& source_;
};

}  // namespace

void read_given_values(Evaluation& evaluation) { GivenValues(evaluation).read(); }

}  // namespace tieline::terraform
