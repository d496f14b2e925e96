#pragma once

#include "lint/suppression_reader.h"
#include "syntax/document/node.h"

namespace tieline::lint {

/// Reads `Metadata: Tieline: {Ignore: [EI305], Reason: …}` of a template's resources, each for its resource, and of the
/// template itself, for the whole file. An element of `Ignore` is a rule, or `{Code: EI305, Reason: …}`.
void read_metadata(const document::Node& root, FileSuppressions& found);

/// Reads `"//": "tieline: ignore EI305 -- reason"` of Terraform's JSON, the one comment it has; it is for the object it
/// stands in, and at the top for the file.
void read_comment_keys(const document::Node& root, const text::SourceFile& file, FileSuppressions& found);

}  // namespace tieline::lint
