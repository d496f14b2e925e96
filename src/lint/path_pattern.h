#pragma once

#include <string>
#include <string_view>

#include "text/glob.h"

namespace tieline::lint {

/// A pattern of paths as configurations have it. Without a slash it matches a file or folder of that name anywhere;
/// with one it is relative to a folder: `modules/*/examples`, `**/test/*.tf`. A folder that matches stands for all it
/// holds.
class PathPattern {
 public:
  explicit PathPattern(std::string_view pattern);

  [[nodiscard]] bool valid() const { return glob_.valid(); }
  /// `path` is relative to the folder the pattern is relative to, with `/` between its parts.
  [[nodiscard]] bool matches(std::string_view path) const;
  /// As it is written.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool anywhere_;
  text::Glob glob_;
};

}  // namespace tieline::lint
