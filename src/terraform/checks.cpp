#include "terraform/checks.h"

#include <string>
#include <utility>

#include "terraform/convert.h"
#include "terraform/expressions.h"
#include "terraform/read.h"

namespace tieline::terraform {
namespace {

/// A rule that fails, and the place that is to blame.
struct Failure {
  Span span;
  std::string summary;  ///< "Invalid value for variable"
  std::string what;     ///< what comes before the rule's own message
};

class RuleCheck {
 public:
  RuleCheck(Evaluation& evaluation, ModuleInstance& module) : run_(evaluation), module_(module) {}

  void run() {
    const ModuleSource& source = *module_.source;
    for (std::uint32_t i = 0; i < source.variables.size(); ++i) variable(i);
    for (std::uint32_t i = 0; i < source.resources.size(); ++i) resource(i);
    for (const OutputDeclaration& output : source.outputs) {
      for (const hcl::Block& block : output.body->blocks) {
        if (block.type != "precondition") continue;
        const std::string address = "output." + std::string(output.name);
        check(block, context(full_address(run_, module_, address)),
              {output.block->header, "Module output value precondition failed", {}});
      }
    }
  }

 private:
  Context context(std::string_view address) {
    return {.module = &module_, .address = address, .when = module_.when, .symbolic = module_.symbolic};
  }

  void variable(std::uint32_t index) {
    const VariableDeclaration& declaration = module_.source->variables[index];
    for (const hcl::Block& block : declaration.body->blocks) {
      if (block.type != "validation") continue;
      const std::string_view address = full_address(run_, module_, "var." + std::string(declaration.name));
      Failure failure{declaration.block->header, "Invalid value for variable",
                      "the value of " + std::string(address) + " is not valid: "};
      const Value value = module_.slot(SlotKind::variable, index).value;
      if (value.span().valid()) failure.span = value.span();
      if (module_.parent != nullptr) {
        const ModuleArgument* argument = module_.parent->children[module_.call].arguments[index];
        if (argument != nullptr) failure.span = argument->attribute->value->span;
      }
      check(block, context(address), failure);
    }
  }

  void resource(std::uint32_t index) {
    const ResourceDeclaration& declaration = module_.source->resources[index];
    for (const hcl::Block& lifecycle : declaration.body->blocks) {
      if (lifecycle.type != "lifecycle") continue;
      for (const hcl::Block& block : lifecycle.body->blocks) {
        if (block.type != "precondition") continue;
        for (const ResourceInstance& instance : module_.resources[index].instances) {
          if (instance.resource == nullptr) continue;
          Context place = context(instance.resource->address);
          place.repetition = &instance.repetition;
          place.when = instance.resource->when;
          place.symbolic = instance.resource->symbolic;
          check(block, place, {declaration.block->header, "Resource precondition failed", {}});
        }
      }
    }
  }

  /// A condition that is not known, or fails only in some of the cases, says nothing.
  void check(const hcl::Block& rule, const Context& place, const Failure& failure) {
    const hcl::Attribute* condition = rule.body->find("condition");
    if (condition == nullptr) return;
    Expressions expressions(run_, place);
    const Value value = expressions.eval(*condition->value);
    if (value.is_null()) return;
    const ConvertResult boolean = convert(run_.arena, run_.conditions, value, *value::boolean_type());
    if (boolean.error || !boolean.value.is(value::Kind::boolean) || boolean.value.boolean()) return;
    std::string message = failure.what;
    const hcl::Attribute* words = rule.body->find("error_message");
    const Value text = words != nullptr ? expressions.eval(*words->value) : Value();
    message += text.is(value::Kind::string) ? std::string(text.string()) : "its condition is false";
    while (!message.empty() && (message.back() == '.' || message.back() == '\n')) message.pop_back();
    expressions.fail(failure.span, failure.summary, std::move(message));
  }

  Evaluation& run_;
  ModuleInstance& module_;
};

}  // namespace

void check_rules(Evaluation& evaluation, ModuleInstance& module) { RuleCheck(evaluation, module).run(); }

}  // namespace tieline::terraform
