#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/suppression_directive.h"
#include "text/source.h"

namespace tieline::lint {

/// Somebody asks, in a file, not to hear of some rules.
struct SuppressionRequest {
  text::Span span;  ///< the comment's directive, or the metadata
  std::vector<RuleMention> rules;
  std::string reason;              ///< as it is written; may be empty
  std::vector<text::Span> scopes;  ///< the lines, blocks and entries it is for; the whole file is one, too
  std::string resource;            ///< the block around it; empty where there is none
  bool in_metadata = false;        ///< written under `Metadata`, and not in a comment
};

/// A request that cannot be understood.
struct SuppressionMistake {
  text::Span span;
  std::string message;
  std::string help;
  std::string resource;
};

/// What one file asks.
struct FileSuppressions {
  std::vector<SuppressionRequest> requests;
  std::vector<SuppressionMistake> mistakes;
  bool cut_short = false;  ///< there are more than limits::suppressions; those were not read
};

/// The scope of what is asked for a whole file: a place at its very end lies in it, too.
[[nodiscard]] constexpr text::Span whole_file(text::FileId id) { return {id, 0, UINT32_MAX}; }

/// Adds what a directive asks for the scopes, or what is wrong with it.
void understand(Directive directive, std::vector<text::Span> scopes, std::string resource, FileSuppressions& found);

/// Reads the comments of a Terraform file or a YAML template, a template's metadata, and the `"//"` keys of Terraform's
/// JSON. Nothing for any other file.
[[nodiscard]] FileSuppressions read_suppressions(text::FileId id, const text::SourceFile& file);

}  // namespace tieline::lint
