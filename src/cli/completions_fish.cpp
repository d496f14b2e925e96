#include <ostream>

#include "cli/completions.h"
#include "lint/rule.h"

namespace tieline::cli {
namespace {

/// In single quotes, where a backslash takes the next quote or backslash as it is.
std::string fish_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

/// What follows `complete -c tieline -n CONDITION` to say what a word may be.
std::string fish_action(const OptionHelp& option) {
  if (!option.choices.empty()) return " -x -a " + fish_quoted(join(option.choices, " "));
  if (takes_file(option)) return " -r -F";
  if (takes_folder(option)) return " -x -a '(__fish_complete_directories)'";
  if (option.value == "CODES") return " -x -a '(__fish_complete_list , __tieline_codes)'";
  if (takes_code(option)) return " -x -a '(__tieline_codes)'";
  return " -x";
}

void write_option(std::ostream& out, const std::string& condition, const OptionHelp& option) {
  out << "complete -c tieline -n " << condition;
  for (const std::string& name : option.names) {
    out << (name.starts_with("--") ? " -l " : " -s ") << name.substr(name.find_first_not_of('-'));
  }
  if (!option.value.empty()) out << fish_action(option);
  out << " -d " << fish_quoted(option.text) << '\n';
}

}  // namespace

void write_fish_completions(std::ostream& out, const ProgramHelp& program) {
  out << "# Completions of tieline for fish.\nfunction __tieline_codes\n";
  for (const lint::Rule* rule : lint::all_rules()) {
    out << "    printf '%s\\t%s\\n' " << rule->info.code << ' ' << rule->info.name << '\n';
  }
  out << "end\ncomplete -c tieline -f\n";
  const std::string no_command = "'not __fish_seen_subcommand_from " + join(command_names(program), " ") + "'";
  for (const OptionHelp& option : program.options) write_option(out, no_command, option);
  for (const CommandHelp& command : program.commands) {
    out << "complete -c tieline -n " << no_command << " -a " << command.name << " -d " << fish_quoted(command.text)
        << '\n';
  }
  for (const CommandHelp& command : program.commands) {
    // The first command need not be named: its options are there wherever no other command is.
    std::vector<std::string> others = command_names(program);
    others.erase(others.begin());
    const bool first = &command == &program.commands.front();
    const std::string condition = first ? "'not __fish_seen_subcommand_from " + join(others, " ") + "'"
                                        : "'__fish_seen_subcommand_from " + command.name + "'";
    for (const OptionHelp& option : command.options) write_option(out, condition, option);
    for (const OptionHelp& argument : command.arguments) {
      if (takes_file(argument)) {
        out << "complete -c tieline -n " << condition << " -F\n";
      } else if (!argument.choices.empty() || takes_code(argument)) {
        out << "complete -c tieline -n " << condition << fish_action(argument) << '\n';
      }
    }
  }
}

}  // namespace tieline::cli
