#include <algorithm>
#include <cstdint>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "syntax/document/encoding.h"
#include "syntax/document/parser.h"
#include "syntax/document/tree_builder.h"
#include "syntax/document/yaml_text.h"

namespace tieline::document {
namespace {

using syntax::SyntaxError;
constexpr auto npos = std::string_view::npos;

/// nlohmann's number for it.
constexpr int number_out_of_range = 406;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_number_byte(char byte) {
  return is_digit(byte) || byte == '-' || byte == '+' || byte == '.' || byte == 'e' || byte == 'E';
}

bool is_word_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
         byte == '-' || byte == '.' || byte == '+';
}

/// Makes nodes from nlohmann's SAX events. These tell no places; since the parser accepts a token before it tells of
/// it, the token is the next one behind the last.
class JsonReader {
 public:
  using Json = nlohmann::json;

  JsonReader(std::string_view bytes, std::size_t first, Places places, text::Arena& arena, ParsedDocuments& out)
      : bytes_(bytes), cursor_(first), out_(out), builder_(arena, bytes, places, out) {}

  // nlohmann's SAX interface
  bool null() { return word(Kind::null, 4, false); }
  bool boolean(bool value) { return word(Kind::boolean, value ? 4 : 5, value); }
  bool number_integer(Json::number_integer_t /*value*/) { return number(); }
  bool number_unsigned(Json::number_unsigned_t /*value*/) { return number(); }
  bool number_float(Json::number_float_t /*value*/, const std::string& /*text*/) { return number(); }
  bool binary(Json::binary_t& /*value*/) { return false; }  // not in a JSON text

  bool string(const std::string& value) {
    Node* node = builder_.arena().make<Node>();
    node->kind = Kind::string;
    node->text = string_text(value, node->span);
    return add(node);
  }

  bool key(const std::string& value) {
    Span span;
    const std::string_view text = string_text(value, span);
    builder_.key(text, span);
    return true;
  }

  bool start_object(std::size_t /*size*/) { return open(Kind::mapping); }
  bool start_array(std::size_t /*size*/) { return open(Kind::sequence); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Json::exception& exception) {
    explain(exception);
    return false;
  }

  /// The end of the last token that was good.
  [[nodiscard]] std::size_t cursor() const { return cursor_; }

  /// Ends what the text broke off in.
  void finish() {
    builder_.close_all(cursor_);
    if (const Node* root = builder_.take_root()) out_.roots.push_back(root);
  }

 private:
  std::size_t next_token() const {
    std::size_t at = cursor_;
    while (at < bytes_.size() && (is_space(bytes_[at]) || bytes_[at] == ',' || bytes_[at] == ':')) ++at;
    return at;
  }

  bool add(Node* node) {
    builder_.add(node);
    return true;
  }

  bool word(Kind kind, std::size_t length, bool value) {
    const std::size_t begin = next_token();
    cursor_ = begin + length;
    Node* node = builder_.arena().make<Node>();
    node->kind = kind;
    node->boolean = value;
    node->span = builder_.span(begin, cursor_);
    node->text = bytes_.substr(begin, length);
    return add(node);
  }

  bool number() {
    const std::size_t begin = next_token();
    cursor_ = number_end(begin);
    Node* node = builder_.arena().make<Node>();
    node->kind = Kind::number;
    node->span = builder_.span(begin, cursor_);
    node->text = bytes_.substr(begin, cursor_ - begin);
    return add(node);
  }

  /// Past the number at an offset; JSON's numbers end after a leading zero.
  std::size_t number_end(std::size_t at) const {
    if (byte_at(bytes_, at) == '-') ++at;
    if (byte_at(bytes_, at) == '0' && is_digit(byte_at(bytes_, at + 1))) return at + 1;
    while (at < bytes_.size() && is_number_byte(bytes_[at])) ++at;
    return at;
  }

  std::string_view string_text(const std::string& value, Span& span) {
    const std::size_t begin = next_token();
    const ScalarPlace place = place_quoted(bytes_, begin, value);
    cursor_ = place.end;
    span = builder_.span(begin, place.end);
    return place.as_written.data() != nullptr ? place.as_written : builder_.arena().copy(value);
  }

  bool open(Kind kind) {
    const std::size_t begin = next_token();
    TreeBuilder::Level level{};
    level.kind = kind;
    level.bracketed = true;
    level.begin = begin;
    level.content = begin;
    cursor_ = begin + 1;
    return builder_.open(level);
  }

