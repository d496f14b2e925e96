#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tieline::cli {

/// Text and where it goes: a file, or standard output where the path is empty.
struct Output {
  std::string path;
  std::string text;
};

/// Writes all of them, each file whole or not at all: into a file beside it first, which takes its place once all of
/// them are there. Links are followed and the mode of an existing file is kept. On failure `error` says why, and the
/// files are as they were. Standard output comes last.
[[nodiscard]] bool write_outputs(const std::vector<Output>& outputs, std::string& error);
[[nodiscard]] bool write_output(const std::string& path, std::string_view text, std::string& error);

/// True when standard output is a terminal that wants colour.
[[nodiscard]] bool wants_color();

}  // namespace tieline::cli
