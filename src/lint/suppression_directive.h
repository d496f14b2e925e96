#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace tieline::lint {

/// A rule as a suppression names it: a code, a prefix of codes, or a name.
struct RuleMention {
  std::string text;
  text::Span span;
};

/// `tieline: ignore EI305, EI304 -- reason` as it stands in a comment.
struct Directive {
  text::Span span;   ///< from the word `tieline` to the end of the reason
  std::string word;  ///< `ignore` or `ignore-file`; or another word that looks as if it were meant to be one
  std::vector<RuleMention> rules;
  std::string reason;  ///< as it is written; empty where none is
};

/// The directives of one comment; a block comment may hold several, one a line. Text that only mentions the word is
/// none.
[[nodiscard]] std::vector<Directive> directives(const text::Span& comment, std::string_view bytes);

/// The word of a directive that was most likely meant; empty where none is near.
[[nodiscard]] std::string_view nearest_directive(std::string_view word);

/// Whether a text may hold a suppression at all. Cheap.
[[nodiscard]] bool mentions_suppressions(std::string_view bytes);

}  // namespace tieline::lint
