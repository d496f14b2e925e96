#pragma once

#include <string>

#include "syntax/hcl/ast.h"

/// The tree in short: operations in parentheses, text in quotes, `?` for what did not parse.
namespace tieline::hcl::testing {

[[nodiscard]] std::string print(const Expr& expr);
[[nodiscard]] std::string print(const Body& body);

}  // namespace tieline::hcl::testing
