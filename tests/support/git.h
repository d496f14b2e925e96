#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/program.h"

namespace tieline::test {

/// A git repository of its own for a test, on the branch `main`. The user's settings do not reach it.
class GitRepository {
 public:
  GitRepository();
  /// A clone of another one: `git clone OPTION... URL`.
  GitRepository(const std::vector<std::string>& options, const std::filesystem::path& from);

  [[nodiscard]] const ScratchFolder& disk() const { return disk_; }
  [[nodiscard]] const std::filesystem::path& path() const { return disk_.path(); }
  /// What git says; a failure of git is one of the test.
  std::string git(const std::vector<std::string>& arguments) const;
  /// Everything as it is on disk, as a commit.
  void commit(const std::string& message) const;
  /// Runs the program in a folder of the repository.
  [[nodiscard]] ProgramRun tieline(const std::vector<std::string>& arguments, const std::string& input = {},
                                   const std::filesystem::path& folder = {}) const;

 private:
  ScratchFolder disk_;
};

/// What of git's environment holds in tests.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> git_environment();

}  // namespace tieline::test
