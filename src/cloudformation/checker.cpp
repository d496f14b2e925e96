#include "cloudformation/checker.h"

#include <utility>

#include "cloudformation/modules.h"
#include "cloudformation/nested_stack.h"
#include "cloudformation/sam.h"
#include "cloudformation/sub_text.h"

namespace tieline::cloudformation {
namespace {

bool is_call(const Node& node) { return call_of(node).function != Function::none; }
bool returns_text(Function function) {
  return function == Function::join || function == Function::sub || function == Function::base64 ||
         function == Function::import_value || function == Function::to_json_string;
}

bool returns_list(Function function) {
  return function == Function::split || function == Function::get_azs || function == Function::cidr;
}

bool is_list_like(const Node& node) {
  return node.kind == document::Kind::sequence || (is_call(node) && !returns_text(call_of(node).function));
}
bool is_text_like(const Node& node) {
  return (node.is_scalar() && node.kind != document::Kind::null) ||
         (is_call(node) && !returns_list(call_of(node).function));
}

/// Puts a value back when the scope ends.
template <typename T>
class Restored {
 public:
  Restored(T& variable, T inside) : variable_(&variable), before_(std::exchange(variable, inside)) {}
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;
  ~Restored() { *variable_ = before_; }

 private:
  T* variable_;
  T before_;
};

}  // namespace

void Checker::malformed(const Span& at, std::string message, std::string help) {
  // A macro may make something else of it.
  if (stack_->declared.transforms.macro) return;
  run_->report({.kind = FaultKind::invalid_expression,
                .span = at,
                .message = std::move(message),
                .help = std::move(help),
                .resource = {}});
}

void Checker::check_conditions() {
  const Restored place(place_, Place::conditions);
  for (const Declaration& declared : stack_->declared.conditions.entries()) {
    const Block block(*run_,
                      run_->arena().copy("Conditions." + std::string(stack_->prefix) + std::string(declared.name)));
    check_condition(*declared.node);
  }
}

void Checker::check_rules() {
  const Restored place(place_, Place::rules);
  for (const Declaration& declared : stack_->declared.rules.entries()) {
    const Block block(*run_, run_->arena().copy("Rules." + std::string(stack_->prefix) + std::string(declared.name)));
    if (const Node* condition = declared.node->find("RuleCondition")) check_condition(*condition);
    const Node* assertions = declared.node->find("Assertions");
    if (assertions == nullptr) continue;
    for (const Node* assertion : assertions->items) {
      if (const Node* assert = assertion->find("Assert")) check_condition(*assert);
    }
  }
}

void Checker::check_resources() {
  const Restored place(place_, Place::resources);
  for (std::size_t i = 0; i < stack_->slots.size(); ++i) check_resource(i);
}

void Checker::check_resource(std::size_t index) {
  const Slot& slot = stack_->slots[index];
  const Block block(*run_, slot.address);
  const Restored from(from_, index);
  const Restored path(path_, slot.when);
  for (const document::Entry& entry : slot.declaration->node->entries) {
    if (entry.key == "Type") continue;
    if (entry.key == "Condition") {
      check_condition_name(*entry.value);
    } else if (entry.key == "DependsOn") {
      check_depends_on(*entry.value);
    } else if (entry.key != "Properties" || slot.properties == nullptr) {
      walk(*entry.value);
    }
  }
  if (slot.properties == nullptr) return;
  if (slot.properties->kind != document::Kind::mapping || is_call(*slot.properties)) return walk(*slot.properties);
  for (const document::Entry& property : slot.properties->entries) {
    const Restored binds(binds_, stays_with_resource(slot.type, property.key));
    if (is_splice(property.key)) {
      check_call({function_of(property.key), property.key, property.value, property.key_span}, *slot.properties);
    } else {
      walk(*property.value);
    }
  }
}

void Checker::check_depends_on(const Node& node) {
  if (node.kind == document::Kind::sequence) {
    for (const Node* item : node.items) check_depends_on(*item);
    return;
  }
  if (!node.is_scalar() || node.kind == document::Kind::null) {
    return malformed(node.span, "DependsOn takes the name of a resource, or a list of names",
                     "choose with Fn::If in the resource's Metadata instead");
  }
  const std::size_t to = stack_->declared.resources.index_of(node.text);
  if (to != Section::none) return mention(to, node.span, false);
  if (is_open_name(node.text)) return;
  undeclared("resource", node.text, node.span, {stack_->declared.resources.names()});
}

void Checker::check_outputs() {
  const Restored place(place_, Place::outputs);
  for (const Declaration& declared : stack_->declared.outputs.entries()) {
    const Block block(*run_, run_->arena().copy("Outputs." + std::string(stack_->prefix) + std::string(declared.name)));
    Condition when = stack_->when;
    if (const Node* condition = declared.node->find("Condition")) {
      check_condition_name(*condition);
      if (condition->is_scalar()) {
        when = run_->conditions().conjunction(when, evaluator_->named_condition(condition->text));
      }
    }
    const Restored path(path_, when);
    for (const document::Entry& entry : declared.node->entries) {
      if (entry.key != "Condition") walk(*entry.value);
    }
  }
}

void Checker::walk_items(const Node& node) {
  for (const Node* item : node.items) walk(*item);
}

void Checker::walk(const Node& node) {
  if (node.is_scalar()) return;
  const Depth depth(*run_, node.span);
  if (!depth || !run_->step(node.span)) return;
  if (node.kind == document::Kind::sequence) return walk_items(node);
  if (const Call call = call_of(node); call.function != Function::none) return check_call(call, node);
  for (const document::Entry& entry : node.entries) {
    if (is_splice(entry.key)) {
      check_call({function_of(entry.key), entry.key, entry.value, entry.key_span}, node);
    } else {
      walk(*entry.value);
    }
  }
}

void Checker::check_condition_name(const Node& node) {
  if (node.kind != document::Kind::string && node.kind != document::Kind::boolean) {
    return malformed(node.span, "a condition is named here", "write the name of an entry of `Conditions`");
  }
  if (stack_->declared.conditions.contains(node.text) || stack_->declared.open_names) return;
  undeclared("condition", node.text, node.span, {stack_->declared.conditions.names()});
}

/// Whether the name means something in a module; that must be made first.
bool Checker::mentions_module(std::string_view name, const Span& at) {
  const InModule inside = in_module(*stack_, name);
  if (inside.stack == nullptr) return false;
  mention(inside.slot, at, true);
  return true;
}

bool Checker::is_open_name(std::string_view name) const {
  if (stack_->declared.open_names || is_generated_id(stack_->declared, name)) return true;
  // A resource inside a module is named after both: ModuleResource, Module.Resource.
  if (!stack_->has_modules || name.size() > longest_name) return false;
  for (std::size_t size = name.size(); size > 0; --size) {
    const Slot* slot = stack_->slot(name.substr(0, size));
    if (slot != nullptr && is_module(slot->type)) return !slot->module || slot->module->declared.open_names;
  }
  return false;
}

void Checker::check_ref(std::string_view name, const Span& at) {
  static constexpr std::string_view pseudo_parameters[] = {"AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue",
                                                           "AWS::Partition", "AWS::Region",           "AWS::StackId",
                                                           "AWS::StackName", "AWS::URLSuffix"};
  if (name.starts_with("AWS::")) {
    for (const std::string_view pseudo : pseudo_parameters) {
      if (pseudo == name) return;
    }
    return undeclared("pseudo parameter", name, at, {pseudo_parameters});
  }
  if (stack_->declared.parameters.contains(name) || stack_->open_loops.contains(name)) return;
  const std::size_t to = stack_->declared.resources.index_of(name);
  if (to != Section::none) return mention(to, at, true);
  if (mentions_module(name, at) || is_open_name(name)) return;
  undeclared("parameter or resource", name, at,
             {stack_->declared.parameters.names(), stack_->declared.resources.names()});
}

void Checker::check_attribute_of(std::string_view name, const Span& at) {
  const std::size_t to = stack_->declared.resources.index_of(name);
  if (to != Section::none) return mention(to, at, true);
  if (mentions_module(name, at) || is_open_name(name)) return;
  undeclared("resource", name, at, {stack_->declared.resources.names()});
}

void Checker::mention(std::size_t to, const Span& at, bool needs_presence) {
  const Slot& target = stack_->slots[to];
  if (place_ == Place::conditions || place_ == Place::rules) {
    return malformed(at, "a condition cannot refer to the resource `" + std::string(target.declaration->name) + "`",
                     "conditions are decided before there are resources: refer to parameters only");
  }
  value::ConditionSpace& space = run_->conditions();
  if (!space.satisfiable(path_)) return;
  if (place_ == Place::resources && binds_) {
    const Condition both = space.conjunction(path_, target.when);
    if (space.satisfiable(both)) dependencies_.push_back({from_, to, at, both});
  }
  if (!needs_presence || target.declaration->symbolic) return;
  const Condition dangling = space.conjunction(path_, space.negation(target.when));
  if (!space.satisfiable(dangling) || space.exhausted()) return;
  const std::string name = '`' + std::string(target.declaration->name) + '`';
  run_->report({.kind = FaultKind::undeclared_reference,
                .span = at,
                .message = target.resource == nullptr ? name + " is never made: its condition does not hold"
                                                      : name + " can be absent where it is referred to",
                .help = "give both the same condition, or choose with Fn::If",
                .resource = {},
                .related = {{target.declaration->key_span, "declared under a condition"}},
                .when = dangling});
}

void Checker::undeclared(std::string_view what, std::string_view name, const Span& at,
                         std::initializer_list<std::span<const std::string_view>> names) {
  run_->report({.kind = FaultKind::undeclared_reference,
                .span = at,
                .message = "there is no " + std::string(what) + " `" + std::string(name) + "`",
                .help = run_->did_you_mean(name, names),
                .resource = {}});
}

// The calls.

void Checker::check_call(const Call& call, const Node& node) {
  const Node& argument = *call.argument;
  if (run_->is_cut(argument)) return walk(argument);
  const std::string name(call.name);
  const auto pair = [&](const char* what, bool fits) {
    if (argument.kind != document::Kind::sequence || argument.items.size() != 2 || !fits) {
      malformed(node.span, name + " takes " + what);
    }
    walk_items(argument);
  };
  const auto item = [&](std::size_t i) -> const Node& { return *argument.items[i]; };
  const bool two = argument.items.size() == 2;
  switch (call.function) {
    case Function::ref:
      if (argument.kind != document::Kind::string && argument.kind != document::Kind::number) {
        if (is_call(argument) && stack_->declared.transforms.language_extensions) return walk(argument);
        return malformed(node.span, "Ref takes the name of a parameter or resource");
      }
      return check_ref(argument.text, argument.span);
    case Function::get_att:
      return check_get_att(argument, node);
    case Function::sub:
      return check_sub(argument, node);
    case Function::join:
      return pair("a delimiter and a list", two && is_text_like(item(0)) && is_list_like(item(1)));
    case Function::split:
      return pair("a delimiter and a string", two && is_text_like(item(0)) && is_text_like(item(1)));
    case Function::select: {
      pair("an index and a list", two && is_text_like(item(0)) && is_list_like(item(1)));
      if (two && item(0).is_scalar()) {
        const auto index = value::Number::parse(item(0).text);
        if (!index || !index->is_integer() || index->sign() < 0) {
          malformed(item(0).span, "`" + std::string(item(0).text) + "` is no index of a list",
                    "elements are counted from 0");
        }
      }
      return;
    }
    case Function::if_:
      return check_if(argument, node);
    case Function::find_in_map:
      return check_find_in_map(argument, node);
    case Function::cidr:
      if (argument.kind == document::Kind::sequence && (argument.items.size() < 2 || argument.items.size() > 3)) {
        malformed(node.span, "Fn::Cidr takes an address range, a count and the host bits");
      }
      return argument.kind == document::Kind::sequence ? walk_items(argument) : walk(argument);
    case Function::base64:
    case Function::get_azs:
    case Function::import_value:
      if (!is_text_like(argument)) malformed(node.span, name + " takes a string");
      return walk(argument);
    case Function::length:
      check_extension(call);
      if (!is_list_like(argument)) malformed(node.span, "Fn::Length takes a list");
      return walk(argument);
    case Function::to_json_string:
      check_extension(call);
      if (argument.is_scalar()) malformed(node.span, "Fn::ToJsonString takes a mapping or a list");
      return walk(argument);
    case Function::get_stack_output:
      if (argument.find("StackName") == nullptr || argument.find("OutputName") == nullptr) {
        malformed(node.span, "Fn::GetStackOutput takes a mapping with `StackName` and `OutputName`");
      }
      return walk(argument);
    case Function::for_each:
      return check_extension(call);
    case Function::transform:
      return check_transform(call);
    case Function::and_:
    case Function::or_:
    case Function::not_:
    case Function::equals:
      if (place_ == Place::resources || place_ == Place::outputs) {
        malformed(node.span, name + " is no function for a value", "declare a condition and use it in Fn::If");
      }
      return check_condition(node);
    case Function::unknown: {
      malformed(call.name_span, "there is no function `" + name + "`",
                run_->did_you_mean(call.name, {function_names()}));
      return walk(argument);
    }
    default:
      return walk(argument);
  }
}

void Checker::check_condition(const Node& node) {
  const Depth depth(*run_, node.span);
  if (!depth || !run_->step(node.span)) return;
  const Call call = condition_call_of(node);
  if (run_->is_cut(node) || (call.argument != nullptr && run_->is_cut(*call.argument))) return walk(node);
  switch (call.function) {
    case Function::condition:
      return check_condition_name(*call.argument);
    case Function::equals:
      if (call.argument->kind != document::Kind::sequence || call.argument->items.size() != 2 ||
          !is_text_like(*call.argument->items[0]) || !is_text_like(*call.argument->items[1])) {
        malformed(node.span, "Fn::Equals takes two strings");
      }
      return walk_items(*call.argument);
    case Function::not_:
      return check_condition_list(call, node, 1, 1);
    case Function::and_:
    case Function::or_:
      return check_condition_list(call, node, 2, 10);
    case Function::contains:
    case Function::each_member_equals:
    case Function::each_member_in:
    case Function::ref_all:
    case Function::value_of:
    case Function::value_of_all:
      return walk(*call.argument);
    case Function::transform:
    case Function::for_each:
    case Function::unknown:
      return check_call(call, node);
    default:
      malformed(node.span, "this is no condition",
                "a condition is Fn::Equals, Fn::And, Fn::Or, Fn::Not or `Condition` with a name");
      return walk(node);
  }
}

void Checker::check_condition_list(const Call& call, const Node& node, std::size_t least, std::size_t most) {
  const std::size_t count = call.argument->items.size();
  if (call.argument->kind != document::Kind::sequence || count < least || count > most) {
    malformed(node.span, std::string(call.name) + " takes a list of " +
                             (least == most ? "one condition" : "two to ten conditions"));
  }
  for (const Node* item : call.argument->items) check_condition(*item);
}

void Checker::check_if(const Node& argument, const Node& node) {
  if (argument.kind != document::Kind::sequence || argument.items.size() != 3) {
    malformed(node.span, "Fn::If takes a condition's name and two values");
    return walk_items(argument);
  }
  check_condition_name(*argument.items[0]);
  if (!argument.items[0]->is_scalar()) return;
  value::ConditionSpace& space = run_->conditions();
  const Condition holds = evaluator_->named_condition(argument.items[0]->text);
  {
    const Restored path(path_, space.conjunction(path_, holds));
    walk(*argument.items[1]);
  }
  const Restored path(path_, space.conjunction(path_, space.negation(holds)));
  walk(*argument.items[2]);
}

void Checker::check_sub(const Node& argument, const Node& node) {
  const Node* text = &argument;
  const Node* variables = nullptr;
  if (argument.kind == document::Kind::sequence) {
    const bool fits = argument.items.size() == 2 && argument.items[0]->is_scalar() &&
                      argument.items[1]->kind == document::Kind::mapping;
    if (!fits) {
      malformed(node.span, "Fn::Sub takes a string, or a list of a string and a mapping of variables");
      return walk_items(argument);
    }
    text = argument.items[0];
    variables = argument.items[1];
    walk(*variables);
  } else if (call_of(argument).function == Function::transform) {
    return walk(argument);
  } else if (!argument.is_scalar() || argument.kind == document::Kind::null) {
    return malformed(node.span, "Fn::Sub takes a string, or a list of a string and a mapping of variables");
  }
  ScalarPlaces places(run_->sources(), text->span);
  for (const SubPiece& piece : parse_sub(text->text)) {
    if (!piece.variable || !run_->step(text->span)) continue;
    const Span at = places.next(piece.raw);
    if (variables != nullptr && run_->find_entry(*variables, piece.text) != nullptr) continue;
    if (!is_sub_name(piece.text)) {
      if (stack_->open_loops.empty()) {
        malformed(at, "`" + std::string(piece.raw) + "` is no variable of Fn::Sub", "write `${!` for a literal `${`");
      }
      continue;
    }
    const std::size_t dot = piece.text.find('.');
    if (dot == std::string_view::npos) {
      check_ref(piece.text, at);
    } else {
      check_attribute_of(piece.text.substr(0, dot), at);
    }
  }
}

void Checker::check_get_att(const Node& argument, const Node& node) {
  const auto wrong = [&] {
    malformed(node.span, "Fn::GetAtt takes a resource and the name of one of its attributes",
              "write `Resource.Attribute`, or a list of both");
  };
  if (argument.kind == document::Kind::string) {
    const std::size_t dot = argument.text.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == argument.text.size()) return wrong();
    return check_attribute_of(argument.text.substr(0, dot), argument.span);
  }
  if (argument.kind != document::Kind::sequence || argument.items.size() < 2 || !is_text_like(*argument.items[0]) ||
      !is_text_like(*argument.items[1])) {
    return wrong();
  }
  if (argument.items[0]->is_scalar()) check_attribute_of(argument.items[0]->text, argument.items[0]->span);
  walk_items(argument);
}

