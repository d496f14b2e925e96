#include "lint/configuration_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lint/selection.h"
#include "text/nearest.h"

namespace tieline::lint {
namespace {

using document::Entry;
using document::Kind;
using document::Node;

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::string did_you_mean(std::string_view written, std::span<const std::string_view> known, std::string otherwise) {
  const std::string_view near = text::nearest(written, known);
  return near.empty() ? std::move(otherwise) : "did you mean " + std::string(near) + "?";
}

std::string_view kind_name(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return "nothing";
    case Kind::boolean:
      return "a boolean";
    case Kind::number:
      return "a number";
    case Kind::string:
      return node.text.empty() ? "an empty text" : "a text";
    case Kind::sequence:
      return "a list";
    case Kind::mapping:
      return "a mapping";
  }
  return "something else";
}

/// The value in HCL's notation, which takes JSON once template marks in strings are escaped.
nlohmann::ordered_json as_json(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return node.boolean;
    case Kind::sequence: {
      auto items = nlohmann::ordered_json::array();
      for (const Node* item : node.items) items.push_back(as_json(*item));
      return items;
    }
    case Kind::mapping: {
      auto members = nlohmann::ordered_json::object();
      for (const Entry& entry : node.entries) members[std::string(entry.key)] = as_json(*entry.value);
      return members;
    }
    default:
      return std::string(node.text);
  }
}

std::string as_expression(const Node& node) {
  const std::string json = as_json(node).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string escaped;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if ((json[i] == '$' || json[i] == '%') && i + 1 < json.size() && json[i + 1] == '{') escaped += json[i];
    escaped += json[i];
  }
  return escaped;
}

}  // namespace

void ConfigurationValues::mistake(const text::Span& at, std::string message, std::string help) {
  mistakes_.push_back({at, std::move(message), std::move(help)});
}

void ConfigurationValues::check_keys(const Node& mapping, std::span<const ConfigurationKey> known) {
  std::vector<std::string_view> names;
  for (const ConfigurationKey& key : known) {
    names.push_back(key.name);
    if (key.required && mapping.find(key.name) == nullptr) {
      mistake(mapping.span, in_quotes(key.name) + " is missing here", std::string(key.description));
    }
  }
  for (const Entry& entry : mapping.entries) {
    if (std::find(names.begin(), names.end(), entry.key) != names.end()) continue;
    mistake(entry.key_span, "there is no key " + in_quotes(entry.key),
            did_you_mean(entry.key, names, "the keys are " + listed(names)));
  }
}

bool ConfigurationValues::is_mapping(const Node& node, std::string_view what) {
  if (node.kind == Kind::mapping && !node.short_form) return true;
  mistake(node.span, std::string(what) + " is a mapping, and this is " + std::string(kind_name(node)));
  return false;
}

void ConfigurationValues::wrong_kind(const Node& node, std::string_view key, std::string_view wanted) {
  mistake(node.span,
          in_quotes(key) + " takes " + std::string(wanted) + ", and this is " + std::string(kind_name(node)));
}

std::optional<Written<bool>> ConfigurationValues::boolean(const Node& node, std::string_view key) {
  if (node.kind == Kind::boolean) return Written<bool>{node.boolean, node.span};
  wrong_kind(node, key, "true or false");
  return std::nullopt;
}

std::optional<Written<std::string>> ConfigurationValues::text(const Node& node, std::string_view key) {
  if (node.kind == Kind::string && !node.text.empty()) return Written<std::string>{std::string(node.text), node.span};
  wrong_kind(node, key, "a text");
  return std::nullopt;
}

std::vector<Written<std::string>> ConfigurationValues::texts(const Node& node, std::string_view key) {
  std::vector<Written<std::string>> all;
  const auto take = [&](const Node& item) {
    if (auto written = text(item, key)) all.push_back(std::move(*written));
  };
  if (node.kind != Kind::sequence) {
    take(node);
  } else {
    for (const Node* item : node.items) take(*item);
  }
  return all;
}

