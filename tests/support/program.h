#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tieline::test {

/// What a run of the program left.
struct ProgramRun {
  int exit_code = -1;  ///< 128 + N where signal N ended it
  std::string out;
  std::string err;
};

/// How `tieline` is run. NO_COLOR and TF_VAR_ variables of the caller do not reach it.
struct ProgramCall {
  std::vector<std::string> arguments;
  std::filesystem::path folder = {};                                  ///< the working folder; empty: the caller's
  std::string input = {};                                             ///< standard input
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< on top of PATH
  std::function<void()> before = {};  ///< called in the new process before the program starts
  std::string program = {};           ///< another one, found by PATH; empty: `tieline`
};

/// Runs the program that was built with the tests, and waits for it.
[[nodiscard]] ProgramRun run_program(const ProgramCall& call);

/// A folder of its own for a test, gone with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file below the folder, with the folders around it; its whole path.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const;
  /// The bytes of a file below the folder; nullopt where there is none.
  [[nodiscard]] std::optional<std::string> read(const std::filesystem::path& name) const;
  /// The names of everything in the folder, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path path_;
};

}  // namespace tieline::test