void Checker::check_find_in_map(const Node& argument, const Node& node) {
  const std::size_t count = argument.items.size();
  const bool fallback = count == 4 && argument.items[3]->find("DefaultValue") != nullptr;
  bool fits = argument.kind == document::Kind::sequence && (count == 3 || fallback);
  for (std::size_t i = 0; i < count && i < 3; ++i) fits = fits && is_text_like(*argument.items[i]);
  if (!fits) malformed(node.span, "Fn::FindInMap takes a mapping's name and two keys");
  if (fallback) check_extension({Function::find_in_map, "DefaultValue of Fn::FindInMap", nullptr, node.span});
  if (count > 0 && argument.items[0]->is_scalar() && !stack_->declared.open_names &&
      !stack_->declared.mappings.contains(argument.items[0]->text)) {
    undeclared("mapping", argument.items[0]->text, argument.items[0]->span, {stack_->declared.mappings.names()});
  }
  walk_items(argument);
}

void Checker::check_extension(const Call& call) {
  const Transforms& transforms = stack_->declared.transforms;
  if (transforms.language_extensions || transforms.macro) return;
  malformed(call.name_span, std::string(call.name) + " needs the transform AWS::LanguageExtensions",
            "add `Transform: AWS::LanguageExtensions` to the template");
}

void Checker::check_transform(const Call& call) {
  if (const Node* parameters = call.argument->find("Parameters")) walk(*parameters);
  if (!call.name_span.valid()) return;  // the serverless transform's own
  const Node* name = call.argument->find("Name");
  const std::string_view macro = name != nullptr && name->is_scalar() ? name->text : std::string_view("Fn::Transform");
  run_->report({.kind = FaultKind::unresolved_module,
                .span = name != nullptr && name->is_scalar() ? name->span : call.name_span,
                .message = "what the transform `" + std::string(macro) + "` brings is not known",
                .help = "what it may add is treated as unknown",
                .resource = {}});
}

}  // namespace tieline::cloudformation
