#include <algorithm>
#include <string>

#include "syntax/document/parser.h"
#include "terraform/collections.h"
#include "terraform/functions/document_value.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// `yamlencode` and `yamldecode`.
namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;

/// Characters that stand for themselves in Terraform's YAML: not control characters, and none past the basic plane.
bool is_plain(char32_t character) {
  if (character < 0x20 || character == 0x7F || (character >= 0x80 && character < 0xA0)) return false;
  return character < 0xD800 || (character >= 0xE000 && character < 0xFFFE && character != 0xFEFF);
}

bool is_break(char32_t character) {
  return character == '\n' || character == '\r' || character == 0x85 || character == 0x2028 || character == 0x2029;
}

/// Writes a value in block style, strings in double quotes or, where they have several lines, literally.
class YamlWriter {
 public:
  std::string write(Value value) {
    emit(value, 0, 2);
    newline();
    const bool plain = !value.is(Kind::string) && !value.is(Kind::sequence) && !value.is(Kind::mapping);
    if (plain) out_ += "...\n";
    return std::move(out_);
  }

 private:
  /// What comes after `- ` or `key:`; collections go below it.
  void emit(Value value, std::size_t indent, std::size_t scalar_indent) {
    if (value.is(Kind::mapping) && !value.entries().empty()) {
      emit_mapping(value, indent);
    } else if (value.is(Kind::sequence) && !value.items().empty()) {
      emit_sequence(value, indent);
    } else {
      emit_scalar(value, scalar_indent);
    }
  }

  void emit_mapping(Value mapping, std::size_t indent) {
    bool first = true;
    for (const MappingEntry& entry : sorted_entries(mapping)) {
      if (!first) start_line(indent);
      first = false;
      emit_key(entry.key, indent);
      const Value value = entry.value;
      if (value.is(Kind::mapping) && !value.entries().empty()) {
        start_line(indent + 2);
        emit_mapping(value, indent + 2);
      } else if (value.is(Kind::sequence) && !value.items().empty()) {
        start_line(indent);
        emit_sequence(value, indent);
      } else {
        out_ += ' ';
        emit_scalar(value, indent + 2);
      }
    }
  }

  void emit_key(std::string_view key, std::size_t indent) {
    constexpr std::size_t longest_simple_key = 128;
    if (key.size() <= longest_simple_key && key.find('\n') == std::string_view::npos) {
      quoted(key, indent, false);
    } else {
      out_ += "? ";
      emit_string(key, indent + 2);
      start_line(indent);
    }
    out_ += ':';
  }

  void emit_sequence(Value sequence, std::size_t indent) {
    bool first = true;
    for (const Value item : sequence.items()) {
      if (!first) start_line(indent);
      first = false;
      out_ += "- ";
      emit(item, indent + 2, indent + 2);
    }
  }

  void emit_scalar(Value value, std::size_t indent) {
    switch (value.kind()) {
      case Kind::boolean:
        out_ += value.boolean() ? "true" : "false";
        return;
      case Kind::number:
        out_ += value.number().to_string();
        return;
      case Kind::string:
        return emit_string(value.string(), indent);
      case Kind::sequence:
        out_ += "[]";
        return;
      case Kind::mapping:
        out_ += "{}";
        return;
      default:
        out_ += "null";
    }
  }

  void emit_string(std::string_view text, std::size_t indent) {
    if (text.find('\n') != std::string_view::npos && literal_fits(text)) {
      literal(text, indent);
    } else {
      quoted(text, indent, true);
    }
  }

