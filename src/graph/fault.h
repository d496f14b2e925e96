#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/edit.h"
#include "text/span.h"
#include "value/condition.h"

namespace tieline::graph {

/// What can be wrong with a configuration as such. The TL rules report these; their metadata is in rules/template.
enum class FaultKind : std::uint8_t {
  syntax_error,           ///< TL001
  undeclared_reference,   ///< TL002
  dependency_cycle,       ///< TL003
  duplicate_declaration,  ///< TL004
  invalid_expression,     ///< TL005
  unresolved_module,      ///< TL006
  limit_reached,          ///< TL007
};

struct RelatedPlace {
  text::Span span;
  std::string message;
};

using text::Edit;

/// A fault the loader or the evaluation met.
struct Fault {
  FaultKind kind;
  text::Span span;
  std::string message;   ///< one sentence, no final stop
  std::string help;      ///< what to write; may be empty
  std::string resource;  ///< the enclosing block's address, or empty
  std::vector<RelatedPlace> related = {};
  value::Condition when = value::Condition::always();  ///< on what it occurs
  std::vector<Edit> edits = {};                        ///< a safe fix, where there is one
};

}  // namespace tieline::graph
