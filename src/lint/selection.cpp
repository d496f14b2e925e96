#include "lint/selection.h"

#include <algorithm>
#include <cctype>

#include "lint/rule.h"
#include "text/nearest.h"

namespace tieline::lint {
namespace {

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
         });
}

/// The name of the rule of exactly this code; empty where there is none.
std::string_view name_of_rule(std::string_view code) {
  const auto rules = all_rules();  // sorted by code
  const auto found = std::lower_bound(rules.begin(), rules.end(), code, [](const Rule* rule, std::string_view wanted) {
    return rule->info.code < wanted;
  });
  return found != rules.end() && (*found)->info.code == code ? (*found)->info.name : std::string_view();
}

std::size_t closeness_of(std::string_view code, std::string_view name, std::string_view entry) {
  if (starts_with_ignoring_case(code, entry)) return entry.size();
  return !name.empty() && entry.size() == name.size() && starts_with_ignoring_case(name, entry) ? code.size() : 0;
}

std::size_t closest(std::string_view code, std::string_view name, const std::vector<std::string>& entries) {
  std::size_t best = 0;
  for (const std::string& entry : entries) best = std::max(best, closeness_of(code, name, entry));
  return best;
}

}  // namespace

std::size_t closeness(std::string_view code, std::string_view entry) {
  return closeness_of(code, name_of_rule(code), entry);
}

std::string_view nearest_rule(std::string_view written) {
  std::vector<std::string_view> names;
  for (const Rule* rule : all_rules()) names.insert(names.end(), {rule->info.code, rule->info.name});
  return text::nearest(written, names);
}

bool Selection::wants(std::string_view code) const {
  if (select.empty() && ignore.empty()) return true;
  const std::string_view name = name_of_rule(code);
  const std::size_t ignored = closest(code, name, ignore);
  if (select.empty()) return ignored == 0;
  return closest(code, name, select) > ignored;
}

bool is_known_selector(std::string_view entry) {
  if (entry.empty()) return false;
  if (find_rule(entry) != nullptr) return true;
  const auto rules = all_rules();
  return std::any_of(rules.begin(), rules.end(),
                     [&](const Rule* rule) { return starts_with_ignoring_case(rule->info.code, entry); });
}

}  // namespace tieline::lint
