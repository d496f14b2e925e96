#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "lint/finding.h"
#include "lint/run.h"
#include "report/drawing.h"
#include "text/span.h"

namespace tieline::report {

/// Draws each graph of a run while it is there, and marks the drawings once it is settled what is reported.
class Gallery {
 public:
  /// What lint::RunOptions::visit is to call.
  void add(graph::Graph& graph, const std::vector<lint::Finding>& findings);
  /// The drawings, in the order they were added, with the faults that the run reports. Those of nothing are left out.
  [[nodiscard]] std::vector<Drawing> finish(const lint::RunResult& result);

 private:
  struct Fault {
    std::string_view code;
    std::string resource;
    text::Span span;
  };
  struct Picture {
    Drawing drawing;
    std::vector<Fault> faults;
  };
  std::vector<Picture> pictures_;
};

}  // namespace tieline::report
