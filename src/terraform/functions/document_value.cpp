#include "terraform/functions/document_value.h"

#include <algorithm>
#include <map>

#include "terraform/unicode.h"

namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool all_digits(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

/// A date as YAML's timestamps begin: "2001-01-01" alone becomes a time of day.
bool is_date(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4), "0123456789") &&
         all_digits(text.substr(5, 2), "0123456789") && all_digits(text.substr(8), "0123456789");
}

std::optional<Number> yaml_number(std::string_view text) {
  if (one_of(text, {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"})) return Number::parse("inf");
  if (one_of(text, {"-.inf", "-.Inf", "-.INF"})) return Number::parse("-inf");
  if (text.starts_with("0x")) return Number::parse_integer(text.substr(2), 16);
  if (text.starts_with("0o")) return Number::parse_integer(text.substr(2), 8);
  const std::string_view digits = text.starts_with('+') || text.starts_with('-') ? text.substr(1) : text;
  const bool starts_as_number = !digits.empty() && (digits[0] == '.' || (digits[0] >= '0' && digits[0] <= '9'));
  if (!starts_as_number || digits.find_first_of("pPiI") != std::string_view::npos) return std::nullopt;
  return Number::parse(text);
}

/// A value as the key of an object; nullopt for null and for collections.
std::optional<std::string> key_text(Value key) {
  switch (key.kind()) {
    case Kind::string:
      return std::string(key.string());
    case Kind::boolean:
      return key.boolean() ? "true" : "false";
    case Kind::number:
      return key.number().to_string();
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_verbatim(Value text) {
  return text.is(Kind::string) && text.span().valid() && text.span().length() == text.string().size();
}

Value DocumentReader::plain_yaml(std::string_view text, Span span) {
  if (one_of(text, {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})) {
    return value::boolean(call_.arena(), true, span);
  }
  if (one_of(text, {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})) {
    return value::boolean(call_.arena(), false, span);
  }
  if (one_of(text, {"", "~", "null", "Null", "NULL"})) return value::null(call_.arena(), span);
  if (is_date(text)) return value::string(call_.arena(), std::string(text) + "T00:00:00Z", span);
  if (const auto number = yaml_number(text)) return value::number(call_.arena(), *number, span);
  return value::string(call_.arena(), normalize(text), span);
}

Value DocumentReader::scalar(const document::Node& node) {
  const Span span = place(node.span);
  if (language_ == Language::yaml && node.plain) return plain_yaml(node.text, span);
  switch (node.kind) {
    case document::Kind::null:
      return value::null(call_.arena(), span);
    case document::Kind::boolean:
      return value::boolean(call_.arena(), node.boolean, span);
    case document::Kind::number:
      if (const auto number = Number::parse(node.text)) return value::number(call_.arena(), *number, span);
      return value::unknown(call_.arena(), {.type = value::number_type()}, span);
    default:
      return value::string(call_.arena(), normalize(node.text), span);
  }
}

std::optional<Value> DocumentReader::mapping(const document::Node& node) {
  std::map<std::string, MappingEntry> entries;
  for (const document::Entry& entry : node.entries) {
    const std::optional<Value> inner = read(*entry.value);
    if (!inner) return std::nullopt;
    const bool merged = language_ == Language::yaml && entry.key == "<<" && inner->is(Kind::mapping);
    if (merged) {
      for (const MappingEntry& from : inner->entries()) entries.emplace(from.key, from);
      continue;
    }
    std::string key = normalize(entry.key);
    // A plain key is a scalar like any other: `no: 1` has the key "false".
    if (language_ == Language::yaml && entry.key_span.length() == entry.key.size()) {
      key = key_text(plain_yaml(entry.key, {})).value_or(key);
    }
    const std::string_view kept = call_.arena().copy(key);
    entries.insert_or_assign(key, MappingEntry{kept, place(entry.key_span), *inner});
  }
  std::vector<MappingEntry> listed;
  listed.reserve(entries.size());
  for (const auto& [key, entry] : entries) listed.push_back(entry);
  return value::mapping(call_.arena(), listed, value::Flavour::object, place(node.span));
}

std::optional<Value> DocumentReader::read(const document::Node& node) {
  if (node.is_scalar()) return scalar(node);
  if (node.kind == document::Kind::mapping) {
    if (node.short_form) {
      error = "unsupported tag";
      return std::nullopt;
    }
    return mapping(node);
  }
  std::vector<Value> items;
  items.reserve(node.items.size());
  for (const document::Node* item : node.items) {
    const std::optional<Value> inner = read(*item);
    if (!inner) return std::nullopt;
    items.push_back(*inner);
  }
  if (!call_.context.budget.items(items.size())) return value::unknown(call_.arena(), {});
  return value::sequence(call_.arena(), items, value::Flavour::tuple, place(node.span));
}

}  // namespace tieline::terraform
