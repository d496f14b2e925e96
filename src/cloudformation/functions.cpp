#include "cloudformation/functions.h"

#include <array>
#include <utility>

namespace tieline::cloudformation {
namespace {

constexpr std::array<std::pair<std::string_view, Function>, 27> functions{{
    {"Fn::Sub", Function::sub},
    {"Fn::GetAtt", Function::get_att},
    {"Fn::Join", Function::join},
    {"Fn::If", Function::if_},
    {"Fn::Select", Function::select},
    {"Fn::FindInMap", Function::find_in_map},
    {"Fn::Split", Function::split},
    {"Fn::Equals", Function::equals},
    {"Fn::Not", Function::not_},
    {"Fn::And", Function::and_},
    {"Fn::Or", Function::or_},
    {"Fn::GetAZs", Function::get_azs},
    {"Fn::Base64", Function::base64},
    {"Fn::ImportValue", Function::import_value},
    {"Fn::Cidr", Function::cidr},
    {"Fn::Transform", Function::transform},
    {"Fn::Length", Function::length},
    {"Fn::ToJsonString", Function::to_json_string},
    {"Fn::GetStackOutput", Function::get_stack_output},
    {"Fn::ForEach", Function::for_each},
    {"Fn::Contains", Function::contains},
    {"Fn::EachMemberEquals", Function::each_member_equals},
    {"Fn::EachMemberIn", Function::each_member_in},
    {"Fn::RefAll", Function::ref_all},
    {"Fn::ValueOf", Function::value_of},
    {"Fn::ValueOfAll", Function::value_of_all},
    {"Ref", Function::ref},
}};

constexpr std::string_view for_each_prefix = "Fn::ForEach::";

}  // namespace

Function function_of(std::string_view key) {
  if (key == "Ref") return Function::ref;
  if (!key.starts_with("Fn::")) return Function::none;
  for (const auto& [name, function] : functions) {
    if (name == key) return function;
  }
  return key.starts_with(for_each_prefix) ? Function::for_each : Function::unknown;
}

Call call_of(const Node& node) {
  if (node.kind != document::Kind::mapping || node.entries.size() != 1) return {};
  const document::Entry& entry = node.entries.front();
  const Function function = function_of(entry.key);
  if (function == Function::none) return {};
  return {function, entry.key, entry.value, entry.key_span};
}

Call condition_call_of(const Node& node) {
  if (node.kind == document::Kind::mapping && node.entries.size() == 1 && node.entries.front().key == "Condition") {
    const document::Entry& entry = node.entries.front();
    return {Function::condition, entry.key, entry.value, entry.key_span};
  }
  return call_of(node);
}

bool is_splice(std::string_view key) { return key == "Fn::Transform" || key.starts_with(for_each_prefix); }

std::span<const std::string_view> function_names() {
  static const auto names = [] {
    std::array<std::string_view, functions.size()> made;
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = functions[i].first;
    return made;
  }();
  return names;
}

}  // namespace tieline::cloudformation
