#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <string_view>

namespace tieline::text {

/// A pattern with `*`, `**`, `?`, `[classes]` and `{alternatives}`; `*` and `?` stay within one folder. Matches in
/// linear time.
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  /// False for a pattern that is none; it then matches nothing.
  [[nodiscard]] bool valid() const { return expression_ != nullptr && expression_->ok(); }
  [[nodiscard]] bool matches(std::string_view path) const;

 private:
  std::unique_ptr<RE2> expression_;
};

/// The shortest path of the same meaning, by its text alone: without `.`, doubled slashes and `a/..`. "." for none.
[[nodiscard]] std::string clean_path(std::string_view path);

}  // namespace tieline::text
