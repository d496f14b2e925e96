#pragma once

#include "syntax/document/node.h"
#include "syntax/hcl/ast.h"
#include "text/arena.h"

namespace tieline::terraform {

/// A configuration file in JSON syntax as the tree of the native file that says the same. Strings are templates.
[[nodiscard]] const hcl::Body* configuration_from_json(const document::Node& root, text::Arena& arena);

/// A values file in JSON: an attribute for each key, whose strings are plain text.
[[nodiscard]] const hcl::Body* values_from_json(const document::Node& root, text::Arena& arena);

}  // namespace tieline::terraform
