#include "syntax/document/short_tags.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tieline::document {
namespace {

constexpr std::string_view function_prefix = "Fn::";

constexpr std::array<std::string_view, 28> long_forms{
    "Ref",
    "Condition",
    "Fn::GetAtt",
    "Fn::Sub",
    "Fn::Join",
    "Fn::Split",
    "Fn::Select",
    "Fn::If",
    "Fn::And",
    "Fn::Or",
    "Fn::Not",
    "Fn::Equals",
    "Fn::FindInMap",
    "Fn::ImportValue",
    "Fn::GetAZs",
    "Fn::Cidr",
    "Fn::Base64",
    "Fn::Transform",
    "Fn::ForEach",
    "Fn::Length",
    "Fn::ToJsonString",
    "Fn::GetStackOutput",
    "Fn::Contains",
    "Fn::EachMemberEquals",
    "Fn::EachMemberIn",
    "Fn::RefAll",
    "Fn::ValueOf",
    "Fn::ValueOfAll",
};

constexpr std::string_view tag_of(std::string_view form) {
  return form.substr(form.substr(0, function_prefix.size()) == function_prefix ? function_prefix.size() : 0);
}

constexpr std::size_t slot_count = 256;

constexpr std::size_t slot_of(std::string_view tag, std::uint32_t seed) {
  std::uint32_t hash = seed;
  for (const char byte : tag) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 16777619U;
  return (hash >> 16U) % slot_count;
}

constexpr bool separates(std::uint32_t seed) {
  std::array<bool, slot_count> taken{};
  for (const std::string_view form : long_forms) {
    bool& slot = taken[slot_of(tag_of(form), seed)];
    if (slot) return false;
    slot = true;
  }
  return true;
}

/// The first seed under which no two tags share a slot, so that one comparison decides.
constexpr std::uint32_t find_seed() {
  std::uint32_t seed = 1;
  while (!separates(seed)) ++seed;
  return seed;
}
constexpr std::uint32_t tag_seed = find_seed();

constexpr std::array<std::uint8_t, slot_count> slots = [] {
  std::array<std::uint8_t, slot_count> result{};
  for (std::size_t i = 0; i < long_forms.size(); ++i) {
    result[slot_of(tag_of(long_forms[i]), tag_seed)] = static_cast<std::uint8_t>(i + 1);
  }
  return result;
}();

}  // namespace

std::string_view long_form(std::string_view tag) {
  const std::uint8_t slot = slots[slot_of(tag, tag_seed)];
  if (slot == 0) return {};
  const std::string_view form = long_forms[slot - std::size_t{1}];
  return tag_of(form) == tag ? form : std::string_view{};
}

}  // namespace tieline::document
