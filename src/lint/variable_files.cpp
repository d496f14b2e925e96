#include "lint/variable_files.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace tieline::lint {
namespace {

void merge(Finding& into, Finding&& other) {
  std::move(other.variable_files.begin(), other.variable_files.end(), std::back_inserter(into.variable_files));
  for (graph::RelatedPlace& place : other.related) {
    const bool listed = std::any_of(into.related.begin(), into.related.end(), [&](const graph::RelatedPlace& there) {
      return there.span == place.span && there.message == place.message;
    });
    if (!listed) into.related.push_back(std::move(place));
  }
}

}  // namespace

void merge_variable_files(std::vector<Finding>& findings) {
  const auto key = [](const Finding& f) {
    return std::tuple(f.code, f.span.file, f.span.begin, f.span.end, f.resource, f.message, f.when);
  };
  std::map<decltype(key(findings.front())), std::size_t> places;
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  for (Finding& finding : findings) {
    if (finding.variable_files.empty()) {
      kept.push_back(std::move(finding));
      continue;
    }
    const auto [place, added] = places.emplace(key(finding), kept.size());
    if (added) {
      kept.push_back(std::move(finding));
    } else {
      merge(kept[place->second], std::move(finding));
    }
  }
  findings = std::move(kept);
}

}  // namespace tieline::lint
