#include "report/gallery.h"

#include <map>
#include <tuple>
#include <utility>

#include "aws/model.h"
#include "value/world.h"

namespace tieline::report {

void Gallery::add(graph::Graph& graph, const std::vector<lint::Finding>& findings) {
  const aws::Model model(graph);
  value::World world(graph.conditions, graph.arena);
  Drawing drawing = draw(model, world, {});
  if (drawing.nodes.empty()) return;
  std::vector<Fault> faults;
  faults.reserve(findings.size());
  for (const lint::Finding& finding : findings) faults.push_back({finding.code, finding.resource, finding.span});
  pictures_.push_back({std::move(drawing), std::move(faults)});
}

std::vector<Drawing> Gallery::finish(const lint::RunResult& result) {
  // What several instances share is reported on the first of them, so the place decides, not the resource.
  using Key = std::tuple<std::string_view, text::FileId, std::uint32_t, std::uint32_t>;
  std::map<Key, lint::Severity> reported;
  for (const lint::Finding& finding : result.findings) {
    reported.emplace(Key{finding.code, finding.span.file, finding.span.begin, finding.span.end}, finding.severity);
  }
  std::vector<Drawing> drawings;
  drawings.reserve(pictures_.size());
  for (Picture& picture : pictures_) {
    std::vector<lint::Finding> shown;
    for (const Fault& fault : picture.faults) {
      const auto found = reported.find({fault.code, fault.span.file, fault.span.begin, fault.span.end});
      if (found == reported.end()) continue;
      lint::Finding finding;
      finding.code = fault.code;
      finding.resource = fault.resource;
      finding.severity = found->second;
      shown.push_back(std::move(finding));
    }
    mark_faults(picture.drawing, shown);
    drawings.push_back(std::move(picture.drawing));
  }
  return drawings;
}

}  // namespace tieline::report
