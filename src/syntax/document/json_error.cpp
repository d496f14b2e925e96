#include "syntax/document/json_error.h"

#include <algorithm>
#include <array>

#include "syntax/document/encoding.h"
#include "syntax/document/yaml_text.h"
#include "text/ascii.h"

namespace tieline::document {
namespace {

using syntax::SyntaxError;

/// A literal in the spelling of another language.
bool is_foreign_literal(std::string_view word) {
  constexpr std::array<std::string_view, 7> words{"True", "False", "None", "NULL", "TRUE", "FALSE", "Null"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Finds out what is wrong behind the last token that was good.
class JsonExplainer {
 public:
  JsonExplainer(const JsonFailure& failure, const TreeBuilder& builder)
      : failure_(failure), bytes_(failure.bytes), builder_(builder) {}

  JsonFault explain() {
    find();
    return std::move(fault_);
  }

 private:
  void find() {
    const std::size_t at = skip_spaces(failure_.cursor);
    if (comment(at)) {
      if (builder_.is_open() && builder_.innermost().has_key && byte_at(bytes_, fault_.resume) != ':') drop_resume();
      return;
    }
    if (!builder_.is_open()) {
      if (failure_.cursor > 0 && at < bytes_.size() && builder_.has_root()) {
        say(at, at + 1, "text stands after the end of the JSON document", "remove it");
        return;
      }
      value(at);
      return;
    }
    if (at >= bytes_.size()) {
      unclosed();
      return;
    }
    const TreeBuilder::Level& level = builder_.innermost();
    if (level.kind == Kind::mapping && level.has_key) {
      behind_key(at, level);
      return;
    }
    if (failure_.at_start) {
      entry(at);
    } else {
      behind_entry(at);
    }
  }

  void behind_key(std::size_t at, const TreeBuilder::Level& level) {
    if (bytes_[at] == ':') {
      value(skip_spaces(at + 1));
      return;
    }
    say(at, word_end(at), "a `:` is missing after the key " + quoted(level.key), "write `\"key\": value`");
    if (begins_value(at)) fault_.resume = at;
    fault_.loses_last = bytes_[at] == ',' || bytes_[at] == ']';  // it is an item of a list that has no bracket
  }

  void behind_entry(std::size_t comma) {
    if (bytes_[comma] != ',') {
      missing_comma(comma);
      return;
    }
    const std::size_t at = skip_spaces(comma + 1);
    if (comment(at)) return;
    if (at < bytes_.size() && (bytes_[at] == '}' || bytes_[at] == ']')) {
      say(comma, comma + 1, "a `,` stands before the closing " + quoted(bytes_.substr(at, 1)), "remove the `,`");
      if (bytes_[at] == (in_mapping() ? '}' : ']')) fault_.resume = at;
      return;
    }
    entry(at);
  }

  void entry(std::size_t at) {
    if (in_mapping()) {
      key_expected(at);
    } else {
      value(at);
    }
  }

  bool comment(std::size_t at) {
    const std::string_view two = bytes_.substr(std::min(at, bytes_.size()), 2);
    if (two != "//" && two != "/*" && !two.starts_with('#')) return false;
    const std::size_t close = two == "/*" ? bytes_.find("*/", at + 2) : npos;
    const std::size_t end = two == "/*" ? (close == npos ? bytes_.size() : close + 2) : line_end(bytes_, at);
    say(at, std::min(end, line_end(bytes_, at)), "JSON has no comments",
        "remove the comment, or write the template in YAML");
    if (builder_.is_open() || !builder_.has_root()) fault_.resume = skip_spaces(end);
    return true;
  }

  void unclosed() {
    fault_.error = unclosed_bracket(builder_, builder_.innermost(), bytes_);
    fault_.at = bytes_.size();
    fault_.unclosed = true;
  }

  void missing_comma(std::size_t at) {
    const char byte = bytes_[at];
    if (at == failure_.cursor && is_word_byte(byte)) {  // `"x"y`
      value_expected(at);
      drop_resume();
      fault_.loses_last = true;
      return;
    }
    if (byte == '"' || byte == '{' || byte == '[' || is_word_byte(byte)) {
      say(failure_.cursor, failure_.cursor, "a `,` is missing here",
          in_mapping() ? "separate the entries of an object with `,`" : "separate the items of a list with `,`");
      fault_.at = at;
      if (in_mapping() ? byte == '"' : begins_value(at)) fault_.resume = at;
      return;
    }
    const std::string closing = in_mapping() ? "`}`" : "`]`";
    say(at, at + 1, "expected `,` or " + closing + " here, not " + quoted(bytes_.substr(at, 1)), {});
  }

  void key_expected(std::size_t at) {
    if (at >= bytes_.size()) {
      unclosed();
    } else if (bytes_[at] == '"') {
      string_error(at);
    } else if (bytes_[at] == '\'') {
      say(at, at + 1, "JSON writes strings in double quotes", "replace the single quotes");
    } else if (is_word_byte(bytes_[at])) {
      say(at, word_end(at), "a key is a string in double quotes",
          "write \"" + std::string(bytes_.substr(at, word_end(at) - at)) + "\"");
    } else {
      say(at, at + 1, "expected a key in double quotes here, not " + quoted(bytes_.substr(at, 1)), {});
    }
  }

  void value(std::size_t at) {
    if (comment(at)) {
      // It may have taken the value with it.
      if (builder_.is_open() && !stands_alone(fault_.resume)) drop_resume();
      return;
    }
    if (at >= bytes_.size()) {
      if (builder_.is_open()) {
        unclosed();
      } else {
        say(at, at, "the JSON document is empty", {});
      }
      return;
    }
    const char byte = bytes_[at];
    const std::size_t end = word_end(at);
    if (byte == '"') {
      string_error(at);
      if (const std::size_t closed = quoted_end(bytes_, at); closed != npos && closed <= line_end(bytes_, at)) {
        lose_value(closed);
      }
    } else if (byte == '\'') {
      say(at, at + 1, "JSON writes strings in double quotes", "replace the single quotes");
      const std::size_t quote = bytes_.find('\'', at + 1);
      if (quote < line_end(bytes_, at)) lose_value(quote + 1);
    } else if (byte == ',' || byte == '}' || byte == ']') {
      say(at, at + 1, "a value is missing before " + quoted(bytes_.substr(at, 1)), {});
      lose_value(at);
    } else if (is_foreign_literal(bytes_.substr(at, end - at))) {
      say(at, end, "JSON writes `true`, `false` and `null` in small letters", {});
      lose_value(end);
    } else if (failure_.number_out_of_range) {
      say(at, end, "this number is too large", {});
      lose_value(end);
    } else {
      value_expected(at);
    }
  }

  /// What stands at `at` is no value.
  void value_expected(std::size_t at) {
    const char byte = bytes_[at];
    const std::size_t end = word_end(at);
    if (text::is_digit(byte) || byte == '-' || byte == '+' || byte == '.') {
      say(at, end, "this is not a JSON number",
          "write it without leading zeros or `+`, or as a string in double quotes");
    } else {
      say(at, end, "this is not a JSON value", "put text in double quotes");
    }
    lose_value(end);
  }

  /// A string with something in it that must not be there.
  void string_error(std::size_t begin) {
    for (std::size_t at = begin + 1; at < bytes_.size() && bytes_[at] != '"'; ++at) {
      const auto byte = static_cast<unsigned char>(bytes_[at]);
      if (byte == '\n' || byte == '\r') break;
      if (byte < 0x20) {
        say(at, at + 1, byte == '\t' ? "a tab stands in a string" : "a control character stands in a string",
            byte == '\t' ? "write it as `\\t`" : "write it as an escape such as `\\u001b`");
        return;
      }
      if (byte != '\\') continue;
      const char escaped = byte_at(bytes_, at + 1);
      if (escaped == '\0' || escaped == '\n' || escaped == '\r') break;
      if (std::string_view("\"\\/bfnrtu").find(escaped) == npos) {
        say(at, at + 2, "unknown escape " + quoted(bytes_.substr(at, 2)) + " in a string",
            "write `\\\\` for a backslash");
        return;
      }
      if (escaped == 'u' && bytes_.substr(at + 2, 4).find_first_not_of("0123456789abcdefABCDEF") != npos) {
        say(at, at + 2, "`\\u` takes four hexadecimal digits", {});
        return;
      }
      ++at;
    }
    const std::size_t bad = find_no_text(bytes_.substr(begin, line_end(bytes_, begin) - begin));
    if (bad != npos) {
      fault_.error = no_text_error(bytes_, begin + bad);
      fault_.error.span = builder_.span(begin + bad, begin + bad + 1);
      fault_.at = begin;
      return;
    }
    const std::size_t end = quoted_end(bytes_, begin);
    if (end != npos && end <= line_end(bytes_, begin)) {
      say(begin, end, "this string is not valid: " + failure_.reason, {});
      return;
    }
    say(begin, line_end(bytes_, begin), "the string that starts here is not closed on its line",
        "add the closing `\"`; write a line end in a string as `\\n`");
  }

  void say(std::size_t begin, std::size_t end, std::string message, std::string help) {
    fault_.error.span = builder_.span(std::min(begin, bytes_.size()), std::min(std::max(begin, end), bytes_.size()));
    fault_.error.message = std::move(message);
    fault_.error.help = std::move(help);
    fault_.at = begin;
  }

  /// The value that ends at an offset is lost, and nothing else if the collection plainly goes on behind it.
  void lose_value(std::size_t end) {
    const std::size_t next = skip_spaces(end);
    const char byte = byte_at(bytes_, next);
    if (!builder_.is_open() || (byte != ',' && byte != (in_mapping() ? '}' : ']'))) return;
    fault_.resume = next;
    fault_.loses_value = true;
  }

  void drop_resume() {
    fault_.resume = npos;
    fault_.loses_value = false;
  }

  /// True for the begin of a value that is no key of the next entry.
  [[nodiscard]] bool stands_alone(std::size_t at) const {
    if (byte_at(bytes_, at) != '"') return at < bytes_.size() && (begins_value(at) || is_word_byte(bytes_[at]));
    const std::size_t end = quoted_end(bytes_, at);
    return end != npos && byte_at(bytes_, skip_spaces(end)) != ':';
  }

  [[nodiscard]] bool in_mapping() const { return builder_.innermost().kind == Kind::mapping; }

  [[nodiscard]] bool begins_value(std::size_t at) const {
    const char byte = bytes_[at];
    return byte == '"' || byte == '{' || byte == '[' || byte == '-' || text::is_digit(byte);
  }

  [[nodiscard]] std::size_t skip_spaces(std::size_t at) const {
    while (at < bytes_.size() && is_space(bytes_[at])) ++at;
    return at;
  }

  [[nodiscard]] std::size_t word_end(std::size_t at) const {
    const std::size_t begin = at;
    while (at < bytes_.size() && is_word_byte(bytes_[at])) ++at;
    return std::max(at, std::min(begin + 1, bytes_.size()));
  }

  const JsonFailure& failure_;
  std::string_view bytes_;
  const TreeBuilder& builder_;
  JsonFault fault_;
};

}  // namespace

JsonFault explain_json(const JsonFailure& failure, const TreeBuilder& builder) {
  return JsonExplainer(failure, builder).explain();
}

SyntaxError unclosed_bracket(const TreeBuilder& builder, const TreeBuilder::Level& level, std::string_view bytes) {
  const char bracket = bytes[level.content];
  SyntaxError error;
  error.span = builder.span(level.content, level.content + 1);
  error.message = "this " + quoted({&bracket, 1}) + " is not closed";
  error.help = std::string("add the closing `") + (bracket == '{' ? '}' : ']') + "`";
  return error;
}

}  // namespace tieline::document
