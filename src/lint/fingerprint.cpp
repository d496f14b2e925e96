#include "lint/fingerprint.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "text/ascii.h"

namespace tieline::lint {
namespace {

/// FNV-1a, whose values are the same on every machine and in every version.
std::uint64_t hash(std::uint64_t state, std::string_view text) {
  for (const char byte : text) state = (state ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return (state ^ 0xFFU) * 0x100000001B3ULL;
}

std::uint64_t hash(std::initializer_list<std::string_view> texts) {
  std::uint64_t state = 0xCBF29CE484222325ULL;
  for (const std::string_view text : texts) state = hash(state, text);
  return state;
}

std::string hexadecimal(std::uint64_t number) {
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4U) {
    *digit = "0123456789abcdef"[number & 15U];
  }
  return digits;
}

/// The message without lines and columns: templatefile() and try() say where in a file they failed, as
/// `user_data.tftpl:12,3-9`.
std::string without_places(std::string_view message) {
  std::string kept;
  for (std::size_t at = 0; at < message.size(); ++at) {
    kept += message[at];
    if (message[at] != ':') continue;
    std::size_t end = at + 1;
    while (end < message.size() && (text::is_digit(message[end]) || message[end] == ',' || message[end] == '-')) ++end;
    const std::string_view place = message.substr(at + 1, end - at - 1);
    if (place.find(',') != std::string_view::npos && place.find('-') != std::string_view::npos) at = end - 1;
  }
  return kept;
}

/// A text without the keys of instances: `aws_subnet.a` for `aws_subnet.a["x"]`. What several instances of a block have
/// in common is one finding, on the first of them; which that is may change.
std::string without_keys(std::string_view text) {
  const auto is_name = [](char c) {
    return c == '_' || c == '-' || text::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool after_name = text[at] == '[' && at > 0 && is_name(text[at - 1]);
    std::size_t end = at + 1;
    if (after_name && end < text.size() && text[end] == '"') {
      for (++end; end < text.size() && text[end] != '"'; ++end) end += text[end] == '\\' ? 1 : 0;
      ++end;
    } else if (after_name) {
      while (end < text.size() && text::is_digit(text[end])) ++end;
    }
    if (end > at + 1 && end < text.size() && text[end] == ']') {
      at = end;
    } else {
      kept += text[at];
    }
  }
  return kept;
}

/// The first line of what a span underlines, without its indent: what stays the same when text around it changes.
std::string_view subject(const text::Span& span, const text::SourceManager& sources) {
  std::string_view text = sources.text(span);
  text = text.substr(0, text.find('\n'));
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace

Identity identity(const Finding& finding, const text::SourceManager& sources) {
  Identity made{std::string(finding.code),
                {},
                without_keys(finding.resource),
                without_keys(without_places(finding.message)),
                finding.when,
                {}};
  for (const std::string& file : finding.variable_files) {
    made.when += (made.when.empty() ? "" : ", ") + file.substr(file.rfind('/') + 1);
  }
  if (finding.span.valid()) made.file = sources.file(finding.span.file).path();
  made.fingerprint =
      hexadecimal(hash({made.code, made.resource, made.message, made.when, subject(finding.span, sources)}));
  return made;
}

std::vector<std::string> fingerprints(std::span<const Finding> findings, const text::SourceManager& sources) {
  std::vector<std::string> result;
  result.reserve(findings.size());
  std::unordered_map<std::uint64_t, std::uint64_t> seen;
  for (const Finding& finding : findings) {
    const Identity of = identity(finding, sources);
    std::uint64_t state = hash({of.code, of.file, of.resource, of.message, of.when});
    if (const std::uint64_t before = seen[state]++; before > 0) state = hash(state, std::to_string(before));
    result.push_back(hexadecimal(state));
  }
  return result;
}

}  // namespace tieline::lint
