#include "lint/fingerprint.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace tieline::lint {
namespace {

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

std::vector<std::string> fingerprints(std::span<const Finding> findings, const text::SourceManager& sources) {
  std::vector<std::string> result;
  std::unordered_map<std::uint64_t, std::uint64_t> seen;
  for (const Finding& finding : findings) {
    std::uint64_t state = hash(0xCBF29CE484222325ULL, finding.code);
    if (finding.span.valid()) state = hash(state, sources.file(finding.span.file).path());
    state = hash(hash(hash(state, finding.resource), finding.message), finding.when);
    if (const std::uint64_t before = seen[state]++; before > 0) state = hash(state, std::to_string(before));
    result.push_back(hexadecimal(state));
  }
  return result;
}

}  // namespace tieline::lint
