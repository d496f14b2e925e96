#include "cloudformation/stack.h"

#include <utility>

#include "cloudformation/checker.h"
#include "cloudformation/condition_order.h"
#include "cloudformation/dependencies.h"
#include "cloudformation/evaluator.h"
#include "cloudformation/for_each.h"
#include "cloudformation/modules.h"
#include "cloudformation/nested_stack.h"
#include "cloudformation/parameter_checks.h"
#include "cloudformation/parameter_types.h"
#include "cloudformation/sam.h"
#include "value/type.h"

namespace tieline::cloudformation {
namespace {

void settle_pseudo_parameters(Stack& stack) {
  Run& run = *stack.run;
  const std::string& region = run.options().region;
  const auto known = [&](std::string_view name, std::string_view text) {
    stack.pseudo_parameters[name] = value::string(run.arena(), text);
  };
  if (!region.empty()) {
    const bool china = region.starts_with("cn-");
    known("AWS::Region", region);
    known("AWS::Partition", china ? "aws-cn" : region.starts_with("us-gov-") ? "aws-us-gov" : "aws");
    known("AWS::URLSuffix", china ? "amazonaws.com.cn" : "amazonaws.com");
  } else {
    const Value open = run.named_text("AWS::Region", {});
    run.add_subject(open, {"AWS::Region"});
    stack.pseudo_parameters["AWS::Region"] = open;
  }
  stack.region = stack.pseudo_parameters["AWS::Region"];
}

/// Rules say which parameters may be given together: whatever is concluded holds only for those.
void require_rules(Stack& stack, Evaluator& evaluator) {
  value::ConditionSpace& space = stack.run->conditions();
  for (const Declaration& rule : stack.declared.rules.entries()) {
    const Node* assertions = rule.node->find("Assertions");
    if (assertions == nullptr || stack.run->is_cut(*rule.node)) continue;
    const Node* when = rule.node->find("RuleCondition");
    const Condition applies =
        space.conjunction(stack.when, when != nullptr ? evaluator.condition_of(*when) : Condition::always());
    for (const Node* assertion : assertions->items) {
      const Node* assert = assertion->find("Assert");
      if (assert == nullptr || stack.run->is_cut(*assert)) continue;
      const Condition required = space.disjunction(space.negation(applies), evaluator.condition_of(*assert));
      // One that the given parameters break leaves nothing to conclude; the template is judged as though it held.
      if (space.satisfiable(required)) space.require(required);
    }
  }
}

std::string_view scalar_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr && found->is_scalar() ? found->text : std::string_view();
}

/// Parameters and resources share their names: a Ref could not tell them apart.
void check_shared_name(Stack& stack, const Declaration& resource) {
  const Declaration* parameter = stack.declared.parameters.find(resource.name);
  if (parameter == nullptr) return;
  stack.run->report({.kind = FaultKind::duplicate_declaration,
                     .span = resource.key_span,
                     .message = '`' + std::string(resource.name) + "` is the name of a parameter and of a resource",
                     .help = "rename one of them",
                     .resource = std::string(stack.prefix) + std::string(resource.name),
                     .related = {{parameter->key_span, "the parameter"}}});
}

/// A template that CDK synthesized says which construct each resource comes from.
void note_origin(Stack& stack, const Slot& slot) {
  const Node* metadata = slot.declaration->node->find("Metadata");
  const Node* path = metadata != nullptr ? metadata->find("aws:cdk:path") : nullptr;
  if (path == nullptr || !path->is_scalar() || slot.resource == nullptr) return;
  stack.run->notes.origins.emplace(slot.address,
                                   graph::RelatedPlace{path->span, "made by the construct " + std::string(path->text)});
}

void declare_resources(Stack& stack, Evaluator& evaluator) {
  Run& run = *stack.run;
  value::ConditionSpace& space = run.conditions();
  stack.slots.reserve(stack.declared.resources.entries().size());
  for (const Declaration& declared : stack.declared.resources.entries()) {
    Slot slot{.declaration = &declared,
              .type = scalar_of(*declared.node, "Type"),
              .address = run.arena().copy(std::string(stack.prefix) + std::string(declared.name)),
              .properties = declared.node->find("Properties"),
              .when = stack.when};
    if (const std::string_view condition = scalar_of(*declared.node, "Condition"); !condition.empty()) {
      slot.when = space.conjunction(slot.when, evaluator.named_condition(condition));
    }
    if (slot.properties != nullptr && slot.properties->kind == document::Kind::null && !run.is_cut(*slot.properties)) {
      slot.properties = nullptr;
    }
    if (space.satisfiable(slot.when) && run.instance(declared.key_span)) {
      slot.resource = &run.graph().add({.language = graph::Language::cloudformation,
                                        .mode = graph::Mode::managed,
                                        .address = slot.address,
                                        .type = slot.type,
                                        .name = declared.name,
                                        .attributes = value::mapping(run.arena(), {}),
                                        .span = text::join(declared.key_span, declared.node->span),
                                        .header = declared.key_span,
                                        .calls = stack.calls,
                                        .when = slot.when,
                                        .symbolic = declared.symbolic,
                                        .region = stack.region});
    }
    stack.has_modules = stack.has_modules || is_module(slot.type);
    if (is_module(slot.type) && slot.resource != nullptr) slot.module = open_module(stack, slot);
    note_origin(stack, slot);
    check_shared_name(stack, declared);
    stack.slots.push_back(std::move(slot));
  }
}

std::span<const value::Reference> depends_on(Stack& stack, const Node& node) {
  std::vector<value::Reference> references;
  const auto add = [&](const Node& name) {
    const Slot* target = name.is_scalar() ? stack.slot(name.text) : nullptr;
    if (target != nullptr && target->resource != nullptr) {
      references.push_back({target->resource, "DependsOn", name.span});
    }
  };
  if (node.is_scalar()) add(node);
  for (const Node* item : node.items) add(*item);
  return stack.run->arena().copy(references);
}

void evaluate_resource(Stack& stack, Evaluator& evaluator, Slot& slot) {
  if (slot.resource == nullptr) return;
  const Block block(*stack.run, slot.address);
  const Node& node = *slot.declaration->node;
  const bool complete = slot.properties != nullptr || !stack.run->is_cut(node);
  slot.resource->attributes = evaluator.attributes(slot.properties, complete, slot.when, node.span);
  if (const Node* names = slot.declaration->node->find("DependsOn")) {
    slot.resource->depends_on = depends_on(stack, *names);
  }
  slot.evaluated = true;
  if (is_nested_stack(slot.type)) evaluate_nested_stack(stack, slot);
  if (slot.module) return evaluate_module(stack, slot);
  hand_out_to_unread(stack, slot);
}

/// What is not read here may add rules to any group and policies to any role. To an endpoint nothing can be added.
void hand_out_all(Stack& stack) {
  for (const Slot& slot : stack.slots) {
    if (slot.resource == nullptr || slot.type == "AWS::EC2::VPCEndpoint") continue;
    stack.run->graph().handed_out.push_back(
        value::reference_to(stack.run->arena(), {slot.resource, "Ref", slot.declaration->key_span}));
  }
}

std::vector<value::MappingEntry> evaluate_outputs(Stack& stack, Evaluator& evaluator) {
  Run& run = *stack.run;
  value::ConditionSpace& space = run.conditions();
  std::vector<value::MappingEntry> outputs;
  for (const Declaration& declared : stack.declared.outputs.entries()) {
    const Node* node = declared.node->find("Value");
    if (node == nullptr) continue;
    const Block block(run, run.arena().copy("Outputs." + std::string(stack.prefix) + std::string(declared.name)));
    Condition when = Condition::always();
    if (const std::string_view condition = scalar_of(*declared.node, "Condition"); !condition.empty()) {
      when = evaluator.named_condition(condition);
    }
    const Condition path = space.conjunction(stack.when, when);
    if (!space.satisfiable(path)) continue;
    const value::Branch branches[] = {{when, evaluator.evaluate(*node, path)},
                                      {space.negation(when), value::absent(run.arena(), node->span)}};
    const Value output = value::alternatives(run.arena(), space, branches, node->span);
    outputs.push_back({declared.name, declared.key_span, output});
    const Node* exported = declared.node->find("Export");
    const Node* name = exported != nullptr ? exported->find("Name") : nullptr;
    const auto settled = name != nullptr ? plain_text(evaluator.evaluate(*name, path)) : std::nullopt;
    if (settled) run.add_export(*settled, readable(run, output));
  }
  return outputs;
}

}  // namespace

std::vector<value::MappingEntry> evaluate_stack(Stack& stack, const Arguments& arguments) {
  settle_pseudo_parameters(stack);
  settle_parameters(stack, arguments);
  check_parameters(stack, arguments);
  Evaluator evaluator(stack);
  expand_condition_loops(stack, evaluator);
  for (const std::string_view name : condition_order(stack.declared.conditions)) evaluator.named_condition(name);
  require_rules(stack, evaluator);
  expand_loops(stack, evaluator);
  if (stack.declared.transforms.serverless) expand_serverless(stack);
  declare_resources(stack, evaluator);
  Checker checker(stack, evaluator);
  checker.check_conditions();
  checker.check_rules();
  checker.check_resources();
  checker.check_outputs();
  for (const std::size_t index : order_by_dependency(stack, checker.dependencies())) {
    evaluate_resource(stack, evaluator, stack.slots[index]);
  }
  if (stack.declared.unread_parts) hand_out_all(stack);
  return evaluate_outputs(stack, evaluator);
}

}  // namespace tieline::cloudformation
