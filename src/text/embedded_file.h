#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tieline::text {

/// A file of data as the build found it.
struct EmbeddedFile {
  const char* name;  ///< without `.json`
  const char* begin;
  const char* end;

  [[nodiscard]] std::string_view bytes() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

/// The value of a key that stands with it on a line of its own, as JSON; empty where there is none. Nothing else is
/// read of the file, however large it is.
[[nodiscard]] inline std::string_view value_on_a_line(std::string_view file, std::string_view key) {
  if (key.find_first_of("\"\\\n") != std::string_view::npos) return {};
  const std::string start = "\n\"" + std::string(key) + "\":";
  const std::size_t at = file.find(start);
  if (at == std::string_view::npos) return {};
  std::string_view value = file.substr(at + start.size());
  value = value.substr(0, value.find('\n'));
  if (value.ends_with(',')) value.remove_suffix(1);
  return value;
}

}  // namespace tieline::text
