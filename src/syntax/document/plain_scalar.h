#pragma once

#include <string_view>

#include "syntax/document/node.h"

namespace tieline::document {

/// What an unquoted YAML scalar is, by the YAML 1.1 core types that CloudFormation knows.
struct PlainType {
  Kind kind;
  bool boolean = false;  ///< the value of a boolean
};
[[nodiscard]] PlainType plain_type(std::string_view text);

}  // namespace tieline::document
