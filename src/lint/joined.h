#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tieline::lint {

/// What a template offers to other stacks and takes from them.
struct Links {
  std::vector<std::string> exports;
  std::vector<std::string> imports;
  [[nodiscard]] bool any() const { return !exports.empty() || !imports.empty(); }
};

/// Groups of templates in which one imports what another exports; each has at least two, those that export before those
/// that import from them. A name that several export joins nothing, and groups of more than
/// limits::joined_templates are left apart.
[[nodiscard]] std::vector<std::vector<std::size_t>> joined_groups(std::span<const Links> templates);

}  // namespace tieline::lint
