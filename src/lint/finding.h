#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/fault.h"
#include "text/span.h"

namespace tieline::lint {

enum class Severity : std::uint8_t { info, warning, error };

[[nodiscard]] std::string_view name_of(Severity severity);

struct Fix {
  std::string description;  ///< "use com.amazonaws.us-west-2.elastic-inference.runtime"
  bool safe = true;         ///< makes the configuration what the document says without a choice
  std::vector<graph::Edit> edits;
};

/// One fault as it is reported.
struct Finding {
  std::string_view code;  ///< "EI302"
  std::string_view name;  ///< "endpoint-ingress-missing"
  Severity severity = Severity::error;
  std::string message;   ///< one sentence, no final stop; names what is wrong in the words of the configuration
  std::string help;      ///< what to write; may be empty
  std::string when;      ///< "IsProd is false": under which condition; empty where always
  std::string resource;  ///< address; empty where none is to blame
  text::Span span;       ///< the primary place; invalid only where no file is to blame
  std::vector<graph::RelatedPlace> related;
  std::vector<Fix> fixes;
};

}  // namespace tieline::lint
