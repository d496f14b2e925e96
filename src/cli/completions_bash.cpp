#include <ostream>
#include <set>

#include "cli/completions.h"

namespace tieline::cli {
namespace {

/// A list of words in single quotes. No name of a command, an option or a choice has a quote in it.
std::string bash_quoted(std::string_view words) { return "'" + std::string(words) + "'"; }

/// The shell command that completes what an option or argument takes; `:` where anything may stand.
std::string bash_action(const OptionHelp& option) {
  if (!option.choices.empty()) return "_tieline_words " + bash_quoted(join(option.choices, " "));
  if (takes_file(option)) return "_tieline_files -f";
  if (takes_folder(option)) return "_tieline_files -d";
  if (takes_code(option)) return "_tieline_codes";
  return ":";
}

}  // namespace

void write_bash_completions(std::ostream& out, const ProgramHelp& program) {
  out << R"(# Completions of tieline for bash.
_tieline_words() { mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "$1" -- "$word"); }
_tieline_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen "$1" -- "$word")
}
_tieline_codes() {
  local before=
  case $word in *,*) before=${word%,*}, ;; esac
  mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -P "$before" -W ')"
      << join(rule_codes(), " ") << R"(' -- "${word##*,}")
}
_tieline() {
  local word=${COMP_WORDS[COMP_CWORD]} option='' command=)"
      << program.commands.front().name << R"(
  [ "$COMP_CWORD" -gt 1 ] && option=${COMP_WORDS[COMP_CWORD-1]}
  case $word in =) word= ;; *) [ "$option" = = ] && option=${COMP_WORDS[COMP_CWORD-2]} ;; esac
  COMPREPLY=()
  if [ "$COMP_CWORD" -gt 1 ]; then
    case ${COMP_WORDS[1]} in )"
      << join(command_names(program), "|") << R"() command=${COMP_WORDS[1]} ;; esac
  elif [[ $word != -* ]]; then
    _tieline_words )"
      << bash_quoted(join(command_names(program), " ")) << R"(
  else
    _tieline_words )"
      << bash_quoted(join(option_names(program.options), " ")) << R"(
  fi
  case "$command $option" in
)";
  for (const CommandHelp& command : program.commands) {
    for (const OptionHelp& option : command.options) {
      if (option.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(bash_quoted(command.name + " " + name));
      out << "    " << join(patterns, "|") << ") " << bash_action(option) << "; return ;;\n";
    }
  }
  out << "  esac\n  case \"$command $word\" in\n";
  for (const CommandHelp& command : program.commands) {
    out << "    '" << command.name << " -'*) _tieline_words " << bash_quoted(join(option_names(command.options), " "))
        << " ;;\n";
    std::set<std::string> actions;
    for (const OptionHelp& argument : command.arguments) actions.insert(bash_action(argument));
    out << "    '" << command.name << " '*) " << (actions.empty() ? ":" : "");
    for (auto action = actions.begin(); action != actions.end(); ++action) {
      out << (action == actions.begin() ? "" : "; ") << *action;
    }
    out << " ;;\n";
  }
  out << "  esac\n}\ncomplete -F _tieline tieline\n";
}

}  // namespace tieline::cli
