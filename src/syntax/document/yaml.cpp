#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "syntax/document/encoding.h"
#include "syntax/document/parser.h"
#include "syntax/document/plain_scalar.h"
#include "syntax/document/short_tags.h"
#include "syntax/document/tree_builder.h"
#include "syntax/document/yaml_error.h"
#include "syntax/document/yaml_input.h"
#include "syntax/document/yaml_recovery.h"
#include "syntax/document/yaml_text.h"
#include "text/limits.h"

namespace tieline::document {
namespace {

using syntax::SyntaxError;

/// Bytes of a document that are read again to leave out what is broken in it, all times together.
constexpr std::size_t most_reread_bytes = std::size_t{4} << 20;

/// Leaves yaml-cpp when there is no use in reading on.
struct Stop {
  std::optional<SyntaxError> error;  ///< nullopt: a limit, which is reported already
  std::size_t at = 0;                ///< what could not be gone on with
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
  void finish() {
    if (!in_document_) return;
    builder_.close_all(cursor_);
    end_document();
  }

  YamlFailure failure(const YAML::Exception& exception) const {
    YamlFailure result{bytes_, exception.mark.is_null() ? cursor_ : offset(exception.mark), exception.msg, cursor_, {}};
    for (const TreeBuilder::Level& level : builder_.levels()) {
      if (level.bracketed) result.open_brackets.push_back(level.content);
    }
    return result;
  }
  const TreeBuilder& builder() const { return builder_; }
  std::size_t cursor() const { return cursor_; }

  /// A string in quotes that ends on the line where the reading fails and has whole entries in it: its own closing
  /// quote is missing, and that of another string was taken. npos where there is none.
  std::size_t run_on_quote(std::size_t failure) const {
    const bool here = run_on_end_ != 0 && line_begin(bytes_, failure) == line_begin(bytes_, run_on_end_);
    return here ? run_on_begin_ : std::string_view::npos;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    const std::size_t begin = offset(mark);
    if (!first_document_ && !is_announced(begin)) {
      // yaml-cpp begins another document with what it cannot go on with, for ever if need be.
      throw Stop{explain({bytes_, begin, YAML::ErrorMsg::END_OF_MAP, cursor_, {}}, builder_), begin};
    }
    first_document_ = false;
    in_document_ = true;
    anchored_.clear();
    cursor_ = begin;
    if (bytes_.substr(cursor_, 3) == "---") cursor_ += 3;
  }

  void OnDocumentEnd() override { end_document(); }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const Start start = start_of(mark, false, anchor != 0);
    const std::string_view word = null_word(start.content);
    if (!word.empty() && belongs_here(start.content)) {
      add_scalar(start, start.content + word.size(), word, {Kind::null}, true, anchor);
    } else if (anchor != 0) {
      add_scalar(start, start.properties_end, {}, {Kind::null}, true, anchor);
    } else {
      const std::size_t place = place_of_nothing(start.begin);
      add_scalar({place, place, place, {}}, place, {}, {Kind::null}, true, 0);
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t begin = offset(mark);
    const std::size_t end = anchor_end(bytes_, begin);
    cursor_ = std::max(cursor_, end);
    const Anchored target = anchor < anchored_.size() ? anchored_[anchor] : Anchored{};
    const Span span = builder_.span(begin, end);
    if (target.node == nullptr) {
      add_error(span, SyntaxError::Kind::syntax, "this alias stands inside the value that it names", "");
      add_null(span);
    } else if (aliases_limited_ || expanded_ + target.nodes > limits::alias_nodes) {
      if (!std::exchange(aliases_limited_, true)) {
        add_error(span, SyntaxError::Kind::limit,
                  "the aliases of this document expand to more than " + std::to_string(limits::alias_nodes) + " values",
                  "this alias and those that follow are taken as empty");
      }
      add_null(span);
    } else if (builder_.depth() + target.height > limits::syntax_depth) {
      add_error(
          span, SyntaxError::Kind::limit,
          "with this alias, mappings and lists are nested more than " + std::to_string(limits::syntax_depth) + " deep",
          "this alias is taken as empty");
      add_null(span);
    } else {
      expanded_ += target.nodes;
      Node* node = builder_.arena().make<Node>(*target.node);
      node->span = span;
      builder_.add(node, target.nodes, target.height);
    }
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    read_scalar(mark, tag, anchor, in_disguise_ ? undisguised(value) : value);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Kind::sequence, '[', mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Kind::mapping, '{', mark, tag, anchor, style);
  }
  void OnMapEnd() override { close(); }

