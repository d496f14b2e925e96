#include "cloudformation/checker.h"

#include <utility>

#include "cloudformation/modules.h"
#include "cloudformation/restored.h"
#include "cloudformation/sam.h"

namespace tieline::cloudformation {
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
    return malformed(
        node.span, "DependsOn takes the name of a resource, or a list of names",
        is_call(node) ? "DependsOn takes no functions; of a resource that is not made it is left out" : "");
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
  const bool named = node.kind == document::Kind::string || node.kind == document::Kind::boolean;
  if (!named || node.text.empty()) {
    return malformed(node.span, "a condition is named here", "write the name of an entry of `Conditions`");
  }
  if (stack_->declared.conditions.contains(node.text) || is_unseen(node.text)) return;
  undeclared("condition", node.text, node.span, {stack_->declared.conditions.names()});
}

/// Whether the name means something in a module; that must be made first.
bool Checker::mentions_module(std::string_view name, const Span& at) {
  const InModule inside = in_module(*stack_, name);
  if (inside.stack == nullptr) return false;
  mention(inside.slot, at, true);
  return true;
}

/// Whether something may have this name, or the name that a loop makes of it, and not be seen.
bool Checker::is_unseen(std::string_view name) const {
  const Template& declared = stack_->declared;
  return declared.open_names || may_be_made(declared, name) || evaluator_->mentions_open_loop(name);
}

bool Checker::is_open_name(std::string_view name) const {
  if (is_unseen(name) || is_generated_id(stack_->declared, name)) return true;
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

}  // namespace tieline::cloudformation
