#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "report/report.h"

/// What several formats say in the same words.
namespace tieline::report {

/// Where the project lives; formats link to the pages of the rules there.
inline constexpr std::string_view project_url = "https://github.com/tieline/tieline";
[[nodiscard]] std::string rule_url(std::string_view code);

/// The message with the condition it holds under: "... (when IsProd is false)".
[[nodiscard]] std::string full_message(const lint::Finding& finding);

/// Which related places are written out: a format that has places for them writes those that have one itself.
enum class Notes : std::uint8_t { all, without_place };

/// The related places as "note: ..." lines, with `file:line` where they have a place, and the help as "help: ...".
/// Without a line end at the end; empty where there is nothing to say.
[[nodiscard]] std::string notes(const Report& report, const lint::Finding& finding, Notes which = Notes::all);
/// The full message, and the notes below it.
[[nodiscard]] std::string message_with_notes(const Report& report, const lint::Finding& finding,
                                             Notes which = Notes::all);

/// Who has asked not to hear of it, and why: "suppressed by a comment: reason".
[[nodiscard]] std::string suppression_text(const lint::Suppression& suppression);

/// The path of the file the finding is in. "." where no file is to blame, for formats that insist on one.
[[nodiscard]] std::string_view path_of(const Report& report, const lint::Finding& finding);

/// How many findings there are of each severity.
struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
};
[[nodiscard]] Counts count(const std::vector<lint::Finding>& findings);

/// The summary in one sentence: "Found 3 errors, 1 warning in 5 files (2 suppressed)."
[[nodiscard]] std::string summary(const lint::RunResult& result);

}  // namespace tieline::report
