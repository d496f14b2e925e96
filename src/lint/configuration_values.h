#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/configuration.h"
#include "lint/configuration_keys.h"
#include "syntax/document/node.h"

namespace tieline::lint {

/// Reads values of each shape. What is wrong becomes a mistake, and is left out of the result.
class ConfigurationValues {
 public:
  explicit ConfigurationValues(std::vector<ConfigurationMistake>& mistakes)
      : mistakes_(mistakes), selectors_(rule_selectors()) {}

  /// Reports keys that the table does not have, and those it requires that are missing.
  void check_keys(const document::Node& mapping, std::span<const ConfigurationKey> known);
  bool is_mapping(const document::Node& node, std::string_view what);
  void wrong_kind(const document::Node& node, std::string_view key, std::string_view wanted);

  std::optional<Written<bool>> boolean(const document::Node& node, std::string_view key);
  std::optional<Written<std::string>> text(const document::Node& node, std::string_view key);
  /// A list of texts, or one alone.
  std::vector<Written<std::string>> texts(const document::Node& node, std::string_view key);
  void patterns(const document::Node& node, std::string_view key,
                const std::function<void(PathPattern, const text::Span&)>& take);
  std::optional<Written<FailOn>> fail_on(const document::Node& node);
  std::vector<Written<terraform::GivenVariable>> variables(const document::Node& node);
  std::vector<Written<Assignment>> parameters(const document::Node& node);
  /// Reads `select`, `ignore` and `severities`; false for any other key.
  bool rules_key(std::string_view key, const document::Node& node, RuleLayer& layer);

 private:
  void mistake(const text::Span& at, std::string message, std::string help = {});
  bool is_rule(std::string_view written, const text::Span& at);
  std::vector<Written<std::string>> rules(const document::Node& node, std::string_view key);
  void severities(const document::Node& node, RuleLayer& layer);
  /// The place of a word among the words allowed; nullopt, with a mistake reported, where it is none.
  std::optional<std::size_t> word(const document::Node& node, std::string_view key,
                                  std::span<const std::string_view> allowed);

  std::vector<ConfigurationMistake>& mistakes_;
  std::vector<std::string_view> selectors_;
};

}  // namespace tieline::lint
