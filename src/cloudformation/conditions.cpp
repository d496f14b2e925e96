#include <algorithm>

#include "cloudformation/evaluator.h"
#include "cloudformation/parameter_types.h"

namespace tieline::cloudformation {
namespace {

/// Values that a parameter may take where it lists them and they are few.
constexpr std::size_t most_compared_values = 64;

/// Writes a node on one line as a person would say it: `Fn::FindInMap [Regions, Ref AWS::Region, Zones]`.
void append_compact(const Node& node, std::string& out, std::size_t depth) {
  if (depth > limits::syntax_depth * 2) return;
  const auto separate = [&](bool first) { out += first ? "" : ", "; };
  switch (node.kind) {
    case document::Kind::sequence:
      out += '[';
      for (const Node* item : node.items) {
        separate(item == node.items.front());
        append_compact(*item, out, depth + 1);
      }
      out += ']';
      return;
    case document::Kind::mapping:
      if (const Call call = condition_call_of(node); call.argument != nullptr) {
        out.append(call.name).append(" ");
        return append_compact(*call.argument, out, depth + 1);
      }
      out += '{';
      for (const document::Entry& entry : node.entries) {
        separate(&entry == &node.entries.front());
        out.append(entry.key).append(": ");
        append_compact(*entry.value, out, depth + 1);
      }
      out += '}';
      return;
    default:
      out += node.text;
  }
}

}  // namespace

std::string compact_text(const Node& node) {
  std::string text;
  append_compact(node, text, 0);
  return text;
}

Condition Evaluator::named_condition(std::string_view name) {
  const Declaration* declared = stack_->declared.conditions.find(name);
  const std::string full = std::string(stack_->scope) + std::string(name);
  if (declared == nullptr) return run_->conditions().truth(full);
  Stack::NamedCondition& known = stack_->conditions[name];
  using State = Stack::NamedCondition::State;
  if (known.state == State::done) return known.condition;
  if (known.state == State::open) {
    report_condition_circle(name);
    return run_->conditions().truth(full);
  }
  known.state = State::open;
  open_conditions_.push_back(name);
  const Block block(*run_, run_->arena().copy("Conditions." + std::string(stack_->prefix) + std::string(name)));
  const bool readable = !run_->is_cut(*declared->node);
  const Condition condition = readable ? condition_of(*declared->node) : run_->conditions().truth(full);
  // Looked up again: conditions found meanwhile may have moved the table.
  Stack::NamedCondition& done = stack_->conditions[name];
  done = {State::done, condition};
  open_conditions_.pop_back();
  run_->conditions().name(condition, full);
  return condition;
}

void Evaluator::report_condition_circle(std::string_view name) {
  const Section& declared = stack_->declared.conditions;
  std::vector<std::string_view> circle(std::find(open_conditions_.begin(), open_conditions_.end(), name),
                                       open_conditions_.end());
  const auto earlier = [&](std::string_view a, std::string_view b) {
    return declared.index_of(a) < declared.index_of(b);
  };
  std::rotate(circle.begin(), std::min_element(circle.begin(), circle.end(), earlier), circle.end());
  Fault fault{.kind = FaultKind::dependency_cycle,
              .span = declared.find(circle.front())->key_span,
              .message = "conditions refer to each other in a circle: ",
              .help = "a condition cannot depend on itself",
              .resource = "Conditions." + std::string(stack_->prefix) + std::string(circle.front())};
  for (const std::string_view member : circle) {
    fault.message += '`' + std::string(member) + "` → ";
    if (member != circle.front()) fault.related.push_back({declared.find(member)->key_span, "part of the circle"});
  }
  fault.message += '`' + std::string(circle.front()) + '`';
  run_->report(std::move(fault));
}

Condition Evaluator::open_condition(const Node& node) {
  return run_->conditions().truth(std::string(stack_->scope) + compact_text(node));
}

Condition Evaluator::condition_of(const Node& node) {
  const Depth depth(*run_, node.span);
  if (!depth || !run_->step(node.span)) return open_condition(node);
  value::ConditionSpace& space = run_->conditions();
  const Call call = condition_call_of(node);
  if (call.argument == nullptr) return open_condition(node);
  const Node& argument = *call.argument;
  if (run_->is_cut(argument)) return open_condition(node);
  switch (call.function) {
    case Function::condition:
      return argument.is_scalar() ? named_condition(argument.text) : open_condition(node);
    case Function::equals:
      return equals(argument);
    case Function::not_:
      if (argument.items.size() != 1) return open_condition(node);
      return space.negation(condition_of(*argument.items[0]));
    case Function::and_:
    case Function::or_: {
      if (argument.items.empty()) return open_condition(node);
      const bool all = call.function == Function::and_;
      Condition result = all ? Condition::always() : Condition::never();
      for (const Node* item : argument.items) {
        const Condition next = condition_of(*item);
        result = all ? space.conjunction(result, next) : space.disjunction(result, next);
      }
      return result;
    }
    case Function::contains:
      return member(argument);
    default:
      return open_condition(node);
  }
}

Condition Evaluator::equals(const Node& argument) {
  if (argument.items.size() != 2) return open_condition(argument);
  return equal(evaluate(*argument.items[0], Condition::always()), evaluate(*argument.items[1], Condition::always()),
               argument);
}

/// Fn::Contains of the Rules section: whether a list has the value.
Condition Evaluator::member(const Node& argument) {
  if (argument.items.size() != 2) return open_condition(argument);
  const Value list = evaluate(*argument.items[0], Condition::always());
  const Value value = evaluate(*argument.items[1], Condition::always());
  if (!list.is(value::Kind::sequence) || !list.has_known_length()) return open_condition(argument);
  Condition result = Condition::never();
  for (const Value item : list.items()) {
    result = run_->conditions().disjunction(result, equal(item, value, argument));
  }
  return result;
}

Condition Evaluator::equal(Value a, Value b, const Node& node) {
  value::ConditionSpace& space = run_->conditions();
  if (!a.is(value::Kind::alternatives)) std::swap(a, b);
  if (a.is(value::Kind::alternatives)) {
    const Depth depth(*run_, node.span);
    if (!depth) return open_condition(node);
    Condition result = Condition::never();
    for (const value::Branch& branch : a.branches()) {
      result = space.disjunction(result, space.conjunction(branch.when, equal(branch.value, b, node)));
    }
    return result;
  }
  auto known_a = plain_text(a);
  auto known_b = plain_text(b);
  if (known_a && known_b) return *known_a == *known_b ? Condition::always() : Condition::never();
  if (known_a) {
    std::swap(a, b);
    std::swap(known_a, known_b);
  }
  const Subject* subject = run_->subject(a);
  if (known_b) {
    if (a.is(value::Kind::template_)) return equal_to_template(a, *known_b, node);
    if (subject == nullptr) return equal_to_opaque(node, *known_b);
    if (!permits(*subject, *known_b)) return Condition::never();
    return space.equals(subject->name, *known_b);
  }
  const Subject* other = run_->subject(b);
  if (subject == nullptr || other == nullptr) return open_condition(node);
  if (subject == other) return Condition::always();
  const auto few = [](const Subject& of) { return !of.allowed.empty() && of.allowed.size() <= most_compared_values; };
  if (few(*subject) && few(*other)) {
    Condition result = Condition::never();
    for (const std::string& text : subject->allowed) {
      result = space.disjunction(result,
                                 space.conjunction(space.equals(subject->name, text), space.equals(other->name, text)));
    }
    return result;
  }
  return space.truth(std::min(subject->name, other->name) + " = " + std::max(subject->name, other->name));
}

/// A text with known ends equals a literal only where these fit; with one open part in between, that part decides.
Condition Evaluator::equal_to_template(Value text, std::string_view literal, const Node& node) {
  const auto parts = text.items();
  std::size_t first = 0;
  std::size_t last = parts.size();
  if (parts.front().is(value::Kind::string)) {
    if (!literal.starts_with(parts[first].string())) return Condition::never();
    literal.remove_prefix(parts[first++].string().size());
  }
  if (last > first && parts[last - 1].is(value::Kind::string)) {
    if (!literal.ends_with(parts[last - 1].string())) return Condition::never();
    literal.remove_suffix(parts[--last].string().size());
  }
  if (last - first != 1) return open_condition(node);
  return equal(parts[first], value::string(run_->arena(), literal), node);
}

/// What no parameter stands for directly: two comparisons of the same expression speak of the same thing.
Condition Evaluator::equal_to_opaque(const Node& comparison, const std::string& literal) {
  const auto& operands = comparison.items;
  const bool first_is_literal = operands.size() == 2 && operands[0]->is_scalar();
  const Node& operand = operands.size() == 2 ? *operands[first_is_literal ? 1 : 0] : comparison;
  return run_->conditions().equals(std::string(stack_->scope) + compact_text(operand), literal);
}

}  // namespace tieline::cloudformation
