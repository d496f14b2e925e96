#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "lint/finding.h"
#include "lint/run.h"
#include "report/report.h"
#include "text/source.h"

namespace tieline::report::test {

/// A run's result made by hand, and what a format writes of it.
class Written {
 public:
  text::FileId file(std::string_view path, std::string text);
  /// The first occurrence of `part` in the file.
  [[nodiscard]] text::Span at(text::FileId file, std::string_view part) const;
  /// Adds a finding of EI201, an error, to what is reported.
  lint::Finding& finding(text::Span span, std::string message);
  /// Likewise, to what is suppressed.
  lint::Finding& suppressed(text::Span span, std::string message, lint::Suppression suppression);

  [[nodiscard]] std::string in(std::string_view format) const;
  [[nodiscard]] Report report() const { return {sources, result, "1.2.3", color, category, drawings}; }

  text::SourceManager sources;
  lint::RunResult result;
  bool color = false;
  std::string category;
  const std::vector<Drawing>* drawings = nullptr;
};

/// Whether `part` stands somewhere in the text.
[[nodiscard]] bool holds(std::string_view text, std::string_view part);

}  // namespace tieline::report::test
