#include "cli/git.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <string_view>
#include <utility>

#include "cli/process.h"
#include "text/limits.h"

namespace tieline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view regular_file = "100";  // 100644 and 100755
constexpr std::string_view submodule = "160000";
constexpr std::string_view large_file_pointer = "version https://git-lfs.github.com/spec/";

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// Takes the text up to the next NUL off `rest`.
std::string_view take_field(std::string_view& rest) {
  const std::string_view field = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(std::min(field.size() + 1, rest.size()));
  return field;
}

/// A file that differs from its state in the commit.
struct ChangedFile {
  std::string path;  ///< from the top of the repository
  std::string blob;  ///< what it was; empty where it was no file
};

class Git {
 public:
  Git(std::string base, std::string& error) : base_(std::move(base)), error_(error) {}

  std::optional<GitChanges> changes(const std::vector<fs::path>& paths) {
    GitChanges found;
    std::vector<ChangedFile> files;
    if (!find_top(paths) || !find_commit() || !find_merge_base()) return std::nullopt;
    if (!list_changed(files, found.notes) || !list_new(files)) return std::nullopt;
    if (!read_blobs(files, found.changes)) return std::nullopt;
    found.since = merge_base_.substr(0, 12) + ", the merge base of " + base_ + " and HEAD";
    return found;
  }

 private:
  bool fail(const std::string& message) {
    error_ = "--diff " + base_ + ": " + message;
    return false;
  }

  /// Runs git so that nothing of the repository is changed, fetched, or run.
  ProcessResult git(const std::vector<std::string>& arguments, std::string_view input = {}) const {
    std::vector<std::string> words{"git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"};
    if (!folder_.empty()) words.insert(words.end(), {"-C", folder_.string()});
    words.insert(words.end(), arguments.begin(), arguments.end());
    // Where git is too old to know GIT_NO_LAZY_FETCH, it finds no protocol that it may fetch by.
    return run_process(words,
                       {{"GIT_OPTIONAL_LOCKS", "0"},
                        {"GIT_NO_LAZY_FETCH", "1"},
                        {"GIT_ALLOW_PROTOCOL", "none"},
                        {"GIT_TERMINAL_PROMPT", "0"}},
                       input);
  }

  bool fail(const ProcessResult& result) {
    if (!result.started) return fail("git cannot be run: " + result.errors);
    return fail("git: " + std::string(first_line(result.errors)));
  }

  /// In the working folder where it can be, as GIT_DIR, which git sets for hooks, may be relative to it.
  bool find_top(const std::vector<fs::path>& paths) {
    std::error_code ignored;
    const fs::path here = fs::current_path(ignored);
    std::vector<fs::path> whole;
    for (const fs::path& path : paths) whole.push_back(fs::weakly_canonical(fs::absolute(path, ignored), ignored));
    const bool below =
        std::all_of(whole.begin(), whole.end(), [&](const fs::path& path) { return is_within(path, here); });
    if (!below && !whole.empty()) {
      folder_ = fs::is_directory(whole.front(), ignored) ? whole.front() : whole.front().parent_path();
    }
    const ProcessResult result = git({"rev-parse", "--show-toplevel"});
    if (!result.succeeded()) return fail(result);
    top_ = std::string_view(result.output).substr(0, result.output.size() - 1);
    const auto outside =
        std::find_if(whole.begin(), whole.end(), [&](const fs::path& path) { return !is_within(path, top_); });
    return outside == whole.end() || fail(outside->string() + " is not in the repository " + top_.string());
  }

  bool find_commit() {
    const ProcessResult result = git({"rev-parse", "--verify", "--quiet", base_ + "^{commit}"});
    if (result.succeeded()) {
      commit_ = first_line(result.output);
      return true;
    }
    if (!result.errors.empty()) return fail(result);
    return fail("there is no commit of that name here" + advice());
  }

  /// What to do about a commit that is missing.
  [[nodiscard]] std::string advice() const {
    if (git({"rev-parse", "--verify", "--quiet", "refs/remotes/origin/" + base_}).succeeded()) {
      return ", but there is origin/" + base_ + ": use --diff origin/" + base_;
    }
    const std::string depth = is_shallow() ? "--unshallow " : "";
    const std::string remotes = git({"remote"}).output;
    std::string_view rest = remotes;
    while (!rest.empty()) {
      const std::string remote(first_line(rest));
      rest.remove_prefix(std::min(remote.size() + 1, rest.size()));
      if (!base_.starts_with(remote + "/")) continue;
      const std::string branch = base_.substr(remote.size() + 1);
      return "; fetch it: git fetch " + depth + remote + " +" + branch + ":refs/remotes/" + base_;
    }
    return remotes.empty() ? "" : "; fetch it: git fetch " + depth + std::string(first_line(remotes)) + " " + base_;
  }

  [[nodiscard]] bool is_shallow() const {
    return first_line(git({"rev-parse", "--is-shallow-repository"}).output) == "true";
  }