 private:
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

  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(first_ + static_cast<std::size_t>(std::max(mark.pos, 0)), bytes_.size());
  }

  void read_scalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
    const bool untagged = tag == "?" || (tag == "!" && byte_at(bytes_, offset(mark)) != '!');
    const Start start = start_of(mark, !untagged || byte_at(bytes_, offset(mark)) == '!', anchor != 0);
    const std::string_view form = untagged ? std::string_view{} : short_form_of(tag);
    const char first = byte_at(bytes_, start.content);
    ScalarPlace place{};
    bool plain = false;
    bool block = false;
    std::size_t line_ends = 0;
    if (tag != "?" && (first == '"' || first == '\'') && (!value.empty() || is_quoted(start))) {
      if (quoted_end(bytes_, start.content) == std::string_view::npos) {  // yaml-cpp takes the end of the file for it
        cursor_ = start.content;
        throw Stop{explain({bytes_, bytes_.size(), YAML::ErrorMsg::EOF_IN_SCALAR, cursor_, {}}, builder_),
                   bytes_.size()};
      }
      place = place_quoted(bytes_, start.content, value);
      if (swallows_entries(bytes_.substr(start.content, place.end - start.content))) {
        run_on_begin_ = start.content;
        run_on_end_ = place.end;
      }
      line_ends = trailing_line_ends(bytes_.substr(start.content, place.end - start.content));
    } else if (tag != "?" && (first == '|' || first == '>') && !builder_.in_brackets()) {
      place = place_block(bytes_, start.content, value);
      block = true;
    } else if (value.empty()) {
      place = {start.properties_end, {}};
      plain = true;
    } else {
      place = place_plain(bytes_, start.content, value);
      plain = true;
    }
    std::string_view text = place.as_written;
    if (line_ends > 0) {  // yaml-cpp drops all but one of them
      const std::size_t last = value.find_last_not_of('\n');
      text = copy(value.substr(0, last == std::string::npos ? 0 : last + 1) + std::string(line_ends, '\n'), false);
    } else if (text.data() == nullptr) {
      text = copy(value, plain);
    }
    // The line end of the tail is not the file's.
    if (place.end == bytes_.size() && block && text.ends_with('\n')) text.remove_suffix(1);
    // What stands behind a short form is its text, as CloudFormation reads it.
    const bool typed = plain && form.empty() && tag != "!" && tag != "tag:yaml.org,2002:str";
    const PlainType type = typed ? plain_type(text) : PlainType{Kind::string};
    Start placed = start;
    if (value.empty() && plain) placed.content = start.properties_end;
    placed.short_form.key = form;
    add_scalar(placed, place.end, text, type, plain, anchor);
  }

  /// True where a second document may begin: at `---`, or after a line `...`.
  bool is_announced(std::size_t begin) const {
    if (bytes_.substr(begin, 3) == "---") return true;
    const std::string_view between = bytes_.substr(cursor_, begin - std::min(begin, cursor_));
    return between.starts_with("...") || between.find("\n...") != std::string_view::npos;
  }

  Start start_of(const YAML::Mark& mark, bool has_tag, bool has_anchor) const {
    const std::size_t begin = offset(mark);
    Start start{begin, begin, begin, {}};
    while (has_tag || has_anchor) {
      const char byte = byte_at(bytes_, start.content);
      if (byte == '!' && has_tag) {
        has_tag = false;
        start.properties_end = tag_end(bytes_, start.content);
        start.short_form.begin = start.content;
        start.short_form.end = start.properties_end;
      } else if (byte == '&' && has_anchor) {
        has_anchor = false;
        start.properties_end = anchor_end(bytes_, start.content);
      } else {
        break;
      }
      start.content = skip_separation(bytes_, start.properties_end);
    }
    return start;
  }

  /// The long form of a tag, as yaml-cpp resolved it; empty for one that is none of CloudFormation's.
  std::string_view short_form_of(std::string_view tag) {
    if (tag.size() < 2 || tag.front() != '!') return {};
    tag.remove_prefix(1);
    if (const std::string_view known = long_form(tag); !known.empty()) return known;
    return builder_.arena().copy("Fn::" + std::string(tag));
  }

  /// Whether a scalar without text is written in quotes: after a tag alone, a quote can already belong to what comes
  /// next.
  bool is_quoted(const Start& start) const {
    if (start.content == start.begin) return true;
    const std::size_t end = quoted_end(bytes_, start.content);
    if (end == std::string_view::npos || !follows_on(start.properties_end, start.content)) return false;
    const std::string_view inside = bytes_.substr(start.content + 1, end - start.content - 2);
    return inside.find_first_not_of(" \t\r\n") == std::string_view::npos;
  }

  bool belongs_here(std::size_t at) const {
    if (at < cursor_) return false;
    return builder_.expects_key() || follows_on(cursor_, at);
  }

  /// True when what stands at `at` is part of the value begun at `from`: on its line, or indented further than the
  /// collection around it.
  bool follows_on(std::size_t from, std::size_t at) const {
    if (!builder_.is_open() || builder_.in_brackets()) return true;
    if (bytes_.substr(from, at - from).find('\n') == std::string_view::npos) return true;
    const std::size_t column = column_of(at);
    const TreeBuilder::Level& level = builder_.innermost();
    return column > level.column;
  }

  std::size_t column_of(std::size_t at) const { return at - std::max(line_begin(bytes_, at), first_); }

  /// A null as it is written at a place; empty where there is none.
  std::string_view null_word(std::size_t at) const {
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
      if (bytes_.substr(at, word.size()) != word) continue;
      const char after = byte_at(bytes_, at + word.size());
      if (after == '\0' || is_space(after) || after == ',' || after == ']' || after == '}' || after == ':') {
        return bytes_.substr(at, word.size());
      }
    }
    return {};
  }

  /// Where a value is missing: after the `:` or `-` that announces it.
  std::size_t place_of_nothing(std::size_t mark) const {
    if (!builder_.is_open()) return std::max(mark, cursor_);
    if (builder_.expects_key()) return std::max(mark, cursor_);
    const std::size_t next = skip_separation(bytes_, cursor_);
    const char announces = builder_.innermost().kind == Kind::mapping ? ':' : '-';
    const bool announced = byte_at(bytes_, next) == announces && !(announces == '-' && builder_.in_brackets());
    return announced ? next + 1 : cursor_;
  }

  std::string_view copy(const std::string& value, bool plain) {
    return builder_.arena().copy(plain ? value : as_utf8(value));
  }

  void check_tabs(std::size_t begin) {
    if (tab_reported_ || builder_.in_brackets()) return;
    std::size_t at = begin;
    bool tab = false;
    while (at > first_ && is_blank(bytes_[at - 1])) tab |= bytes_[--at] == '\t';
    if (!tab || (at > first_ && bytes_[at - 1] != '\n')) return;
    tab_reported_ = true;
    const std::size_t first_tab = bytes_.find('\t', at);
    add_error(builder_.span(first_tab, begin), SyntaxError::Kind::syntax, "a tab is used for indentation",
              "indent with spaces; YAML does not allow tabs there");
  }

  void add_error(Span span, SyntaxError::Kind kind, std::string message, std::string help) {
    SyntaxError error;
    error.kind = kind;
    error.span = span;
    error.message = std::move(message);
    error.help = std::move(help);
    builder_.report(std::move(error));
  }

  void add_null(Span span) {
    Node* node = builder_.arena().make<Node>();
    node->kind = Kind::null;
    node->plain = true;
    node->span = span;
    builder_.add(node);
  }

  void add_scalar(const Start& start, std::size_t end, std::string_view text, PlainType type, bool plain,
                  std::size_t anchor) {
    if (end > start.begin) check_tabs(start.begin);
    cursor_ = std::max(cursor_, end);
    const bool tagged = !start.short_form.key.empty();
    const Span span = builder_.span(tagged ? start.content : start.begin, end);
    if (builder_.expects_key() && !tagged && anchor == 0) {
      builder_.key(text, span);
      return;
    }
    if (builder_.expects_key() && tagged) {
      add_error(builder_.span(start.begin, end), SyntaxError::Kind::syntax, "a short form cannot stand before a key",
                "write it in its long form on a line of its own, such as `Fn::ImportValue:`, and the key below it");
    }
    Node* node = builder_.arena().make<Node>();
    node->kind = type.kind;
    node->plain = plain;
    node->boolean = type.boolean;
    node->span = span;
    node->text = text;
    const Node* whole = builder_.wrap(node, start.short_form, builder_.span(start.begin, end));
    const std::size_t levels = tagged ? 2 : 1;
    if (anchor != 0) remember(anchor, {whole, levels, levels});
    builder_.add(whole, levels, levels);
  }

  void open(Kind kind, char bracket, const YAML::Mark& mark, const std::string& tag, std::size_t anchor,
            YAML::EmitterStyle::value style) {
    const bool tagged = tag != "?";
    Start start = start_of(mark, tagged, anchor != 0);
    if (tagged) start.short_form.key = short_form_of(tag);
    check_tabs(start.begin);
    const bool bracketed = style == YAML::EmitterStyle::Flow && byte_at(bytes_, start.content) == bracket;
    TreeBuilder::Level level{};
    level.kind = kind;
    level.bracketed = bracketed;
    level.begin = start.begin;
    level.content = start.content;
    level.column = builder_.in_brackets() ? 0 : column_of(start.content);  // lines in brackets can be long
    level.short_form = start.short_form;
    level.anchor = anchor;
    if (!builder_.open(level)) throw Stop{std::nullopt};
    cursor_ = std::max(cursor_, start.content + (bracketed ? 1 : 0));
  }

  void close() {
    const TreeBuilder::Level& level = builder_.innermost();
    std::size_t end = std::max(cursor_, level.content);
    if (level.bracketed) end = bracket_end(bytes_, end, level.kind == Kind::sequence ? ']' : '}');
    const std::size_t anchor = level.anchor;
    const Node* node = builder_.close(end);
    cursor_ = end;
    if (anchor != 0) remember(anchor, {node, builder_.closed_nodes(), builder_.closed_height()});
  }

  void remember(std::size_t anchor, Anchored anchored) {
    if (anchored_.size() <= anchor) anchored_.resize(anchor + 1);
    anchored_[anchor] = anchored;
  }

  void end_document() {
    in_document_ = false;
    if (const Node* root = builder_.take_root()) out_.roots.push_back(root);
  }

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

