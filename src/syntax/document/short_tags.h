#pragma once

#include <string_view>

namespace tieline::document {

/// The long form of a CloudFormation short tag without its `!`: `Fn::Sub` for `Sub`, `Ref` for `Ref`. Empty where
/// CloudFormation knows no such tag.
[[nodiscard]] std::string_view long_form(std::string_view tag);

}  // namespace tieline::document
