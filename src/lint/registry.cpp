#include <algorithm>
#include <cctype>
#include <vector>

#include "lint/rule.h"

namespace tieline::lint {
namespace {

/// Filled by the static Register objects before main and only read afterwards.
std::vector<const Rule*>& registered() {
  static std::vector<const Rule*> rules;
  return rules;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

}  // namespace

Register::Register(const Rule& rule) {
  auto& rules = registered();
  const auto place = std::lower_bound(rules.begin(), rules.end(), &rule,
                                      [](const Rule* a, const Rule* b) { return a->info.code < b->info.code; });
  rules.insert(place, &rule);
}

std::span<const Rule* const> all_rules() { return registered(); }

const Rule* find_rule(std::string_view code_or_name) {
  for (const Rule* rule : all_rules()) {
    if (same_ignoring_case(rule->info.code, code_or_name) || same_ignoring_case(rule->info.name, code_or_name)) {
      return rule;
    }
  }
  return nullptr;
}

std::string_view name_of(FixKind kind) {
  switch (kind) {
    case FixKind::none:
      return "none";
    case FixKind::safe:
      return "safe";
    case FixKind::unsafe:
      return "unsafe";
  }
  return "none";
}

}  // namespace tieline::lint
