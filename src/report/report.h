#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/driver.h"
#include "lint/finding.h"
#include "text/source.h"

namespace tieline::report {

/// Everything a format writes from.
struct Report {
  const text::SourceManager& sources;
  const lint::RunResult& result;
  std::string_view version;
  bool color = false;  ///< only the text format asks
};

using Writer = void (*)(std::ostream& out, const Report& report);

/// The format of that name (`text`, `json`, `sarif`), or null.
[[nodiscard]] Writer find_format(std::string_view name);
/// The names that find_format takes, for messages.
[[nodiscard]] std::vector<std::string> format_names();

/// For a person: each finding with its source line, underlined, in the manner of rustc; a summary line last.
void write_text(std::ostream& out, const Report& report);
/// One JSON object, for scripts.
void write_json(std::ostream& out, const Report& report);
/// SARIF 2.1.0, for code scanning.
void write_sarif(std::ostream& out, const Report& report);

/// The message with the condition it holds under: "... (when IsProd is false)".
[[nodiscard]] std::string full_message(const lint::Finding& finding);

/// How many findings there are of each severity.
struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
};
[[nodiscard]] Counts count(const std::vector<lint::Finding>& findings);

}  // namespace tieline::report
