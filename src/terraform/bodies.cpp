// Bodies of resources and nested blocks as values; dynamic blocks.

#include <algorithm>
#include <string>

#include "terraform/slots.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Flavour;
using value::MappingEntry;

/// The nested blocks of one type, in the order of the source.
struct Group {
  std::string_view type;
  Span key_span;
  std::vector<Value> items;
};

class BodyEvaluation {
 public:
  explicit BodyEvaluation(Expressions& expressions) : expressions_(expressions), run_(expressions.evaluation()) {}

  Value body(const hcl::Body& body, std::span<const std::string_view> skipped, Span span) {
    std::vector<MappingEntry> entries;
    entries.reserve(body.attributes.size() + 4);
    const auto is_skipped = [&](std::string_view name) {
      return std::find(skipped.begin(), skipped.end(), name) != skipped.end();
    };
    for (const hcl::Attribute& attribute : body.attributes) {
      if (is_skipped(attribute.name) || body.find(attribute.name) != &attribute) continue;
      entries.push_back(
          {attribute.name, attribute.name_span, expressions_.eval(*attribute.value), attribute.value->span});
    }
    const std::size_t arguments = entries.size();
    std::vector<Group> groups;
    for (const hcl::Block& block : body.blocks) {
      if (is_skipped(block.type)) continue;
      if (block.type == "dynamic") {
        if (!block.labels.empty()) dynamic(block, group(groups, block.labels.front().text, block.labels.front().span));
      } else {
        Group& there = group(groups, block.type, block.type_span);
        there.items.push_back(this->body(*block.body, {}, block.span));
      }
    }
    for (const Group& there : groups) {
      const bool given = std::any_of(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(arguments),
                                     [&](const MappingEntry& entry) { return entry.key == there.type; });
      if (there.items.empty() || given) continue;
      entries.push_back({there.type, there.key_span, value::sequence(run_.arena, there.items, Flavour::list)});
    }
    return value::mapping(run_.arena, entries, Flavour::object, span);
  }

 private:
  static Group& group(std::vector<Group>& groups, std::string_view type, Span key_span) {
    for (Group& there : groups) {
      if (there.type == type) return there;
    }
    return groups.emplace_back(Group{type, key_span, {}});
  }

  void dynamic(const hcl::Block& block, Group& out) {
    const hcl::Attribute* for_each = block.body->find("for_each");
    if (for_each == nullptr) return;
    std::string_view iterator = block.labels.front().text;
    if (const hcl::Attribute* named = block.body->find("iterator");
        named != nullptr && named->value->kind == hcl::ExprKind::variable) {
      iterator = hcl::as<hcl::VariableExpr>(*named->value).name;
    }
    const hcl::Block* content = nullptr;
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "content") content = &inner;
    }
    if (content == nullptr) return;
    const Value collection = expressions_.eval(*for_each->value);
    const auto elements =
        expressions_.elements_of(collection, for_each->value->span, Expressions::Iterates::dynamic_block);
    if (!elements) {
      out.items.push_back(value::rest_of(run_.arena, value::unknown(run_.arena), block.span));
      return;
    }
    for (const Element& element : *elements) {
      const Expressions::Under under(expressions_, element.when);
      if (!under.possible()) continue;
      const Expressions::Unsettled unsettled(expressions_, element.rest);
      const MappingEntry entries[] = {{"key", {}, element.key}, {"value", {}, element.value}};
      const Value object = value::mapping(run_.arena, entries, Flavour::object, for_each->value->span);
      const Expressions::Named named(expressions_, iterator, object);
      const Value one = body(*content->body, {}, block.span);
      out.items.push_back(element.rest ? value::rest_of(run_.arena, one, block.span)
                                       : item_when(run_, one, element.when));
    }
  }

  Expressions& expressions_;
  Evaluation& run_;
};

}  // namespace

Value body_value(Expressions& expressions, const hcl::Body& body, std::span<const std::string_view> skipped,
                 Span span) {
  return BodyEvaluation(expressions).body(body, skipped, span);
}

}  // namespace tieline::terraform