  static bool literal_fits(std::string_view text) {
    if (text.back() == ' ') return false;
    bool space_before = false;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = next_code_point(text, at);
      if (is_break(character) && space_before) return false;
      if (!is_plain(character) && character != '\n') return false;
      space_before = character == ' ';
    }
    return true;
  }

  void literal(std::string_view text, std::size_t indent) {
    out_ += '|';
    if (text.front() == ' ' || text.front() == '\n') out_ += '2';
    const bool ends = text.back() == '\n';
    if (!ends) out_ += '-';
    if (ends && (text.size() == 1 || text[text.size() - 2] == '\n')) out_ += '+';
    out_ += '\n';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (end > at) out_.append(indent, ' ');
      out_ += text.substr(at, end - at);
      if (end < text.size()) out_ += '\n';
      at = end + 1;
    }
  }

  [[nodiscard]] std::size_t column() const {
    const std::size_t line = out_.rfind('\n');
    const std::string_view last = std::string_view(out_).substr(line == std::string::npos ? 0 : line + 1);
    return static_cast<std::size_t>(std::count_if(
        last.begin(), last.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }

  void quoted(std::string_view text, std::size_t indent, bool fold) {
    constexpr std::size_t best_width = 80;
    out_ += '"';
    std::size_t width = column();
    bool space_before = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      const char32_t character = next_code_point(text, at);
      const std::size_t before = out_.size();
      const bool may_fold = fold && !space_before && width > best_width && here > 0 && at < text.size();
      if (character == ' ' && may_fold) {
        out_ += '\n';
        out_.append(indent, ' ');
        width = indent;
        if (text[at] == ' ') {
          out_ += '\\';
          ++width;
        }
        space_before = true;
        continue;
      }
      space_before = character == ' ';
      if (is_plain(character) && !is_break(character) && character != '"' && character != '\\') {
        out_ += text.substr(here, at - here);
        ++width;
      } else {
        escape(character);
        width += out_.size() - before;
      }
    }
    out_ += '"';
  }

  void escape(char32_t character) {
    static constexpr std::pair<char32_t, char> letters[] = {
        {0, '0'},    {7, 'a'},   {8, 'b'},     {'\t', 't'}, {'\n', 'n'}, {0xB, 'v'},    {0xC, 'f'},    {'\r', 'r'},
        {0x1B, 'e'}, {'"', '"'}, {'\\', '\\'}, {0x85, 'N'}, {0xA0, '_'}, {0x2028, 'L'}, {0x2029, 'P'},
    };
    out_ += '\\';
    for (const auto& [from, letter] : letters) {
      if (from == character) {
        out_ += letter;
        return;
      }
    }
    const int digits = character <= 0xFF ? 2 : character <= 0xFFFF ? 4 : 8;
    out_ += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out_ += "0123456789ABCDEF"[(character >> static_cast<unsigned>(shift)) & 0xFU];
    }
  }

  void newline() {
    if (out_.empty() || out_.back() != '\n') out_ += '\n';
  }

  void start_line(std::size_t indent) {
    newline();
    out_.append(indent, ' ');
  }

  std::string out_;
};

CallResult yamlencode(Call& call) {
  if (!call[0].is_wholly_known()) return call.unknown();
  return call.string(YamlWriter().write(call[0]));
}

CallResult yamldecode(Call& call) {
  if (!call.context.budget.bytes(call.text(0).size())) return call.unknown();
  const bool verbatim = is_verbatim(call[0]) && call[0].span().begin == 0;
  const text::FileId file = verbatim ? call[0].span().file : text::FileId::none;
  // A document of one plain word is one only where its line ends.
  const std::string_view text = call.text(0);
  const bool ends = text.empty() || text.back() == '\n';
  const auto parsed =
      document::parse_yaml(file, ends ? text : call.arena().copy(std::string(text) + "\n"), call.arena());
  for (const syntax::SyntaxError& error : parsed.errors) {
    if (error.kind == syntax::SyntaxError::Kind::limit) {
      call.context.budget.refuse(error.message);
      return call.unknown();
    }
    if (error.kind == syntax::SyntaxError::Kind::syntax) return call.fail(error.message);
  }
  if (parsed.roots.empty()) return call.fail("on line 1, column 1: missing start of document");
  if (parsed.roots.size() > 1) return call.fail("unexpected extra content after value");
  DocumentReader reader(call, DocumentReader::Language::yaml);
  const auto result = reader.read(*parsed.roots.front());
  return result ? CallResult{*result} : call.fail(reader.error);
}

}  // namespace

void add_yaml_functions(std::vector<Function>& table) {
  constexpr unsigned all = takes_null | takes_unknown | takes_any;
  table.push_back({"yamlencode", {{"value", value::any_type(), all}}, {}, value::string_type(), yamlencode});
  table.push_back({"yamldecode", {{"src", value::string_type()}}, {}, value::any_type(), yamldecode, true});
}

}  // namespace tieline::terraform
