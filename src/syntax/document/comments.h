#pragma once

#include <string_view>
#include <vector>

#include "syntax/document/parser.h"

namespace tieline::document {

/// The comments of a YAML text (`#` to the end of the line), in its order. `parsed` is what parse_yaml made of it: a
/// `#` inside a scalar is no comment.
[[nodiscard]] std::vector<Span> comments(text::FileId file, std::string_view bytes, const ParsedDocuments& parsed);

}  // namespace tieline::document
