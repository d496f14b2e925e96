#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "lint/fingerprint.h"

namespace tieline::lint {

/// Which findings were there before.
struct Recognition {
  std::vector<bool> known;            ///< for each finding of now
  std::vector<std::size_t> vanished;  ///< findings of before that are not met again, by index
};

/// Pairs the findings of now with those of before, each with one at the most: two alike before let two pass, a third
/// is new. First those of the same file, then those that went to another one: because theirs is gone (`is_there` says
/// whether a file is), or because a Terraform resource moved within its folder. A syntax error is never followed to
/// another file, as nobody has looked at what stands behind it.
[[nodiscard]] Recognition recognize(std::span<const Identity> before, std::span<const Identity> now,
                                    const std::function<bool(const std::string& file)>& is_there);

}  // namespace tieline::lint