void sort_by_place(std::vector<SyntaxError>& errors) {
  std::stable_sort(errors.begin(), errors.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
}

/// Text that yaml-cpp reads well: its end, and why it ends there.
struct GoodText {
  std::string_view bytes;
  std::size_t first;    ///< after a byte order mark
  std::size_t no_text;  ///< the first byte that is none; npos where all is good
};

GoodText good_text(std::string_view bytes) {
  // yaml-cpp takes other encodings and control characters in its own way; it gets to see good text only.
  const std::size_t no_text = is_utf16(bytes) ? 0 : find_no_text(bytes);
  const std::string_view good = bytes.substr(0, no_text);
  const std::size_t first = good.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  return {good, first, no_text};
}

SyntaxError too_deep(Span span) {
  SyntaxError error;
  error.kind = SyntaxError::Kind::limit;
  error.span = span;
  error.message = "mappings and lists are nested more than " + std::to_string(limits::syntax_depth) + " deep";
  error.help = "what lies deeper, and the rest of the file, is not checked";
  return error;
}

/// How the reading of a text ended where it broke off.
struct Break {
  std::optional<SyntaxError> error = {};  ///< nullopt: a limit, which is reported already
  bool follows_gap = false;               ///< it may well come of what a gap took away
  std::optional<Gap> gap = {};            ///< what to leave out to read on
};

/// Reads all documents; nullopt where they were read to the end. `read` is what yaml-cpp gets to see: the text, or the
/// text in disguise.
std::optional<Break> read_documents(text::FileId file, const GoodText& text, std::string_view read, text::Arena& arena,
                                    ParsedDocuments& out) {
  YamlReader reader(file, text.bytes, text.first, read.data() != text.bytes.data(), arena, out);
  std::optional<Break> broken;
  std::size_t at = 0;
  try {
    YamlInput input(read.substr(text.first));
    std::istream stream(&input);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(reader)) {
    }
  } catch (const Stop& stop) {
    broken = Break{stop.error};
    at = stop.at;
  } catch (const YAML::DeepRecursion&) {
    out.errors.push_back(too_deep(reader.builder().span(reader.cursor(), reader.cursor())));
    broken = Break{};
  } catch (const YAML::Exception& exception) {
    const YamlFailure failure = reader.failure(exception);
    at = failure.at;
    broken =
        Break{explain(failure, reader.builder()), exception.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR && !out.gaps.empty()};
  } catch (const std::exception& exception) {
    SyntaxError error;
    error.span = reader.builder().span(reader.cursor(), reader.cursor());
    error.message = std::string("this is not valid YAML: ") + exception.what();
    broken = Break{error};
  }
  if (broken && broken->error) {
    const TreeBuilder& builder = reader.builder();
    const std::size_t quote = reader.run_on_quote(at);
    if (quote != std::string_view::npos) broken->error = unclosed_quote(text.bytes, quote, builder);
    broken->gap = quote != std::string_view::npos ? gap_from(text.bytes, builder.levels(), quote, true)
                                                  : gap_after(text.bytes, builder.levels(), reader.cursor());
  }
  reader.finish();
  return broken;
}

