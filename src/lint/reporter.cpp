#include <algorithm>
#include <utility>

#include "lint/rule.h"

namespace tieline::lint {

void Reporter::report(Draft draft) {
  if (!draft.span.valid() && draft.resource != nullptr) draft.span = draft.resource->header;
  const value::Condition here = world_->path();
  const auto same = std::find_if(collected_.begin(), collected_.end(), [&](const Collected& there) {
    return there.draft.resource == draft.resource && there.draft.span == draft.span && there.draft.cause == draft.cause;
  });
  if (same != collected_.end()) {
    same->when = world_->space().disjunction(same->when, here);
    // One text cannot be right for two worlds that want different ones.
    if (same->draft.fixes != draft.fixes) same->draft.fixes.clear();
    return;
  }
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
  return findings;
}

}  // namespace tieline::lint
