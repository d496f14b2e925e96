#include "syntax/document/yaml_text.h"

#include <algorithm>

namespace tieline::document {
namespace {

bool is_break(char byte) { return byte == '\n'; }

/// `bytes` at `at`, when they are just `text`.
std::string_view piece_at(std::string_view bytes, std::size_t at, std::string_view text) {
  const std::string_view piece = bytes.substr(std::min(at, bytes.size()), text.size());
  return piece == text ? piece : std::string_view{};
}

std::size_t count_leading(std::string_view bytes, std::size_t at, std::string_view what) {
  const std::size_t found = bytes.find_first_not_of(what, at);
  return (found == npos ? bytes.size() : found) - at;
}

bool is_document_marker(std::string_view bytes, std::size_t at) {
  const std::string_view three = bytes.substr(at, 3);
  if (three != "---" && three != "...") return false;
  return at + 3 >= bytes.size() || is_space(bytes[at + 3]);
}

}  // namespace

bool has_key(std::string_view text) {
  for (std::size_t at = text.find(':'); at != npos; at = text.find(':', at + 1)) {
    if (at + 1 == text.size() || is_space(text[at + 1])) return true;
  }
  return false;
}

std::size_t skip_separation(std::string_view bytes, std::size_t at) {
  while (at < bytes.size()) {
    if (bytes[at] == '#') {
      at = line_end(bytes, at);
    } else if (is_space(bytes[at])) {
      ++at;
    } else {
      break;
    }
  }
  return std::min(at, bytes.size());
}

std::size_t line_begin(std::string_view bytes, std::size_t at) {
  if (at == 0) return 0;
  const std::size_t before = bytes.rfind('\n', at - 1);
  return before == npos ? 0 : before + 1;
}

std::size_t line_end(std::string_view bytes, std::size_t at) {
  const std::size_t found = bytes.find('\n', at);
  std::size_t end = found == npos ? bytes.size() : found;
  if (end > at && bytes[end - 1] == '\r') --end;
  return end;
}

std::size_t tag_end(std::string_view bytes, std::size_t at) {
  if (byte_at(bytes, at + 1) == '<') {
    const std::size_t closing = bytes.find('>', at);
    return closing == npos ? bytes.size() : closing + 1;
  }
  while (at < bytes.size() && !is_space(bytes[at]) && std::string_view(",[]{}\"").find(bytes[at]) == npos) ++at;
  return at;
}

std::size_t anchor_end(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && !is_space(bytes[at]) && std::string_view(",[]{}").find(bytes[at]) == npos) ++at;
  return at;
}

std::size_t quoted_end(std::string_view bytes, std::size_t at) {
  const bool single = bytes[at] == '\'';
  const std::string_view stops = single ? "'" : "\"\\";
  ++at;
  while (true) {
    at = bytes.find_first_of(stops, at);
    if (at == npos) return npos;
    const bool escapes = single ? byte_at(bytes, at + 1) == '\'' : bytes[at] == '\\';
    if (!escapes) return at + 1;
    at += 2;
    if (at > bytes.size()) return npos;
  }
}

ScalarPlace place_plain(std::string_view bytes, std::size_t at, std::string_view decoded) {
  const std::string_view piece = piece_at(bytes, at, decoded);
  if (!piece.empty()) return {at + piece.size(), piece};
  // Several lines: folding only changes the white space.
  for (const char byte : decoded) {
    if (is_space(byte)) continue;
    while (at < bytes.size() && is_space(bytes[at])) ++at;
    if (byte_at(bytes, at) != byte) break;
    ++at;
  }
  return {std::min(at, bytes.size()), {}};
}

ScalarPlace place_quoted(std::string_view bytes, std::size_t at, std::string_view decoded) {
  const std::size_t end = std::min(quoted_end(bytes, at), bytes.size());
  if (end - at != decoded.size() + 2) return {end, {}};
  const std::string_view inside = bytes.substr(at + 1, decoded.size());
  return {end, inside == decoded ? inside : std::string_view{}};
}

ScalarPlace place_block(std::string_view bytes, std::size_t at, std::string_view decoded) {
  constexpr std::string_view blanks = " \t\r";
  std::size_t end = at + 1;
  while (end < bytes.size() && std::string_view("+-0123456789").find(bytes[end]) != npos) ++end;

  const std::size_t text = decoded.find_first_not_of(" \t\r\n");
  if (text == npos) return {end, {}};
  // The first line that is not blank: what it has in front beyond the decoded text's blanks is indentation.
  std::size_t line = line_end(bytes, at);
  std::size_t blank_bytes = 0;
  do {
    const std::size_t next = bytes.find('\n', line);
    if (next == npos) return {end, {}};
    line = next + 1;
    blank_bytes = count_leading(bytes, line, blanks);
  } while (is_break(byte_at(bytes, line + blank_bytes)));
  const std::size_t before = decoded.rfind('\n', text);
  const std::size_t kept_blanks = text - (before == npos ? 0 : before + 1);
  const std::size_t indentation = blank_bytes - std::min(kept_blanks, blank_bytes);
  const std::string_view piece = piece_at(bytes, line + indentation, decoded);

  while (line < bytes.size()) {
    const std::size_t blank = count_leading(bytes, line, blanks);
    if (line + blank < bytes.size() && !is_break(bytes[line + blank])) {
      if (count_leading(bytes, line, " ") < indentation) break;
      if (indentation == 0 && is_document_marker(bytes, line)) break;
      end = line_end(bytes, line);
    }
    const std::size_t next = bytes.find('\n', line);
    if (next == npos) break;
    line = next + 1;
  }
  return {end, piece};
}

std::size_t trailing_line_ends(std::string_view quoted) {
  const std::string_view inside = quoted.substr(1, quoted.size() - 2);
  const std::size_t last = inside.find_last_not_of(" \t\r\n");
  const std::size_t body = last == npos ? 0 : last + 1;
  const bool escape = quoted.front() == '"' && body > 0 && inside.substr(body > 2 ? body - 2 : 0, 2).find('\\') != npos;
  if (escape) return 0;  // what is escaped is no white space
  const auto line_ends = std::count(inside.begin() + static_cast<std::ptrdiff_t>(body), inside.end(), '\n');
  return line_ends > 1 ? static_cast<std::size_t>(line_ends) - 1 : 0;
}

std::size_t bracket_end(std::string_view bytes, std::size_t at, char closing) {
  while (true) {
    at = skip_separation(bytes, at);
    const char byte = byte_at(bytes, at);
    if (byte == closing) return at + 1;
    if (byte != ',' && byte != ':' && byte != '?') return at;
    ++at;
  }
}

}  // namespace tieline::document
