#include <cctype>
#include <ostream>

#include "cli/program_help.h"

namespace tieline::cli {
namespace {

/// Text as roff takes it: no character begins a request or an escape, and a hyphen in an option can be copied.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '\'' && result.empty()) {
      result += "\\(aq";
    } else if (c == '.' && result.empty()) {
      result += "\\&.";
    } else {
      result += c;
    }
  }
  return result;
}

/// A sentence: a capital first, and a full stop.
std::string sentence(std::string_view text) {
  std::string result(text);
  if (result.empty()) return result;
  result[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(result[0])));
  if (result.back() != '.') result += '.';
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

/// What an option takes: alternatives are written as they are, a kind of thing is a place to fill in.
std::string value(const OptionHelp& option) {
  if (option.choices.empty()) return italic(option.value);
  std::string text;
  for (const std::string& choice : option.choices) text += (text.empty() ? "" : "|") + bold(choice);
  return text;
}

void write_option(std::ostream& out, const OptionHelp& option) {
  out << ".TP\n";
  std::string names;
  for (const std::string& name : option.names) names += (names.empty() ? "" : ", ") + bold(name);
  if (!names.empty() && !option.value.empty()) names += " ";
  out << names << (option.value.empty() ? "" : value(option)) << '\n' << escaped(sentence(option.text)) << '\n';
}

void write_command(std::ostream& out, const CommandHelp& command) {
  out << ".SS " << bold("tieline " + command.name);
  if (command.options.size() > 1) out << " [" << italic("OPTION") << "...]";
  for (const OptionHelp& argument : command.arguments) {
    out << " [" << value(argument) << "]" << (argument.repeats ? "..." : "");
  }
  out << '\n' << escaped(sentence(command.text)) << '\n';
  for (const OptionHelp& argument : command.arguments) write_option(out, argument);
  for (const OptionHelp& option : command.options) {
    if (option.names.back() != "--help") write_option(out, option);
  }
}

constexpr std::string_view closing = R"(.SH EXIT STATUS
.TP
.B 0
Nothing was found at or above the severity of \fB\-\-fail\-on\fR.
.TP
.B 1
There are findings.
.TP
.B 2
The call itself is wrong: an option, a path, or a configuration file.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Set to anything, no colour is written, even to a terminal.
.SH FILES
.TP
.B .tieline.yaml
What holds for the files of its folder and those below it. \fBtieline config show\fR says what holds for a file, and
\fBtieline config schema\fR describes its keys to editors.
.SH EXAMPLES
.TP
.B tieline
Lint the current folder and everything below it.
.TP
.B tieline check \-\-region us\-west\-2 \-\-var\-file prod.tfvars infra
Lint a folder, with what it leaves open settled.
.TP
.B tieline check \-\-format sarif \-\-output tieline.sarif
Write a report for code scanning.
.TP
.B tieline check \-\-stdin\-filename main.tf \-\-format json < main.tf
Lint what an editor has in its buffer.
.TP
.B tieline explain EI302
Say what a rule checks, and why.
.SH SEE ALSO
.BR terraform (1),
.BR git (1)
)";

}  // namespace

void write_manual(std::ostream& out, const ProgramHelp& program, std::string_view version) {
  out << R"(.\" Written by `tieline manual`.)"
      << "\n.TH TIELINE 1 \"\" \"Tieline " << version << "\" \"User Commands\"\n"
      << ".SH NAME\ntieline \\- lint Terraform and CloudFormation for AWS PrivateLink\n.SH SYNOPSIS\n"
      << bold("tieline") << " [" << italic("COMMAND") << "] [" << italic("OPTION") << "...] [" << italic("ARGUMENT")
      << "...]\n.SH DESCRIPTION\n"
      << escaped(program.text) << "\n.PP\nWhere no command is named, it is " << bold(program.commands.front().name)
      << ". Options of the program itself:\n";
  for (const OptionHelp& option : program.options) write_option(out, option);
  out << ".SH COMMANDS\n";
  for (const CommandHelp& command : program.commands) write_command(out, command);
  out << closing;
}

}  // namespace tieline::cli
