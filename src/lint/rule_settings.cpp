#include "lint/rule_settings.h"

#include <algorithm>

#include "lint/rule.h"

namespace tieline::lint {
namespace {

/// The entry that names a code most closely; null where none does. Of equals the later.
template <typename Entries, typename Text>
auto closest(std::string_view code, const Entries& entries, const Text& text) -> decltype(entries.data()) {
  decltype(entries.data()) best = nullptr;
  std::size_t length = 0;
  for (const auto& entry : entries) {
    const std::size_t here = closeness(code, text(entry));
    if (here == 0 || here < length) continue;
    best = &entry;
    length = here;
  }
  return best;
}

std::string_view value_of(const Written<std::string>& entry) { return entry.value; }
std::string_view rules_of(const SeverityEntry& entry) { return entry.rules; }

RuleLayer layer_of(const Selection& selection) {
  RuleLayer layer;
  for (const std::string& entry : selection.select) layer.select.push_back({entry});
  for (const std::string& entry : selection.ignore) layer.ignore.push_back({entry});
  return layer;
}

Origin origin_of(const text::Span& span) {
  return {span.valid() ? Origin::By::configuration : Origin::By::command_line, span};
}

void choose(RuleState& state, std::string_view code, const RuleLayer& layer) {
  const auto* selected = closest(code, layer.select, value_of);
  const auto* ignored = closest(code, layer.ignore, value_of);
  const std::size_t selected_by = selected == nullptr ? 0 : closeness(code, selected->value);
  if (ignored != nullptr && closeness(code, ignored->value) >= selected_by) {
    state.ignored = true;
    state.chosen = origin_of(ignored->span);
  } else if (!layer.select.empty()) {
    state.ignored = selected == nullptr;
    state.chosen = origin_of(selected != nullptr ? selected->span : layer.select.front().span);
    if (selected != nullptr) state.off = false;
  }
}

void grade(RuleState& state, std::string_view code, const RuleLayer& layer) {
  const auto* entry = closest(code, layer.severities, rules_of);
  if (entry == nullptr) return;
  state.off = !entry->severity;
  state.severity = entry->severity;
  state.graded = origin_of(entry->span);
}

}  // namespace

RuleSettings::RuleSettings() : states_(all_rules().size()) {}

void RuleSettings::apply(const RuleLayer& layer) {
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    choose(states_[i], rules[i]->info.code, layer);
    grade(states_[i], rules[i]->info.code, layer);
  }
}

void RuleSettings::apply(const Selection& selection) {
  if (!selection.select.empty() || !selection.ignore.empty()) apply(layer_of(selection));
}

const RuleState& RuleSettings::state(std::string_view code) const {
  const auto rules = all_rules();
  const auto found = std::lower_bound(rules.begin(), rules.end(), code, [](const Rule* rule, std::string_view wanted) {
    return rule->info.code < wanted;
  });
  return states_[static_cast<std::size_t>(found - rules.begin())];
}

}  // namespace tieline::lint
