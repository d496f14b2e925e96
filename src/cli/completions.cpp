#include "cli/completions.h"

#include <ostream>

#include "lint/rule.h"

namespace tieline::cli {

std::string join(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : between).append(word);
  return text;
}

std::vector<std::string> rule_codes() {
  std::vector<std::string> codes;
  for (const lint::Rule* rule : lint::all_rules()) codes.emplace_back(rule->info.code);
  return codes;
}

std::vector<std::string> command_names(const ProgramHelp& program) {
  std::vector<std::string> names;
  for (const CommandHelp& command : program.commands) names.push_back(command.name);
  return names;
}

std::vector<std::string> option_names(const std::vector<OptionHelp>& options) {
  std::vector<std::string> names;
  for (const OptionHelp& option : options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

bool takes_file(const OptionHelp& option) { return option.value == "FILE" || option.value == "PATH"; }
bool takes_folder(const OptionHelp& option) { return option.value == "FOLDER"; }
bool takes_code(const OptionHelp& option) { return option.value == "CODE" || option.value == "CODES"; }

void write_completions(std::ostream& out, const ProgramHelp& program, std::string_view shell) {
  if (shell == "bash") write_bash_completions(out, program);
  if (shell == "zsh") write_zsh_completions(out, program);
  if (shell == "fish") write_fish_completions(out, program);
}

}  // namespace tieline::cli
