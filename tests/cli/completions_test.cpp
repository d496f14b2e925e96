// `tieline completions` and `tieline manual`: what is written from the options themselves.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <set>
#include <sstream>

#include "support/program.h"

namespace tieline {
namespace {

using test::run_program;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), count);
  }
  ::pclose(pipe);
  return text;
}

std::string script_for(const std::string& shell) {
  const auto run = run_program({{"completions", shell}});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  return run.out;
}

/// What bash offers at the end of a line whose words are given; the last may be begun or empty.
std::set<std::string> offered(const std::string& words, const test::ScratchFolder& folder) {
  folder.write("completions.bash", script_for("bash"));
  folder.write("ask.sh",
               "cd \"${0%/*}\" || exit 9\n. ./completions.bash\nCOMP_WORDS=(tieline " + words +
                   ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_tieline\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
  std::istringstream lines(output_of("bash '" + (folder.path() / "ask.sh").string() + "' 2>&1"));
  std::set<std::string> result;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) result.insert(line);
  }
  return result;
}

TEST(BashCompletions, OfferCommandsAndFilesFirst) {
  const test::ScratchFolder folder;
  folder.write("great things.tf", "");
  EXPECT_EQ(offered("g", folder), (std::set<std::string>{"graph", "great things.tf"}));
  EXPECT_TRUE(offered("''", folder).contains("explain"));
}

TEST(BashCompletions, OfferTheOptionsOfTheCommand) {
  const test::ScratchFolder folder;
  EXPECT_EQ(offered("graph --no-f", folder), (std::set<std::string>{"--no-faults"}));
  EXPECT_EQ(offered("rules --no-f", folder), (std::set<std::string>{}));
  EXPECT_TRUE(offered("--fail", folder).contains("--fail-on")) << "check need not be named";
}

TEST(BashCompletions, OfferWhatAnOptionTakes) {
  const test::ScratchFolder folder;
  EXPECT_EQ(offered("check --fail-on w", folder), (std::set<std::string>{"warning"}));
  EXPECT_EQ(offered("check --fail-on = w", folder), (std::set<std::string>{"warning"}));
  EXPECT_TRUE(offered("check --format ''", folder).contains("sarif"));
  EXPECT_FALSE(offered("graph --format ''", folder).contains("sarif"));
  EXPECT_EQ(offered("check --region u", folder), (std::set<std::string>{}));
}

TEST(BashCompletions, OfferRules) {
  const test::ScratchFolder folder;
  EXPECT_EQ(offered("explain EI40", folder), (std::set<std::string>{"EI401", "EI402", "EI403", "EI404"}));
  EXPECT_EQ(offered("check --select TL001,EI30", folder).count("TL001,EI302"), 1U);
}

TEST(Completions, NameEveryOptionForEveryShell) {
  // What the help shows is the measure: every `--option` of every command.
  std::set<std::string> options;
  for (const char* command : {"check", "rules", "explain", "graph", "eval"}) {
    std::istringstream words(run_program({{command, "--help"}}).out);
    for (std::string word; words >> word;) {
      if (const std::size_t at = word.find("--"); at != std::string::npos && (at == 0 || word[at - 1] == ',')) {
        options.insert(word.substr(at + 2, word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at) - at - 2));
      }
    }
  }
  ASSERT_TRUE(options.contains("stdin-filename"));
  for (const std::string& option : options) {
    EXPECT_NE(script_for("bash").find("--" + option), std::string::npos) << option;
    EXPECT_NE(script_for("zsh").find("--" + option), std::string::npos) << option;
    EXPECT_NE(script_for("fish").find("-l " + option), std::string::npos) << option;
  }
}

TEST(Completions, KnowWhatEveryOptionTakes) {
  // CLI11 calls a value TEXT or INT where an option does not say better.
  for (const char* command : {"check", "rules", "explain", "graph", "eval", "completions"}) {
    std::istringstream words(run_program({{command, "--help"}}).out);
    for (std::string word; words >> word;) {
      EXPECT_TRUE(word != "TEXT" && word != "INT" && word != "UINT") << command << ": give each option a type_name";
    }
  }
}

TEST(Completions, KnowThreeShells) {
  const auto run = run_program({{"completions", "powershell"}});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("use bash, zsh or fish"), std::string::npos) << run.err;
}

TEST(Manual, HasEveryCommandAndNoRequestByAccident) {
  const auto run = run_program({{"manual"}});
  ASSERT_EQ(run.exit_code, 0);
  for (const char* command : {"check", "rules", "explain", "graph", "eval", "completions"}) {
    EXPECT_NE(run.out.find(".SS \\fBtieline " + std::string(command) + "\\fR"), std::string::npos) << command;
  }
  const std::set<std::string> known{".\\\"", ".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR"};
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) {
    const bool request = line.starts_with('.') || line.starts_with('\'');
    EXPECT_TRUE(!request || known.contains(line.substr(0, line.find(' ')))) << line;
  }
}

}  // namespace
}  // namespace tieline
