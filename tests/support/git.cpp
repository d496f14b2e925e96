#include "support/git.h"

#include <gtest/gtest.h>

namespace tieline::test {

std::vector<std::pair<std::string, std::string>> git_environment() {
  return {{"GIT_CONFIG_GLOBAL", "/dev/null"},
          {"GIT_CONFIG_SYSTEM", "/dev/null"},
          {"GIT_AUTHOR_NAME", "Test"},
          {"GIT_AUTHOR_EMAIL", "t@example.com"},
          {"GIT_COMMITTER_NAME", "Test"},
          {"GIT_COMMITTER_EMAIL", "t@example.com"},
          {"LC_ALL", "C"}};
}

GitRepository::GitRepository() { git({"init", "--quiet", "--initial-branch=main"}); }

GitRepository::GitRepository(const std::vector<std::string>& options, const std::filesystem::path& from) {
  std::vector<std::string> arguments{"clone", "--quiet"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.insert(arguments.end(), {"file://" + from.string(), "."});
  git(arguments);
}

std::string GitRepository::git(const std::vector<std::string>& arguments) const {
  ProgramCall call{arguments};
  call.folder = path();
  call.environment = git_environment();
  call.program = "git";
  const ProgramRun run = run_program(call);
  EXPECT_EQ(run.exit_code, 0) << "git " << (arguments.empty() ? "" : arguments.front()) << ": " << run.err;
  return run.out;
}

void GitRepository::commit(const std::string& message) const {
  git({"add", "--all"});
  git({"commit", "--quiet", "--allow-empty", "-m", message});
}

ProgramRun GitRepository::tieline(const std::vector<std::string>& arguments, const std::string& input,
                                  const std::filesystem::path& folder) const {
  ProgramCall call{arguments};
  call.folder = path() / folder;
  call.input = input;
  call.environment = git_environment();
  return run_program(call);
}

}  // namespace tieline::test
