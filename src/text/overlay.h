#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <system_error>
#include <unordered_map>
#include <vector>

#include "text/source.h"

namespace tieline::text {

/// What is seen in place of the disk: files with other bytes, and files that are not there. All else is as on disk. So
/// a buffer of an editor stands for its file, and the state before a change is the disk with the change undone. Safe to
/// ask from several threads once everything is set.
class Overlay {
 public:
  /// The file has these bytes; null: there is no such file.
  void set(const std::filesystem::path& path, SharedBytes bytes);
  /// Where the path leads to a file that was set: its bytes, null within where it is not there. Else null.
  [[nodiscard]] const SharedBytes* find(const std::filesystem::path& path) const;
  /// What the path leads to, links followed.
  [[nodiscard]] std::filesystem::file_type type(const std::filesystem::path& path) const;
  /// What a folder holds, in no order. `failed` says why it cannot be read; what was read until then is returned.
  [[nodiscard]] std::vector<FolderEntry> list(const std::filesystem::path& folder, std::error_code& failed) const;

 private:
  [[nodiscard]] std::vector<FolderEntry> added_to(const std::filesystem::path& folder) const;

  /// The path with the links of its folder resolved; a link itself is a file of its own.
  [[nodiscard]] std::string key(const std::filesystem::path& path) const;

  std::map<std::string, SharedBytes> files_;  // by key
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::filesystem::path> real_folders_;
};

}  // namespace tieline::text
