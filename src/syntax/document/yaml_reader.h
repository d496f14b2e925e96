#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/document/parser.h"
#include "syntax/document/plain_scalar.h"
#include "syntax/document/tree_builder.h"
#include "syntax/document/yaml_error.h"
#include "syntax/document/yaml_text.h"

namespace tieline::document {

/// Leaves yaml-cpp when there is no use in reading on.
struct Stop {
  std::optional<syntax::SyntaxError> error;  ///< nullopt: a limit, which is reported already
  std::size_t at = 0;                        ///< what could not be gone on with
};

/// Makes nodes from yaml-cpp's events. These tell where something starts; where it ends is read from the source.
class YamlReader : public YAML::EventHandler {
 public:
  YamlReader(text::FileId file, std::string_view bytes, std::size_t first, bool in_disguise, text::Arena& arena,
             ParsedDocuments& out)
      : bytes_(bytes),
        first_(first),
        cursor_(first),
        in_disguise_(in_disguise),
        out_(out),
        builder_(arena, bytes, {{file, 0, 0}, true}, out) {}

  /// Ends what the text broke off in.
  void finish();

  YamlFailure failure(const YAML::Exception& exception) const;
  const TreeBuilder& builder() const { return builder_; }
  std::size_t cursor() const { return cursor_; }

  /// A string in quotes that ends on the line where the reading fails and has whole entries in it: its own closing
  /// quote is missing, and that of another string was taken. npos where there is none.
  std::size_t run_on_quote(std::size_t failure) const;
  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override { end_document(); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  using SyntaxError = syntax::SyntaxError;

  /// A node that an anchor names; null while it is being read.
  struct Anchored {
    const Node* node = nullptr;
    std::size_t nodes = 0;
    std::size_t height = 0;
  };

  /// Where a node begins: its tag and anchor, and what they belong to.
  struct Start {
    std::size_t begin;
    std::size_t content;
    std::size_t properties_end;
    TreeBuilder::ShortForm short_form;  ///< its place only
  };

  std::size_t offset(const YAML::Mark& mark) const;
  void read_scalar(std::size_t begin, const std::string& tag, YAML::anchor_t anchor, const std::string& value);

  /// True where a second document may begin: at `---`, or after a line `...`.
  bool is_announced(std::size_t begin) const;
  Start start_of(std::size_t begin, bool has_tag, bool has_anchor) const;

  /// The long form of a tag, as yaml-cpp resolved it; empty for one that is none of CloudFormation's.
  std::string_view short_form_of(std::string_view tag);

  /// Whether a scalar without text is written in quotes: after a tag alone, a quote can already belong to what comes
  /// next.
  bool is_quoted(const Start& start) const;
  bool belongs_here(std::size_t at) const;

  /// True when what stands at `at` is part of the value begun at `from`: on its line, or indented further than the
  /// collection around it.
  bool follows_on(std::size_t from, std::size_t at) const;
  std::size_t column_of(std::size_t at) const { return at - std::max(line_begin(bytes_, at), first_); }

  /// A null as it is written at a place; empty where there is none.
  std::string_view null_word(std::size_t at) const;

  /// Where a value is missing: after the `:` or `-` that announces it.
  std::size_t place_of_nothing(std::size_t mark) const;
  std::string_view copy(const std::string& value, bool plain);
  void check_tabs(std::size_t begin);
  void add_error(Span span, SyntaxError::Kind kind, std::string message, std::string help);
  void add_null(Span span);
  void add_scalar(const Start& start, std::size_t end, std::string_view text, PlainType type, bool plain,
                  std::size_t anchor);
  void open(Kind kind, char bracket, const YAML::Mark& mark, const std::string& tag, std::size_t anchor,
            YAML::EmitterStyle::value style);
  void close();
  void remember(std::size_t anchor, Anchored anchored);
  void end_document();

  std::string_view bytes_;
  std::size_t first_;   ///< where yaml-cpp starts: after a byte order mark
  std::size_t cursor_;  ///< the end of what was read
  bool in_disguise_;    ///< what yaml-cpp reads is a disguised text
  ParsedDocuments& out_;
  TreeBuilder builder_;
  std::vector<Anchored> anchored_;
  std::size_t expanded_ = 0;
  bool in_document_ = false;
  bool first_document_ = true;
  std::size_t run_on_begin_ = 0;  ///< of the last string in quotes with entries in it
  std::size_t run_on_end_ = 0;
  bool tab_reported_ = false;
  bool aliases_limited_ = false;
};

}  // namespace tieline::document
