#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "syntax/document/node.h"
#include "value/value.h"

/// What `terraform show -json` writes of a saved plan: https://developer.hashicorp.com/terraform/internals/json-format
namespace tieline::terraform {

using document::Node;

/// A member of an object; null where there is none, or no object.
[[nodiscard]] const Node* member(const Node* node, std::string_view key);
/// A text; empty where it is none.
[[nodiscard]] std::string_view text_of(const Node* node);

/// An address without the keys of its instances: `module.net.aws_subnet.a` of `module.net["x"].aws_subnet.a[0]`.
[[nodiscard]] std::string without_keys(std::string_view address);

/// Calls `use` for every resource of a module and of its child modules, of `planned_values` or `prior_state`.
void for_each_resource(const Node* module, const std::function<void(const Node& resource)>& use);

/// Resources as the plan's configuration part has them, by their address without keys.
[[nodiscard]] std::unordered_map<std::string, const Node*> configured_resources(const Node& plan);

/// A JSON value. `unknown` is its mirror in `after_unknown`: true where the value is not known yet; null where all of
/// it is known.
[[nodiscard]] value::Value plan_value(text::Arena& arena, const Node* node, const Node* unknown);
/// Whether a mirror (`after_unknown`, `sensitive_values`) says true of anything.
[[nodiscard]] bool any_true(const Node* mirror);

/// Whether an attribute of that name says what a thing is rather than how it is set up, so that it holds even where
/// the provider and not the configuration says it.
[[nodiscard]] bool is_identity(std::string_view attribute);

}  // namespace tieline::terraform
