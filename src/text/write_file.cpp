#include "text/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

namespace tieline::text {
namespace {

namespace fs = std::filesystem;

bool fail(std::string& error, const std::string& path) {
  error = path + ": " + std::strerror(errno);
  return false;
}

/// Pipes and devices take what is written; there is nothing to replace.
bool write_in_place(const std::string& path, std::string_view text, std::string& error) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(error, path);
  const bool written = write_all(descriptor, text);
  if (::close(descriptor) != 0 || !written) return fail(error, path);
  return true;
}

/// A file that is to be replaced, and what is to take its place, written beside it. Nothing is left of that where it is
/// not committed.
class Replacement {
 public:
  Replacement(const fs::path& path, fs::path target, mode_t mode)
      : path_(path), target_(std::move(target)), mode_(mode) {}
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  Replacement(Replacement&& other) noexcept
      : path_(std::move(other.path_)),
        target_(std::move(other.target_)),
        mode_(other.mode_),
        beside_(std::exchange(other.beside_, {})) {}
  Replacement& operator=(Replacement&&) = delete;
  ~Replacement() {
    if (!beside_.empty()) ::unlink(beside_.c_str());
  }

  bool prepare(std::string_view text, std::string& error) {
    std::string beside = (target_.parent_path() / ("." + target_.filename().string() + ".XXXXXX")).string();
    const int descriptor = ::mkstemp(beside.data());
    if (descriptor < 0) return fail(error, path_);
    beside_ = std::move(beside);
    const bool written = write_all(descriptor, text) && ::fchmod(descriptor, mode_) == 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    const bool closed = ::close(descriptor) == 0;
    if (!written) errno = reason;
    return (written && closed) || fail(error, path_);
  }

  bool commit(std::string& error) {
    if (::rename(beside_.c_str(), target_.c_str()) != 0) return fail(error, path_);
    beside_.clear();
    return true;
  }

 private:
  fs::path path_;    ///< as the caller names it
  fs::path target_;  ///< where its links lead
  mode_t mode_;
  std::string beside_;
};

/// Files of one call, on their way.
class Writing {
 public:
  /// Does everything that can fail and be undone.
  bool prepare(const FileText& file, std::string& error) {
    std::error_code missing;
    fs::path target = fs::weakly_canonical(file.path, missing);
    if (missing) target = file.path;
    struct stat status {};
    mode_t mode = 0;
    if (::stat(target.c_str(), &status) != 0) {
      const mode_t mask = ::umask(0);
      ::umask(mask);
      mode = 0666U & ~mask;
    } else if (S_ISDIR(status.st_mode)) {
      errno = EISDIR;
      return fail(error, file.path);
    } else if (!S_ISREG(status.st_mode)) {
      in_place_.push_back(&file);
      return true;
    } else {
      mode = status.st_mode & 07777U;
    }
    return replacements_.emplace_back(file.path, std::move(target), mode).prepare(file.text, error);
  }

  bool commit(std::string& error) {
    for (Replacement& replacement : replacements_) {
      if (!replacement.commit(error)) return false;
    }
    for (const FileText* file : in_place_) {
      if (!write_in_place(file->path, file->text, error)) return false;
    }
    return true;
  }

 private:
  std::vector<Replacement> replacements_;
  std::vector<const FileText*> in_place_;
};

}  // namespace

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool write_files(std::span<const FileText> files, std::string& error) {
  Writing writing;
  for (const FileText& file : files) {
    if (!writing.prepare(file, error)) return false;
  }
  return writing.commit(error);
}

}  // namespace tieline::text
