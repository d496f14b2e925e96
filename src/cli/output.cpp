#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace tieline::cli {
namespace {

namespace fs = std::filesystem;

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

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
  Replacement(std::string_view path, fs::path target, mode_t mode)
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
  std::string path_;  ///< as the caller names it
  fs::path target_;   ///< where its links lead
  mode_t mode_;
  std::string beside_;
};

bool write_standard_output(std::string_view text, std::string& error) {
  // A reader that has seen enough (`| head`) is no error of ours.
  return write_all(STDOUT_FILENO, text) || errno == EPIPE || fail(error, "standard output");
}

/// Reports of one call, on their way.
class Writing {
 public:
  /// Does everything that can fail and be undone.
  bool prepare(const Output& output, std::string& error) {
    if (output.path.empty()) {
      standard_output_.push_back(&output);
      return true;
    }
    std::error_code missing;
    fs::path target = fs::weakly_canonical(output.path, missing);
    if (missing) target = output.path;
    struct stat status {};
    mode_t mode = 0;
    if (::stat(target.c_str(), &status) != 0) {
      const mode_t mask = ::umask(0);
      ::umask(mask);
      mode = 0666U & ~mask;
    } else if (S_ISDIR(status.st_mode)) {
      errno = EISDIR;
      return fail(error, output.path);
    } else if (!S_ISREG(status.st_mode)) {
      in_place_.push_back(&output);
      return true;
    } else {
      mode = status.st_mode & 07777U;
    }
    return replacements_.emplace_back(output.path, std::move(target), mode).prepare(output.text, error);
  }

  bool commit(std::string& error) {
    for (Replacement& replacement : replacements_) {
      if (!replacement.commit(error)) return false;
    }
    for (const Output* output : in_place_) {
      if (!write_in_place(output->path, output->text, error)) return false;
    }
    for (const Output* output : standard_output_) {
      if (!write_standard_output(output->text, error)) return false;
    }
    return true;
  }

 private:
  std::vector<Replacement> replacements_;
  std::vector<const Output*> in_place_;
  std::vector<const Output*> standard_output_;
};

}  // namespace

bool write_outputs(const std::vector<Output>& outputs, std::string& error) {
  Writing writing;
  for (const Output& output : outputs) {
    if (!writing.prepare(output, error)) return false;
  }
  return writing.commit(error);
}

bool write_output(const std::string& path, std::string_view text, std::string& error) {
  return write_outputs({{path, std::string(text)}}, error);
}

bool wants_color() {
  const char* refused = std::getenv("NO_COLOR");
  if (refused != nullptr && *refused != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace tieline::cli
