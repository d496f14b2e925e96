#include "text/normal_path.h"

#include <system_error>

namespace tieline::text {

std::filesystem::path normal_path(const std::filesystem::path& path) {
  std::error_code ignored;
  std::filesystem::path whole = std::filesystem::absolute(path, ignored).lexically_normal();
  if (!whole.has_filename() && whole.has_relative_path()) whole = whole.parent_path();
  return whole;
}

}  // namespace tieline::text
