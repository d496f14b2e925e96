#include "lint/changes.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lint/configurations.h"
#include "lint/files.h"
#include "lint/patch.h"
#include "lint/recognition.h"
#include "terraform/parsed_files.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

class DiffUndoer {
 public:
  DiffUndoer(std::vector<FilePatch> patches, std::string& error) : patches_(std::move(patches)), error_(error) {}

  std::optional<Changes> undo(const fs::path& folder, const fs::path& top) {
    const bool is_git =
        std::any_of(patches_.begin(), patches_.end(), [](const FilePatch& patch) { return patch.is_git; });
    const std::array<fs::path, 2> folders = is_git ? std::array{top, folder} : std::array{folder, top};
    const auto fits = std::find_if(folders.begin(), folders.end(), [&](const fs::path& at) { return holds_all(at); });
    folder_ = fits != folders.end() ? *fits : folders.front();
    for (const FilePatch& patch : patches_) {
      if (!take(patch)) return std::nullopt;
    }
    return std::move(changes_);
  }

 private:
  bool fail(std::uint32_t line, const std::string& message) {
    error_ = "standard input:" + std::to_string(line) + ": " + message;
    return false;
  }

  [[nodiscard]] bool holds_all(const fs::path& folder) const {
    return std::all_of(patches_.begin(), patches_.end(), [&](const FilePatch& patch) {
      std::error_code ignored;
      return patch.after.empty() || fs::exists(folder / patch.after, ignored);
    });
  }

  bool take(const FilePatch& patch) {
    if (patch.kind == FilePatch::Kind::submodule) return true;
    if (patch.kind == FilePatch::Kind::binary) return take_binary(patch);
    text::SharedBytes before;
    if (patch.kind == FilePatch::Kind::text && !patch.before.empty()) {
      before = bytes_before(patch);
      if (!before) return false;
    } else if (patch.kind == FilePatch::Kind::text && !bytes_before(patch)) {
      return false;  // a new file must be what the diff says, too
    }
    if (!patch.after.empty() && patch.after != patch.before && !set(patch, patch.after, nullptr)) return false;
    return patch.before.empty() || patch.is_copy || set(patch, patch.before, std::move(before));
  }

  bool take_binary(const FilePatch& patch) {
    const std::string& name = patch.after.empty() ? patch.before : patch.after;
    if (!terraform::is_configuration_file(fs::path(name).filename()) && !is_document_name(name)) return true;
    return fail(patch.line, "the diff does not say how the binary file " + name + " changed; use git diff --text");
  }

  /// Null where it cannot be said.
  text::SharedBytes bytes_before(const FilePatch& patch) {
    text::SourceManager sources;
    std::string_view now;
    if (!patch.after.empty()) {
      text::ReadError unreadable;
      const auto file = sources.open(folder_ / patch.after, &unreadable);
      if (!file) {
        fail(patch.line, patch.after + ", which the diff leads to, cannot be read in " + folder_.string() + ": " +
                             unreadable.message);
        return nullptr;
      }
      now = sources.file(*file).bytes();
    }
    PatchError wrong;
    auto before = lint::undo(patch, now, wrong);
    if (before && patch.before.empty() && !before->empty()) {
      fail(patch.line, patch.after + " is new in the diff, but has lines that the diff does not add");
      return nullptr;
    }
    if (before) return std::make_shared<const std::string>(std::move(*before));
    const std::string place = patch.after.empty() ? patch.before : patch.after;
    fail(wrong.line, place + ":" + std::to_string(wrong.file_line) + ": " + wrong.message);
    return nullptr;
  }

  /// A file that becomes a link, or the other way round, is deleted and made again.
  bool set(const FilePatch& patch, const std::string& name, text::SharedBytes before) {
    const auto [entry, added] = changes_.before.try_emplace((folder_ / name).lexically_normal(), before);
    if (added) return true;
    if (entry->second && before) {
      return fail(patch.line, name + " is changed twice; give one diff of all changes, such as that of git diff");
    }
    if (before) entry->second = std::move(before);
    return true;
  }

  std::vector<FilePatch> patches_;
  std::string& error_;
  fs::path folder_;
  Changes changes_;
};

std::vector<Identity> identities(const std::vector<Finding>& findings, const text::SourceManager& sources) {
  std::vector<Identity> all;
  all.reserve(findings.size());
  for (const Finding& finding : findings) all.push_back(identity(finding, sources));
  return all;
}

/// Whether a file is one of the configurations that are read now, or was one before.
bool is_configuration(const fs::path& path, const std::vector<fs::path>& configurations) {
  return path.filename() == configuration_name ||
         std::any_of(configurations.begin(), configurations.end(), [&](const fs::path& one) {
           std::error_code ignored;
           return fs::weakly_canonical(one, ignored) == fs::weakly_canonical(path, ignored);
         });
}

std::vector<Identity> identities_before(const Changes& changes, const RunOptions& options,
                                        const std::vector<fs::path>& configurations, Checker check) {
  RunOptions before = options;
  if (!options.stdin_filename.empty()) before.paths = {options.stdin_filename};
  before.stdin_filename.clear();
  before.stdin_text.clear();
  before.visit = nullptr;
  text::SourceManager sources;
  for (const auto& [path, bytes] : changes.before) {
    // Both states are checked with the same options, and those of these files are among them.
    if (!is_configuration(path, configurations)) sources.replace(path, bytes);
  }
  return identities(check(sources, before).findings, sources);
}

}  // namespace

std::optional<Changes> undo_diff(std::string_view diff, const fs::path& folder, const fs::path& top,
                                 std::string& error) {
  PatchError wrong;
  auto patches = read_patch(diff, wrong);
  if (patches) return DiffUndoer(std::move(*patches), error).undo(folder, top);
  error = "standard input:" + std::to_string(wrong.line) + ": " + wrong.message;
  return std::nullopt;
}

void keep_new(RunResult& result, const Changes& changes, const text::SourceManager& sources, const RunOptions& options,
              Checker check) {
  if (changes.before.empty() && options.stdin_filename.empty()) {
    result.unchanged = result.findings.size();
    result.findings.clear();
  }
  if (result.findings.empty()) return;  // nothing can be new, so the other state need not be looked at
  const Recognition recognition =
      recognize(identities_before(changes, options, result.configurations, check), identities(result.findings, sources),
                [&](const std::string& file) { return sources.is_file(file); });
  std::vector<Finding> kept;
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    if (recognition.known[i]) {
      ++result.unchanged;
    } else {
      kept.push_back(std::move(result.findings[i]));
    }
  }
  result.findings = std::move(kept);
}

}  // namespace tieline::lint