void ConfigurationValues::patterns(const Node& node, std::string_view key,
                                   const std::function<void(PathPattern, const text::Span&)>& take) {
  for (const auto& written : texts(node, key)) {
    PathPattern pattern(written.value);
    if (pattern.valid()) {
      take(std::move(pattern), written.span);
    } else {
      mistake(written.span, in_quotes(written.value) + " is no pattern of paths",
              "close every [ and {, and write a character that is meant by itself with \\ before it");
    }
  }
}

std::optional<std::size_t> ConfigurationValues::word(const Node& node, std::string_view key,
                                                     std::span<const std::string_view> allowed) {
  // YAML reads `off` as false.
  const std::string_view written = node.is_scalar() ? node.text : std::string_view{};
  const auto found = std::find(allowed.begin(), allowed.end(), written);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  if (written.empty()) {
    wrong_kind(node, key, listed(allowed));
  } else {
    mistake(node.span, in_quotes(key) + " cannot be " + in_quotes(written),
            did_you_mean(written, allowed, "use " + listed(allowed)));
  }
  return std::nullopt;
}

std::optional<Written<FailOn>> ConfigurationValues::fail_on(const Node& node) {
  const auto place = word(node, "fail-on", fail_words);
  if (!place) return std::nullopt;
  return Written<FailOn>{*fail_on_of(fail_words[*place]), node.span};
}

std::vector<Written<terraform::GivenVariable>> ConfigurationValues::variables(const Node& node) {
  std::vector<Written<terraform::GivenVariable>> all;
  if (!is_mapping(node, "'variables'")) return all;
  for (const Entry& entry : node.entries) {
    const bool plain = entry.value->is_scalar() && entry.value->kind != Kind::null;
    all.push_back(
        {{std::string(entry.key), plain ? std::string(entry.value->text) : as_expression(*entry.value), !plain},
         text::join(entry.key_span, entry.value->span)});
  }
  return all;
}

std::vector<Written<Assignment>> ConfigurationValues::parameters(const Node& node) {
  std::vector<Written<Assignment>> all;
  if (!is_mapping(node, "'parameters'")) return all;
  for (const Entry& entry : node.entries) {
    const Node& value = *entry.value;
    const auto is_plain = [](const Node& one) { return one.is_scalar() && one.kind != Kind::null; };
    std::string joined(is_plain(value) ? value.text : std::string_view{});
    bool right = is_plain(value) || value.kind == Kind::sequence;
    for (const Node* item : value.items) {
      right = right && is_plain(*item);
      if (item != value.items.front()) joined += ',';
      joined += item->text;
    }
    if (right) {
      all.push_back({{std::string(entry.key), std::move(joined)}, text::join(entry.key_span, value.span)});
    } else {
      wrong_kind(value, entry.key, "a text, a number, a boolean or a list of them");
    }
  }
  return all;
}

bool ConfigurationValues::is_rule(std::string_view written, const text::Span& at) {
  if (std::binary_search(selectors_.begin(), selectors_.end(), written)) return true;
  mistake(at, "there is no rule " + in_quotes(written),
          did_you_mean(written, selectors_, "`tieline rules` lists them"));
  return false;
}

std::vector<Written<std::string>> ConfigurationValues::rules(const Node& node, std::string_view key) {
  auto all = texts(node, key);
  std::erase_if(all, [&](const Written<std::string>& rule) { return !is_rule(rule.value, rule.span); });
  return all;
}

void ConfigurationValues::severities(const Node& node, RuleLayer& layer) {
  static constexpr std::optional<Severity> values[]{Severity::error, Severity::warning, Severity::info, std::nullopt};
  if (!is_mapping(node, "'severities'")) return;
  for (const Entry& entry : node.entries) {
    const bool known = is_rule(entry.key, entry.key_span);
    const auto place = word(*entry.value, entry.key, severity_words);
    if (known && place) layer.severities.push_back({std::string(entry.key), values[*place], entry.value->span});
  }
}

bool ConfigurationValues::rules_key(std::string_view key, const Node& node, RuleLayer& layer) {
  if (key == "select") {
    layer.select = rules(node, key);
  } else if (key == "ignore") {
    layer.ignore = rules(node, key);
  } else if (key == "severities") {
    severities(node, layer);
  } else {
    return false;
  }
  return true;
}

}  // namespace tieline::lint
