#include "syntax/document/yaml_error.h"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <optional>

#include "syntax/document/yaml_text.h"
#include "text/ascii.h"
#include "text/limits.h"

namespace tieline::document {
namespace {

using syntax::SyntaxError;

/// A line's text without its comment, roughly: a `#` in quotes counts as one.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != npos; at = line.find('#', at + 1)) {
    if (at == 0 || is_blank(line[at - 1])) return line.substr(0, at);
  }
  return line;
}

/// What is open at a place: read from the cursor, as a reader of flow collections would.
struct Pending {
  std::vector<std::size_t> brackets;
  std::optional<std::size_t> quote;
};

class YamlExplainer {
 public:
  YamlExplainer(const YamlFailure& failure, const TreeBuilder& builder)
      : failure_(failure),
        builder_(builder),
        bytes_(failure.bytes),
        at_(std::min(failure.at, failure.bytes.size())),
        line_begin_(line_begin(bytes_, at_)),
        line_end_(line_end(bytes_, at_)) {}

  SyntaxError explain() {
    namespace Message = YAML::ErrorMsg;
    const std::string_view message = failure_.message;
    if (merge_conflict() || tab_indentation()) return error_;
    if (message == Message::TAB_IN_INDENTATION) {
      say(at_, at_ + 1, "a tab is used for indentation", "indent with spaces; YAML does not allow tabs there");
    } else if (message == Message::EOF_IN_SCALAR || message == Message::DOC_IN_SCALAR) {
      unclosed_quote();
    } else if (message == Message::END_OF_MAP_FLOW || message == Message::END_OF_SEQ_FLOW) {
      broken_flow();
    } else if (message == Message::FLOW_END) {
      stray_bracket();
    } else if (message == Message::END_OF_MAP) {
      broken_mapping();
    } else if (message == Message::END_OF_SEQ) {
      broken_list();
    } else if (message == Message::MAP_VALUE) {
      stray_colon();
    } else if (message == Message::BLOCK_ENTRY) {
      stray_dash();
    } else if (message == Message::MAP_KEY) {
      say(at_, at_ + 1, "a `? ` key cannot stand here", "put the value in quotes when `? ` is meant as text");
    } else if (message == Message::UNKNOWN_TOKEN) {
      unknown_token();
    } else if (message == Message::UNKNOWN_ANCHOR || message == Message::ALIAS_NOT_FOUND ||
               message == Message::CHAR_IN_ALIAS || message == Message::ALIAS_CONTENT) {
      bad_alias(message == Message::UNKNOWN_ANCHOR);
    } else if (message == Message::ANCHOR_NOT_FOUND || message == Message::CHAR_IN_ANCHOR) {
      bad_anchor();
    } else if (message == Message::MULTIPLE_TAGS) {
      say(at_, tag_end(bytes_, at_), "two short forms cannot stand before one value",
          "write the outer one in its long form on a line of its own, such as `Fn::Base64: !Sub ...`");
    } else if (message == Message::MULTIPLE_ANCHORS) {
      say(at_, anchor_end(bytes_, at_), "two anchors cannot stand before one value", "remove one of them");
    } else if (message.starts_with(Message::INVALID_ESCAPE)) {
      bad_escape();
    } else if (message == Message::INVALID_HEX || message.starts_with(Message::INVALID_UNICODE)) {
      bad_code_point();
    } else if (message == Message::ZERO_INDENT_IN_BLOCK || message == Message::CHAR_IN_BLOCK) {
      say(at_, line_end_, "this cannot follow the `|` or `>` that starts a block of text",
          "start the text on the next line, indented; only `+`, `-` or a digit may follow directly");
    } else if (message == Message::CHAR_IN_TAG_HANDLE || message == Message::TAG_WITH_NO_SUFFIX ||
               message == Message::END_OF_VERBATIM_TAG) {
      say(at_, at_ + 1, "this tag is not well formed",
          "write a short form as `!Name value`; put the value in quotes when `!` is meant as text");
    } else {
      say(at_, line_end_, "this is not valid YAML: " + std::string(message), {});
    }
    return error_;
  }

 private:
  void say(std::size_t begin, std::size_t end, std::string message, std::string help) {
    begin = std::min(begin, bytes_.size());
    if (text::trimmed(bytes_.substr(begin)).empty()) {  // the end of the file: after its last word
      begin = end_of_text();
      end = begin;
    }
    error_.span = builder_.span(begin, std::clamp(end, begin, bytes_.size()));
    error_.message = std::move(message);
    error_.help = std::move(help);
  }

  void relate(std::size_t begin, std::size_t end, std::string message) {
    error_.related = builder_.span(begin, std::min(end, bytes_.size()));
    error_.related_message = std::move(message);
  }

  std::size_t end_of_text() const {
    const std::size_t last = bytes_.find_last_not_of(" \t\r\n");
    return last == npos ? 0 : last + 1;
  }

  std::string_view line() const { return bytes_.substr(line_begin_, line_end_ - line_begin_); }

