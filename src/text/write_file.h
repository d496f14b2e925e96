#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tieline::text {

/// A file and what it is to hold.
struct FileText {
  std::filesystem::path path;
  std::string text;
};

/// Writes all of them, each file whole or not at all: into a file beside it first, which takes its place once all of
/// them are there. Links are followed and the mode of an existing file is kept; pipes and devices are written to as
/// they are. On failure `error` says why, and the files are as they were.
[[nodiscard]] bool write_files(std::span<const FileText> files, std::string& error);

/// Writes the whole text to an open file; false with `errno` set where that fails.
[[nodiscard]] bool write_all(int descriptor, std::string_view text);

}  // namespace tieline::text
