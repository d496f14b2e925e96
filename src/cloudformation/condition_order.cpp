#include "cloudformation/condition_order.h"

#include "cloudformation/functions.h"

namespace tieline::cloudformation {
namespace {

/// The conditions that a node mentions, as indices, in order.
std::vector<std::size_t> mentions(const Section& conditions, const Node& node) {
  std::vector<std::size_t> found;
  std::vector<const Node*> open{&node};
  while (!open.empty()) {
    const Node& at = *open.back();
    open.pop_back();
    for (std::size_t i = at.items.size(); i-- > 0;) open.push_back(at.items[i]);
    for (std::size_t i = at.entries.size(); i-- > 0;) open.push_back(at.entries[i].value);
    const Call call = condition_call_of(at);
    const Node* name = call.function == Function::condition ? call.argument : nullptr;
    if (call.function == Function::if_ && !call.argument->items.empty()) name = call.argument->items.front();
    if (name == nullptr || !name->is_scalar()) continue;
    if (const std::size_t index = conditions.index_of(name->text); index != Section::none) found.push_back(index);
  }
  return found;
}

class Order {
 public:
  explicit Order(const Section& conditions) : conditions_(conditions), entered_(conditions.entries().size()) {
    std::vector<bool> mentioned(entered_.size());
    for (const Declaration& declared : conditions.entries()) {
      mentions_.push_back(mentions(conditions, *declared.node));
      for (const std::size_t index : mentions_.back()) mentioned[index] = true;
    }
    // From those that nothing else rests on; then whatever is left, which is circles.
    for (std::size_t index = 0; index < entered_.size(); ++index) {
      if (!mentioned[index]) visit(index);
    }
    for (std::size_t index = 0; index < entered_.size(); ++index) visit(index);
  }
  [[nodiscard]] std::vector<std::string_view>& names() { return names_; }

 private:
  void visit(std::size_t start) {
    if (entered_[start]) return;
    entered_[start] = true;
    frames_.push_back({start, 0});
    while (!frames_.empty()) {
      const std::size_t index = frames_.back().condition;
      if (frames_.back().next == mentions_[index].size()) {
        names_.push_back(conditions_.entries()[index].name);
        frames_.pop_back();
        continue;
      }
      const std::size_t to = mentions_[index][frames_.back().next++];
      if (entered_[to]) continue;
      entered_[to] = true;
      frames_.push_back({to, 0});
    }
  }

  struct Frame {
    std::size_t condition;
    std::size_t next;
  };
  const Section& conditions_;
  std::vector<std::vector<std::size_t>> mentions_;
  std::vector<bool> entered_;
  std::vector<Frame> frames_;
  std::vector<std::string_view> names_;
};

}  // namespace

std::vector<std::string_view> condition_order(const Section& conditions) { return Order(conditions).names(); }

}  // namespace tieline::cloudformation
