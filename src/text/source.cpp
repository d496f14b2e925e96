#include "text/source.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "text/limits.h"
#include "text/overlay.h"

namespace tieline::text {
namespace {

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Code points above U+FFFF take four bytes in UTF-8 and two units in UTF-16.
bool starts_four_bytes(char byte) { return (static_cast<unsigned char>(byte) & 0xF8U) == 0xF0U; }

std::uint32_t count_columns(std::string_view text, ColumnUnit unit) {
  if (unit == ColumnUnit::bytes) return static_cast<std::uint32_t>(text.size());
  std::uint32_t columns = 0;
  for (const char byte : text) {
    if (!continues_code_point(byte)) ++columns;
    if (unit == ColumnUnit::utf16 && starts_four_bytes(byte)) ++columns;
  }
  return columns;
}

/// Closes a descriptor when the scope ends.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::optional<FileId> fail(ReadError* error, std::string message) {
  if (error != nullptr) error->message = std::move(message);
  return std::nullopt;
}

/// A file's bytes in one allocation. Reading beats mapping for files of a few kilobytes, which configurations are, and
/// a file that is cut short by its writer meanwhile cannot take the process down.
std::shared_ptr<const std::string> read_all(int descriptor, std::size_t size) {
  auto text = std::make_shared<std::string>();
  text->resize(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(descriptor, text->data() + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return nullptr;
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  text->resize(done);
  return text;
}

std::string key_of(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto absolute = std::filesystem::absolute(path, ignored);
  return absolute.lexically_normal().string();
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string_view bytes, std::shared_ptr<const void> storage)
    : path_(std::move(path)), bytes_(bytes), storage_(std::move(storage)) {}

const std::vector<std::uint32_t>& SourceFile::lines() const {
  std::call_once(indexed_, [this] {
    line_starts_.push_back(0);
    for (std::size_t at = bytes_.find('\n'); at != std::string_view::npos; at = bytes_.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  });
  return line_starts_;
}

Position SourceFile::position(std::uint32_t offset, ColumnUnit unit) const {
  offset = std::min(offset, static_cast<std::uint32_t>(bytes_.size()));
  const auto& starts = lines();
  const auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(next - starts.begin());
  const std::uint32_t start = starts[line - 1];
  return {line, count_columns(bytes_.substr(start, offset - start), unit) + 1};
}

std::uint32_t SourceFile::line_start(std::uint32_t line) const {
  const auto& starts = lines();
  if (line == 0) return 0;
  return line > starts.size() ? static_cast<std::uint32_t>(bytes_.size()) : starts[line - 1];
}

std::string_view SourceFile::line(std::uint32_t line) const {
  const std::uint32_t begin = line_start(line);
  std::string_view text = bytes_.substr(begin, line_start(line + 1) - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::uint32_t SourceFile::line_count() const { return static_cast<std::uint32_t>(lines().size()); }

SourceManager::SourceManager() : overlay_(std::make_unique<Overlay>()) {}
SourceManager::~SourceManager() = default;

std::optional<FileId> SourceManager::open(const std::filesystem::path& path, ReadError* error) {
  std::string key = key_of(path);
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_path_.find(key); found != by_path_.end()) return found->second;
  }
  if (const SharedBytes* bytes = overlay_->find(path)) {
    if (!*bytes) return fail(error, std::strerror(ENOENT));
    return insert(std::move(key), display_path(path), **bytes, *bytes);
  }
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (descriptor.number() < 0) return fail(error, std::strerror(errno));
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return fail(error, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return fail(error, "not a regular file");
  if (static_cast<std::uint64_t>(status.st_size) > limits::file_bytes) {
    return fail(error, "larger than " + std::to_string(limits::file_bytes >> 20U) + " MiB");
  }
  auto text = read_all(descriptor.number(), static_cast<std::size_t>(status.st_size));
  if (!text) return fail(error, std::strerror(errno));
  const std::string_view bytes = *text;
  return insert(std::move(key), display_path(path), bytes, std::move(text));
}

FileId SourceManager::add(const std::filesystem::path& path, std::string text) {
  auto storage = std::make_shared<const std::string>(std::move(text));
  overlay_->set(path, storage);
  const std::string_view bytes = *storage;
  return insert(key_of(path), display_path(path), bytes, std::move(storage));
}

FileId SourceManager::insert(std::string key, std::string path, std::string_view bytes,
                             std::shared_ptr<const void> storage) {
  const std::lock_guard lock(mutex_);
  const auto id = static_cast<FileId>(files_.size());
  const auto [entry, added] = by_path_.emplace(std::move(key), id);
  if (!added) return entry->second;  // another thread was faster
  files_.emplace_back(std::move(path), bytes, std::move(storage));
  return id;
}

void SourceManager::replace(const std::filesystem::path& path, SharedBytes bytes) {
  overlay_->set(path, std::move(bytes));
}

std::filesystem::file_type SourceManager::type(const std::filesystem::path& path) const { return overlay_->type(path); }

std::vector<FolderEntry> SourceManager::list(const std::filesystem::path& folder, std::error_code& failed) const {
  return overlay_->list(folder, failed);
}

const SourceFile& SourceManager::file(FileId id) const {
  const std::lock_guard lock(mutex_);
  return files_.at(static_cast<std::size_t>(id));
}

std::size_t SourceManager::size() const {
  const std::lock_guard lock(mutex_);
  return files_.size();
}

std::string_view SourceManager::text(const Span& span) const {
  return span.valid() ? file(span.file).bytes().substr(span.begin, span.length()) : std::string_view{};
}

Position SourceManager::start(const Span& span, ColumnUnit unit) const {
  return span.valid() ? file(span.file).position(span.begin, unit) : Position{};
}

Position SourceManager::end(const Span& span, ColumnUnit unit) const {
  return span.valid() ? file(span.file).position(span.end, unit) : Position{};
}

std::string display_path(const std::filesystem::path& path) {
  std::error_code failed;
  const auto here = std::filesystem::current_path(failed);
  const auto whole = std::filesystem::absolute(path, failed).lexically_normal();
  if (!failed) {
    const auto relative = whole.lexically_relative(here);
    if (!relative.empty() && *relative.begin() != "..") return relative.generic_string();
  }
  return path.lexically_normal().generic_string();
}

}  // namespace tieline::text
