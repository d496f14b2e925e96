#include "lint/fix_writer.h"

#include <filesystem>
#include <map>
#include <string>
#include <system_error>

#include "text/source.h"
#include "text/write_file.h"

namespace tieline::lint {
namespace {

bool is_unchanged(const FixedFile& file) {
  text::SourceManager now;
  const auto id = now.open(file.path);
  return id && now.file(*id).bytes() == file.before;
}

/// Why a file must not be written; empty where it may.
std::string objection(const FixedFile& file) {
  if (!is_unchanged(file)) return " was changed meanwhile; its fixes were not applied, run again";
  // A file that is replaced is another one than its further names lead to, and one that is overwritten may be found
  // half written: whoever gave it several names decides.
  std::error_code unknown;
  if (std::filesystem::hard_link_count(file.path, unknown) > 1 && !unknown) {
    return " has several names (hard links), which would come apart; its fixes were not applied, --diff-fixes shows "
           "them";
  }
  return {};
}

bool write_bundle(const std::vector<const FixedFile*>& bundle, WrittenFixes& written) {
  std::vector<text::FileText> texts;
  for (const FixedFile* file : bundle) texts.push_back({file->path, file->after});
  std::string error;
  if (text::write_files(texts, error)) return true;
  written.unwritable.push_back("cannot write " + error);
  return false;
}

}  // namespace

WrittenFixes write_fixes(const std::vector<FixedFile>& files) {
  std::map<std::size_t, std::vector<const FixedFile*>> bundles;
  for (const FixedFile& file : files) bundles[file.bundle].push_back(&file);
  WrittenFixes written;
  for (const auto& [number, bundle] : bundles) {
    const std::size_t changed_before = written.left_alone.size();
    for (const FixedFile* file : bundle) {
      if (const std::string why = objection(*file); !why.empty()) written.left_alone.push_back(file->shown + why);
    }
    if (written.left_alone.size() == changed_before && write_bundle(bundle, written)) written.files += bundle.size();
  }
  return written;
}

}  // namespace tieline::lint
