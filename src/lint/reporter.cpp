#include <algorithm>
#include <utility>

#include "lint/rule.h"

namespace tieline::lint {

void Reporter::report(Draft draft) {
  if (!draft.span.valid() && draft.resource != nullptr) draft.span = draft.resource->header;
  const value::Condition here = world_->path();
  const auto [first, last] = by_resource_.equal_range(draft.resource);
  const auto same = std::find_if(first, last, [&](const auto& entry) {
    const Draft& there = collected_[entry.second].draft;
    return there.span == draft.span && there.cause == draft.cause;
  });
  if (same != last) {
    Collected& there = collected_[same->second];
    there.when = world_->space().disjunction(there.when, here);
    // One text cannot be right for two worlds that want different ones.
    if (there.draft.fixes != draft.fixes) there.draft.fixes.clear();
    return;
  }
  by_resource_.emplace(draft.resource, collected_.size());
  collected_.push_back({std::move(draft), here});
}

std::vector<Finding> Reporter::finish() {
  std::vector<Finding> findings;
  findings.reserve(collected_.size());
  for (Collected& there : collected_) {
    Draft& draft = there.draft;
    // That a resource exists goes without saying in a finding about it.
    const value::Condition context = draft.resource != nullptr ? draft.resource->when : value::Condition::always();
    Finding finding;
    finding.code = rule_->code;
    finding.name = rule_->name;
    finding.severity = draft.overrides_severity ? draft.severity_override : rule_->severity;
    finding.message = std::move(draft.message);
    finding.help = std::move(draft.help);
    finding.when = world_->space().describe(there.when, context);
    if (draft.resource != nullptr) {
      finding.resource = draft.resource->address;
      finding.blocks = {draft.resource->span};
    }
    finding.span = draft.span;
    finding.related = std::move(draft.related);
    finding.fixes = std::move(draft.fixes);
    findings.push_back(std::move(finding));
  }
  collected_.clear();
  by_resource_.clear();
  return findings;
}

}  // namespace tieline::lint
