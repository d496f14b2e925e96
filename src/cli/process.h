#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tieline::cli {

/// What became of another program.
struct ProcessResult {
  bool started = false;  ///< false: there is no such program, or the system refused; `errors` says why
  int exit_code = -1;    ///< -1 where a signal ended it
  std::string output;
  std::string errors;  ///< what it wrote to standard error
  [[nodiscard]] bool succeeded() const { return started && exit_code == 0; }
};

/// Runs a program, found by PATH, without a shell, and waits for it. `environment` is added to ours.
[[nodiscard]] ProcessResult run_process(const std::vector<std::string>& arguments,
                                        const std::vector<std::pair<std::string, std::string>>& environment,
                                        std::string_view input);

}  // namespace tieline::cli
