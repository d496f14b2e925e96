#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/program_help.h"

/// What the completions of the three shells share.
namespace tieline::cli {

[[nodiscard]] std::string join(const std::vector<std::string>& words, std::string_view between);
[[nodiscard]] std::vector<std::string> rule_codes();
[[nodiscard]] std::vector<std::string> command_names(const ProgramHelp& program);
[[nodiscard]] std::vector<std::string> option_names(const std::vector<OptionHelp>& options);

[[nodiscard]] bool takes_file(const OptionHelp& option);
[[nodiscard]] bool takes_folder(const OptionHelp& option);
[[nodiscard]] bool takes_code(const OptionHelp& option);  ///< or several codes

void write_bash_completions(std::ostream& out, const ProgramHelp& program);
void write_zsh_completions(std::ostream& out, const ProgramHelp& program);
void write_fish_completions(std::ostream& out, const ProgramHelp& program);

}  // namespace tieline::cli
