#include "report/report.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace tieline::report {
namespace {

constexpr std::array<std::pair<std::string_view, Writer>, 3> formats{{
    {"text", write_text},
    {"json", write_json},
    {"sarif", write_sarif},
}};

/// FNV-1a, whose values are the same on every machine and in every version.
std::uint64_t hash(std::uint64_t state, std::string_view text) {
  for (const char byte : text) state = (state ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return (state ^ 0xFFU) * 0x100000001B3ULL;
}

std::string hexadecimal(std::uint64_t number) {
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4U) {
    *digit = "0123456789abcdef"[number & 15U];
  }
  return digits;
}

}  // namespace

Writer find_format(std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& f) { return f.first == name; });
  return found == formats.end() ? nullptr : found->second;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& format : formats) names.emplace_back(format.first);
  return names;
}

std::string full_message(const lint::Finding& finding) {
  return finding.when.empty() ? finding.message : finding.message + " (when " + finding.when + ")";
}

std::vector<std::string> fingerprints(const Report& report) {
  std::vector<std::string> result;
  std::unordered_map<std::uint64_t, std::uint64_t> seen;
  for (const lint::Finding& finding : report.result.findings) {
    std::uint64_t state = hash(0xCBF29CE484222325ULL, finding.code);
    if (finding.span.valid()) state = hash(state, report.sources.file(finding.span.file).path());
    state = hash(hash(hash(state, finding.resource), finding.message), finding.when);
    if (const std::uint64_t before = seen[state]++; before > 0) state = hash(state, std::to_string(before));
    result.push_back(hexadecimal(state));
  }
  return result;
}

Counts count(const std::vector<lint::Finding>& findings) {
  Counts counts;
  for (const lint::Finding& finding : findings) {
    switch (finding.severity) {
      case lint::Severity::error:
        ++counts.errors;
        break;
      case lint::Severity::warning:
        ++counts.warnings;
        break;
      case lint::Severity::info:
        ++counts.infos;
        break;
    }
  }
  return counts;
}

}  // namespace tieline::report
