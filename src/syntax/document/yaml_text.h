#pragma once

#include <cstddef>
#include <string_view>

/// Finding the end of what yaml-cpp only tells the start of. All offsets are into the bytes given; nothing reads past
/// their end.
namespace tieline::document {

constexpr std::size_t npos = std::string_view::npos;

[[nodiscard]] constexpr bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }
[[nodiscard]] constexpr bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// The byte at an offset, 0 past the end.
[[nodiscard]] constexpr char byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? bytes[at] : '\0';
}

/// True for text that has a key in it: a `:` before white space or at the end.
[[nodiscard]] bool has_key(std::string_view text);

/// Past blanks, line ends and comments.
[[nodiscard]] std::size_t skip_separation(std::string_view bytes, std::size_t at);
/// The start of the line that an offset lies in.
[[nodiscard]] std::size_t line_begin(std::string_view bytes, std::size_t at);
/// The end of the line that an offset lies in, without its line end.
[[nodiscard]] std::size_t line_end(std::string_view bytes, std::size_t at);

/// Past the `!tag`, `&anchor` or `*alias` at `at`.
[[nodiscard]] std::size_t tag_end(std::string_view bytes, std::size_t at);
[[nodiscard]] std::size_t anchor_end(std::string_view bytes, std::size_t at);

/// Past the closing quote of the string that opens at `at`; npos where it is not closed.
[[nodiscard]] std::size_t quoted_end(std::string_view bytes, std::size_t at);

/// A scalar: where it ends, and its text as it stands in the source, if it stands there as one piece.
struct ScalarPlace {
  std::size_t end;
  std::string_view as_written;  ///< data() is null where decoding changed something
};
[[nodiscard]] ScalarPlace place_plain(std::string_view bytes, std::size_t at, std::string_view decoded);
[[nodiscard]] ScalarPlace place_quoted(std::string_view bytes, std::size_t at, std::string_view decoded);
[[nodiscard]] ScalarPlace place_block(std::string_view bytes, std::size_t at, std::string_view decoded);

/// The line ends that the decoded text of a quoted scalar has behind its last word, when the closing quote stands on a
/// line of its own: one fewer than there are in the source. 0 where the source ends otherwise. `quoted` is the scalar
/// with its quotes.
[[nodiscard]] std::size_t trailing_line_ends(std::string_view quoted);

/// Past the bracket that closes a flow collection, with all its items before `at`.
[[nodiscard]] std::size_t bracket_end(std::string_view bytes, std::size_t at, char closing);

}  // namespace tieline::document
