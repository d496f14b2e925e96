#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"

/// The commands of the program. Each returns the exit code.
namespace tieline::cli {

int check(Options& options);
int config(const Options& options);
/// Says what is wrong with configurations, one line each.
int refuse(const std::vector<std::string>& mistakes);
/// The part of `check` that `--fix`, `--unsafe-fixes` and `--diff-fixes` ask for. The exit code where that is all;
/// nullopt where what remains is to be reported.
std::optional<int> apply_fixes(Options& options);
/// exit_findings where something is at or above `--fail-on`, else exit_clean.
[[nodiscard]] int exit_code(const lint::RunResult& result);
int list_rules(const Options& options);
int explain(const Options& options);
int draw_graph(Options& options);
int eval(Options& options);

}  // namespace tieline::cli
