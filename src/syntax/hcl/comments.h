#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace tieline::hcl {

/// The comments of a `.tf` file (`#`, `//` to the end of their line, `/* */`), in the order of the text. What looks
/// like one inside a string or heredoc is none. Parses the file again, for the tree of parse_body does not keep them.
[[nodiscard]] std::vector<text::Span> comments(text::FileId file, std::string_view bytes);

}  // namespace tieline::hcl
