#include "aws/iam/embedded.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "aws/iam/text_places.h"
#include "syntax/document/parser.h"

namespace tieline::aws::iam {
namespace {

using value::Arena;
using value::Kind;
using value::Value;

// Characters of the private use area, which no policy holds: marks around the number of an unknown part, whose digits
// are such characters, too.
constexpr std::string_view inside_mark = "\xEF\xA3\xBE";   // within quotes
constexpr std::string_view outside_mark = "\xEF\xA3\xBF";  // where a value is expected
constexpr std::string_view digit_prefix = "\xEF\xA3";
constexpr unsigned char first_digit = 0xA0;

/// The JSON text, with a stand-in for each unknown part.
class Text {
 public:
  explicit Text(Value value) {
    if (value.is(Kind::string)) {
      bytes_ = value.string();
      return;
    }
    for (const Value part : value.items()) {
      if (part.is(Kind::string)) {
        add_known(part.string());
      } else {
        add_unknown(part);
      }
    }
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<StandIn>& stand_ins() const { return stand_ins_; }
  /// The unknown part of a number; null where there is none.
  [[nodiscard]] const Value* part(std::size_t number) const {
    return number < parts_.size() ? &parts_[number] : nullptr;
  }

 private:
  void add_known(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (in_string_ && text[i] == '\\') {
        ++i;
      } else if (text[i] == '"') {
        in_string_ = !in_string_;
      }
    }
    bytes_ += text;
    after_unknown_ = false;
  }

  void add_unknown(Value part) {
    const std::size_t begin = bytes_.size();
    if (in_string_) {
      add_marked(inside_mark);
    } else if (!after_unknown_) {
      bytes_ += '"';
      add_marked(outside_mark);
      bytes_ += '"';
    } else {
      return;  // two values side by side: the first stands for both, and is unknown
    }
    after_unknown_ = !in_string_;
    parts_.push_back(part);
    stand_ins_.push_back({begin, bytes_.size()});
  }

  void add_marked(std::string_view mark) {
    bytes_ += mark;
    for (std::size_t rest = parts_.size(); rest > 0; rest /= 16) {
      bytes_ += digit_prefix;
      bytes_ += static_cast<char>(first_digit + rest % 16);
    }
    bytes_ += mark;
  }

  std::string bytes_;
  std::vector<Value> parts_;
  std::vector<StandIn> stand_ins_;
  bool in_string_ = false;
  bool after_unknown_ = false;
};

/// The number that a mark encloses, from the lowest digit on.
std::size_t number_of(std::string_view digits) {
  std::size_t number = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i + 2 < digits.size() && weight != 0; i += 3, weight *= 16) {
    number += (static_cast<unsigned char>(digits[i + 2]) - first_digit) * weight;
  }
  return number;
}

/// Makes values of the parsed nodes. The parser keeps the nesting within limits::syntax_depth.
class Decoder {
 public:
  Decoder(Arena& arena, const Text& text, const TextPlaces& places) : arena_(arena), text_(text), places_(places) {}

  Value decode(const document::Node& node) const {
    const text::Span span = place(node.span);
    switch (node.kind) {
      case document::Kind::null:
        return value::null(arena_, span);
      case document::Kind::boolean:
        return value::boolean(arena_, node.boolean, span);
      case document::Kind::number:
        return value::number(arena_, value::Number::parse(node.text).value_or(value::Number{}), span);
      case document::Kind::string:
        return string(node.text, span);
      case document::Kind::sequence:
        return sequence(node, span);
      case document::Kind::mapping:
        return mapping(node, span);
    }
    return value::unknown(arena_, {}, span);
  }

 private:
  [[nodiscard]] text::Span place(const text::Span& in_text) const { return places_.span(in_text.begin, in_text.end); }

  Value string(std::string_view text, text::Span span) const {
    if (text.starts_with(outside_mark)) return outside(text, span);
    std::vector<Value> parts;
    while (!text.empty()) {
      const std::size_t mark = std::min(text.find(inside_mark), text.size());
      if (mark > 0) parts.push_back(value::string(arena_, text.substr(0, mark), span));
      if (mark == text.size()) break;
      text.remove_prefix(mark + inside_mark.size());
      const std::size_t end = std::min(text.find(inside_mark), text.size());
      const Value* part = text_.part(number_of(text.substr(0, end)));
      parts.push_back(part != nullptr ? *part : value::unknown(arena_, {}, span));
      text.remove_prefix(std::min(end + inside_mark.size(), text.size()));
    }
    return value::template_of(arena_, parts, span);
  }

  /// A part where a value is expected, such as `${jsonencode(local.actions)}`.
  Value outside(std::string_view text, text::Span span) const {
    text.remove_prefix(outside_mark.size());
    const Value* part = text_.part(number_of(text.substr(0, std::min(text.find(outside_mark), text.size()))));
    if (part != nullptr && part->encoded() != nullptr) return *part->encoded();
    return value::unknown(arena_, {}, span);
  }

  Value sequence(const document::Node& node, text::Span span) const {
    std::vector<Value> items;
    items.reserve(node.items.size());
    for (const document::Node* item : node.items) {
      const Value decoded = decode(*item);
      const bool any_number =
          item->kind == document::Kind::string && item->text.starts_with(outside_mark) && decoded.is(Kind::unknown);
      items.push_back(any_number ? value::rest_of(arena_, decoded, decoded.span()) : decoded);
    }
    return value::sequence(arena_, items, value::Flavour::tuple, span);
  }

  Value mapping(const document::Node& node, text::Span span) const {
    std::vector<value::MappingEntry> entries;
    entries.reserve(node.entries.size());
    for (const document::Entry& entry : node.entries) {
      entries.push_back({arena_.copy(entry.key), place(entry.key_span), decode(*entry.value)});
    }
    return value::mapping(arena_, entries, value::Flavour::object, span);
  }

  Arena& arena_;
  const Text& text_;
  const TextPlaces& places_;
};

}  // namespace

std::optional<Value> decode_json(Arena& arena, const text::SourceManager& sources, Value value) {
  if (!value.is(Kind::string) && !value.is(Kind::template_)) return std::nullopt;
  const Text text(value);
  const text::Span whole = value.span();
  const bool placed = whole.valid() && text.bytes().size() <= longest_placed_text;
  const TextPlaces places(whole, placed ? sources.text(whole) : std::string_view{}, text.bytes(), text.stand_ins());
  Arena nodes;
  const text::Span base{whole.file, 0, static_cast<std::uint32_t>(text.bytes().size())};
  const document::ParsedDocuments parsed = document::parse_embedded_json(base, true, text.bytes(), nodes);
  const bool broken = std::any_of(parsed.errors.begin(), parsed.errors.end(), [](const syntax::SyntaxError& error) {
    return error.kind != syntax::SyntaxError::Kind::duplicate;
  });
  if (broken || parsed.roots.empty()) return std::nullopt;
  return Decoder(arena, text, places).decode(*parsed.roots.front());
}

}  // namespace tieline::aws::iam
