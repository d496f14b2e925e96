#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/fault.h"
#include "text/edit.h"
#include "text/span.h"

namespace tieline::lint {

enum class Severity : std::uint8_t { info, warning, error };

[[nodiscard]] std::string_view name_of(Severity severity);

struct Fix {
  std::string description;  ///< "use com.amazonaws.us-west-2.elastic-inference.runtime"
  bool safe = true;         ///< makes the configuration what the document says without a choice
  std::vector<text::Edit> edits;
  friend bool operator==(const Fix&, const Fix&) = default;
};

/// Why a finding is not reported.
struct Suppression {
  enum class By : std::uint8_t { comment, baseline };
  By by = By::comment;
  std::string reason;    ///< as it is written; may be empty
  text::Span span = {};  ///< the comment or the metadata; invalid for a baseline
};

/// One fault as it is reported.
struct Finding {
  std::string_view code;  ///< "EI302"
  std::string_view name;  ///< "endpoint-ingress-missing"
  Severity severity = Severity::error;
  std::string message;  ///< one sentence, no final stop; names what is wrong in the words of the configuration
  std::string help;     ///< what to write; may be empty
  std::string when;     ///< "IsProd is false": under which condition; empty where always
  std::vector<std::string> variable_files;  ///< with which of the values files tried; empty: not tried one by one
  std::string resource;                     ///< address; empty where none is to blame
  /// The whole blocks of the resource, and of others that share the fault; empty where they are not known.
  std::vector<text::Span> blocks;
  text::Span span;  ///< the primary place; invalid only where no file is to blame
  std::vector<graph::RelatedPlace> related;
  std::vector<Fix> fixes;
  std::optional<Suppression> suppression;  ///< set where somebody has asked not to hear of it
};

}  // namespace tieline::lint
