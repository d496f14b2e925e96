#include "syntax/document/yaml_reader.h"

#include <utility>

#include "syntax/document/short_tags.h"
#include "syntax/document/yaml_input.h"
#include "syntax/document/yaml_recovery.h"
#include "text/limits.h"

namespace tieline::document {

void YamlReader::finish() {
  if (!in_document_) return;
  builder_.close_all(cursor_);
  end_document();
}

YamlFailure YamlReader::failure(const YAML::Exception& exception) const {
  YamlFailure result{bytes_, exception.mark.is_null() ? cursor_ : offset(exception.mark), exception.msg, cursor_, {}};
  for (const TreeBuilder::Level& level : builder_.levels()) {
    if (level.bracketed) result.open_brackets.push_back(level.content);
  }
  return result;
}

std::size_t YamlReader::run_on_quote(std::size_t failure) const {
  const bool here = run_on_end_ != 0 && line_begin(bytes_, failure) == line_begin(bytes_, run_on_end_);
  return here ? run_on_begin_ : std::string_view::npos;
}

void YamlReader::OnDocumentStart(const YAML::Mark& mark) {
  const std::size_t begin = offset(mark);
  if (!first_document_ && !is_announced(begin)) {
    // yaml-cpp begins another document with what it cannot go on with, for ever if need be.
    throw Stop{explain_yaml({bytes_, begin, YAML::ErrorMsg::END_OF_MAP, cursor_, {}}, builder_), begin};
  }
  first_document_ = false;
  in_document_ = true;
  anchored_.clear();
  cursor_ = begin;
  if (bytes_.substr(cursor_, 3) == "---") cursor_ += 3;
}

void YamlReader::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Start start = start_of(offset(mark), false, anchor != 0);
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

void YamlReader::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
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

void YamlReader::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                          const std::string& value) {
  const std::size_t begin = offset(mark);
  if (!in_disguise_) return read_scalar(begin, tag, anchor, value);
  const char first = byte_at(bytes_, begin);
  const std::size_t tag_begin = first == '|' || first == '>' ? hidden_tag_before(bytes_, begin) : begin;
  if (tag_begin == begin) return read_scalar(begin, tag, anchor, undisguised(value));
  const std::string hidden(bytes_.substr(tag_begin, tag_end(bytes_, tag_begin) - tag_begin));
  read_scalar(tag_begin, hidden, anchor, undisguised(value));
}

void YamlReader::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                 YAML::EmitterStyle::value style) {
  open(Kind::sequence, '[', mark, tag, anchor, style);
}

void YamlReader::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                            YAML::EmitterStyle::value style) {
  open(Kind::mapping, '{', mark, tag, anchor, style);
}

std::size_t YamlReader::offset(const YAML::Mark& mark) const {
  return std::min(first_ + static_cast<std::size_t>(std::max(mark.pos, 0)), bytes_.size());
}

