#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

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

bool replace_file(const fs::path& target, mode_t mode, std::string_view text, std::string& error) {
  std::string beside = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
  const int descriptor = ::mkstemp(beside.data());
  if (descriptor < 0) return fail(error, target.string());
  const bool written = write_all(descriptor, text) && ::fchmod(descriptor, mode) == 0 && ::fsync(descriptor) == 0;
  const bool closed = ::close(descriptor) == 0;
  if (written && closed && ::rename(beside.c_str(), target.c_str()) == 0) return true;
  const int reason = errno;
  ::unlink(beside.c_str());
  errno = reason;
  return fail(error, target.string());
}

}  // namespace

bool write_output(const std::string& path, std::string_view text, std::string& error) {
  if (path.empty()) {
    // A reader that has seen enough (`| head`) is no error of ours.
    return write_all(STDOUT_FILENO, text) || errno == EPIPE || fail(error, "standard output");
  }
  std::error_code missing;
  fs::path target = fs::weakly_canonical(path, missing);
  if (missing) target = path;
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return replace_file(target, 0666U & ~mask, text, error);
  }
  if (S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return fail(error, path);
  }
  if (!S_ISREG(status.st_mode)) return write_in_place(path, text, error);
  return replace_file(target, status.st_mode & 07777U, text, error);
}

bool wants_color() {
  const char* refused = std::getenv("NO_COLOR");
  if (refused != nullptr && *refused != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace tieline::cli
