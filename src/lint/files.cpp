#include "lint/files.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>

#include "lint/configurations.h"
#include "terraform/parsed_files.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> skipped_folders{".git", ".terraform", ".terragrunt-cache", ".aws-sam",
                                                          ".hg",  ".svn",       "node_modules",      ".venv"};

class Walk {
 public:
  Walk(const text::SourceManager& sources, Configurations& configurations)
      : sources_(sources), configurations_(configurations) {}

  void add(const fs::path& path) {
    if (sources_.type(path) == fs::file_type::directory) {
      folder(path);
    } else {
      file(path, true);
    }
  }

  FoundFiles finish() {
    found_.terraform_folders.assign(folders_.begin(), folders_.end());
    found_.documents.assign(documents_.begin(), documents_.end());
    std::sort(found_.unreadable.begin(), found_.unreadable.end());
    return std::move(found_);
  }

 private:
  /// Iterative, so that no depth of folders is too deep.
  void folder(const fs::path& top) {
    std::vector<fs::path> open{top};
    while (!open.empty()) {
      const fs::path at = std::move(open.back());
      open.pop_back();
      std::error_code failed;
      const FolderSettings& settings = configurations_.folder(at);
      for (const text::FolderEntry& entry : sources_.list(at, failed)) {
        if (Configurations::exclusion(settings, entry.path) != nullptr) continue;
        if (!entry.is_folder) {
          file(entry.path);
        } else if (!is_skipped_folder(entry.path.filename().string())) {
          open.push_back(entry.path);
        }
      }
      if (failed) found_.unreadable.emplace_back(at, failed.message());
    }
  }

  void file(const fs::path& path, bool named = false) {
    if (terraform::is_configuration_file(path.filename())) {
      const fs::path parent = path.parent_path();
      folders_.insert((parent.empty() ? fs::path(".") : parent).lexically_normal());
    } else if (named || is_document_name(path)) {
      documents_.insert(path.lexically_normal());
    }
  }

  const text::SourceManager& sources_;
  Configurations& configurations_;
  FoundFiles found_;
  std::set<fs::path> folders_;
  std::set<fs::path> documents_;
};

}  // namespace

bool is_skipped_folder(std::string_view name) {
  return std::find(skipped_folders.begin(), skipped_folders.end(), name) != skipped_folders.end();
}

bool is_document_name(const fs::path& name) {
  static constexpr std::array<std::string_view, 4> extensions{".yaml", ".yml", ".json", ".template"};
  const std::string extension = name.extension().string();
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

FoundFiles find_files(const text::SourceManager& sources, const std::vector<fs::path>& paths,
                      Configurations& configurations) {
  Walk walk(sources, configurations);
  for (const fs::path& path : paths) walk.add(path);
  return walk.finish();
}

}  // namespace tieline::lint
