#pragma once

#include <string_view>
#include <vector>

#include "syntax/document/node.h"
#include "syntax/syntax_error.h"
#include "text/arena.h"

namespace tieline::document {

struct ParsedDocuments {
  std::vector<const Node*> roots;  ///< one for JSON; one for each document of a YAML stream; empty for an empty file
  std::vector<syntax::SyntaxError> errors;  ///< in the order of the text
  bool complete = true;  ///< false when not all of the text could be read: what is missing in the roots may stand there
  std::vector<Span> gaps = {};  ///< what could not be read, in order
  /// Where the collections begin that have lost something in a gap, and empty values whose text is lost; in order.
  std::vector<std::uint32_t> cut = {};
};

/// Parses a YAML stream. What comes before a broken place is kept, and what comes after it from the next resource or
/// section on. `bytes` must outlive the arena. Never throws.
[[nodiscard]] ParsedDocuments parse_yaml(text::FileId file, std::string_view bytes, text::Arena& arena);

/// Parses a JSON text, likewise.
[[nodiscard]] ParsedDocuments parse_json(text::FileId file, std::string_view bytes, text::Arena& arena);

/// Parses a file that may be either (`.template`): JSON when it starts with `{` and parses as that, else YAML.
[[nodiscard]] ParsedDocuments parse_any(text::FileId file, std::string_view bytes, text::Arena& arena);

/// JSON inside a string (a policy in a heredoc, `jsondecode`): the place of everything is `base` plus its offset when
/// `mapped`, else `base` as a whole.
[[nodiscard]] ParsedDocuments parse_embedded_json(text::Span base, bool mapped, std::string_view bytes,
                                                  text::Arena& arena);

/// The place of a part of a scalar's text, such as `${Name}` in a folded block: `part` is a piece of `scalar.text`, and
/// `bytes` the whole file. White space at its ends may be left out. The scalar's span where the part cannot be told
/// apart (behind an alias, or `part` is no piece of it). For nodes whose spans are exact only. Reads the scalar from
/// its start each time: ask for what is reported, not for everything.
[[nodiscard]] Span place_of_part(const Node& scalar, std::string_view bytes, std::string_view part);

/// Looks at the bytes alone, without parsing them: false when the file is certainly no CloudFormation template (neither
/// `AWSTemplateFormatVersion` nor `Resources` occurs), so that other YAML and JSON costs next to nothing. A template in
/// UTF-16 is one too: parsing says that it must be UTF-8.
[[nodiscard]] bool may_be_template(std::string_view bytes);

/// True when the root says that this is a CloudFormation template: `AWSTemplateFormatVersion`, or `Resources` with an
/// entry whose `Type` has the form `X::Y::Z`, or with a loop that makes such entries.
[[nodiscard]] bool is_template(const Node& root);

}  // namespace tieline::document
