#include "terraform/evaluation.h"

namespace tieline::terraform {

Evaluation::Evaluation(text::SourceManager& source_manager, ParsedFiles& parsed_files, const Options& run_options,
                       graph::Graph& target, const std::filesystem::path& folder)
    : sources(source_manager),
      parsed(parsed_files),
      options(run_options),
      graph(target),
      arena(target.arena),
      conditions(target.conditions),
      root_folder(folder),
      faults(target.faults),
      files(source_manager, folder, run_options) {}

}  // namespace tieline::terraform
