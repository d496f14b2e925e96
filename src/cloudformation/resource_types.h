#pragma once

#include <string_view>

namespace tieline::cloudformation {

/// The property whose value Ref returns where it is given: `RoleName` for AWS::IAM::Role. Empty where Ref returns an id
/// or an ARN. Source: "Return values" of each type in the AWS CloudFormation template reference, 2025.
[[nodiscard]] std::string_view name_property_of(std::string_view type);
/// True for a custom resource, whose attributes are whatever its provider returns.
[[nodiscard]] bool is_custom_type(std::string_view type);
/// True for an attribute that is a string in every resource type.
[[nodiscard]] bool is_text_attribute(std::string_view attribute);

}  // namespace tieline::cloudformation