  /// Looks at the whole text up to the place: what the markers lead to shows up lines later.
  bool merge_conflict() {
    for (const std::string_view marker : {"<<<<<<< ", ">>>>>>> "}) {
      for (std::size_t at = bytes_.find(marker); at < line_end_; at = bytes_.find(marker, at + 1)) {
        if (line_begin(bytes_, at) != at) continue;
        say(at, line_end(bytes_, at), "a merge conflict is left in the file", "settle it and remove the marker lines");
        return true;
      }
    }
    return false;
  }

  bool tab_indentation() {
    const std::size_t indentation = line().find_first_not_of(" \t");
    const std::size_t tab = line().find('\t');
    if (tab == npos || indentation == npos || tab >= indentation || at_ < line_begin_ + tab) return false;
    say(line_begin_ + tab, line_begin_ + indentation, "a tab is used for indentation",
        "indent with spaces; YAML does not allow tabs there");
    return true;
  }

  /// What is open at the place, beyond what the parser had understood.
  Pending pending() const {
    Pending result{failure_.open_brackets, std::nullopt};
    std::size_t at = std::min(failure_.cursor, at_);
    bool starts_token = true;
    while (at < at_) {
      const char byte = bytes_[at];
      if (byte == '#' && starts_token) {
        at = line_end(bytes_, at);
      } else if ((byte == '"' || byte == '\'') && starts_token) {
        const std::size_t end = quoted_end(bytes_, at);
        if (end == npos || end > at_) {
          result.quote = at;
          return result;
        }
        at = end;
      } else {
        if (byte == '[' || byte == '{') result.brackets.push_back(at);
        if ((byte == ']' || byte == '}') && !result.brackets.empty()) result.brackets.pop_back();
        starts_token = is_space(byte) || byte == '[' || byte == '{' || byte == ',';
        ++at;
      }
    }
    return result;
  }

  void unclosed_quote() {
    const std::optional<std::size_t> quote = pending().quote;
    if (!quote) {
      say(at_, at_, "the file ends inside a string", "close it");
      return;
    }
    error_ = document::unclosed_quote(bytes_, *quote, builder_);
  }

  void broken_flow() {
    const std::vector<std::size_t> open = pending().brackets;
    if (open.empty()) {
      say(at_, line_end_, "this is not a valid list or mapping in brackets", {});
      return;
    }
    const std::size_t bracket = open.back();
    const char closing = bytes_[bracket] == '[' ? ']' : '}';
    const bool at_end = text::trimmed(bytes_.substr(at_)).empty() || failure_.at <= bracket;
    const bool ran_on = line_begin_ > bracket && byte_at(bytes_, at_) == ':';
    if (at_end || ran_on) {
      say(bracket, bracket + 1, std::string("this `") + bytes_[bracket] + "` is not closed",
          std::string("add the closing `") + closing + "`");
      return;
    }
    say(at_, at_ + 1, std::string("expected `,` or `") + closing + "` here",
        "put values with special characters in quotes");
    relate(bracket, bracket + 1, "opened here");
  }

  void stray_bracket() {
    const std::vector<std::size_t> open = pending().brackets;
    const std::string found = quoted(bytes_.substr(at_, 1));
    if (open.empty()) {
      say(at_, at_ + 1, "this " + found + " closes nothing", "remove it, or put the value in quotes");
      return;
    }
    say(at_, at_ + 1, "this " + found + " does not fit the opening " + quoted(bytes_.substr(open.back(), 1)), {});
    relate(open.back(), open.back() + 1, "opened here");
  }

  void broken_mapping() {
    const std::string_view rest = text::trimmed(without_comment(bytes_.substr(at_, line_end_ - at_)));
    const std::size_t last = bytes_.substr(0, at_).find_last_not_of(" \t");
    const char before = last == npos || last < line_begin_ ? '\0' : bytes_[last];
    if (before == '"' || before == '\'' || before == ']' || before == '}') {
      say(at_, at_ + rest.size(), "text stands after the value that ends here with " + quoted({&before, 1}),
          "put the whole value in quotes");
      return;
    }
    if (rest.starts_with(',')) {
      say(at_, at_ + 1, "a value cannot start with `,`", "put the value in quotes");
      return;
    }
    if (rest == "-" || rest.starts_with("- ")) {
      say(at_, at_ + rest.size(), "a list item stands where a key of the mapping is expected",
          "check the indentation, and that the list's key stands above");
    } else if (has_key(rest)) {
      say(at_, at_ + rest.size(), "the indentation of this line fits no mapping above",
          "line it up with the keys that it belongs to");
    } else if (rest.empty()) {
      say(at_, at_, "the mapping breaks off here", {});
    } else {
      say(at_, at_ + rest.size(), "this mapping key has no `:`",
          "write `key: value`, or indent the line to go on with "
          "the value above");
    }
  }

  void broken_list() {
    const std::string_view rest = text::trimmed(without_comment(bytes_.substr(at_, line_end_ - at_)));
    if (has_key(rest)) {
      say(at_, at_ + rest.size(), "the indentation of this line fits neither the list above nor its mapping",
          "line it up with the keys that it belongs to");
    } else {
      say(at_, at_ + rest.size(), "a list item without `- `", "write `- item`, or check the indentation");
    }
  }

