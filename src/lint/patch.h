#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieline::lint {

/// Some lines that a unified diff replaces. Lines have their line ends.
struct Hunk {
  std::uint32_t line = 0;         ///< where it stands in the diff, 1-based
  std::uint32_t after_start = 0;  ///< the first line of `after` in the file, 1-based; the line before where it is empty
  std::vector<std::string_view> before = {};
  std::vector<std::string_view> after = {};
};

/// What a unified diff says of one file.
struct FilePatch {
  enum class Kind : std::uint8_t { text, binary, link, submodule };
  Kind kind = Kind::text;
  std::uint32_t line = 0;   ///< where it begins in the diff, 1-based
  bool is_git = false;      ///< of `git diff`: names are relative to the top of the repository
  bool is_copy = false;     ///< `before` is still there
  std::string before = {};  ///< the old name; empty: there was none
  std::string after = {};   ///< the new name; empty: it is gone
  std::vector<Hunk> hunks = {};
};

/// Where a diff is wrong, and why.
struct PatchError {
  std::uint32_t line = 0;       ///< in the diff, 1-based
  std::uint32_t file_line = 0;  ///< in the file, 1-based; 0 where the file is not to blame
  std::string message;
};

/// Reads what `diff -u` and `git diff` write; text between the files is passed over. What it hands out points into
/// `diff`. nullopt, with the reason in `error`, for a diff that is cut short, miscounted or combined.
[[nodiscard]] std::optional<std::vector<FilePatch>> read_patch(std::string_view diff, PatchError& error);

/// The bytes the file had before, from those it has now. nullopt where a hunk is not what the file says at that line.
[[nodiscard]] std::optional<std::string> undo(const FilePatch& patch, std::string_view after, PatchError& error);

}  // namespace tieline::lint
