#include "terraform/functions/json.h"

#include <algorithm>

#include "syntax/document/parser.h"
#include "terraform/collections.h"
#include "terraform/functions/document_value.h"
#include "terraform/unicode.h"

/// `jsonencode` and `jsondecode`. What was encoded stays known, with its places, whatever of it is not.
namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;

constexpr std::string_view hex = "0123456789abcdef";

void append_code_unit(char32_t unit, std::string& out) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += hex[(unit >> static_cast<unsigned>(shift)) & 0xFU];
}

/// Writes JSON text, with what is not known as parts between it.
class Encoder {
 public:
  explicit Encoder(Call& call) : call_(call) {}

  void add(Value value) {
    switch (value.kind()) {
      case Kind::sequence:
        text_ += '[';
        for (std::size_t i = 0; i < value.items().size(); ++i) {
          if (i > 0) text_ += ',';
          add(value.items()[i]);
        }
        text_ += ']';
        return;
      case Kind::mapping:
        add_mapping(value);
        return;
      case Kind::template_:
        text_ += '"';
        for (const Value part : value.items()) add_string_part(part);
        text_ += '"';
        return;
      case Kind::unknown:
        return add_unknown(value);
      case Kind::alternatives:
      case Kind::rest:
      case Kind::absent:
        return add_open();
      default:
        append_json(value, text_);
    }
  }

  [[nodiscard]] Value result() {
    flush();
    return value::template_of(call_.arena(), parts_, call_.span);
  }

 private:
  void add_mapping(Value mapping) {
    text_ += '{';
    bool first = true;
    for (const MappingEntry& entry : sorted_entries(mapping)) {
      if (!first) text_ += ',';
      first = false;
      append_json_string(entry.key, text_);
      text_ += ':';
      add(entry.value);
    }
    if (mapping.rest() != nullptr) add_open();
    text_ += '}';
  }

  void add_unknown(Value value) {
    const Type* type = value.refinement().type;
    const bool text = (type != nullptr && type->kind == value::TypeKind::string) || surely_not_empty(value);
    if (!text) return add_open();
    text_ += '"';
    add_string_part(value);
    text_ += '"';
  }

  void add_string_part(Value part) {
    if (part.is(Kind::string)) {
      std::string quoted;
      append_json_string(part.string(), quoted);
      text_ += std::string_view(quoted).substr(1, quoted.size() - 2);
      return;
    }
    flush();
    parts_.push_back(part);
  }

  void add_open() {
    flush();
    parts_.push_back(value::unknown(call_.arena(), {.type = value::string_type(), .not_null = true}, call_.span));
  }

  void flush() {
    if (!text_.empty()) parts_.push_back(value::string(call_.arena(), normalize(text_), call_.span));
    text_.clear();
  }

  Call& call_;
  std::string text_;
  std::vector<Value> parts_;
};

CallResult jsonencode(Call& call) {
  Encoder encoder(call);
  encoder.add(call[0]);
  const Value text = encoder.result();
  std::size_t bytes = text.string().size();
  for (const Value part : text.items()) bytes += part.string().size();
  if (!call.context.budget.bytes(bytes)) return call.unknown();
  return {with_encoded(call.arena(), text, call[0])};
}

CallResult jsondecode(Call& call) {
  // What was encoded here is known better than its text.
  if (const Value* encoded = call[0].encoded(); encoded != nullptr && !call[0].is(Kind::string)) return {*encoded};
  if (!call[0].is(Kind::string)) return call.unknown();
  if (!call.context.budget.bytes(call.text(0).size())) return call.unknown();
  const Span base = call[0].span().valid() ? call[0].span() : call.span;
  const auto parsed = document::parse_embedded_json(base, is_verbatim(call[0]), call.text(0), call.arena());
  for (const syntax::SyntaxError& error : parsed.errors) {
    if (error.kind == syntax::SyntaxError::Kind::limit) {
      call.context.budget.refuse(error.message);
      return call.unknown();
    }
    if (error.kind == syntax::SyntaxError::Kind::syntax) return call.fail(error.message);
  }
  if (parsed.roots.empty()) return call.fail("the text is empty");
  DocumentReader reader(call, DocumentReader::Language::json);
  const auto result = reader.read(*parsed.roots.front());
  return result ? CallResult{*result} : call.fail(reader.error);
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  static constexpr std::string_view plain = "\b\f\n\r\t\"\\";
  static constexpr std::string_view letters = "bfnrt\"\\";
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t character = next_code_point(text, at);
    const std::size_t short_form = character < 0x80 ? plain.find(static_cast<char>(character)) : std::string_view::npos;
    if (short_form != std::string_view::npos) {
      out += '\\';
      out += letters[short_form];
    } else if (character < 0x20 || character == '<' || character == '>' || character == '&' || character == 0x2028 ||
               character == 0x2029) {
      append_code_unit(character, out);
    } else {
      out += text.substr(here, at - here);
    }
  }
  out += '"';
}

void append_json(Value value, std::string& out) {
  switch (value.kind()) {
    case Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case Kind::number:
      out += value.number().to_string();
      return;
    case Kind::string:
      append_json_string(value.string(), out);
      return;
    case Kind::sequence:
      out += '[';
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) out += ',';
        append_json(value.items()[i], out);
      }
      out += ']';
      return;
    case Kind::mapping: {
      out += '{';
      bool first = true;
      for (const MappingEntry& entry : sorted_entries(value)) {
        if (!first) out += ',';
        first = false;
        append_json_string(entry.key, out);
        out += ':';
        append_json(entry.value, out);
      }
      out += '}';
      return;
    }
    default:
      out += "null";
  }
}

void add_json_functions(std::vector<Function>& table) {
  constexpr unsigned all = takes_null | takes_unknown | takes_any;
  table.push_back({"jsonencode", {{"val", value::any_type(), all}}, {}, value::string_type(), jsonencode});
  table.push_back(
      {"jsondecode", {{"str", value::string_type(), takes_unknown}}, {}, value::any_type(), jsondecode, true});
}

}  // namespace tieline::terraform
