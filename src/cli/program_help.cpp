#include "cli/program_help.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

namespace tieline::cli {
namespace {

/// `a|b` as a and b; nothing where there is no bar.
std::vector<std::string> alternatives(const std::string& value) {
  if (value.find('|') == std::string::npos) return {};
  return CLI::detail::split(value, '|');
}

OptionHelp describe_option(const CLI::Option& option) {
  OptionHelp help;
  for (const std::string& name : option.get_snames()) help.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) help.names.push_back("--" + name);
  if (option.get_items_expected_max() != 0) help.value = option.get_type_name();
  help.choices = alternatives(help.value);
  if (help.names.empty() && help.choices.empty()) help.value = option.get_name(true);
  help.text = option.get_description();
  help.repeats = option.get_items_expected_max() > 1;
  return help;
}

bool has(const std::vector<OptionHelp>& options, const CLI::Option& option) {
  const std::vector<std::string> names = describe_option(option).names;
  return std::any_of(options.begin(), options.end(), [&](const OptionHelp& known) { return known.names == names; });
}

/// Adds the options and arguments of a command; two commands of one command may share an option.
void describe_options(const CLI::App& app, std::vector<OptionHelp>& options, std::vector<OptionHelp>& arguments) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    if (!option->nonpositional()) {
      arguments.push_back(describe_option(*option));
    } else if (!has(options, *option)) {
      options.push_back(describe_option(*option));
    }
  }
}

std::vector<const CLI::App*> shown_commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

CommandHelp describe_command(const CLI::App& app) {
  CommandHelp command{app.get_name(), app.get_description(), {}, {}};
  const std::vector<const CLI::App*> parts = shown_commands(app);
  if (parts.empty()) {
    describe_options(app, command.options, command.arguments);
    return command;
  }
  OptionHelp which;
  for (const CLI::App* part : parts) {
    which.choices.push_back(part->get_name());
    which.value += (which.value.empty() ? "" : "|") + part->get_name();
    which.text += (which.text.empty() ? "" : "; ") + part->get_name() + ": " + part->get_description();
    describe_options(*part, command.options, command.arguments);
  }
  command.arguments.insert(command.arguments.begin(), std::move(which));
  return command;
}

}  // namespace

ProgramHelp describe(const CLI::App& app) {
  ProgramHelp program{app.get_description(), app.get_footer(), {}, {}};
  std::vector<OptionHelp> none;
  describe_options(app, program.options, none);
  for (const CLI::App* command : shown_commands(app)) program.commands.push_back(describe_command(*command));
  return program;
}

}  // namespace tieline::cli
