#include <iostream>
#include <sstream>

#include "cli/commands.h"
#include "cli/output.h"
#include "lint/driver.h"
#include "report/drawing.h"

namespace tieline::cli {

int draw_graph(Options& options) {
  text::SourceManager sources;
  std::vector<report::Drawing> drawings;
  options.run.visit = [&](graph::Graph& graph, const std::vector<lint::Finding>& findings) {
    const aws::Model model(graph);
    value::World world(graph.conditions, graph.arena);
    report::Drawing drawing = report::draw(model, world, options.faults ? findings : std::vector<lint::Finding>{});
    if (!drawing.nodes.empty()) drawings.push_back(std::move(drawing));
  };
  const lint::RunResult result = lint::run(sources, options.run);
  if (!result.mistakes.empty()) return refuse(result.mistakes);
  std::ostringstream text;
  if (options.format == "mermaid") {
    report::write_mermaid(text, drawings);
  } else if (options.format == "json") {
    report::write_drawing_json(text, drawings);
  } else {
    report::write_dot(text, drawings);
  }
  std::string error;
  if (!write_output(options.output, std::move(text).str(), error)) {
    std::cerr << "tieline: cannot write the drawing: " << error << '\n';
    return exit_usage;
  }
  return exit_clean;
}

}  // namespace tieline::cli
