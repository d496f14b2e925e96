#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/functions/functions.h"
#include "value/number.h"
#include "value/type.h"

/// How the functions are written down: each with its parameters and what it does once its arguments have been counted,
/// converted and found to be neither null nor unknown where it does not take such.
namespace tieline::terraform {

using value::Number;
using value::Refinement;
using value::Type;

/// What a parameter takes besides known values of its type.
enum : unsigned {
  takes_null = 1U,
  takes_unknown = 2U,  ///< unknown values and templates; else the result is unknown at once
  takes_any = 4U,      ///< a null without a type; else the result is unknown at once
  keeps_marks = 8U,    ///< marks inside stay where they are; else the result has them
  drops_marks = 16U,   ///< the function itself says which marks the result has
};

struct Parameter {
  std::string_view name;
  const Type* type;
  unsigned takes = 0;

  [[nodiscard]] bool allows(unsigned what) const { return (takes & what) != 0; }
};

struct Call;
using Implementation = CallResult (*)(Call&);

struct Function {
  std::string_view name;
  std::vector<Parameter> parameters;
  std::optional<Parameter> variadic;
  const Type* result;             ///< what is known of the result before it is computed
  Implementation implementation;  ///< null for what the evaluator does itself
  bool result_nullable = false;

  /// The parameter of an argument, or null for one too many.
  [[nodiscard]] const Parameter* parameter(std::size_t argument) const {
    if (argument < parameters.size()) return &parameters[argument];
    return variadic ? &*variadic : nullptr;
  }
};

/// One call whose arguments are ready.
struct Call {
  CallContext& context;
  const Function& function;
  std::vector<Value> arguments;
  Span span;

  [[nodiscard]] Arena& arena() const { return context.arena; }
  [[nodiscard]] std::size_t count() const { return arguments.size(); }
  [[nodiscard]] Value operator[](std::size_t i) const { return arguments[i]; }
  [[nodiscard]] std::string_view text(std::size_t i) const { return arguments[i].string(); }
  /// A whole number; nullopt where it has a fraction or does not fit.
  [[nodiscard]] std::optional<std::int64_t> whole(std::size_t i) const { return arguments[i].number().as_int64(); }

  // Results. Each takes from the budget what it needs.
  [[nodiscard]] CallResult string(std::string_view text);
  [[nodiscard]] CallResult number(const Number& number) { return {value::number(arena(), number, span)}; }
  [[nodiscard]] CallResult boolean(bool truth) { return {value::boolean(arena(), truth, span)}; }
  [[nodiscard]] CallResult strings(std::span<const std::string> texts);
  /// What is known of the result, with the cause that an unknown argument gives.
  [[nodiscard]] CallResult unknown();
  [[nodiscard]] CallResult unknown(Refinement known);
  /// A list, or where `element` is null a tuple.
  [[nodiscard]] CallResult sequence(std::span<const Value> items, const Type* element);

  /// A string value without the rest of a result.
  [[nodiscard]] Value text_value(std::string_view text);

  /// "Call to function ... failed".
  [[nodiscard]] CallResult fail(const std::string& message) const;
  /// "Invalid value for ... parameter".
  [[nodiscard]] CallResult fail(std::size_t argument, const std::string& message) const;
  /// For an argument that is no whole number; `before` comes first in the message.
  [[nodiscard]] CallResult fail_whole(std::string_view before = {}) const;
  [[nodiscard]] CallResult fail_whole(std::size_t argument, std::string_view before = {}) const;

  /// Whom an unknown argument says to ask, for what is made of it.
  [[nodiscard]] std::string_view cause() const;
};

/// `type` as a list's, set's or map's element; for tables.
[[nodiscard]] const Type* list_of(const Type* element);
[[nodiscard]] const Type* set_of(const Type* element);
[[nodiscard]] const Type* map_of(const Type* element);

/// The tables, one for each subject.
void add_sequence_functions(std::vector<Function>& table);
void add_search_functions(std::vector<Function>& table);
void add_mapping_functions(std::vector<Function>& table);
void add_set_functions(std::vector<Function>& table);
void add_type_functions(std::vector<Function>& table);
void add_number_functions(std::vector<Function>& table);
void add_string_functions(std::vector<Function>& table);
void add_format_functions(std::vector<Function>& table);
void add_regex_functions(std::vector<Function>& table);
void add_encoding_functions(std::vector<Function>& table);
void add_json_functions(std::vector<Function>& table);
void add_yaml_functions(std::vector<Function>& table);
void add_hash_functions(std::vector<Function>& table);
void add_date_functions(std::vector<Function>& table);
void add_network_functions(std::vector<Function>& table);
void add_file_functions(std::vector<Function>& table);
void add_provider_functions(std::vector<Function>& table);

}  // namespace tieline::terraform