  bool find_merge_base() {
    const ProcessResult result = git({"merge-base", commit_, "HEAD"});
    if (result.succeeded()) {
      merge_base_ = first_line(result.output);
      return true;
    }
    if (!result.errors.empty()) return fail(result);
    if (is_shallow()) {
      return fail(
          "this clone is shallow and does not reach the commit at which HEAD left it; fetch the history: git fetch "
          "--unshallow (for actions/checkout, fetch-depth: 0)");
    }
    return fail("it and HEAD have no commit in common");
  }

  /// Files that git follows. Submodules keep what they hold: they are repositories of their own.
  bool list_changed(std::vector<ChangedFile>& files, std::vector<std::string>& notes) {
    const ProcessResult result = git({"diff-index", "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
                                      "--no-relative", "--ignore-submodules=dirty", merge_base_});
    if (!result.succeeded()) return fail(result);
    std::string_view rest = result.output;
    while (!rest.empty()) {
      // ":100644 100644 <old> <new> M", then the path
      const std::string_view status = take_field(rest);
      const std::string path(take_field(rest));
      if (status.size() < 15) return fail("git diff-index says something unknown");
      const std::string_view old_mode = status.substr(1, 6);
      const std::string_view new_mode = status.substr(8, 6);
      if (old_mode == submodule || new_mode == submodule) {
        notes.push_back("the submodule " + path + " is taken as it is now");
        continue;
      }
      const std::string_view old_id = status.substr(15, status.find(' ', 15) - 15);
      const bool was_file = old_mode.starts_with(regular_file);
      files.push_back({path, was_file ? std::string(old_id) : std::string()});
    }
    return true;
  }

  /// Files that git does not follow yet.
  bool list_new(std::vector<ChangedFile>& files) {
    const ProcessResult result = git({"ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"});
    if (!result.succeeded()) return fail(result);
    std::string_view rest = result.output;
    while (!rest.empty()) {
      const std::string path(take_field(rest));
      if (!path.ends_with('/')) files.push_back({path, {}});  // else a repository of its own
    }
    return true;
  }

  bool read_blobs(const std::vector<ChangedFile>& files, lint::Changes& changes) {
    std::vector<const ChangedFile*> wanted;
    for (const ChangedFile& file : files) {
      changes.before.try_emplace(top_ / file.path, nullptr);
      if (!file.blob.empty()) wanted.push_back(&file);
    }
    if (!drop_large(wanted)) return false;
    std::string ids;
    for (const ChangedFile* file : wanted) ids += file->blob + "\n";
    const ProcessResult result = git({"cat-file", "--batch=%(objectsize)"}, ids);
    if (!result.succeeded()) return fail(result);
    std::string_view rest = result.output;
    for (const ChangedFile* file : wanted) {
      std::size_t size = 0;
      const std::string_view line = first_line(rest);
      std::from_chars(line.data(), line.data() + line.size(), size);
      if (rest.size() < line.size() + size + 2) return fail("git cat-file says less than it was asked");
      const std::string_view bytes = rest.substr(line.size() + 1, size);
      rest.remove_prefix(line.size() + size + 2);
      if (bytes.starts_with(large_file_pointer)) continue;
      changes.before[top_ / file->path] = std::make_shared<const std::string>(bytes);
    }
    return true;
  }

  bool is_partial_clone() {
    return !git({"config", "--get-regexp", R"(^(extensions\.partialclone|remote\..*\.promisor)$)"}).output.empty();
  }

  /// What is larger than a source file may be is left out; what is not there, in a partial clone, cannot be.
  bool drop_large(std::vector<const ChangedFile*>& wanted) {
    std::string ids;
    for (const ChangedFile* file : wanted) ids += file->blob + "\n";
    const ProcessResult result = git({"cat-file", "--batch-check=%(objectsize)"}, ids);
    if (!result.succeeded() && !is_partial_clone()) return fail(result);
    std::string_view rest = result.output;  // to what is missing
    std::vector<const ChangedFile*> kept;
    for (const ChangedFile* file : wanted) {
      const std::string_view line = first_line(rest);
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      std::size_t size = 0;
      const auto [end, failed] = std::from_chars(line.data(), line.data() + line.size(), size);
      if (failed != std::errc() || end != line.data() + line.size()) {
        return fail("this clone is partial and lacks what " + file->path + " was; fetch it: git diff --stat " +
                    merge_base_.substr(0, 12));
      }
      if (size <= limits::file_bytes) kept.push_back(file);
    }
    wanted = std::move(kept);
    return true;
  }

  std::string base_;
  std::string& error_;
  fs::path folder_;  // where git runs; empty: the working folder
  fs::path top_;
  std::string commit_;
  std::string merge_base_;
};

}  // namespace

std::optional<GitChanges> changes_since(const std::string& base, const std::vector<fs::path>& paths,
                                        std::string& error) {
  return Git(base, error).changes(paths);
}

fs::path top_of_repository(const fs::path& folder) {
  std::error_code ignored;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::exists(at / ".git", ignored)) return at;
    if (at == at.parent_path()) return folder;
  }
}

}  // namespace tieline::cli
