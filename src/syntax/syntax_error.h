#pragma once

#include <string>

#include "text/span.h"

namespace tieline::syntax {

/// A place where a file could not be understood. Each becomes one finding: TL001, TL004 for a duplicate key, TL007 for
/// a limit.
struct SyntaxError {
  enum class Kind : unsigned char { syntax, duplicate, limit };
  Kind kind = Kind::syntax;
  text::Span span;
  std::string message;  ///< what is wrong, as one sentence without a final stop
  std::string help;     ///< what to write instead; may be empty
  text::Span related;   ///< duplicate: the first one; else the opening that is not closed; may be invalid
  std::string related_message;
};

}  // namespace tieline::syntax
