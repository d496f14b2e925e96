#include "terraform/functions/registry.h"

#include <algorithm>
#include <vector>

#include "text/nearest.h"

namespace tieline::terraform {
namespace {

constexpr std::string_view core = "core::";

/// What the evaluator does itself is here by name and signature only.
void add_lazy_functions(std::vector<Function>& table) {
  const Type* any = value::any_type();
  const Type* string = value::string_type();
  table.push_back({"try", {}, Parameter{"expressions", any}, any, nullptr});
  table.push_back({"can", {{"expression", any}}, {}, value::boolean_type(), nullptr});
  table.push_back({"templatefile", {{"path", string}, {"vars", any}}, {}, any, nullptr});
  table.push_back({"templatestring", {{"template", string}, {"vars", any}}, {}, string, nullptr});
}

std::vector<Function> all_functions() {
  std::vector<Function> table;
  add_sequence_functions(table);
  add_search_functions(table);
  add_mapping_functions(table);
  add_set_functions(table);
  add_type_functions(table);
  add_number_functions(table);
  add_string_functions(table);
  add_format_functions(table);
  add_regex_functions(table);
  add_encoding_functions(table);
  add_json_functions(table);
  add_yaml_functions(table);
  add_hash_functions(table);
  add_date_functions(table);
  add_network_functions(table);
  add_file_functions(table);
  add_provider_functions(table);
  add_lazy_functions(table);
  std::sort(table.begin(), table.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
  return table;
}

const std::vector<Function>& functions() {
  static const std::vector<Function> table = all_functions();
  return table;
}

}  // namespace

std::string_view plain_function_name(std::string_view name) {
  if (name.substr(0, core.size()) == core) name.remove_prefix(core.size());
  return name;
}

const Function* find_function(std::string_view name) {
  const auto& table = functions();
  const std::string_view plain = plain_function_name(name);
  const auto at = std::lower_bound(table.begin(), table.end(), plain,
                                   [](const Function& function, std::string_view key) { return function.name < key; });
  return at != table.end() && at->name == plain ? &*at : nullptr;
}

bool is_function(std::string_view name) { return find_function(name) != nullptr; }

std::string_view nearest_function(std::string_view name) {
  constexpr std::size_t longest = 64;
  if (name.size() > longest) return {};
  text::EditDistance distance;
  std::string_view best;
  std::size_t fewest = 3;  // as many are no slip of the fingers in names this short
  for (const Function& function : functions()) {
    const std::size_t edits = distance.between(name, function.name, fewest);
    if (edits >= fewest) continue;
    best = function.name;
    fewest = edits;
  }
  return best;
}

}  // namespace tieline::terraform
