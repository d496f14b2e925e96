#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// What a parameter's `Type` says of its value.
struct ParameterType {
  bool list = false;
  bool number = false;
  bool stored = false;  ///< the value is looked up in Parameter Store; what is given is a name there
};

/// Reads `String`, `List<AWS::EC2::Subnet::Id>`, `AWS::SSM::Parameter::Value<String>` ...
[[nodiscard]] ParameterType parameter_type(std::string_view type);

/// A default or an allowed value as the service reads it: `yes` without quotes is a boolean of YAML, and so `true`.
[[nodiscard]] std::string_view parameter_text(const Node& scalar);

/// The AllowedValues of a parameter's declaration; nullopt where there are none.
[[nodiscard]] std::optional<std::vector<std::string>> allowed_values(const Run& run, const Node& parameter);

/// The text of an attribute of a parameter\'s declaration; empty where there is none or it is no scalar.
[[nodiscard]] std::string_view attribute_text(const Node& parameter, std::string_view key);

/// Whether a parameter's declaration lets it, or an element of it, be that text: AllowedValues, AllowedPattern,
/// lengths, bounds.
[[nodiscard]] bool permits(const Subject& subject, std::string_view text, bool is_element = false);

/// The value a text given for a parameter stands for: a list for a list type.
[[nodiscard]] Value parameter_value(Run& run, const ParameterType& type, Value given, const Span& at);

/// Settles every parameter of the stack: what is given, else the default, else unknown.
void settle_parameters(Stack& stack, const Arguments& arguments);

}  // namespace tieline::cloudformation
