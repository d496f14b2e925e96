#include "lint/selection.h"

#include <algorithm>
#include <cctype>

#include "lint/rule.h"

namespace tieline::lint {
namespace {

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
         });
}

/// How closely an entry names the code: the length of the prefix, or the whole code for a rule's name; 0 for no match.
std::size_t closeness(std::string_view code, std::string_view entry) {
  if (starts_with_ignoring_case(code, entry)) return entry.size();
  const Rule* rule = find_rule(entry);
  return rule != nullptr && rule->info.code == code ? code.size() : 0;
}

std::size_t closest(std::string_view code, const std::vector<std::string>& entries) {
  std::size_t best = 0;
  for (const std::string& entry : entries) best = std::max(best, closeness(code, entry));
  return best;
}

}  // namespace

bool Selection::wants(std::string_view code) const {
  const std::size_t ignored = closest(code, ignore);
  if (select.empty()) return ignored == 0;
  return closest(code, select) > ignored;
}

bool is_known_selector(std::string_view entry) {
  if (entry.empty()) return false;
  if (find_rule(entry) != nullptr) return true;
  const auto rules = all_rules();
  return std::any_of(rules.begin(), rules.end(),
                     [&](const Rule* rule) { return starts_with_ignoring_case(rule->info.code, entry); });
}

}  // namespace tieline::lint
