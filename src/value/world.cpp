#include "value/world.h"

#include "text/limits.h"

namespace tieline::value {

void OpenAnswer::add(ConditionSpace& space, Condition when, Answer answer) {
  if (answer == Answer::yes) yes = space.disjunction(yes, when);
  if (answer == Answer::unknown) unknown = space.disjunction(unknown, when);
}

void OpenAnswer::add(ConditionSpace& space, Condition when, const OpenAnswer& answer) {
  yes = space.disjunction(yes, space.conjunction(when, answer.yes));
  unknown = space.disjunction(unknown, space.conjunction(when, answer.unknown));
}

std::size_t World::max_worlds() { return limits::worlds; }

bool World::decide(Condition condition) {
  if (condition.is_always() || condition.is_never()) return condition.is_always();
  if (next_ < trail_.size() && trail_[next_].condition == condition) {
    const bool holds = trail_[next_++].holds;
    path_ = space_->conjunction(path_, holds ? condition : space_->negation(condition));
    return holds;
  }
  const Condition so = space_->conjunction(path_, condition);
  const Condition not_so = space_->conjunction(path_, space_->negation(condition));
  const bool possible = space_->satisfiable(so);
  const bool avoidable = space_->satisfiable(not_so);
  if (!possible || !avoidable) return possible;
  trail_.resize(next_);
  trail_.push_back({condition, true, false});
  ++next_;
  path_ = so;
  return true;
}

Answer World::answer(const OpenAnswer& open) {
  if (decide(open.yes)) return Answer::yes;
  return decide(open.unknown) ? Answer::unknown : Answer::no;
}

bool World::advance() {
  while (!trail_.empty() && trail_.back().final) trail_.pop_back();
  if (trail_.empty()) return false;
  trail_.back().holds = !trail_.back().holds;
  trail_.back().final = true;
  return true;
}

Value World::settle(Value value) {
  while (value.is(Kind::alternatives)) {
    const auto branches = value.branches();
    std::size_t chosen = 0;
    while (chosen + 1 < branches.size() && !decide(branches[chosen].when)) ++chosen;
    value = branches[chosen].value;
  }
  return value;
}

std::vector<Value> World::settle_items(Value sequence) {
  std::vector<Value> settled;
  for (const Value item : this->settle(sequence).items()) {
    const Value one = settle(item);
    if (one.is(Kind::absent)) continue;
    settled.push_back(one);
  }
  return settled;
}

Value World::settle_deep(Value value) {
  const Value top = settle(value);
  if (top.is(Kind::sequence)) {
    std::vector<Value> items = settle_items(top);
    bool same = items.size() == top.items().size();
    for (std::size_t i = 0; i < items.size(); ++i) {
      items[i] = settle_deep(items[i]);
      same = same && items[i] == top.items()[i];
    }
    if (same) return top;
    Value result = value::sequence(*arena_, items, top.flavour(), top.span());
    return top.reference() != nullptr ? with_reference(*arena_, result, *top.reference()) : result;
  }
  if (top.is(Kind::mapping)) {
    std::vector<MappingEntry> entries;
    bool same = true;
    for (const MappingEntry& entry : top.entries()) {
      const Value inner = settle_deep(entry.value);
      same = same && inner == entry.value;
      if (!inner.is(Kind::absent)) entries.push_back({entry.key, entry.key_span, inner});
    }
    if (same) return top;
    Value result = top.rest() != nullptr
                       ? open_mapping(*arena_, entries, *top.rest(), top.rest_overrides(), top.flavour(), top.span())
                       : value::mapping(*arena_, entries, top.flavour(), top.span());
    return top.reference() != nullptr ? with_reference(*arena_, result, *top.reference()) : result;
  }
  if (top.is(Kind::template_)) {
    std::vector<Value> parts;
    for (const Value part : top.items()) parts.push_back(settle_deep(part));
    return template_of(*arena_, parts, top.span());
  }
  return top;
}

}  // namespace tieline::value
