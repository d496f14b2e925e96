#include <algorithm>

#include "cloudformation/evaluator.h"
#include "cloudformation/modules.h"
#include "cloudformation/resource_types.h"
#include "value/type.h"

namespace tieline::cloudformation {
namespace {

/// No resource type has as many properties; what has more is not searched once for every mention.
constexpr std::size_t most_properties = 256;

}  // namespace

Value Evaluator::ref(std::string_view name, const Span& at) {
  if (name.starts_with("AWS::")) {
    if (name == "AWS::NoValue") return value::absent(run_->arena(), at);
    return pseudo_parameter(name);
  }
  if (const auto parameter = stack_->parameters.find(name); parameter != stack_->parameters.end()) {
    return parameter->second;
  }
  Slot* slot = stack_->slot(name);
  if (slot == nullptr) {
    const InModule inside = in_module(*stack_, name);
    return inside.stack != nullptr ? Evaluator(*inside.stack).ref(inside.name, at) : unknown_because(at, name);
  }
  if (slot->resource == nullptr) return unknown_because(at, name);
  const value::Reference reference{slot->resource, "Ref", at};
  // The name that is given in the properties is what Ref returns; it still is a reference.
  const std::string_view name_property = name_property_of(slot->type);
  if (!name_property.empty() && slot->evaluated) {
    const Value* given = slot->resource->attributes.find(name_property);
    if (given != nullptr && (given->is(value::Kind::string) || given->is(value::Kind::template_))) {
      return value::with_reference(run_->arena(), *given, reference);
    }
  }
  return value::reference_to(run_->arena(), reference, value::string_type());
}

Value Evaluator::pseudo_parameter(std::string_view name) {
  Value& value = stack_->pseudo_parameters[name];
  if (value.data() == nullptr) {
    const bool own = name.starts_with("AWS::Stack") || name == "AWS::NotificationARNs";
    const std::string subject = own ? std::string(stack_->scope) + std::string(name) : std::string(name);
    // Account, partition and region are the same in all nested stacks.
    value = run_->named_text(subject, {});
    run_->add_subject(value, {subject});
  }
  return value;
}

Value Evaluator::get_att(const Node& node, const Node& argument) {
  if (argument.kind == document::Kind::string) {
    const std::size_t dot = argument.text.find('.');
    if (dot == std::string_view::npos) return unknown(node.span);
    return attribute_of(argument.text.substr(0, dot), argument.text.substr(dot + 1), node.span);
  }
  if (argument.items.size() < 2) return unknown(node.span);
  std::string path;
  for (const Node* item : argument.items) {
    const auto part = plain_text(value_of(*item));
    if (!part) return unknown(node.span);
    if (!path.empty()) path += '.';
    path += *part;
  }
  const std::string_view whole = run_->arena().copy(path);
  const std::size_t dot = whole.find('.');
  return attribute_of(whole.substr(0, dot), whole.substr(dot + 1), node.span);
}

Value Evaluator::attribute_of(std::string_view resource, std::string_view attribute, const Span& at) {
  constexpr std::string_view outputs = "Outputs.";
  Slot* slot = stack_->slot(resource);
  if (slot == nullptr) {
    if (const InModule inside = in_module(*stack_, resource); inside.stack != nullptr) {
      return Evaluator(*inside.stack).attribute_of(inside.name, attribute, at);
    }
  } else if (const std::size_t dot = attribute.find('.'); slot->module && dot != std::string_view::npos) {
    return Evaluator(*slot->module).attribute_of(attribute.substr(0, dot), attribute.substr(dot + 1), at);
  }
  if (slot == nullptr || slot->resource == nullptr) {
    return unknown_because(at, std::string(resource) + '.' + std::string(attribute));
  }
  const value::Reference reference{slot->resource, attribute, at};
  if (slot->outputs && attribute.starts_with(outputs)) {
    const auto output = slot->outputs->find(attribute.substr(outputs.size()));
    if (output != slot->outputs->end()) {
      if (output->second.reference() != nullptr || output->second.is(value::Kind::alternatives)) return output->second;
      return value::with_reference(run_->arena(), output->second, reference);
    }
    if (!slot->open_outputs) report_missing_output(*slot, attribute.substr(outputs.size()), at);
  }
  // What the configuration gave, the service echoes. What a custom resource returns is its own affair.
  if (slot->evaluated && !is_custom_type(slot->type) &&
      slot->resource->attributes.entries().size() <= most_properties) {
    if (const Value* given = slot->resource->attributes.find(attribute)) {
      if (given->reference() != nullptr || given->is(value::Kind::alternatives)) return *given;
      return value::with_reference(run_->arena(), *given, reference);
    }
  }
  return value::reference_to(run_->arena(), reference, is_text_attribute(attribute) ? value::string_type() : nullptr);
}

void Evaluator::report_missing_output(const Slot& slot, std::string_view output, const Span& at) {
  if (!run_->conditions().satisfiable(path_)) return;
  std::vector<std::string_view> names;
  for (const auto& [name, value] : *slot.outputs) names.push_back(name);
  std::sort(names.begin(), names.end());
  run_->report({.kind = FaultKind::undeclared_reference,
                .span = at,
                .message = "the nested stack `" + std::string(slot.declaration->name) + "` has no output `" +
                           std::string(output) + "`",
                .help = run_->did_you_mean(output, {names}),
                .resource = {},
                .related = {{slot.declaration->key_span, "the nested stack"}},
                .when = path_});
}

}  // namespace tieline::cloudformation
