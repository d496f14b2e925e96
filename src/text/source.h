#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/span.h"

namespace tieline::text {

/// A place in a file as a person names it. Both 1-based.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// What a column counts: bytes, Unicode code points, or UTF-16 code units (what the language server protocol counts).
enum class ColumnUnit : std::uint8_t { bytes, code_points, utf16 };

/// One file: its name as it is shown, and its bytes, which never change during a run.
class SourceFile {
 public:
  SourceFile(std::string path, std::string_view bytes, std::shared_ptr<const void> storage);

  /// The path as it is to be shown: relative to the working folder where it lies below it, with `/`.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  /// Line and column of a byte offset; an offset past the end is the end's.
  [[nodiscard]] Position position(std::uint32_t offset, ColumnUnit unit = ColumnUnit::code_points) const;
  /// The offset where a 1-based line starts; the file's size for a line past the end.
  [[nodiscard]] std::uint32_t line_start(std::uint32_t line) const;
  /// The text of a 1-based line without its line end; empty for a line past the end.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_count() const;

 private:
  const std::vector<std::uint32_t>& lines() const;

  std::string path_;
  std::string_view bytes_;
  std::shared_ptr<const void> storage_;
  mutable std::once_flag indexed_;
  mutable std::vector<std::uint32_t> line_starts_;  // made at the first question: most files are never asked
};

/// Why a file could not be read.
struct ReadError {
  std::string message;
};

/// Reads files once and names them by FileId. Safe to use from several threads; files stay where they are.
class SourceManager {
 public:
  SourceManager() = default;
  SourceManager(const SourceManager&) = delete;
  SourceManager& operator=(const SourceManager&) = delete;

  /// The file of this path, mapped into memory at the first call. nullopt, with the reason in `error`, where it cannot
  /// be read, is no regular file, or is larger than limits::file_bytes.
  std::optional<FileId> open(const std::filesystem::path& path, ReadError* error = nullptr);
  /// Text that stands for a file (standard input for `--stdin-filename`, tests). A later `open` of the path finds it.
  FileId add(const std::filesystem::path& path, std::string text);

  [[nodiscard]] const SourceFile& file(FileId id) const;
  [[nodiscard]] std::string_view text(const Span& span) const;
  [[nodiscard]] Position start(const Span& span, ColumnUnit unit = ColumnUnit::code_points) const;
  [[nodiscard]] Position end(const Span& span, ColumnUnit unit = ColumnUnit::code_points) const;

 private:
  FileId insert(std::string key, std::string path, std::string_view bytes, std::shared_ptr<const void> storage);

  mutable std::mutex mutex_;
  std::deque<SourceFile> files_;
  std::unordered_map<std::string, FileId> by_path_;
};

/// The path as findings show it: relative to the working folder where it lies below it, `/` between the parts.
[[nodiscard]] std::string display_path(const std::filesystem::path& path);

}  // namespace tieline::text
