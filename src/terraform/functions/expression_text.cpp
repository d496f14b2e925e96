#include "terraform/functions/expression_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "terraform/collections.h"
#include "terraform/unicode.h"

namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;

bool is_identifier(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || c == '-' || (c >= '0' && c <= '9'); });
}

void append(value::Value value, std::size_t indent, std::string& out) {
  switch (value.kind()) {
    case Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case Kind::number:
      out += value.number().to_string();
      return;
    case Kind::string:
      out += quoted(value.string());
      return;
    case Kind::sequence:
      out += '[';
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) out += ", ";
        append(value.items()[i], indent, out);
      }
      out += ']';
      return;
    case Kind::mapping:
      if (value.entries().empty()) {
        out += "{}";
        return;
      }
      out += "{\n" + to_attributes(value, indent + 2) + std::string(indent, ' ') + "}";
      return;
    default:
      out += "null";
  }
}

struct Line {
  std::string key;
  std::string text;
  bool single;  ///< on one line
};

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool introduces = (c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{';
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '"':
      case '\\':
        out += '\\';
        out += c;
        break;
      default:
        out += c;
        if (introduces) out += c;
    }
  }
  return out + "\"";
}

std::string to_expression(value::Value value) {
  std::string out;
  append(value, 0, out);
  return out;
}

std::string to_attributes(value::Value mapping, std::size_t indent) {
  std::vector<Line> lines;
  for (const MappingEntry& entry : sorted_entries(mapping)) {
    Line line{is_identifier(entry.key) ? std::string(entry.key) : quoted(entry.key), {}, true};
    append(entry.value, indent, line.text);
    line.single = line.text.find('\n') == std::string::npos;
    lines.push_back(std::move(line));
  }
  std::string out;
  for (std::size_t i = 0; i < lines.size();) {
    // The equals signs of neighbouring single lines stand below one another.
    std::size_t end = i;
    std::size_t width = 0;
    for (; end < lines.size() && lines[end].single; ++end) width = std::max(width, character_count(lines[end].key));
    if (end == i) width = character_count(lines[end++].key);
    for (; i < end; ++i) {
      out += std::string(indent, ' ') + lines[i].key + std::string(width - character_count(lines[i].key), ' ') + " = " +
             lines[i].text + "\n";
    }
  }
  return out;
}

}  // namespace tieline::terraform
