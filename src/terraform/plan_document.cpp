#include "terraform/plan_document.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/limits.h"

namespace tieline::terraform {
namespace {

using document::Entry;
using value::Flavour;
using value::MappingEntry;
using value::Value;

bool is_true(const Node* node) { return node != nullptr && node->kind == document::Kind::boolean && node->boolean; }

std::span<const Entry> entries_of(const Node* node) {
  return node != nullptr ? node->entries : std::span<const Entry>();
}

std::span<const Node* const> items_of(const Node* node) {
  return node != nullptr ? node->items : std::span<const Node* const>();
}

bool either_is(document::Kind kind, const Node* node, const Node* unknown) {
  return node != nullptr ? node->kind == kind : unknown != nullptr && unknown->kind == kind;
}

Value mapping_of(text::Arena& arena, const Node* node, const Node* unknown) {
  std::unordered_map<std::string_view, const Node*> masks;
  for (const Entry& entry : entries_of(unknown)) masks.emplace(entry.key, entry.value);
  std::vector<MappingEntry> entries;
  for (const Entry& entry : entries_of(node)) {
    const auto mask = masks.find(entry.key);
    entries.push_back(
        {entry.key, entry.key_span, plan_value(arena, entry.value, mask != masks.end() ? mask->second : nullptr)});
    if (mask != masks.end()) masks.erase(mask);
  }
  for (const Entry& entry : entries_of(unknown)) {
    if (masks.contains(entry.key) && any_true(entry.value)) {
      entries.push_back({entry.key, {}, plan_value(arena, nullptr, entry.value)});
    }
  }
  return value::mapping(arena, entries, Flavour::object, node != nullptr ? node->span : text::Span{});
}

Value sequence_of(text::Arena& arena, const Node* node, const Node* unknown) {
  const auto known = items_of(node);
  const auto masks = items_of(unknown);
  std::vector<Value> items;
  for (std::size_t i = 0; i < std::max(known.size(), masks.size()); ++i) {
    items.push_back(plan_value(arena, i < known.size() ? known[i] : nullptr, i < masks.size() ? masks[i] : nullptr));
  }
  return value::sequence(arena, items, Flavour::list, node != nullptr ? node->span : text::Span{});
}

void add_configured(const Node* module, const std::string& prefix, std::size_t depth,
                    std::unordered_map<std::string, const Node*>& all) {
  if (module == nullptr || depth > limits::module_depth) return;
  for (const Node* resource : items_of(member(module, "resources"))) {
    all.emplace(prefix + std::string(text_of(member(resource, "address"))), resource);
  }
  for (const Entry& call : entries_of(member(module, "module_calls"))) {
    add_configured(member(call.value, "module"), prefix + "module." + std::string(call.key) + ".", depth + 1, all);
  }
}

}  // namespace

const Node* member(const Node* node, std::string_view key) { return node != nullptr ? node->find(key) : nullptr; }

std::string_view text_of(const Node* node) {
  return node != nullptr && node->kind == document::Kind::string ? node->text : std::string_view{};
}

std::string without_keys(std::string_view address) {
  std::string plain;
  bool in_key = false;
  bool quoted = false;
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (in_key && c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == ']')) {
      in_key = c == '[';
    } else if (!in_key) {
      plain += c;
    }
  }
  return plain;
}

void for_each_resource(const Node* module, const std::function<void(const Node& resource)>& use) {
  std::vector<const Node*> open{module};
  while (!open.empty()) {
    const Node* at = open.back();
    open.pop_back();
    for (const Node* resource : items_of(member(at, "resources"))) use(*resource);
    const auto children = items_of(member(at, "child_modules"));
    open.insert(open.end(), children.rbegin(), children.rend());
  }
}

std::unordered_map<std::string, const Node*> configured_resources(const Node& plan) {
  std::unordered_map<std::string, const Node*> all;
  add_configured(member(plan.find("configuration"), "root_module"), "", 0, all);
  return all;
}

bool any_true(const Node* mirror) {
  const auto items = items_of(mirror);
  const auto entries = entries_of(mirror);
  return is_true(mirror) || std::any_of(items.begin(), items.end(), any_true) ||
         std::any_of(entries.begin(), entries.end(), [](const Entry& entry) { return any_true(entry.value); });
}

Value plan_value(text::Arena& arena, const Node* node, const Node* unknown) {
  const text::Span span = node != nullptr ? node->span : text::Span{};
  if (is_true(unknown)) return value::unknown(arena, {}, span);
  if (either_is(document::Kind::mapping, node, unknown)) return mapping_of(arena, node, unknown);
  if (either_is(document::Kind::sequence, node, unknown)) return sequence_of(arena, node, unknown);
  if (node == nullptr) return value::unknown(arena, {}, span);
  switch (node->kind) {
    case document::Kind::boolean:
      return value::boolean(arena, node->boolean, span);
    case document::Kind::number:
      if (const auto number = value::Number::parse(node->text)) return value::number(arena, *number, span);
      return value::unknown(arena, {}, span);
    case document::Kind::string:
      return value::string_view(arena, node->text, span);
    default:
      return value::null(arena, span);
  }
}

bool is_identity(std::string_view attribute) {
  static constexpr std::array<std::string_view, 6> identities{
      "arn", "availability_zone", "availability_zone_id", "id", "name", "vpc_id"};
  return std::find(identities.begin(), identities.end(), attribute) != identities.end();
}

}  // namespace tieline::terraform
