#pragma once

#include <cstddef>
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

/// How closely an entry names a code: by how many letters, all of them for a rule's name; 0 for not at all.
[[nodiscard]] std::size_t closeness(std::string_view code, std::string_view entry);

/// The code or name that was probably meant; empty where none is near.
[[nodiscard]] std::string_view nearest_rule(std::string_view written);

/// True when some rule has this code, begins with it, or has this name.
[[nodiscard]] bool is_known_selector(std::string_view entry);

}  // namespace tieline::lint
