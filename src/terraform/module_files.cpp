#include "terraform/module_files.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include "text/limits.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

}  // namespace

ModuleFiles::ModuleFiles(text::SourceManager& sources, const fs::path& root_folder, const Options& options)
    : sources_(sources), root_folder_(root_folder) {
  if (options.allow_outside) return;
  std::error_code ignored;
  scan_root_ = fs::weakly_canonical(options.scan_root.empty() ? root_folder : options.scan_root, ignored);
  // A trailing slash would be a path component that no file has.
  if (!scan_root_.has_filename() && scan_root_.has_relative_path()) scan_root_ = scan_root_.parent_path();
}

fs::path ModuleFiles::resolve(std::string_view path) const {
  const fs::path given(path);
  return (given.is_absolute() ? given : root_folder_ / given).lexically_normal();
}

bool ModuleFiles::is_inside(const fs::path& path) const {
  if (scan_root_.empty()) return true;
  std::error_code failed;
  const fs::path real = fs::weakly_canonical(path, failed);
  if (failed) return false;
  return std::mismatch(scan_root_.begin(), scan_root_.end(), real.begin(), real.end()).first == scan_root_.end();
}

FileAccess::Contents ModuleFiles::read(std::string_view path) {
  const fs::path whole = resolve(path);
  const auto [entry, added] = read_.try_emplace(whole.string());
  if (added) entry->second = look_up(whole);
  if (entry->second.status == Status::missing) ++missed_;
  if (entry->second.status == Status::refused) ++refused_;
  return entry->second;
}

FileAccess::Contents ModuleFiles::look_up(const fs::path& path) {
  Contents contents;
  if (path.native().find('\0') != std::string::npos) return contents;
  // Outside, not even whether a file exists is told.
  contents.status = Status::refused;
  if (!is_inside(path)) return contents;
  const fs::file_type type = sources_.type(path);
  if (type == fs::file_type::not_found) {
    contents.status = Status::missing;
  } else if (type != fs::file_type::none && type != fs::file_type::regular) {
    contents.status = Status::not_a_file;
  } else if (const auto id = sources_.open(path)) {
    contents.status = Status::ok;
    contents.file = *id;
    contents.bytes = sources_.file(*id).bytes();
  }
  return contents;
}

FileAccess::Listing ModuleFiles::list(std::string_view folder) {
  Listing listing;
  const fs::path whole = resolve(folder);
  if (!is_inside(whole)) {
    listing.status = Status::refused;
    ++refused_;
    return listing;
  }
  const fs::file_type type = sources_.type(whole);
  if (type == fs::file_type::not_found) {
    ++missed_;
    return listing;
  }
  if (type != fs::file_type::directory) {
    listing.status = Status::not_a_file;
    return listing;
  }
  listing.status = Status::ok;
  std::error_code failed;
  for (std::vector<fs::path> open{whole}; !open.empty() && !failed;) {
    const fs::path at = std::move(open.back());
    open.pop_back();
    for (const text::FolderEntry& entry : sources_.list(at, failed)) {
      if (entry.is_folder) {
        open.push_back(entry.path);
        continue;
      }
      if (!sources_.is_file(entry.path) || (entry.is_link && !is_inside(entry.path))) continue;
      listing.paths.push_back(entry.path.lexically_relative(whole).generic_string());
      if (listing.paths.size() > limits::collection_items) {
        listing.status = Status::refused;
        listing.paths.clear();
        return listing;
      }
    }
  }
  std::sort(listing.paths.begin(), listing.paths.end());
  return listing;
}

std::string ModuleFiles::working_folder() { return root_folder_.string(); }

}  // namespace tieline::terraform
