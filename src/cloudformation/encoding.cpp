#include "cloudformation/encoding.h"

#include <cstdint>

#include "value/type.h"

namespace tieline::cloudformation {
namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view hex_digits = "0123456789abcdef";

void escape(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '"':
      case '\\':
        out += '\\';
        out += c;
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20U) {
          out += "\\u00";
          out += hex_digits[static_cast<unsigned char>(c) >> 4U];
          out += hex_digits[static_cast<unsigned char>(c) & 0xFU];
        } else {
          out += c;
        }
    }
  }
}

class JsonWriter {
 public:
  JsonWriter(Run& run, const Span& at, std::vector<Value>& parts) : run_(run), at_(at), parts_(parts) {}

  bool write(Value value) {
    const Depth depth(run_, at_);
    if (!depth || !run_.step(at_)) return false;
    switch (value.kind()) {
      case value::Kind::null:
        text_ += "null";
        return true;
      case value::Kind::boolean:
        text_ += value.boolean() ? "true" : "false";
        return true;
      case value::Kind::number:
        text_ += value.number().to_string();
        return true;
      case value::Kind::string:
      case value::Kind::template_:
        return write_string(value);
      case value::Kind::unknown:
        return value.refinement().type == value::string_type() && write_string(value);
      case value::Kind::sequence:
        return write_items(value);
      case value::Kind::mapping:
        return value.rest() == nullptr && write_entries(value);
      default:
        return false;
    }
  }

  bool finish() {
    if (!run_.room(text_.size(), at_)) return false;
    if (!text_.empty()) parts_.push_back(value::string(run_.arena(), text_, at_));
    text_.clear();
    return true;
  }

 private:
  bool write_string(Value value) {
    text_ += '"';
    if (value.is(value::Kind::template_)) {
      for (const Value part : value.items()) {
        if (!write_part(part)) return false;
      }
    } else if (!write_part(value)) {
      return false;
    }
    text_ += '"';
    return true;
  }

  bool write_part(Value part) {
    if (part.is(value::Kind::string)) {
      escape(part.string(), text_);
      return run_.room(part.string().size(), at_);
    }
    if (!finish()) return false;
    parts_.push_back(part);
    return true;
  }

  bool write_items(Value value) {
    text_ += '[';
    bool first = true;
    for (const Value item : value.items()) {
      if (!first) text_ += ',';
      first = false;
      if (!write(item)) return false;
    }
    text_ += ']';
    return true;
  }

  bool write_entries(Value value) {
    text_ += '{';
    bool first = true;
    for (const value::MappingEntry& entry : value.entries()) {
      text_ += first ? "\"" : ",\"";
      first = false;
      escape(entry.key, text_);
      text_ += "\":";
      if (!write(entry.value)) return false;
    }
    text_ += '}';
    return true;
  }

  Run& run_;
  const Span& at_;
  std::vector<Value>& parts_;
  std::string text_;
};

}  // namespace

std::string base64_of(std::string_view text) {
  std::string out;
  out.reserve((text.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    const std::size_t count = text.size() - i < 3 ? text.size() - i : 3;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = (bits << 8U) | (j < count ? static_cast<unsigned char>(text[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) out += j <= count ? base64_digits[(bits >> (18U - 6U * j)) & 0x3FU] : '=';
  }
  return out;
}

bool json_parts(Run& run, Value value, const Span& at, std::vector<Value>& parts) {
  JsonWriter writer(run, at, parts);
  return writer.write(value) && writer.finish();
}

}  // namespace tieline::cloudformation
