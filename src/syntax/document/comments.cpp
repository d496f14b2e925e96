#include "syntax/document/comments.h"

#include <algorithm>
#include <unordered_set>

#include "syntax/document/yaml_text.h"

namespace tieline::document {
namespace {

/// The places of all scalars, keys included.
class Scalars {
 public:
  explicit Scalars(const ParsedDocuments& parsed) {
    for (const Node* root : parsed.roots) visit(*root);
    std::sort(spans_.begin(), spans_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  }

  /// The scalar that an offset lies in, or null.
  [[nodiscard]] const Span* around(std::uint32_t offset) const {
    const auto next = std::upper_bound(spans_.begin(), spans_.end(), offset,
                                       [](std::uint32_t at, const Span& span) { return at < span.begin; });
    if (next == spans_.begin()) return nullptr;
    const Span& before = *std::prev(next);
    return offset < before.end ? &before : nullptr;
  }

 private:
  /// What aliases share is visited once. The depth is bounded by limits::syntax_depth.
  void visit(const Node& node) {
    if (!visited_.insert(&node).second) return;
    if (node.is_scalar()) spans_.push_back(node.span);
    for (const Node* item : node.items) visit(*item);
    for (const Entry& entry : node.entries) {
      if (!node.short_form) spans_.push_back(entry.key_span);
      visit(*entry.value);
    }
  }

  std::vector<Span> spans_;
  std::unordered_set<const Node*> visited_;
};

/// Whether all that stands between the start of a scalar and a `#` is what opens a block scalar: `!Sub |-`.
bool opens_block_scalar(std::string_view before) {
  if (before.find('\n') != std::string_view::npos) return false;
  const std::size_t end = before.find_last_not_of(" \t");
  if (end == std::string_view::npos) return false;
  before = before.substr(0, end + 1);
  const std::size_t space = before.find_last_of(" \t");
  const std::string_view last = before.substr(space == std::string_view::npos ? 0 : space + 1);
  return (last.front() == '|' || last.front() == '>') &&
         last.find_first_not_of("+-0123456789", 1) == std::string_view::npos;
}

}  // namespace

std::vector<Span> comments(text::FileId file, std::string_view bytes, const ParsedDocuments& parsed) {
  std::vector<Span> found;
  const Scalars scalars(parsed);
  for (std::size_t at = bytes.find('#'); at != std::string_view::npos; at = bytes.find('#', at + 1)) {
    if (at > 0 && !is_space(bytes[at - 1])) continue;
    const Span* scalar = scalars.around(static_cast<std::uint32_t>(at));
    if (scalar != nullptr && !opens_block_scalar(bytes.substr(scalar->begin, at - scalar->begin))) continue;
    const std::size_t end = line_end(bytes, at);
    found.push_back({file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
  return found;
}

}  // namespace tieline::document