  bool close() {
    cursor_ = std::min(next_token() + 1, bytes_.size());
    builder_.close(cursor_);
    return true;
  }

  void say(std::size_t begin, std::size_t end, std::string message, std::string help) {
    SyntaxError error;
    error.span = builder_.span(std::min(begin, bytes_.size()), std::min(std::max(begin, end), bytes_.size()));
    error.message = std::move(message);
    error.help = std::move(help);
    builder_.report(std::move(error));
  }

  std::size_t skip_spaces(std::size_t at) const {
    while (at < bytes_.size() && is_space(bytes_[at])) ++at;
    return at;
  }

  std::size_t word_end(std::size_t at) const {
    const std::size_t begin = at;
    while (at < bytes_.size() && is_word_byte(bytes_[at])) ++at;
    return std::max(at, std::min(begin + 1, bytes_.size()));
  }

  /// Says what is wrong behind the last token that was good.
  void explain(const Json::exception& exception) {
    std::size_t at = skip_spaces(cursor_);
    if (comment(at)) return;
    if (!builder_.is_open()) {
      if (cursor_ > 0 && at < bytes_.size() && builder_.has_root()) {
        say(at, at + 1, "text stands after the end of the JSON document", "remove it");
        return;
      }
      value(at, exception);
      return;
    }
    const TreeBuilder::Level& level = builder_.innermost();
    const bool mapping = level.kind == Kind::mapping;
    if (at >= bytes_.size()) {
      unclosed(level);
      return;
    }
    const bool at_start = cursor_ == level.content + 1;
    if (mapping && level.has_key) {
      if (bytes_[at] != ':') {
        say(at, word_end(at), "a `:` is missing after the key " + quoted(level.key), "write `\"key\": value`");
        return;
      }
      value(skip_spaces(at + 1), exception);
      return;
    }
    if (!at_start) {
      if (bytes_[at] != ',') {
        missing_comma(at, mapping);
        return;
      }
      const std::size_t comma = at;
      at = skip_spaces(at + 1);
      if (comment(at)) return;
      if (at < bytes_.size() && (bytes_[at] == '}' || bytes_[at] == ']')) {
        say(comma, comma + 1, "a `,` stands before the closing " + quoted(bytes_.substr(at, 1)), "remove the `,`");
        return;
      }
    }
    if (mapping) {
      key_expected(at, exception);
    } else {
      value(at, exception);
    }
  }

  bool comment(std::size_t at) {
    const std::string_view two = bytes_.substr(std::min(at, bytes_.size()), 2);
    if (two != "//" && two != "/*" && !two.starts_with('#')) return false;
    say(at, line_end(bytes_, at), "JSON has no comments", "remove the comment, or write the template in YAML");
    return true;
  }

  void unclosed(const TreeBuilder::Level& level) {
    const char bracket = bytes_[level.content];
    say(level.content, level.content + 1, "this " + quoted({&bracket, 1}) + " is not closed",
        std::string("add the closing `") + (bracket == '{' ? '}' : ']') + "`");
  }

  void missing_comma(std::size_t at, bool mapping) {
    const char byte = bytes_[at];
    if (at == cursor_ && is_word_byte(byte)) {  // `012`, `truex`
      while (at > 0 && is_word_byte(bytes_[at - 1])) --at;
      value_expected(at);
      return;
    }
    if (byte == '"' || byte == '{' || byte == '[' || is_word_byte(byte)) {
      say(cursor_, cursor_, "a `,` is missing here",
          mapping ? "separate the entries of an object with `,`" : "separate the items of a list with `,`");
      return;
    }
    const std::string closing = mapping ? "`}`" : "`]`";
    say(at, at + 1, "expected `,` or " + closing + " here, not " + quoted(bytes_.substr(at, 1)), {});
  }

  void key_expected(std::size_t at, const Json::exception& exception) {
    if (at >= bytes_.size()) {
      unclosed(builder_.innermost());
    } else if (bytes_[at] == '"') {
      string_error(at, exception);
    } else if (bytes_[at] == '\'') {
      say(at, at + 1, "JSON writes strings in double quotes", "replace the single quotes");
    } else if (is_word_byte(bytes_[at])) {
      say(at, word_end(at), "a key is a string in double quotes",
          "write \"" + std::string(bytes_.substr(at, word_end(at) - at)) + "\"");
    } else {
      say(at, at + 1, "expected a key in double quotes here, not " + quoted(bytes_.substr(at, 1)), {});
    }
  }

