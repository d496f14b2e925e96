#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "terraform/evaluation.h"
#include "terraform/expressions.h"
#include "terraform/instance.h"

/// How each kind of thing in a module is evaluated, once what it depends on is. See Scheduler for the order.
namespace tieline::terraform {

void evaluate_variable(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index);
void evaluate_local(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index);
void evaluate_output(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index);
/// The region of a provider configuration.
void evaluate_provider(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index);
/// The instances of a resource, without their arguments.
void make_instances(Evaluation& evaluation, ModuleInstance& module, std::uint32_t resource);
/// The arguments of all instances of a resource.
void evaluate_bodies(Evaluation& evaluation, ModuleInstance& module, std::uint32_t resource);
/// The instances of a module call.
void make_children(Evaluation& evaluation, ModuleInstance& module, std::uint32_t call);

/// A provider configuration and the module instance that has it; no module where none is declared.
struct ProviderPlace {
  ModuleInstance* module = nullptr;
  std::uint32_t index = 0;
};
[[nodiscard]] ProviderPlace provider_of(ModuleInstance& module, const ResourceDeclaration& resource);
/// The configuration of that name and alias, as a module instance sees it.
[[nodiscard]] ProviderPlace find_provider(ModuleInstance& module, std::string_view name, std::string_view alias);

/// The instances that count and for_each make; one where there is neither. `owner` is the header of the block.
[[nodiscard]] std::vector<Repetition> repetitions(Expressions& expressions, const hcl::Expr* count,
                                                  const hcl::Expr* for_each, Span owner);
/// An address with its instance key: `aws_subnet.a["x"]`.
[[nodiscard]] std::string_view instance_address(Evaluation& evaluation, std::string_view address,
                                                const Repetition& repetition);

/// Says that a module has no such output.
void report_missing_output(Evaluation& evaluation, ModuleInstance& module, const Dependency& dependency);

/// The body of a resource or of a nested block as a mapping: arguments and nested blocks by name, dynamic blocks
/// expanded. Arguments in `skipped` are left out.
[[nodiscard]] Value body_value(Expressions& expressions, const hcl::Body& body,
                               std::span<const std::string_view> skipped, Span span);

/// Attributes of a data source that follow from its arguments.
[[nodiscard]] std::vector<value::MappingEntry> settled_attributes(Evaluation& evaluation,
                                                                  const graph::Resource& data_source);

/// Reads the values of the root's variables: environment, values files, command line.
void read_given_values(Evaluation& evaluation);
/// Makes the root instance.
void make_root(Evaluation& evaluation);
/// Reports, once, what is wrong with a module's files as such.
void report_source(Evaluation& evaluation, const ModuleInstance& module);

}  // namespace tieline::terraform
