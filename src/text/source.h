#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
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

/// A name in a folder.
struct FolderEntry {
  std::filesystem::path path;  ///< the folder's path with the name added
  bool is_folder = false;      ///< a link to a folder is none
  bool is_link = false;
};

using SharedBytes = std::shared_ptr<const std::string>;

class Overlay;

/// Reads files once and names them by FileId. Safe to use from several threads; files stay where they are.
class SourceManager {
 public:
  SourceManager();
  ~SourceManager();
  SourceManager(const SourceManager&) = delete;
  SourceManager& operator=(const SourceManager&) = delete;

  /// The file of this path, mapped into memory at the first call. nullopt, with the reason in `error`, where it cannot
  /// be read, is no regular file, or is larger than limits::file_bytes.
  std::optional<FileId> open(const std::filesystem::path& path, ReadError* error = nullptr);
  /// Text that stands for a file (standard input for `--stdin-filename`, tests). A later `open` of the path finds it,
  /// and it is in its folder, whether or not it is on disk. Not while other threads read.
  FileId add(const std::filesystem::path& path, std::string text);
  /// From now on the file has these bytes, or, for null, is not there, whatever is on disk. Not while other threads
  /// read.
  void replace(const std::filesystem::path& path, SharedBytes bytes);

  /// What a path leads to, links followed.
  [[nodiscard]] std::filesystem::file_type type(const std::filesystem::path& path) const;
  [[nodiscard]] bool is_file(const std::filesystem::path& path) const {
    return type(path) == std::filesystem::file_type::regular;
  }
  /// What a folder holds, in no order. `failed` says why it cannot be read; what was read until then is returned.
  [[nodiscard]] std::vector<FolderEntry> list(const std::filesystem::path& folder, std::error_code& failed) const;

  [[nodiscard]] const SourceFile& file(FileId id) const;
  /// How many files there are; their ids are the numbers below it.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::string_view text(const Span& span) const;
  [[nodiscard]] Position start(const Span& span, ColumnUnit unit = ColumnUnit::code_points) const;
  [[nodiscard]] Position end(const Span& span, ColumnUnit unit = ColumnUnit::code_points) const;

 private:
  FileId insert(std::string key, std::string path, std::string_view bytes, std::shared_ptr<const void> storage);

  mutable std::mutex mutex_;
  std::deque<SourceFile> files_;
  std::unordered_map<std::string, FileId> by_path_;
  std::unique_ptr<Overlay> overlay_;
};

/// The path as findings show it: relative to the working folder where it lies below it, `/` between the parts.
[[nodiscard]] std::string display_path(const std::filesystem::path& path);

}  // namespace tieline::text
