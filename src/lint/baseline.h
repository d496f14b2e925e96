#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "lint/fingerprint.h"
#include "text/source.h"

namespace tieline::lint {

struct RunOptions;
struct RunResult;

/// Findings that are put up with: what a file of `--baseline` lists. Their files are relative to its folder, so that it
/// means the same wherever the program runs.
struct Baseline {
  std::filesystem::path path;
  std::vector<Identity> entries;
};

/// Reads a baseline. nullopt, and in `error` the place and what is wrong there, where it cannot be read or is none.
[[nodiscard]] std::optional<Baseline> read_baseline(const std::filesystem::path& path, std::string& error);

/// The baseline that is to be written to `path`: all findings that belong to a file.
[[nodiscard]] Baseline make_baseline(const std::filesystem::path& path, std::span<const Finding> findings,
                                     const text::SourceManager& sources);

/// The JSON text of a baseline, sorted by file, code and resource.
[[nodiscard]] std::string baseline_text(const Baseline& baseline);

/// Moves the findings that the baseline lists to RunResult::suppressed. What it lists and the run no longer finds,
/// though it looked there, goes to RunResult::vanished.
void apply_baseline(RunResult& result, const Baseline& baseline, const text::SourceManager& sources,
                    const RunOptions& options);

/// The baseline without the entries of these indices, which ascend.
[[nodiscard]] Baseline pruned(const Baseline& baseline, const std::vector<std::size_t>& vanished);

}  // namespace tieline::lint
