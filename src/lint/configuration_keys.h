#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tieline::lint {

/// What the value of a key looks like.
enum class Shape : std::uint8_t {
  boolean,
  text,           ///< not empty
  path,           ///< a file, relative to the configuration
  paths,          ///< a list of them, or one alone
  globs,          ///< a list of patterns of paths, or one alone
  rules,          ///< a list of codes, prefixes and names, or one alone
  severities,     ///< a mapping of rules to a severity or `off`
  overrides,      ///< a list of mappings with the keys of override_keys()
  variables,      ///< a mapping of names to any value
  parameters,     ///< a mapping of names to scalars or lists of them
  fail_threshold  ///< a severity or `never`
};

/// A key of `.tieline.yaml`.
struct ConfigurationKey {
  std::string_view name;
  Shape shape;
  std::string_view description;  ///< one line, for editors and the documentation
  bool required = false;
};

/// The keys that a configuration may have. The reader, the JSON schema and the documentation go by this table.
[[nodiscard]] std::span<const ConfigurationKey> configuration_keys();
/// The keys of an element of `overrides`.
[[nodiscard]] std::span<const ConfigurationKey> override_keys();

/// What stands for a rule or several in a configuration: codes, their prefixes, and names; sorted.
[[nodiscard]] std::vector<std::string_view> rule_selectors();
inline constexpr std::string_view severity_words[]{"error", "warning", "info", "off"};
inline constexpr std::string_view fail_words[]{"error", "warning", "info", "never"};

}  // namespace tieline::lint
