#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tieline::report {

/// The text as UTF-8: what is not well-formed in it is U+FFFD. Sources may hold any bytes.
[[nodiscard]] std::string well_formed(std::string_view text);

/// The text as it may go to a terminal: well-formed, a tab as four spaces, and no characters that move the cursor,
/// colour the screen or turn the direction of writing, with which a hostile file could show something else than it
/// says.
[[nodiscard]] std::string printable(std::string_view text);

/// How many cells of a terminal printable text takes: two for wide characters, none for what joins the one before.
[[nodiscard]] std::size_t cells(std::string_view text);

}  // namespace tieline::report
