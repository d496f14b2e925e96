#include <ostream>

#include "cli/completions.h"
#include "lint/rule.h"

namespace tieline::cli {
namespace {

/// In single quotes; a quote ends them for a moment.
std::string zsh_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string zsh_action(const OptionHelp& option) {
  if (!option.choices.empty()) return "(" + join(option.choices, " ") + ")";
  if (takes_file(option)) return "_files";
  if (takes_folder(option)) return "_files -/";
  if (option.value == "CODES") return "_sequence _tieline_codes";
  if (takes_code(option)) return "_tieline_codes";
  return " ";
}

/// For _arguments, where colons and brackets have a meaning of their own.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

void write_zsh_option(std::ostream& out, const OptionHelp& option) {
  const std::string takes = option.value.empty() ? "" : ":" + zsh_text(option.value) + ":" + zsh_action(option);
  for (const std::string& name : option.names) {
    std::string others;
    if (!option.repeats) others = "(" + join(option.names, " ") + ")";
    const std::string spelled = (option.repeats ? "*" : "") + name + (option.value.empty() ? "" : "=");
    out << "        " << zsh_quoted(others + spelled + "[" + zsh_text(option.text) + "]" + takes) << " \\\n";
  }
}

}  // namespace

void write_zsh_completions(std::ostream& out, const ProgramHelp& program) {
  const std::string& first = program.commands.front().name;
  out << "#compdef tieline\n# Completions of tieline for zsh.\n_tieline_codes() {\n  local -a codes=(\n";
  for (const lint::Rule* rule : lint::all_rules()) {
    out << "    " << zsh_quoted(std::string(rule->info.code) + ":" + std::string(rule->info.name)) << '\n';
  }
  out << "  )\n  _describe -t codes rule codes \"$@\"\n}\n_tieline_commands() {\n  local -a commands=(\n";
  for (const CommandHelp& command : program.commands) {
    out << "    " << zsh_quoted(command.name + ":" + zsh_text(command.text)) << '\n';
  }
  out << "  )\n  _describe -t commands command commands\n}\n_tieline() {\n  local command=" << first
      << "\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n    _tieline_commands\n  fi\n"
      << "  if (( CURRENT > 2 )); then\n    case $words[2] in\n      " << join(command_names(program), "|")
      << ") command=$words[2]; shift words; (( CURRENT-- )) ;;\n    esac\n  fi\n  case $command in\n";
  for (const CommandHelp& command : program.commands) {
    out << "    " << command.name << ")\n      _arguments \\\n";
    for (const OptionHelp& option : command.options) write_zsh_option(out, option);
    for (const OptionHelp& argument : command.arguments) {
      out << "        "
          << zsh_quoted((argument.repeats ? "*:" : ":") + zsh_text(argument.value) + ":" + zsh_action(argument))
          << " \\\n";
    }
    out << "      ;;\n";
  }
  out << "  esac\n}\nif [ \"$funcstack[1]\" = _tieline ]; then _tieline \"$@\"; else compdef _tieline tieline; fi\n";
}

}  // namespace tieline::cli
