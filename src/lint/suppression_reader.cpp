#include "lint/suppression_reader.h"

#include <span>
#include <string_view>

#include "lint/comment_lines.h"
#include "lint/suppression_metadata.h"
#include "lint/suppression_scopes.h"
#include "syntax/document/comments.h"
#include "syntax/document/parser.h"
#include "syntax/hcl/comments.h"
#include "syntax/hcl/parser.h"
#include "text/arena.h"
#include "text/limits.h"

namespace tieline::lint {
namespace {

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}

text::Span whole_line(text::FileId id, const text::SourceFile& file, std::uint32_t line) {
  return {id, file.line_start(line), file.line_start(line + 1)};
}

/// Takes the directives out of the comments. `scopes_at(line)` gives what begins on a line, `resource_at(scopes)` the
/// block around.
template <typename Tree>
void read_comments(text::FileId id, const text::SourceFile& file, std::span<const text::Span> comments,
                   const Tree& tree, FileSuppressions& found) {
  const CommentLines lines(file, comments);
  for (const text::Span& comment : comments) {
    if (!mentions_suppressions(file.bytes().substr(comment.begin, comment.length()))) continue;
    for (Directive& directive : directives(comment, file.bytes())) {
      if (found.requests.size() + found.mistakes.size() >= limits::suppressions) {
        found.cut_short = true;
        return;
      }
      if (directive.word == "ignore-file") {
        understand(std::move(directive), {whole_file(id)}, {}, found);
        continue;
      }
      std::vector<text::Span> scopes{whole_line(id, file, lines.subject(comment))};
      const text::Span line = scopes.front();
      tree.add_scopes(line, scopes);
      understand(std::move(directive), std::move(scopes), tree.block_at(line), found);
    }
  }
}

FileSuppressions read_hcl(text::FileId id, const text::SourceFile& file) {
  FileSuppressions found;
  text::Arena arena;
  const hcl::ParsedBody parsed = hcl::parse_body(id, file.bytes(), arena);
  read_comments(id, file, hcl::comments(id, file.bytes()), HclScopes(*parsed.body), found);
  return found;
}

FileSuppressions read_terraform_json(text::FileId id, const text::SourceFile& file) {
  FileSuppressions found;
  text::Arena arena;
  const document::ParsedDocuments parsed = document::parse_json(id, file.bytes(), arena);
  if (parsed.roots.empty()) return found;
  read_comment_keys(*parsed.roots.front(), file, found);
  return found;
}

FileSuppressions read_document(text::FileId id, const text::SourceFile& file) {
  FileSuppressions found;
  if (!document::may_be_template(file.bytes())) return found;
  text::Arena arena;
  const document::ParsedDocuments parsed = file.path().ends_with(".json")
                                               ? document::parse_json(id, file.bytes(), arena)
                                               : document::parse_any(id, file.bytes(), arena);
  if (parsed.roots.empty() || !document::is_template(*parsed.roots.front())) return found;
  const document::Node& root = *parsed.roots.front();
  read_metadata(root, found);
  read_comments(id, file, document::comments(id, file.bytes(), parsed), DocumentScopes(root), found);
  return found;
}

}  // namespace

void understand(Directive directive, std::vector<text::Span> scopes, std::string resource, FileSuppressions& found) {
  if (directive.word != "ignore" && directive.word != "ignore-file") {
    const std::string_view meant = nearest_directive(directive.word);
    found.mistakes.push_back({directive.span, "'" + directive.word + "' is nothing that Tieline can be asked",
                              "write `tieline: " + std::string(meant.empty() ? "ignore" : meant) + " EI305 -- reason`",
                              std::move(resource)});
    return;
  }
  if (directive.rules.empty()) {
    found.mistakes.push_back({directive.span, "the comment names no rule, so nothing is ignored",
                              "name the rules: `tieline: " + directive.word + " EI305 -- reason`",
                              std::move(resource)});
    return;
  }
  found.requests.push_back({directive.span, std::move(directive.rules), std::move(directive.reason), std::move(scopes),
                            std::move(resource)});
}

FileSuppressions read_suppressions(text::FileId id, const text::SourceFile& file) {
  const std::string_view path = file.path();
  if (ends_with_any(path, {".tf", ".tofu", ".tfvars"})) return read_hcl(id, file);
  if (ends_with_any(path, {".tf.json", ".tofu.json"})) return read_terraform_json(id, file);
  return read_document(id, file);
}

}  // namespace tieline::lint
