#include "cloudformation/evaluator.h"

#include <utility>

#include "value/type.h"

namespace tieline::cloudformation {
namespace {

/// Why something is not known of which a part could not be read.
constexpr std::string_view unreadable = "what cannot be read";

class PathScope {
 public:
  PathScope(Condition& path, Condition inside) : path_(&path), before_(std::exchange(path, inside)) {}
  PathScope(const PathScope&) = delete;
  PathScope& operator=(const PathScope&) = delete;
  ~PathScope() { *path_ = before_; }

 private:
  Condition* path_;
  Condition before_;
};

}  // namespace

Value Evaluator::evaluate(const Node& node, Condition path) {
  const PathScope scope(path_, path);
  return value_of(node);
}

Value Evaluator::attributes(const Node* properties, bool complete, Condition path, const Span& at) {
  const bool open = stack_->declared.transforms.macro || !complete;
  Value value;
  if (properties != nullptr) value = evaluate(*properties, path);
  if (properties != nullptr && !value.is(value::Kind::mapping)) {
    return value::open_mapping(run_->arena(), {}, value::unknown(run_->arena()), false, value::Flavour::object, at);
  }
  if (open && value.rest() == nullptr) {
    return value::open_mapping(run_->arena(), value.entries(), unknown_because(at, complete ? "Transform" : unreadable),
                               false, value::Flavour::object, at);
  }
  return properties != nullptr ? value : value::mapping(run_->arena(), {}, value::Flavour::object, at);
}

Value Evaluator::value_of(const Node& node) {
  const Depth depth(*run_, node.span);
  if (!depth || !run_->step(node.span)) return unknown(node.span);
  switch (node.kind) {
    case document::Kind::sequence:
      return list(node);
    case document::Kind::mapping:
      if (const Call found = call_of(node); found.function != Function::none) return call(node, found);
      return mapping(node);
    default:
      return scalar(node);
  }
}

Value Evaluator::scalar(const Node& node) {
  text::Arena& arena = run_->arena();
  switch (node.kind) {
    case document::Kind::null:
      return run_->is_cut(node) ? unknown_because(node.span, unreadable) : value::null(arena, node.span);
    case document::Kind::boolean:
      return value::boolean(arena, node.boolean, node.span);
    case document::Kind::number: {
      // What would be spelled differently as a number (an account id with a leading zero) is the text it is.
      const auto number = value::Number::parse(node.text);
      if (number && number->to_string() == node.text) return value::number(arena, *number, node.span);
      return value::string_view(arena, node.text, node.span);
    }
    default: {
      if (node.text.find("{{resolve:") != std::string_view::npos) {
        const Value part = value::string_view(arena, node.text, node.span);
        return text_of({&part, 1}, node.span);
      }
      if (mentions_open_loop(node.text)) return unknown_text(node.span);
      return value::string_view(arena, node.text, node.span);
    }
  }
}

bool Evaluator::mentions_open_loop(std::string_view text) const {
  if (stack_->open_loops.empty()) return false;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    if (open == 0 || (text[open - 1] != '$' && text[open - 1] != '&')) continue;
    const std::string_view inside = text.substr(open + 1, longest_name + 1);
    if (stack_->open_loops.contains(inside.substr(0, inside.find('}')))) return true;
  }
  return false;
}

Value Evaluator::list(const Node& node) {
  std::vector<Value> items;
  items.reserve(node.items.size());
  for (const Node* item : node.items) {
    const Value value = value_of(*item);
    if (!value.is(value::Kind::absent)) items.push_back(value);
  }
  if (run_->is_cut(node)) {
    items.push_back(value::rest_of(run_->arena(), unknown_because(node.span, unreadable), node.span));
  }
  return value::sequence(run_->arena(), items, value::Flavour::tuple, node.span);
}

Value Evaluator::mapping(const Node& node) {
  std::vector<value::MappingEntry> entries;
  entries.reserve(node.entries.size());
  std::string_view open_because = run_->is_cut(node) ? unreadable : std::string_view();
  for (const document::Entry& entry : node.entries) {
    if (function_of(entry.key) != Function::none && entry.key != "Ref") {
      open_because = entry.key;  // a macro's or a loop's entries, or a call that the checker reports
      continue;
    }
    const Value value = value_of(*entry.value);
    if (!value.is(value::Kind::absent)) entries.push_back({entry.key, entry.key_span, value, entry.value->span});
  }
  if (!open_because.empty()) {
    return value::open_mapping(run_->arena(), entries, unknown_because(node.span, open_because), false,
                               value::Flavour::object, node.span);
  }
  return value::mapping(run_->arena(), entries, value::Flavour::object, node.span);
}

