// Variables, locals, outputs.

#include <string>
#include <utility>

#include "terraform/convert.h"
#include "terraform/read.h"
#include "terraform/slots.h"
#include "terraform/type_constraint.h"

namespace tieline::terraform {
namespace {

using value::Type;

bool is_literal_true(const hcl::Attribute* attribute) {
  return attribute != nullptr && attribute->value->kind == hcl::ExprKind::literal &&
         hcl::as<hcl::LiteralExpr>(*attribute->value).boolean;
}

bool is_literal_false(const hcl::Attribute* attribute) {
  if (attribute == nullptr || attribute->value->kind != hcl::ExprKind::literal) return false;
  const auto& literal = hcl::as<hcl::LiteralExpr>(*attribute->value);
  return literal.literal == hcl::LiteralKind::boolean && !literal.boolean;
}

/// One variable of one module instance on its way to its value.
class VariableEvaluation {
 public:
  VariableEvaluation(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index)
      : run_(evaluation), module_(module), index_(index), declaration_(module.source->variables[index]) {}

  Value evaluate() {
    address_ = full_address(run_, module_, "var." + std::string(declaration_.name));
    type_ = type();
    Value value = module_.parent == nullptr ? from_outside() : from_caller();
    if (is_literal_true(declaration_.sensitive)) value = value::with_sensitive(run_.arena, value);
    if (is_literal_true(declaration_.ephemeral)) value = value::with_ephemeral(run_.arena, value);
    return value;
  }

 private:
  const Type* type() {
    if (declaration_.type == nullptr) return value::any_type();
    const Type*& type = run_.variable_types[&declaration_];
    if (type == nullptr) {
      Expressions constants(run_, {.address = address_});
      type = type_constraint(constants, *declaration_.type);
    }
    return type;
  }

  Value converted(Value value, Span span, std::string_view summary, const std::string& what) {
    const ConvertResult result = convert(run_.arena, run_.conditions, value, *type_);
    if (!result.error) return result.value;
    Expressions reporter(run_, {.address = address_, .when = module_.when, .symbolic = module_.symbolic});
    reporter.fail(span.valid() ? span : declaration_.block->header, std::string(summary), what + *result.error);
    return value::unknown(run_.arena, {.type = type_}, span);
  }

  Value fallback() {
    if (declaration_.default_value == nullptr) return open();
    Expressions constants(run_, {.address = address_});
    const Value value = constants.eval(*declaration_.default_value);
    if (value.is_null() && is_literal_false(declaration_.nullable)) {
      constants.fail(declaration_.default_value->span, "Invalid default value for variable",
                     "a null default value is not valid when nullable = false");
      return open();
    }
    if (value.is_null()) return value;
    return converted(value, declaration_.default_value->span, "Invalid default value for variable",
                     "this default value is not compatible with the variable's type constraint: ");
  }

  /// Not settled by anybody.
  Value open() {
    const bool not_null = is_literal_false(declaration_.nullable);
    return value::unknown(run_.arena, {.type = type_, .cause = address_, .not_null = not_null},
                          declaration_.block->header);
  }

  Value from_outside() {
    const auto given = run_.given.find(declaration_.name);
    if (given == run_.given.end()) return fallback();
    return accepted(given->second, given->second.span());
  }

  Value from_caller() {
    const ModuleCall& call = module_.parent->source->calls[module_.call];
    const ModuleArgument* argument = module_.parent->children[module_.call].arguments[index_];
    if (argument == nullptr) {
      if (declaration_.default_value == nullptr) report_missing(call);
      return fallback();
    }
    Expressions expressions(run_, {.module = module_.parent,
                                   .repetition = &module_.repetition,
                                   .address = module_.address,
                                   .when = module_.when,
                                   .symbolic = module_.symbolic});
    return accepted(expressions.eval(*argument->attribute->value), argument->attribute->value->span);
  }

  Value accepted(Value value, Span span) {
    if (value.is_null() && is_literal_false(declaration_.nullable)) return fallback();
    if (value.is_null()) return value;
    return converted(value, span, "Invalid value for input variable",
                     "the given value is not suitable for " + std::string(address_) + ": ");
  }

  void report_missing(const ModuleCall& call) {
    run_.faults.report(
        {.kind = graph::FaultKind::invalid_expression,
         .span = call.block->header,
         .message = "the argument \"" + std::string(declaration_.name) + "\" is required by this module, but not given",
         .help = "add " + std::string(declaration_.name) + " = ... to the module block",
         .resource = std::string(module_.address),
         .related = {{declaration_.block->header, "the variable has no default"}}},
        "Missing required argument");
  }

  Evaluation& run_;
  ModuleInstance& module_;
  std::uint32_t index_;
  const VariableDeclaration& declaration_;
  std::string_view address_;
  const Type* type_ = nullptr;
};

Context context_of(const ModuleInstance& module, std::string_view address, ModuleInstance* self) {
  return {.module = self, .address = address, .when = module.when, .symbolic = module.symbolic};
}

}  // namespace

void evaluate_variable(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  module.slot(SlotKind::variable, index).value = VariableEvaluation(evaluation, module, index).evaluate();
}

void evaluate_local(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  const LocalDeclaration& local = module.source->locals[index];
  const std::string_view address = full_address(evaluation, module, "local." + std::string(local.name));
  Expressions expressions(evaluation, context_of(module, address, &module));
  module.slot(SlotKind::local, index).value = expressions.eval(*local.attribute->value);
}

void evaluate_output(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  const OutputDeclaration& output = module.source->outputs[index];
  Value& value = module.slot(SlotKind::output, index).value;
  if (output.value == nullptr) return;
  const std::string_view address = full_address(evaluation, module, "output." + std::string(output.name));
  Expressions expressions(evaluation, context_of(module, address, &module));
  value = expressions.eval(*output.value);
  if (output.sensitive) value = value::with_sensitive(evaluation.arena, value);
  if (output.ephemeral) value = value::with_ephemeral(evaluation.arena, value);
}

}  // namespace tieline::terraform
