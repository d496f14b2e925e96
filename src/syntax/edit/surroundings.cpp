#include "syntax/edit/surroundings.h"

#include <algorithm>

namespace tieline::edit {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::uint32_t Surroundings::line_begin(std::uint32_t offset) const {
  while (offset > 0 && bytes_[offset - 1] != '\n') --offset;
  return offset;
}

std::uint32_t Surroundings::line_end(std::uint32_t offset) const {
  const std::size_t found = bytes_.find('\n', offset);
  if (found == std::string_view::npos) return size();
  const bool carriage = found > offset && bytes_[found - 1] == '\r';
  return static_cast<std::uint32_t>(carriage ? found - 1 : found);
}

std::uint32_t Surroundings::next_line(std::uint32_t offset) const {
  const std::size_t found = bytes_.find('\n', offset);
  return found == std::string_view::npos ? size() : static_cast<std::uint32_t>(found + 1);
}

std::string Surroundings::indent(std::uint32_t offset) const {
  const std::uint32_t begin = line_begin(offset);
  std::uint32_t end = begin;
  while (is_blank(at(end))) ++end;
  return std::string(text(begin, end));
}

std::string Surroundings::column(std::uint32_t offset) const {
  std::string before(text(line_begin(offset), offset));
  std::replace_if(
      before.begin(), before.end(), [](char c) { return !is_blank(c); }, ' ');
  return before;
}

bool Surroundings::begins_line(std::uint32_t offset) const {
  const std::string_view before = text(line_begin(offset), offset);
  return std::all_of(before.begin(), before.end(), is_blank);
}

bool Surroundings::ends_line(std::uint32_t offset) const {
  std::uint32_t next = offset;
  while (is_blank(at(next))) ++next;
  const char c = at(next);
  return next >= size() || c == '\n' || c == '\r' || c == '#' || (c == '/' && at(next + 1) == '/');
}

bool Surroundings::is_blank_line(std::uint32_t offset) const {
  const std::string_view line = text(line_begin(offset), line_end(offset));
  return std::all_of(line.begin(), line.end(), is_blank);
}

std::uint32_t Surroundings::skip_space(std::uint32_t offset) const {
  while (is_blank(at(offset)) || at(offset) == '\n' || at(offset) == '\r') ++offset;
  return offset;
}

std::string Surroundings::with_line_ends(std::string_view text) const {
  const std::size_t first = bytes_.find('\n');
  if (first == std::string_view::npos || first == 0 || bytes_[first - 1] != '\r') return std::string(text);
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

}  // namespace tieline::edit