Value Evaluator::call(const Node& node, const Call& call) {
  const Node& argument = *call.argument;
  if (run_->is_cut(argument)) return unknown_because(node.span, unreadable);
  switch (call.function) {
    case Function::ref:
      return argument.kind == document::Kind::string || argument.kind == document::Kind::number
                 ? ref(argument.text, node.span)
                 : unknown(node.span);
    case Function::get_att:
      return get_att(node, argument);
    case Function::sub:
      return sub(node, argument);
    case Function::join:
      return join(node, argument);
    case Function::split:
      return split(node, argument);
    case Function::select:
      return select(node, argument);
    case Function::if_:
      return if_value(node, argument);
    case Function::find_in_map:
      return find_in_map(node, argument);
    case Function::get_azs:
      return get_azs(node, argument);
    case Function::cidr:
      return cidr(node, argument);
    case Function::base64:
      return base64(node, argument);
    case Function::length:
      return length(node, argument);
    case Function::to_json_string:
      return to_json_string(node, argument);
    case Function::import_value: {
      const auto name = plain_text(value_of(argument));
      if (!name) return unknown_because(node.span, call.name);
      const Value* output = run_->exported(*name);
      return output != nullptr ? *output : run_->named_text("Fn::ImportValue " + *name, node.span);
    }
    case Function::for_each:
    case Function::transform:
      return value::open_mapping(run_->arena(), {}, unknown_because(node.span, call.name), false,
                                 value::Flavour::object, node.span);
    case Function::and_:
    case Function::or_:
    case Function::not_:
    case Function::equals:
    case Function::condition: {
      const Condition condition = condition_of(node);
      if (condition.is_always() || condition.is_never()) {
        return value::boolean(run_->arena(), condition.is_always(), node.span);
      }
      return value::unknown(run_->arena(), {.type = value::boolean_type(), .truth = condition, .not_null = true},
                            node.span);
    }
    default:
      return unknown_because(node.span, call.name);
  }
}

Value Evaluator::if_value(const Node& node, const Node& argument) {
  if (argument.items.size() != 3 || !argument.items[0]->is_scalar()) return unknown(node.span);
  value::ConditionSpace& space = run_->conditions();
  const Condition holds = named_condition(argument.items[0]->text);
  const Condition then_path = space.conjunction(path_, holds);
  if (!space.satisfiable(then_path)) return value_of(*argument.items[2]);
  const Condition else_path = space.conjunction(path_, space.negation(holds));
  if (!space.satisfiable(else_path)) return value_of(*argument.items[1]);
  const value::Branch branches[] = {{holds, evaluate(*argument.items[1], then_path)},
                                    {space.negation(holds), evaluate(*argument.items[2], else_path)}};
  return value::alternatives(run_->arena(), space, branches, node.span);
}

Value Evaluator::branchwise(std::span<const Value> arguments, const Span& at, const Make& make) {
  struct Way {
    Condition when;
    std::vector<Value> chosen;
  };
  value::ConditionSpace& space = run_->conditions();
  std::vector<Way> ways{{Condition::always(), {}}};
  for (const Value argument : arguments) {
    if (!argument.is(value::Kind::alternatives)) {
      for (Way& way : ways) way.chosen.push_back(argument);
      continue;
    }
    std::vector<Way> more;
    for (const Way& way : ways) {
      for (const value::Branch& branch : argument.branches()) {
        const Condition when = space.conjunction(way.when, branch.when);
        if (!space.satisfiable(space.conjunction(path_, when))) continue;
        if (more.size() >= limits::alternatives) return unknown(at);
        more.push_back({when, way.chosen});
        more.back().chosen.push_back(branch.value);
      }
    }
    ways = std::move(more);
  }
  if (ways.size() == 1) return make(ways.front().chosen, ways.front().when);
  std::vector<value::Branch> branches;
  for (const Way& way : ways) branches.push_back({way.when, make(way.chosen, way.when)});
  return value::alternatives(run_->arena(), space, branches, at);
}

Value Evaluator::unknown(const Span& at, Value because) { return unknown_because(at, because.refinement().cause); }

Value Evaluator::unknown_text(const Span& at, Value because) {
  return value::unknown(run_->arena(),
                        {.type = value::string_type(), .cause = because.refinement().cause, .not_null = true}, at);
}

Value Evaluator::unknown_because(const Span& at, std::string_view cause) {
  return value::unknown(run_->arena(), {.cause = run_->arena().copy(cause), .not_null = true}, at);
}

}  // namespace tieline::cloudformation
