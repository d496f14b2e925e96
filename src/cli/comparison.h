#pragma once

#include <string>

#include "cli/options.h"
#include "text/source.h"

/// `--diff`, `--baseline`, `--write-baseline` and `--prune-baseline`: what a run is compared with.
namespace tieline::cli {

/// Reads the baseline and the change into the options of the run. False, with the reason in `error`, where one cannot
/// be read. Says on standard error what the run is compared with.
[[nodiscard]] bool prepare_comparison(Options& options, std::string& error);

/// Writes the baseline if that is asked for, which then holds for this run too, and says what became of the old one.
/// False, with the reason in `error`, where it cannot be written.
[[nodiscard]] bool finish_comparison(const Options& options, const text::SourceManager& sources,
                                     lint::RunResult& result, std::string& error);

}  // namespace tieline::cli
