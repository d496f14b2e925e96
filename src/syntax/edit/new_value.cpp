#include "syntax/edit/new_value.h"

#include <algorithm>
#include <cctype>

namespace tieline::edit {
namespace {

using Kind = NewValue::Kind;

/// A list that is longer on one line gets a line for each item.
constexpr std::size_t longest_line_list = 60;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_identifier(std::string_view text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '-'; });
}

std::string in_quotes(std::string_view text, Language language) {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
    const bool opens = (c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{';
    if (opens && language == Language::hcl) quoted += c;
  }
  return quoted + '"';
}

/// Whether YAML takes it for a string without quotes, in block and flow style alike.
bool is_plain_yaml(std::string_view text) {
  const bool has_letter =
      std::any_of(text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  static constexpr std::string_view words[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return has_letter && std::find(std::begin(words), std::end(words), lower) == std::end(words) &&
         std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '-' || c == '.' || c == '/'; });
}

/// `Ref` or `Fn::GetAtt`, as JSON has it.
NewValue long_form(std::string_view attribute) {
  const std::size_t dot = attribute.find('.');
  if (dot == std::string_view::npos) return new_mapping({{"Ref", new_string(attribute)}});
  return new_mapping(
      {{"Fn::GetAtt", new_strings({std::string(attribute.substr(0, dot)), std::string(attribute.substr(dot + 1))})}});
}

std::string short_form(std::string_view attribute) {
  return (attribute.find('.') == std::string_view::npos ? "!Ref " : "!GetAtt ") + std::string(attribute);
}

std::string scalar_text(const NewValue& value, Language language) {
  switch (value.kind) {
    case Kind::string:
      if (language == Language::yaml && is_plain_yaml(value.text)) return value.text;
      return in_quotes(value.text, language);
    case Kind::expression:
      return language == Language::hcl ? value.text : "\"${" + value.text + "}\"";
    case Kind::attribute:
      return language == Language::yaml ? short_form(value.text) : on_one_line(long_form(value.text), language);
    default:
      return value.text;
  }
}

std::string_view separator(Language language, KeyStyle keys) {
  return language == Language::hcl && !keys.colon ? " = " : ": ";
}

bool is_collection(const NewValue& value) { return value.kind == Kind::list || value.kind == Kind::mapping; }

/// How wide the key of each entry is written: entries on one line each that follow one another have their values in one
/// column, as `terraform fmt` has it.
std::vector<std::size_t> key_widths(const NewValue& mapping, const std::vector<std::string>& texts) {
  std::vector<std::size_t> widths(texts.size());
  for (std::size_t first = 0; first < texts.size();) {
    std::size_t next = first;
    std::size_t width = 0;
    const auto on_one = [&](std::size_t i) {
      return mapping.entries[i].second.kind != Kind::block && texts[i].find('\n') == std::string::npos;
    };
    for (; next < texts.size() && on_one(next); ++next) width = std::max(width, mapping.entries[next].first.size());
    for (std::size_t i = first; i < next; ++i) widths[i] = width;
    first = std::max(next, first + 1);
  }
  return widths;
}

std::string bracketed_lines(const NewValue& value, Language language, const std::string& indent, std::string_view unit,
                            KeyStyle keys) {
  const bool mapping = value.kind != Kind::list;
  const std::string inner = indent + std::string(unit);
  std::string text = mapping ? "{" : "[";
  const bool aligned = mapping && language == Language::hcl && !keys.colon && !keys.quoted &&
                       std::none_of(value.entries.begin(), value.entries.end(),
                                    [](const auto& entry) { return !is_identifier(entry.first); });
  const std::size_t count = mapping ? value.entries.size() : value.items.size();
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    texts.push_back(on_lines(mapping ? value.entries[i].second : value.items[i], language, inner, unit, keys));
  }
  const std::vector<std::size_t> widths = aligned ? key_widths(value, texts) : std::vector<std::size_t>(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (mapping && value.entries[i].second.kind == Kind::block) {
      text += "\n\n" + inner + block_lines(value.entries[i].first, value.entries[i].second, inner, unit);
      continue;
    }
    text += '\n' + inner;
    if (mapping) {
      const std::string key = key_text(value.entries[i].first, language, keys);
      text += key + std::string(key.size() < widths[i] ? widths[i] - key.size() : 0, ' ');
      text += separator(language, keys);
    }
    text += texts[i];
    const bool comma = language == Language::hcl ? !mapping || keys.colon : i + 1 < count;
    if (comma) text += ',';
  }
  return text + '\n' + indent + (mapping ? '}' : ']');
}

