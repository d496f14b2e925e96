#include "cli/config_schema.h"

#include <nlohmann/json.hpp>
#include <span>

#include "lint/configuration_keys.h"

namespace tieline::cli {
namespace {

using Json = nlohmann::ordered_json;
using lint::ConfigurationKey;
using lint::Shape;

Json reference(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

Json one_or_list(const Json& item) { return {{"anyOf", {item, {{"type", "array"}, {"items", item}}}}}; }

Json words(std::span<const std::string_view> all) {
  Json list = Json::array();
  for (const std::string_view word : all) list.push_back(word);
  return {{"enum", std::move(list)}};
}

Json shape_schema(Shape shape) {
  switch (shape) {
    case Shape::boolean:
      return {{"type", "boolean"}};
    case Shape::text:
    case Shape::path:
      return reference("text");
    case Shape::paths:
    case Shape::globs:
      return one_or_list(reference("text"));
    case Shape::rules:
      return one_or_list(reference("rule"));
    case Shape::severities:
      return {{"type", "object"},
              {"propertyNames", reference("rule")},
              {"additionalProperties", words(lint::severity_words)}};
    case Shape::overrides:
      return {{"type", "array"}, {"items", reference("override")}};
    case Shape::variables:
      return {{"type", "object"}};
    case Shape::parameters:
      return {{"type", "object"}, {"additionalProperties", one_or_list({{"type", {"string", "number", "boolean"}}})}};
    case Shape::fail_threshold:
      return words(lint::fail_words);
  }
  return {};
}

Json object_schema(std::span<const ConfigurationKey> keys) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const ConfigurationKey& key : keys) {
    // What stands beside a $ref does not count in draft-07.
    Json schema{{"description", key.description}};
    const Json shape = shape_schema(key.shape);
    if (shape.contains("$ref")) {
      schema["allOf"] = Json::array({shape});
    } else {
      schema.update(shape);
    }
    properties[std::string(key.name)] = std::move(schema);
    if (key.required) required.push_back(key.name);
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

}  // namespace

std::string configuration_schema() {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "Tieline"},
              {"description", "What .tieline.yaml settles"}};
  schema.update(object_schema(lint::configuration_keys()));
  schema["type"] = {"object", "null"};
  schema["definitions"] = {{"text", {{"type", "string"}, {"minLength", 1}}},
                           {"rule", words(lint::rule_selectors())},
                           {"override", object_schema(lint::override_keys())}};
  return schema.dump(2);
}

}  // namespace tieline::cli
