#include "text/overlay.h"

#include <algorithm>
#include <utility>

namespace tieline::text {
namespace {

namespace fs = std::filesystem;

/// The path with every link resolved, one that is not there included.
fs::path real(const fs::path& path) {
  std::error_code ignored;
  fs::path whole = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  if (!whole.has_filename() && whole.has_relative_path()) whole = whole.parent_path();
  return whole;
}

}  // namespace

std::string Overlay::key(const fs::path& path) const {
  std::error_code ignored;
  const fs::path whole = fs::absolute(path, ignored).lexically_normal();
  const std::string folder = whole.parent_path().string();
  const std::lock_guard lock(mutex_);
  const auto [entry, added] = real_folders_.try_emplace(folder);
  if (added) entry->second = real(folder);
  return (entry->second / whole.filename()).string();
}

void Overlay::set(const fs::path& path, SharedBytes bytes) { files_[key(path)] = std::move(bytes); }

const SharedBytes* Overlay::find(const fs::path& path) const {
  if (files_.empty()) return nullptr;
  auto found = files_.find(key(path));
  std::error_code ignored;
  if (found == files_.end() && fs::is_symlink(path, ignored)) found = files_.find(real(path).string());
  return found == files_.end() ? nullptr : &found->second;
}

fs::file_type Overlay::type(const fs::path& path) const {
  if (const SharedBytes* bytes = find(path)) return *bytes ? fs::file_type::regular : fs::file_type::not_found;
  std::error_code ignored;
  const fs::file_type on_disk = fs::status(path, ignored).type();
  return on_disk == fs::file_type::not_found && !added_to(path).empty() ? fs::file_type::directory : on_disk;
}

std::vector<FolderEntry> Overlay::list(const fs::path& folder, std::error_code& failed) const {
  std::vector<FolderEntry> entries;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code ignored;
    const bool is_link = at->is_symlink(ignored);
    entries.push_back({at->path(), !is_link && at->is_directory(ignored), is_link});
  }
  if (files_.empty()) return entries;
  std::vector<FolderEntry> added = added_to(folder);
  if (!added.empty() && failed == std::errc::no_such_file_or_directory) failed.clear();
  std::erase_if(entries, [&](const FolderEntry& entry) {
    if (!entry.is_folder && files_.contains(key(entry.path))) return true;
    return std::any_of(added.begin(), added.end(), [&](const FolderEntry& other) { return other.path == entry.path; });
  });
  std::move(added.begin(), added.end(), std::back_inserter(entries));
  return entries;
}

std::vector<FolderEntry> Overlay::added_to(const fs::path& folder) const {
  std::vector<FolderEntry> added;
  if (files_.empty()) return added;
  std::string start = real(folder).string();
  if (!start.ends_with('/')) start += '/';
  for (auto at = files_.lower_bound(start); at != files_.end() && at->first.starts_with(start);) {
    if (!at->second) {
      ++at;
      continue;
    }
    const std::size_t slash = at->first.find('/', start.size());
    const fs::path path = folder / at->first.substr(start.size(), slash - start.size());
    if (slash == std::string::npos) {
      added.push_back({path});
      ++at;
    } else {
      added.push_back({path, true});
      // What follows `/` in the order of bytes is past everything in that folder.
      at = files_.lower_bound(at->first.substr(0, slash) + static_cast<char>('/' + 1));
    }
  }
  return added;
}

}  // namespace tieline::text
