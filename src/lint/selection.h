#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tieline::lint {

/// Which rules are wanted. Entries are codes, prefixes of codes (`EI3`), or names; any case.
struct Selection {
  std::vector<std::string> select;  ///< empty: all
  std::vector<std::string> ignore;

  /// True when the rule of this code is wanted: the longer of the entries that match decides, `ignore` where equal.
  [[nodiscard]] bool wants(std::string_view code) const;
};

/// True when some rule has this code, begins with it, or has this name.
[[nodiscard]] bool is_known_selector(std::string_view entry);

}  // namespace tieline::lint
