#pragma once

#include <cstdint>
#include <string_view>

#include "terraform/evaluation.h"
#include "terraform/instance.h"

/// What evaluated things are worth when an expression names them.
namespace tieline::terraform {

/// A resource as a value: an object, or with count a tuple, with for_each a mapping of objects. Objects are open
/// mappings that refer to their instance with an empty attribute name: what is not configured is the provider's.
[[nodiscard]] Value resource_value(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index);
/// One instance as a value.
[[nodiscard]] Value instance_object(Evaluation& evaluation, ModuleInstance& module, std::uint32_t resource,
                                    ResourceInstance& instance);
/// A module call as a value: an object of its outputs, or a tuple or mapping of such.
[[nodiscard]] Value call_value(Evaluation& evaluation, ModuleInstance& module, std::uint32_t call);
/// One output of a module call: its value, or a tuple or mapping of values by instance.
[[nodiscard]] Value call_output(Evaluation& evaluation, ModuleInstance& module, std::uint32_t call,
                                std::string_view output);

/// The address of a resource inside a module instance, without an instance key.
[[nodiscard]] std::string_view full_address(Evaluation& evaluation, const ModuleInstance& module,
                                            std::string_view address);

}  // namespace tieline::terraform
