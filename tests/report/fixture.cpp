#include "report/fixture.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tieline::report::test {
namespace {

lint::Finding finding_of(text::Span span, std::string message) {
  lint::Finding finding;
  finding.code = "EI201";
  finding.name = "wrong-endpoint-service-name";
  finding.severity = lint::Severity::error;
  finding.message = std::move(message);
  finding.span = span;
  return finding;
}

}  // namespace

text::FileId Written::file(std::string_view path, std::string text) {
  ++result.files;
  return sources.add(path, std::move(text));
}

text::Span Written::at(text::FileId file, std::string_view part) const {
  const std::size_t found = sources.file(file).bytes().find(part);
  EXPECT_NE(found, std::string_view::npos) << part;
  const auto begin = static_cast<std::uint32_t>(found);
  return {file, begin, begin + static_cast<std::uint32_t>(part.size())};
}

lint::Finding& Written::finding(text::Span span, std::string message) {
  return result.findings.emplace_back(finding_of(span, std::move(message)));
}

lint::Finding& Written::suppressed(text::Span span, std::string message, lint::Suppression suppression) {
  lint::Finding& finding = result.suppressed.emplace_back(finding_of(span, std::move(message)));
  finding.suppression = std::move(suppression);
  return finding;
}

std::string Written::in(std::string_view format) const {
  const Format* found = find_format(format);
  if (found == nullptr) {
    ADD_FAILURE() << "no format " << format;
    return {};
  }
  std::ostringstream out;
  found->write(out, report());
  return std::move(out).str();
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace tieline::report::test
