#include "cloudformation/dependencies.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

namespace tieline::cloudformation {
namespace {

/// Mentions looked at in search of a circle that can hold; circles under conditions are few and short.
constexpr std::size_t most_search_steps = 20'000;

/// Mentions of one circle that are shown.
constexpr std::size_t most_places = 16;

constexpr std::size_t unseen = static_cast<std::size_t>(-1);

using Edges = std::vector<std::vector<const Dependency*>>;

/// Tarjan's strongly connected components, without recursion. A component is found after those it leads to.
class Components {
 public:
  explicit Components(const Edges& edges)
      : edges_(edges), number_(edges.size(), unseen), low_(edges.size()), on_stack_(edges.size()) {
    for (std::size_t node = 0; node < edges.size(); ++node) {
      if (number_[node] == unseen) visit(node);
    }
  }
  [[nodiscard]] std::vector<std::vector<std::size_t>>& found() { return found_; }

 private:
  void enter(std::size_t node) {
    number_[node] = low_[node] = next_++;
    path_.push_back(node);
    on_stack_[node] = true;
    frames_.push_back({node, 0});
  }

  void visit(std::size_t start) {
    enter(start);
    while (!frames_.empty()) {
      const std::size_t node = frames_.back().node;
      if (frames_.back().edge < edges_[node].size()) {
        const std::size_t to = edges_[node][frames_.back().edge++]->to;
        if (number_[to] == unseen) {
          enter(to);
        } else if (on_stack_[to]) {
          low_[node] = std::min(low_[node], number_[to]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == number_[node]) close(node);
    }
  }

  void close(std::size_t root) {
    std::vector<std::size_t> members;
    std::size_t member = unseen;
    do {
      member = path_.back();
      path_.pop_back();
      on_stack_[member] = false;
      members.push_back(member);
    } while (member != root);
    std::sort(members.begin(), members.end());
    found_.push_back(std::move(members));
  }

  struct Frame {
    std::size_t node;
    std::size_t edge;
  };
  const Edges& edges_;
  std::vector<std::size_t> number_;
  std::vector<std::size_t> low_;
  std::vector<bool> on_stack_;
  std::vector<std::size_t> path_;
  std::vector<Frame> frames_;
  std::vector<std::vector<std::size_t>> found_;
  std::size_t next_ = 0;
};

using Circle = std::vector<const Dependency*>;

/// Looks for a circle within one component whose mentions can all hold together.
class CircleSearch {
 public:
  CircleSearch(Stack& stack, const Edges& edges, const std::vector<std::size_t>& members)
      : stack_(stack), edges_(edges), inside_(edges.size()) {
    for (const std::size_t member : members) inside_[member] = true;
  }

  /// The shortest circle through the node, as long as its conditions agree.
  [[nodiscard]] Circle shortest(std::size_t start) const {
    std::vector<const Dependency*> came_by(edges_.size(), nullptr);
    std::deque<std::size_t> open{start};
    while (!open.empty()) {
      const std::size_t at = open.front();
      open.pop_front();
      for (const Dependency* edge : edges_[at]) {
        if (edge->to == start) return agreeing(trace(came_by, start, edge));
        if (!inside_[edge->to] || came_by[edge->to] != nullptr) continue;
        came_by[edge->to] = edge;
        open.push_back(edge->to);
      }
    }
    return {};
  }

  /// Any circle through the node whose conditions agree, found by trying one mention after the other.
  [[nodiscard]] Circle any(std::size_t start, std::size_t& steps_left) const {
    struct Frame {
      std::size_t node;
      std::size_t edge;
      Condition holds;
    };
    std::vector<Frame> frames{{start, 0, Condition::always()}};
    std::vector<bool> on_path(edges_.size());
    Circle path;
    value::ConditionSpace& space = stack_.run->conditions();
    while (!frames.empty() && steps_left > 0) {
      Frame& top = frames.back();
      if (top.edge == edges_[top.node].size()) {
        on_path[top.node] = false;
        frames.pop_back();
        if (!path.empty()) path.pop_back();
        continue;
      }
      --steps_left;
      const Dependency* edge = edges_[top.node][top.edge++];
      if (!inside_[edge->to] || on_path[edge->to]) continue;
      const Condition holds = space.conjunction(top.holds, edge->when);
      if (!space.satisfiable(holds)) continue;
      path.push_back(edge);
      if (edge->to == start) return path;
      on_path[edge->to] = true;
      frames.push_back({edge->to, 0, holds});
    }
    return {};
  }

  [[nodiscard]] Condition holds(const Circle& circle) const {
    Condition all = Condition::always();
    for (const Dependency* edge : circle) all = stack_.run->conditions().conjunction(all, edge->when);
    return all;
  }

 private:
  static Circle trace(const std::vector<const Dependency*>& came_by, std::size_t start, const Dependency* last) {
    Circle circle{last};
    for (std::size_t at = last->from; at != start; at = came_by[at]->from) circle.push_back(came_by[at]);
    std::reverse(circle.begin(), circle.end());
    return circle;
  }

  [[nodiscard]] Circle agreeing(Circle circle) const {
    return stack_.run->conditions().satisfiable(holds(circle)) ? std::move(circle) : Circle{};
  }

  Stack& stack_;
  const Edges& edges_;
  std::vector<bool> inside_;
};

std::string name_of(const Stack& stack, std::size_t slot) {
  return '`' + std::string(stack.slots[slot].declaration->name) + '`';
}

void report(Stack& stack, const Circle& circle, Condition when) {
  const std::size_t first = circle.front()->from;
  std::string chain = name_of(stack, first);
  std::vector<graph::RelatedPlace> related;
  for (const Dependency* edge : circle) {
    if (related.size() == most_places) {
      chain += " → … → " + name_of(stack, first);
      break;
    }
    chain += " → " + name_of(stack, edge->to);
    related.push_back({edge->at, name_of(stack, edge->from) + " refers to " + name_of(stack, edge->to)});
  }
  const std::string message = circle.size() == 1 ? name_of(stack, first) + " refers to itself"
                                                 : "resources refer to each other in a circle: " + chain;
  stack.run->report({.kind = FaultKind::dependency_cycle,
                     .span = stack.slots[first].declaration->key_span,
                     .message = message,
                     .help = circle.size() == 1 ? "a resource cannot wait for itself"
                                                : "move one of the references into a resource of its own, such as a "
                                                  "separate security group rule",
                     .resource = std::string(stack.slots[first].address),
                     .related = std::move(related),
                     .when = when});
}

}  // namespace

std::vector<std::size_t> order_by_dependency(Stack& stack, const std::vector<Dependency>& dependencies) {
  Edges edges(stack.slots.size());
  for (const Dependency& dependency : dependencies) edges[dependency.from].push_back(&dependency);
  std::vector<std::size_t> order;
  std::size_t steps_left = most_search_steps;
  Components components(edges);
  for (const auto& members : components.found()) {
    order.insert(order.end(), members.begin(), members.end());
    const auto& of_first = edges[members.front()];
    const bool itself = std::any_of(of_first.begin(), of_first.end(),
                                    [&](const Dependency* edge) { return edge->to == members.front(); });
    if (members.size() == 1 && !itself) continue;
    const CircleSearch search(stack, edges, members);
    Circle circle = search.shortest(members.front());
    for (std::size_t i = 0; circle.empty() && i < members.size() && steps_left > 0; ++i) {
      circle = search.any(members[i], steps_left);
    }
    if (!circle.empty()) report(stack, circle, search.holds(circle));
  }
  return order;
}

}  // namespace tieline::cloudformation