void YamlReader::read_scalar(std::size_t begin, const std::string& tag, YAML::anchor_t anchor,
                             const std::string& value) {
  const bool untagged = tag == "?" || (tag == "!" && byte_at(bytes_, begin) != '!');
  const Start start = start_of(begin, !untagged || byte_at(bytes_, begin) == '!', anchor != 0);
  const std::string_view form = untagged ? std::string_view{} : short_form_of(tag);
  const char first = byte_at(bytes_, start.content);
  ScalarPlace place{};
  bool plain = false;
  bool block = false;
  std::size_t line_ends = 0;
  if (tag != "?" && (first == '"' || first == '\'') && (!value.empty() || is_quoted(start))) {
    if (quoted_end(bytes_, start.content) == std::string_view::npos) {  // yaml-cpp takes the end of the file for it
      cursor_ = start.content;
      throw Stop{explain_yaml({bytes_, bytes_.size(), YAML::ErrorMsg::EOF_IN_SCALAR, cursor_, {}}, builder_),
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

bool YamlReader::is_announced(std::size_t begin) const {
  if (bytes_.substr(begin, 3) == "---") return true;
  const std::string_view between = bytes_.substr(cursor_, begin - std::min(begin, cursor_));
  return between.starts_with("...") || between.find("\n...") != std::string_view::npos;
}

YamlReader::Start YamlReader::start_of(std::size_t begin, bool has_tag, bool has_anchor) const {
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

std::string_view YamlReader::short_form_of(std::string_view tag) {
  if (tag.size() < 2 || tag.front() != '!') return {};
  tag.remove_prefix(1);
  if (const std::string_view known = long_form(tag); !known.empty()) return known;
  return builder_.arena().copy("Fn::" + std::string(tag));
}

bool YamlReader::is_quoted(const Start& start) const {
  if (start.content == start.begin) return true;
  const std::size_t end = quoted_end(bytes_, start.content);
  if (end == std::string_view::npos || !follows_on(start.properties_end, start.content)) return false;
  const std::string_view inside = bytes_.substr(start.content + 1, end - start.content - 2);
  return inside.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool YamlReader::belongs_here(std::size_t at) const {
  if (at < cursor_) return false;
  return builder_.expects_key() || follows_on(cursor_, at);
}

bool YamlReader::follows_on(std::size_t from, std::size_t at) const {
  if (!builder_.is_open() || builder_.in_brackets()) return true;
  if (bytes_.substr(from, at - from).find('\n') == std::string_view::npos) return true;
  const std::size_t column = column_of(at);
  const TreeBuilder::Level& level = builder_.innermost();
  return column > level.column;
}

std::string_view YamlReader::null_word(std::size_t at) const {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (bytes_.substr(at, word.size()) != word) continue;
    const char after = byte_at(bytes_, at + word.size());
    if (after == '\0' || is_space(after) || after == ',' || after == ']' || after == '}' || after == ':') {
      return bytes_.substr(at, word.size());
    }
  }
  return {};
}

std::size_t YamlReader::place_of_nothing(std::size_t mark) const {
  if (!builder_.is_open()) return std::max(mark, cursor_);
  if (builder_.expects_key()) return std::max(mark, cursor_);
  const std::size_t next = skip_separation(bytes_, cursor_);
  const char announces = builder_.innermost().kind == Kind::mapping ? ':' : '-';
  const bool announced = byte_at(bytes_, next) == announces && !(announces == '-' && builder_.in_brackets());
  return announced ? next + 1 : cursor_;
}

std::string_view YamlReader::copy(const std::string& value, bool plain) {
  return builder_.arena().copy(plain ? value : as_utf8(value));
}

void YamlReader::check_tabs(std::size_t begin) {
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

void YamlReader::add_error(Span span, SyntaxError::Kind kind, std::string message, std::string help) {
  SyntaxError error;
  error.kind = kind;
  error.span = span;
  error.message = std::move(message);
  error.help = std::move(help);
  builder_.report(std::move(error));
}

void YamlReader::add_null(Span span) {
  Node* node = builder_.arena().make<Node>();
  node->kind = Kind::null;
  node->plain = true;
  node->span = span;
  builder_.add(node);
}

void YamlReader::add_scalar(const Start& start, std::size_t end, std::string_view text, PlainType type, bool plain,
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

void YamlReader::open(Kind kind, char bracket, const YAML::Mark& mark, const std::string& tag, std::size_t anchor,
                      YAML::EmitterStyle::value style) {
  const bool tagged = tag != "?";
  Start start = start_of(offset(mark), tagged, anchor != 0);
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

void YamlReader::close() {
  const TreeBuilder::Level& level = builder_.innermost();
  std::size_t end = std::max(cursor_, level.content);
  if (level.bracketed) end = bracket_end(bytes_, end, level.kind == Kind::sequence ? ']' : '}');
  const std::size_t anchor = level.anchor;
  const Node* node = builder_.close(end);
  cursor_ = end;
  if (anchor != 0) remember(anchor, {node, builder_.closed_nodes(), builder_.closed_height()});
}

void YamlReader::remember(std::size_t anchor, Anchored anchored) {
  if (anchored_.size() <= anchor) anchored_.resize(anchor + 1);
  anchored_[anchor] = anchored;
}

void YamlReader::end_document() {
  in_document_ = false;
  if (const Node* root = builder_.take_root()) out_.roots.push_back(root);
}

}  // namespace tieline::document
