#include <algorithm>

#include "cloudformation/address_range.h"
#include "cloudformation/evaluator.h"
#include "value/type.h"

namespace tieline::cloudformation {
namespace {

std::optional<std::int64_t> as_integer(Value value) {
  if (value.is(value::Kind::number)) return value.number().as_int64();
  if (!value.is(value::Kind::string)) return std::nullopt;
  const auto number = value::Number::parse(value.string());
  return number ? number->as_int64() : std::nullopt;
}

bool may_be_absent(Value item) {
  const auto branches = item.branches();
  return std::any_of(branches.begin(), branches.end(),
                     [](const value::Branch& branch) { return branch.value.is(value::Kind::absent); });
}

Value entry_of(Run& run, const Node& node, const Span& at);

/// What a mapping of the Mappings section holds: literals and lists of them.
Value literal(Run& run, const Node& node) {
  switch (node.kind) {
    case document::Kind::sequence: {
      std::vector<Value> items;
      for (const Node* item : node.items) items.push_back(entry_of(run, *item, node.span));
      return value::sequence(run.arena(), items, value::Flavour::tuple, node.span);
    }
    case document::Kind::boolean:
      return value::boolean(run.arena(), node.boolean, node.span);
    case document::Kind::number: {
      const auto number = value::Number::parse(node.text);
      if (number && number->to_string() == node.text) return value::number(run.arena(), *number, node.span);
      return value::string_view(run.arena(), node.text, node.span);
    }
    case document::Kind::string:
      return value::string_view(run.arena(), node.text, node.span);
    default:
      return value::unknown(run.arena(), {}, node.span);
  }
}

Value entry_of(Run& run, const Node& node, const Span& at) {
  if (node.kind == document::Kind::sequence || !run.step(at)) return value::unknown(run.arena(), {}, at);
  return literal(run, node);
}

}  // namespace

Value Evaluator::select(const Node& node, const Node& argument) {
  if (argument.items.size() != 2) return unknown(node.span);
  const Value arguments[] = {value_of(*argument.items[0]), value_of(*argument.items[1])};
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition when) {
    const auto index = as_integer(chosen[0]);
    if (!index || *index < 0) return unknown(node.span, chosen[0]);
    const auto place = static_cast<std::uint64_t>(*index);
    if (chosen[1].is(value::Kind::unknown)) {
      if (chosen[1].reference() != nullptr || chosen[1].refinement().cause.empty())
        return unknown(node.span, chosen[1]);
      return run_->element(chosen[1], place);
    }
    if (!chosen[1].is(value::Kind::sequence)) return unknown(node.span);
    return element_at(node, chosen[1], place, when);
  });
}

Value Evaluator::element_at(const Node& node, Value list, std::uint64_t index, Condition when) {
  // Where everything is known, nothing before the element can shift it.
  if (list.is_wholly_known() && index < list.items().size()) return list.items()[index];
  std::uint64_t at = 0;
  for (const Value item : list.items()) {
    if (item.is(value::Kind::rest)) return unknown(node.span, *item.rest());
    if (may_be_absent(item)) return unknown(node.span);
    if (at++ == index) return item;
  }
  const Condition holds = run_->conditions().conjunction(path_, when);
  if (run_->conditions().satisfiable(holds)) {
    run_->report({.kind = FaultKind::invalid_expression,
                  .span = node.span,
                  .message = "Fn::Select takes element " + std::to_string(index) + " of a list of " +
                             std::to_string(list.items().size()),
                  .help = "elements are counted from 0",
                  .resource = {},
                  .related = list.span().valid() && !(list.span() == node.span)
                                 ? std::vector<graph::RelatedPlace>{{list.span(), "the list"}}
                                 : std::vector<graph::RelatedPlace>{},
                  .when = holds});
  }
  return unknown(node.span);
}

Value Evaluator::find_in_map(const Node& node, const Node& argument) {
  if (argument.items.size() < 3 || argument.items.size() > 4) return unknown(node.span);
  const Node* fallback = argument.items.size() == 4 ? argument.items[3]->find("DefaultValue") : nullptr;
  const Value keys[] = {value_of(*argument.items[0]), value_of(*argument.items[1]), value_of(*argument.items[2])};
  return branchwise(keys, node.span, [&](std::span<const Value> chosen, Condition when) {
    return find_entry(node, chosen, fallback, when);
  });
}

Value Evaluator::find_entry(const Node& node, std::span<const Value> keys, const Node* fallback, Condition when) {
  const Node* at = nullptr;
  for (std::size_t level = 0; level < 3; ++level) {
    const auto key = plain_text(keys[level]);
    if (!key) return unknown(node.span, keys[level]);
    const Node* inside = nullptr;
    if (level == 0) {
      const Declaration* mapping = stack_->declared.mappings.find(*key);
      inside = mapping != nullptr ? mapping->node : nullptr;
    } else {
      inside = run_->find_entry(*at, *key);
    }
    if (inside == nullptr) return missing_entry(node, at, *key, fallback, when);
    at = inside;
    if (level < 2 && (at->kind != document::Kind::mapping || at->find("Fn::Transform") != nullptr)) {
      return unknown(node.span);
    }
  }
  return literal(*run_, *at);
}