std::string yaml_lines(const NewValue& value, const std::string& indent, std::string_view unit) {
  std::string text;
  for (const auto& [key, entry] : value.entries) {
    text += '\n' + indent + key_text(key, Language::yaml) + ':';
    if (!is_collection(entry)) text += ' ';
    text += on_lines(entry, Language::yaml, indent + std::string(unit), unit);
  }
  for (const NewValue& item : value.items) {
    text += '\n' + indent + "- ";
    std::string lines = on_lines(item, Language::yaml, indent + "  ", unit);
    if (is_collection(item)) lines.erase(0, lines.find_first_not_of("\n "));
    text += lines;
  }
  return text;
}

}  // namespace

NewValue new_string(std::string_view text) { return {.kind = Kind::string, .text = std::string(text)}; }
NewValue new_scalar(std::string_view text) { return {.kind = Kind::scalar, .text = std::string(text)}; }
NewValue new_expression(std::string_view text) { return {.kind = Kind::expression, .text = std::string(text)}; }
NewValue new_attribute(std::string_view text) { return {.kind = Kind::attribute, .text = std::string(text)}; }
NewValue new_list(std::vector<NewValue> items) { return {.kind = Kind::list, .items = std::move(items)}; }
NewValue new_mapping(std::vector<std::pair<std::string, NewValue>> entries) {
  return {.kind = Kind::mapping, .entries = std::move(entries)};
}
NewValue new_block(std::vector<std::pair<std::string, NewValue>> entries) {
  return {.kind = Kind::block, .entries = std::move(entries)};
}
NewValue new_strings(const std::vector<std::string>& texts) {
  std::vector<NewValue> items;
  items.reserve(texts.size());
  for (const std::string& text : texts) items.push_back(new_string(text));
  return new_list(std::move(items));
}

std::string key_text(std::string_view key, Language language, KeyStyle keys) {
  switch (language) {
    case Language::hcl:
      return is_identifier(key) && !keys.quoted ? std::string(key) : in_quotes(key, language);
    case Language::json:
      return in_quotes(key, language);
    case Language::yaml:
      break;
  }
  const bool plain = std::all_of(key.begin(), key.end(), [](char c) { return is_word(c) || c == ':'; });
  return plain ? std::string(key) : in_quotes(key, language);
}

std::string on_one_line(const NewValue& value, Language language, KeyStyle keys) {
  if (!is_collection(value)) return scalar_text(value, language);
  const bool spaced = language == Language::hcl && value.kind == Kind::mapping;
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const auto& [key, entry] : value.entries) {
    add(key_text(key, language, keys) + std::string(separator(language, keys)) + on_one_line(entry, language, keys));
  }
  for (const NewValue& item : value.items) add(on_one_line(item, language, keys));
  if (value.kind == Kind::list) return '[' + text + ']';
  return spaced ? "{ " + text + " }" : '{' + text + '}';
}

std::string on_lines(const NewValue& value, Language language, std::string_view indent, std::string_view unit,
                     KeyStyle keys) {
  if (!is_collection(value)) return scalar_text(value, language);
  const std::string line_start(indent);
  if (language == Language::yaml) return yaml_lines(value, line_start, unit);
  if (value.kind == Kind::list &&
      std::none_of(value.items.begin(), value.items.end(), [](const NewValue& item) { return is_collection(item); })) {
    std::string line = on_one_line(value, language, keys);
    if (line.size() <= longest_line_list) return line;
  }
  return bracketed_lines(value, language, line_start, unit, keys);
}

std::string block_lines(std::string_view header, const NewValue& body, std::string_view indent, std::string_view unit) {
  return std::string(header) + ' ' + bracketed_lines(body, Language::hcl, std::string(indent), unit, {});
}

}  // namespace tieline::edit