bool has(const std::vector<SyntaxError>& errors, const SyntaxError& error) {
  return std::any_of(errors.begin(), errors.end(), [&](const SyntaxError& other) {
    return other.span == error.span && other.message == error.message;
  });
}

/// Reads a text, and once more without what is broken, until it can be read to the end.
class Rereader {
 public:
  Rereader(text::FileId file, GoodText text, text::Arena& arena)
      : file_(file), text_(text), read_(text.bytes), arena_(arena) {}

  ParsedDocuments read() {
    while (std::optional<Break> broken = read_once()) {
      if (disguise()) continue;
      note(*broken);
      if (!broken->gap || text_.bytes.size() > bytes_left_) {
        give_up(*broken);
        break;
      }
      bytes_left_ -= text_.bytes.size();
      leave_out(*broken->gap);
    }
    for (SyntaxError& error : broken_) {
      if (!has(out_.errors, error)) out_.errors.push_back(std::move(error));
    }
    out_.complete = gaps_.empty();
    out_.gaps = std::move(gaps_);
    out_.cut.insert(out_.cut.end(), cut_.begin(), cut_.end());
    return std::move(out_);
  }

 private:
  std::optional<Break> read_once() {
    out_ = {};
    out_.gaps = gaps_;
    return read_documents(file_, text_, read_, arena_, out_);
  }