  void value(std::size_t at, const Json::exception& exception) {
    if (comment(at)) return;
    if (at >= bytes_.size()) {
      if (builder_.is_open()) {
        unclosed(builder_.innermost());
      } else {
        say(at, at, "the JSON document is empty", {});
      }
      return;
    }
    const char byte = bytes_[at];
    const std::string_view written = bytes_.substr(at, word_end(at) - at);
    if (byte == '"') {
      string_error(at, exception);
    } else if (byte == '\'') {
      say(at, at + 1, "JSON writes strings in double quotes", "replace the single quotes");
    } else if (byte == ',' || byte == '}' || byte == ']') {
      say(at, at + 1, "a value is missing before " + quoted(bytes_.substr(at, 1)), {});
    } else if (written == "True" || written == "False" || written == "None" || written == "NULL" || written == "TRUE" ||
               written == "FALSE" || written == "Null") {
      say(at, at + written.size(), "JSON writes `true`, `false` and `null` in small letters", {});
    } else if (exception.id == number_out_of_range) {
      say(at, at + written.size(), "this number is too large", {});
    } else {
      value_expected(at);
    }
  }

  /// What stands at `at` is no value.
  void value_expected(std::size_t at) {
    const char byte = bytes_[at];
    if (is_digit(byte) || byte == '-' || byte == '+' || byte == '.') {
      say(at, word_end(at), "this is not a JSON number",
          "write it without leading zeros or `+`, or as a string in double quotes");
    } else {
      say(at, word_end(at), "this is not a JSON value", "put text in double quotes");
    }
  }

  /// A string with something in it that must not be there.
  void string_error(std::size_t begin, const Json::exception& exception) {
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
      SyntaxError error = no_text_error(bytes_, begin + bad);
      error.span = builder_.span(begin + bad, begin + bad + 1);
      builder_.report(std::move(error));
      return;
    }
    const std::size_t end = quoted_end(bytes_, begin);
    if (end != npos && end <= line_end(bytes_, begin)) {
      say(begin, end, std::string("this string is not valid: ") + exception.what(), {});
      return;
    }
    say(begin, line_end(bytes_, begin), "the string that starts here is not closed on its line",
        "add the closing `\"`; write a line end in a string as `\\n`");
  }

  std::string_view bytes_;
  std::size_t cursor_;
  ParsedDocuments& out_;
  TreeBuilder builder_;
};

ParsedDocuments parse(Places places, std::string_view bytes, text::Arena& arena) {
  ParsedDocuments out;
  const std::size_t first = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (is_utf16(bytes)) {
    SyntaxError error = no_text_error(bytes, 0);
    error.span = places.span(0, 2);
    out.errors.push_back(std::move(error));
    out.complete = false;
    return out;
  }
  if (bytes.find_first_not_of(" \t\r\n", first) == npos) return out;
  JsonReader reader(bytes, first, places, arena, out);
  try {
    out.complete = nlohmann::json::sax_parse(bytes.begin() + static_cast<std::ptrdiff_t>(first), bytes.end(), &reader);
  } catch (const std::exception& exception) {
    SyntaxError error;
    error.span = places.span(0, 0);
    error.message = std::string("this is not valid JSON: ") + exception.what();
    out.errors.push_back(std::move(error));
    out.complete = false;
  }
  reader.finish();
  if (!out.complete) out.gaps.push_back(places.span(reader.cursor(), bytes.size()));
  std::sort(out.cut.begin(), out.cut.end());
  std::stable_sort(out.errors.begin(), out.errors.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace

ParsedDocuments parse_json(text::FileId file, std::string_view bytes, text::Arena& arena) {
  return parse({{file, 0, static_cast<std::uint32_t>(bytes.size())}, true}, bytes, arena);
}

ParsedDocuments parse_embedded_json(text::Span base, bool mapped, std::string_view bytes, text::Arena& arena) {
  return parse({base, mapped}, bytes, arena);
}

ParsedDocuments parse_any(text::FileId file, std::string_view bytes, text::Arena& arena) {
  std::string_view content = bytes;
  if (content.starts_with(byte_order_mark)) content.remove_prefix(byte_order_mark.size());
  const std::size_t first = content.find_first_not_of(" \t\r\n");
  if (first == npos || content[first] != '{') return parse_yaml(file, bytes, arena);
  ParsedDocuments json = parse_json(file, bytes, arena);
  if (json.complete) return json;
  // A flow mapping of YAML may start with `{` too.
  ParsedDocuments yaml = parse_yaml(file, bytes, arena);
  return yaml.complete ? yaml : json;
}

}  // namespace tieline::document
