#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

/// What the command line understands, taken from its parser, for those who write about it: the completions of shells
/// and the manual page. So neither can say anything else than `--help` does.
namespace tieline::cli {

/// An option, or an argument that has no name of its own.
struct OptionHelp {
  std::vector<std::string> names;  ///< as they are typed; empty: an argument
  /// What it takes: the alternatives, as `error|warning`, or what kind of thing: FILE, FOLDER, PATH (either), CODE,
  /// CODES (several, between commas); anything else is free text. Empty: a flag.
  std::string value;
  std::vector<std::string> choices;  ///< the alternatives in `value`
  std::string text;                  ///< one line, without a full stop
  bool repeats = false;
};

/// A command with commands of its own (`config show`) has them as the choices of its first argument.
struct CommandHelp {
  std::string name;
  std::string text;
  std::vector<OptionHelp> options;
  std::vector<OptionHelp> arguments;
};

struct ProgramHelp {
  std::string text;
  std::string footer;
  std::vector<OptionHelp> options;
  std::vector<CommandHelp> commands;  ///< the first is the one that need not be named
};

/// What is hidden from the help is left out here, too.
[[nodiscard]] ProgramHelp describe(const CLI::App& app);

/// Writes the script that completes the command line in a shell: `bash`, `zsh` or `fish`.
void write_completions(std::ostream& out, const ProgramHelp& program, std::string_view shell);

/// Writes the manual page, in the man macros of roff.
void write_manual(std::ostream& out, const ProgramHelp& program, std::string_view version);

}  // namespace tieline::cli