Value Evaluator::missing_entry(const Node& node, const Node* in, const std::string& key, const Node* fallback,
                               Condition when) {
  const Condition holds = run_->conditions().conjunction(path_, when);
  if (in != nullptr && run_->is_cut(*in)) return unknown(node.span);
  if (fallback != nullptr) return evaluate(*fallback, holds);
  if (stack_->declared.transforms.macro || !run_->conditions().satisfiable(holds)) return unknown(node.span);
  if (in != nullptr) {
    std::vector<std::string_view> names;
    for (const document::Entry& entry : in->entries) names.push_back(entry.key);
    run_->report({.kind = FaultKind::invalid_expression,
                  .span = node.span,
                  .message = "Fn::FindInMap finds no key `" + key + "`",
                  .help = run_->did_you_mean(key, {names}),
                  .resource = {},
                  .related = {{in->span, "the keys there are"}},
                  .when = holds});
  } else if (const Node& name = *call_of(node).argument->items[0]; !name.is_scalar() && !stack_->declared.open_names) {
    // One that is named literally is the checker's to report.
    run_->report({.kind = FaultKind::undeclared_reference,
                  .span = name.span,
                  .message = "there is no mapping `" + key + "`",
                  .help = run_->did_you_mean(key, {stack_->declared.mappings.names()}),
                  .resource = {},
                  .related = {},
                  .when = holds});
  }
  return unknown(node.span);
}

Value Evaluator::get_azs(const Node& node, const Node& argument) {
  const Value arguments[] = {value_of(argument)};
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition) {
    const Value own = stack_->region;
    if (own == chosen[0] || chosen[0].is(value::Kind::null)) return run_->zones({});
    const auto region = plain_text(chosen[0]);
    if (!region) return unknown(node.span, chosen[0]);
    return run_->zones(own.is(value::Kind::string) && own.string() == *region ? std::string_view() : *region);
  });
}

Value Evaluator::cidr(const Node& node, const Node& argument) {
  if (argument.items.size() < 2 || argument.items.size() > 3) return unknown(node.span);
  std::vector<Value> arguments;
  for (const Node* item : argument.items) arguments.push_back(value_of(*item));
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition when) {
    constexpr std::int64_t most = 256;
    const auto count = as_integer(chosen[1]);
    if (!count) return unknown(node.span, chosen[1]);
    const Condition holds = run_->conditions().conjunction(path_, when);
    const auto wrong = [&](std::string message, std::string help) {
      run_->report({.kind = FaultKind::invalid_expression,
                    .span = node.span,
                    .message = std::move(message),
                    .help = std::move(help),
                    .resource = {},
                    .related = {},
                    .when = holds});
      return unknown(node.span);
    };
    if (*count < 1 || *count > most) {
      return wrong("Fn::Cidr makes 1 to 256 ranges, not " + std::to_string(*count),
                   "use Fn::Cidr of a part of the range");
    }
    const auto block = plain_text(chosen[0]);
    const auto bits = chosen.size() == 3 ? as_integer(chosen[2]) : std::nullopt;
    std::vector<Value> ranges;
    const auto range = block ? parse_range(*block) : std::nullopt;
    if (block && !range) return wrong("`" + *block + "` is no range of addresses", "write it like 10.0.0.0/16");
    if (!range || !bits) {
      for (std::int64_t i = 0; i < *count; ++i) ranges.push_back(unknown_text(node.span, chosen[0]));
      return value::sequence(run_->arena(), ranges, value::Flavour::tuple, node.span);
    }
    for (const std::string& text : subranges(*range, static_cast<std::size_t>(*count), *bits)) {
      ranges.push_back(value::string(run_->arena(), text, node.span));
    }
    if (ranges.size() < static_cast<std::size_t>(*count)) {
      return wrong("`" + *block + "` has no room for " + std::to_string(*count) + " ranges with " +
                       std::to_string(*bits) + " host bits each",
                   "ask for fewer ranges or for fewer bits");
    }
    return value::sequence(run_->arena(), ranges, value::Flavour::tuple, node.span);
  });
}

Value Evaluator::length(const Node& node, const Node& argument) {
  const Value arguments[] = {value_of(argument)};
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition) {
    if (!chosen[0].is(value::Kind::sequence) || !chosen[0].has_known_length()) {
      return value::unknown(run_->arena(), {.type = value::number_type(), .not_null = true}, node.span);
    }
    const auto count = static_cast<std::int64_t>(chosen[0].items().size());
    return value::number(run_->arena(), value::Number(count), node.span);
  });
}

}  // namespace tieline::cloudformation
