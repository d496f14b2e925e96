#include "report/report.h"

#include <algorithm>
#include <array>

namespace tieline::report {
namespace {

constexpr std::array<Format, 10> formats{{
    {"text", write_text},
    {"json", write_json},
    {"sarif", write_sarif},
    {"github", write_github},
    {"gitlab", write_gitlab},
    {"junit", write_junit},
    {"checkstyle", write_checkstyle},
    {"rdjson", write_rdjson},
    {"rdjsonl", write_rdjsonl},
    {"markdown", write_markdown, true},
}};

}  // namespace

const Format* find_format(std::string_view name) {
  const auto* found = std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.name == name; });
  return found == formats.end() ? nullptr : found;
}

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  names.reserve(formats.size());
  for (const Format& format : formats) names.push_back(format.name);
  return names;
}

}  // namespace tieline::report
