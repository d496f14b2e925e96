#pragma once

#include <string>
#include <vector>

#include "syntax/document/node.h"
#include "syntax/hcl/ast.h"

namespace tieline::lint {

/// What begins on a line of a Terraform file: blocks, arguments and the elements of lists and objects.
class HclScopes {
 public:
  explicit HclScopes(const hcl::Body& file) : file_(file) {}
  /// Adds the whole of all that begins on the line.
  void add_scopes(const text::Span& line, std::vector<text::Span>& scopes) const;
  /// The address of the outermost block on the line; empty where there is none.
  [[nodiscard]] std::string block_at(const text::Span& line) const;

 private:
  const hcl::Body& file_;
};

/// What begins on a line of a template: keys with their values, and the elements of lists.
class DocumentScopes {
 public:
  explicit DocumentScopes(const document::Node& root) : root_(root) {}
  void add_scopes(const text::Span& line, std::vector<text::Span>& scopes) const;
  /// The logical id of a resource, for other sections with the section before it: `Parameters.Env`.
  [[nodiscard]] std::string block_at(const text::Span& line) const;

 private:
  const document::Node& root_;
};

}  // namespace tieline::lint
