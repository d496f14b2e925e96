#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tieline::edit {

/// The text around a place of one file.
class Surroundings {
 public:
  explicit Surroundings(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const {
    return bytes_.substr(begin, end - begin);
  }
  [[nodiscard]] char at(std::uint32_t offset) const { return offset < bytes_.size() ? bytes_[offset] : '\0'; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t offset) const;
  /// Where the line's text ends, without its line end.
  [[nodiscard]] std::uint32_t line_end(std::uint32_t offset) const;
  /// Where the next line begins.
  [[nodiscard]] std::uint32_t next_line(std::uint32_t offset) const;
  /// The white space that the line begins with.
  [[nodiscard]] std::string indent(std::uint32_t offset) const;
  /// As many spaces as there are bytes before the place on its line, its own white space kept.
  [[nodiscard]] std::string column(std::uint32_t offset) const;
  [[nodiscard]] bool begins_line(std::uint32_t offset) const;
  /// True when nothing but white space and a comment follows on the line.
  [[nodiscard]] bool ends_line(std::uint32_t offset) const;
  /// True for the line of this place where it is empty but for white space.
  [[nodiscard]] bool is_blank_line(std::uint32_t offset) const;
  /// The first place from here on that is no white space.
  [[nodiscard]] std::uint32_t skip_space(std::uint32_t offset) const;
  [[nodiscard]] bool has_line_end(std::uint32_t begin, std::uint32_t end) const {
    return text(begin, end).find('\n') != std::string_view::npos;
  }
  /// The text with the line ends of the file, which are those of its first line.
  [[nodiscard]] std::string with_line_ends(std::string_view text) const;

 private:
  std::string_view bytes_;
};

}  // namespace tieline::edit
