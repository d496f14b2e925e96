#pragma once

#include <cstddef>
#include <cstring>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tieline::text {

/// Memory that lives exactly as long as the run that owns it. Objects put here are never destroyed one by one,
/// so only trivially destructible types are taken.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// A new T, made from the arguments (aggregates too).
  template <typename T, typename... Args>
  [[nodiscard]] T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    used_ += sizeof(T);
    return ::new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// A copy of the bytes.
  [[nodiscard]] std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    used_ += text.size();
    char* bytes = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  /// A copy of the items.
  template <typename T>
  [[nodiscard]] std::span<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    used_ += items.size_bytes();
    T* copied = static_cast<T*>(memory_.allocate(items.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(copied), items.data(), items.size_bytes());
    return {copied, items.size()};
  }
  template <typename T>
  [[nodiscard]] std::span<T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  /// Bytes put here so far.
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  std::size_t used_ = 0;
  std::pmr::monotonic_buffer_resource memory_{std::size_t{16} * 1024};
};

}  // namespace tieline::text
