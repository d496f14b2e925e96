#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/configuration.h"
#include "lint/selection.h"

namespace tieline::lint {

/// Who has settled something.
struct Origin {
  enum class By : std::uint8_t { default_, configuration, command_line };
  By by = By::default_;
  text::Span span = {};  ///< in a configuration: where
};

/// What holds of one rule.
struct RuleState {
  bool ignored = false;
  bool off = false;
  std::optional<Severity> severity = {};  ///< nullopt: the rule's own
  Origin chosen = {};                     ///< who says whether it is ignored
  Origin graded = {};                     ///< who gives the severity, `off` included

  [[nodiscard]] bool wanted() const { return !ignored && !off; }
  /// Who has the say on what the rule does.
  [[nodiscard]] const Origin& origin() const { return !ignored && (off || severity) ? graded : chosen; }
};

/// What holds of each rule in one file: the layers one after another, from the weakest to the strongest.
class RuleSettings {
 public:
  RuleSettings();

  void apply(const RuleLayer& layer);
  /// The command line's selection, which is over all configurations.
  void apply(const Selection& selection);

  [[nodiscard]] const RuleState& state(std::string_view code) const;
  [[nodiscard]] bool wants(std::string_view code) const { return state(code).wanted(); }
  /// In the order of all_rules().
  [[nodiscard]] const std::vector<RuleState>& states() const { return states_; }

 private:
  std::vector<RuleState> states_;
};

}  // namespace tieline::lint