  /// True when the text is now read in a disguise that it was not read in before.
  bool disguise() {
    if (in_disguise_) return false;
    in_disguise_ = true;
    disguised_ = disguised(text_.bytes);
    if (disguised_ == text_.bytes) return false;
    read_ = disguised_;
    return true;
  }

  void note(Break& broken) {
    // What comes behind bytes that are no text is told of these.
    const bool at_no_text = text_.no_text != std::string_view::npos && !broken.gap;
    if (broken.error && !broken.follows_gap && !at_no_text) broken_.push_back(std::move(*broken.error));
  }

  void give_up(const Break& broken) {
    const std::uint32_t begin = broken.gap ? static_cast<std::uint32_t>(broken.gap->begin) : end_of_roots();
    gaps_.push_back({file_, begin, static_cast<std::uint32_t>(text_.bytes.size())});
  }

  [[nodiscard]] std::uint32_t end_of_roots() const { return out_.roots.empty() ? 0 : out_.roots.back()->span.end; }

  void leave_out(const Gap& gap) {
    const Span left_out{file_, static_cast<std::uint32_t>(gap.begin), static_cast<std::uint32_t>(gap.end)};
    gaps_.push_back(left_out);
    for (const std::size_t begin : gap.cut) cut_.push_back(static_cast<std::uint32_t>(begin));
    text_.bytes = arena_.copy(without(text_.bytes, gap));
    if (disguised_.empty()) {
      read_ = text_.bytes;
    } else {
      disguised_ = without(disguised_, gap);
      read_ = disguised_;
    }
  }

  text::FileId file_;
  GoodText text_;
  std::string_view read_;
  text::Arena& arena_;
  ParsedDocuments out_;
  std::string disguised_;
  bool in_disguise_ = false;
  std::vector<SyntaxError> broken_;
  std::vector<Span> gaps_;
  std::vector<std::uint32_t> cut_;
  std::size_t bytes_left_ = most_reread_bytes;
};

}  // namespace

ParsedDocuments parse_yaml(text::FileId file, std::string_view bytes, text::Arena& arena) {
  const GoodText text = good_text(bytes);
  ParsedDocuments out = Rereader(file, text, arena).read();
  if (text.no_text != std::string_view::npos) {
    SyntaxError error = no_text_error(bytes, text.no_text);
    error.span = {file, static_cast<std::uint32_t>(text.no_text), static_cast<std::uint32_t>(text.no_text + 1)};
    out.errors.push_back(std::move(error));
    out.gaps.push_back({file, static_cast<std::uint32_t>(text.no_text), static_cast<std::uint32_t>(bytes.size())});
    out.complete = false;
  }
  std::sort(out.cut.begin(), out.cut.end());
  sort_by_place(out.errors);
  return out;
}

}  // namespace tieline::document
