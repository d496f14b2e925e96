#include "lint/joined.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "text/limits.h"

namespace tieline::lint {
namespace {

constexpr std::size_t ambiguous = static_cast<std::size_t>(-1);

/// Who exports each name.
std::unordered_map<std::string_view, std::size_t> exporters(std::span<const Links> templates) {
  std::unordered_map<std::string_view, std::size_t> found;
  for (std::size_t i = 0; i < templates.size(); ++i) {
    for (const std::string& name : templates[i].exports) {
      const auto [place, added] = found.emplace(name, i);
      if (!added) place->second = ambiguous;
    }
  }
  return found;
}

class Joiner {
 public:
  explicit Joiner(std::span<const Links> templates) : from_(templates.size()), group_(templates.size()) {
    std::iota(group_.begin(), group_.end(), std::size_t{0});
    const auto names = exporters(templates);
    for (std::size_t to = 0; to < templates.size(); ++to) {
      for (const std::string& name : templates[to].imports) {
        const auto found = names.find(name);
        if (found == names.end() || found->second == ambiguous || found->second == to) continue;
        from_[to].push_back(found->second);
        group_[root(to)] = root(found->second);
      }
    }
  }

  std::vector<std::vector<std::size_t>> groups() {
    std::vector<std::vector<std::size_t>> members(group_.size());
    for (std::size_t i = 0; i < group_.size(); ++i) members[root(i)].push_back(i);
    std::erase_if(members, [](const auto& of) { return of.size() < 2 || of.size() > limits::joined_templates; });
    for (auto& of : members) of = ordered(of);
    return members;
  }

 private:
  std::size_t root(std::size_t at) {
    while (group_[at] != at) at = group_[at] = group_[group_[at]];
    return at;
  }

  /// Exporters first; where templates import from each other in a circle, as they come.
  [[nodiscard]] std::vector<std::size_t> ordered(const std::vector<std::size_t>& members) const {
    std::vector<std::size_t> order;
    std::vector<bool> entered(from_.size());
    std::vector<std::pair<std::size_t, std::size_t>> open;
    for (const std::size_t start : members) {
      if (entered[start]) continue;
      entered[start] = true;
      open.emplace_back(start, 0);
      while (!open.empty()) {
        auto& [at, next] = open.back();
        if (next == from_[at].size()) {
          order.push_back(at);
          open.pop_back();
          continue;
        }
        const std::size_t to = from_[at][next++];
        if (entered[to]) continue;
        entered[to] = true;
        open.emplace_back(to, 0);
      }
    }
    return order;
  }

  std::vector<std::vector<std::size_t>> from_;  // whom a template imports from
  std::vector<std::size_t> group_;
};

}  // namespace

std::vector<std::vector<std::size_t>> joined_groups(std::span<const Links> templates) {
  return Joiner(templates).groups();
}

}  // namespace tieline::lint