  void stray_colon() {
    const std::string_view before = bytes_.substr(line_begin_, at_ - line_begin_);
    if (has_key(before)) {
      say(at_, at_ + 1, "a second `: ` stands in this line", "put the value in quotes when it contains `: `");
      return;
    }
    // `Key` without colon, and the next line went on with it.
    if (line_begin_ > 0) {
      const std::size_t above_begin = line_begin(bytes_, line_begin_ - 1);
      const std::string_view above = bytes_.substr(above_begin, line_end(bytes_, above_begin) - above_begin);
      const std::string_view text = text::trimmed(without_comment(above));
      if (!text.empty() && !has_key(text) && text != "---") {
        const std::size_t begin = static_cast<std::size_t>(text.data() - bytes_.data());
        say(begin, begin + text.size(), "this mapping key has no `:`", "write `key: value`");
        return;
      }
      if (!text.empty() && text.back() != ':') {
        const std::size_t begin = line_begin_ + std::min(before.find_first_not_of(' '), before.size());
        say(begin, line_end_, "this key is indented like a part of the value above",
            "line it up with the keys that it belongs to");
        return;
      }
    }
    say(at_, at_ + 1, "a `:` stands where no mapping entry can be", "put the value in quotes when it contains `: `");
  }

  void stray_dash() {
    if (!pending().brackets.empty()) {
      say(at_, at_ + 1, "a `- ` list item cannot stand in brackets", "separate the items with `,`");
    } else if (has_key(bytes_.substr(line_begin_, at_ - line_begin_))) {
      say(at_, at_ + 1, "a list item cannot start on the line of its key",
          "put `- ` on a line of its own below the key, or write the list in `[ ]`");
    } else {
      say(at_, at_ + 1, "a list item cannot stand here", "check the indentation, and that the key above ends with `:`");
    }
  }

  void unknown_token() {
    const char byte = byte_at(bytes_, at_);
    if (byte == '|' || byte == '>') {
      say(at_, at_ + 1, "a block of text (`|` or `>`) cannot stand in brackets",
          "write the list or mapping without brackets");
    } else if (byte == '\0') {
      say(at_, at_, "the file breaks off here", {});
    } else {
      say(at_, at_ + 1, "a value cannot start with " + quoted(bytes_.substr(at_, 1)), "put the value in quotes");
    }
  }

  void bad_alias(bool unknown) {
    std::size_t star = at_;
    while (star > line_begin_ && byte_at(bytes_, star) != '*') --star;
    const std::size_t end = anchor_end(bytes_, star);
    const std::string_view written = bytes_.substr(star, end - star);
    if (unknown && written.size() > 1 && written != "**") {
      say(star, end, "no anchor `&" + std::string(written.substr(1)) + "` stands before this alias",
          "put the value in quotes when `*` is meant as text: \"" + std::string(written) + "\"");
    } else {
      say(star, std::max(end, star + 1), "`*` starts an alias in YAML, and no name follows",
          "put the value in quotes: \"" + std::string(written) + "\"");
    }
  }

  void bad_anchor() {
    std::size_t mark = at_;
    while (mark > line_begin_ && byte_at(bytes_, mark) != '&') --mark;
    say(mark, std::max(anchor_end(bytes_, mark), mark + 1), "`&` starts an anchor in YAML, and no name follows",
        "put the value in quotes when `&` is meant as text");
  }

  void bad_escape() {
    const std::size_t begin = at_ >= 2 ? at_ - 2 : 0;
    const std::string_view escape = bytes_.substr(begin, 2);
    say(begin, at_, "unknown escape " + quoted(escape) + " in a double-quoted string",
        "write `\\\\` for a backslash, or put the string in single quotes");
  }

  void bad_code_point() {
    const std::size_t slash = bytes_.substr(0, at_).rfind('\\');
    const std::size_t begin = slash == npos || slash < line_begin_ ? at_ : slash;
    say(begin, std::max(at_, begin + 1), "this escape names no character",
        "`\\x` takes two hexadecimal digits, `\\u` four, `\\U` eight; characters above U+FFFF take `\\U`");
  }

  const YamlFailure& failure_;
  const TreeBuilder& builder_;
  std::string_view bytes_;
  std::size_t at_;
  std::size_t line_begin_;
  std::size_t line_end_;
  SyntaxError error_;
};

}  // namespace

SyntaxError unclosed_quote(std::string_view bytes, std::size_t quote, const TreeBuilder& builder) {
  SyntaxError error;
  error.span = builder.span(quote, line_end(bytes, quote));
  error.message = "the quoted string that starts here is not closed";
  error.help = std::string("add the closing `") + bytes[quote] + "`";
  return error;
}

SyntaxError explain_yaml(const YamlFailure& failure, const TreeBuilder& builder) {
  return YamlExplainer(failure, builder).explain();
}

}  // namespace tieline::document
