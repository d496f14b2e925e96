#pragma once

#include <filesystem>
#include <vector>

#include "cloudformation/run.h"
#include "syntax/document/node.h"
#include "syntax/syntax_error.h"

namespace tieline::cloudformation {

/// What a file holds.
struct Tree {
  const document::Node* root = nullptr;  ///< null where nothing of it can be read
  std::vector<syntax::SyntaxError> errors;
  bool is_template = false;  ///< it is, or is plainly meant to be, a template
};

/// Parses a file as JSON or YAML, whichever it is written in. One that is `named` as a template is one, whatever it
/// says of itself.
[[nodiscard]] Tree read_tree(Run& run, text::FileId file, bool named = false);

/// Makes faults of the errors, each on the logical id it stands in.
void report_errors(Run& run, const Tree& tree);

/// The folder of a file, from the working folder.
[[nodiscard]] std::filesystem::path source_folder(const text::SourceFile& source);

}  // namespace tieline::cloudformation
