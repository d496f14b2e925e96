#pragma once

#include <cstddef>
#include <vector>

#include "value/answer.h"
#include "value/condition.h"
#include "value/value.h"

namespace tieline::value {

/// An answer in all worlds that are still open; nothing is decided in it.
struct OpenAnswer {
  Condition yes = Condition::never();
  Condition unknown = Condition::never();  ///< where it is not yes; elsewhere it is no

  /// Adds what says so where `when` holds: of several, a yes counts, then an unknown.
  void add(ConditionSpace& space, Condition when, Answer answer);
  void add(ConditionSpace& space, Condition when, const OpenAnswer& answer);
};

/// One way to settle what the configuration leaves open. A rule asks its questions as though everything were settled;
/// whenever an answer hangs on an undecided condition, the world decides it, and `explore` runs the rule again for the
/// other decision. Only ways that can really occur are walked, and only conditions that are asked about are decided.
class World {
 public:
  explicit World(ConditionSpace& space, Arena& arena) : space_(&space), arena_(&arena) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Whether the condition holds in this world. Decides it where it is open.
  bool decide(Condition condition);
  /// The answer in this world. Decides no more than that.
  Answer answer(const OpenAnswer& open);
  /// The value in this world: never alternatives at its top. May be absent.
  Value settle(Value value);
  /// The items of a sequence in this world, each settled, absent ones left out. Rest items stay. Empty for what is no
  /// sequence.
  std::vector<Value> settle_items(Value sequence);
  /// Everything inside settled, too.
  Value settle_deep(Value value);

  /// What has been decided so far.
  [[nodiscard]] Condition path() const { return path_; }
  [[nodiscard]] ConditionSpace& space() const { return *space_; }
  [[nodiscard]] Arena& arena() const { return *arena_; }
  /// True when a walk was cut short at limits::worlds.
  [[nodiscard]] bool exhausted() const { return exhausted_; }
  /// Says that a walk made for this world was cut short.
  void exhaust() { exhausted_ = true; }

  /// Runs `body` once for every way of deciding what it asks, on top of what is decided already. Decisions made inside
  /// are forgotten afterwards, so walks over independent things add up and do not multiply. May be nested.
  template <typename Body>
  void explore(Body&& body) {
    const Condition before = path_;
    std::vector<Decision> outer_trail;
    outer_trail.swap(trail_);
    const std::size_t outer_next = next_;
    std::size_t walked = 0;
    do {
      path_ = before;
      next_ = 0;
      body();
      exhausted_ = exhausted_ || ++walked >= max_worlds();
    } while (!exhausted_ && advance());
    trail_.swap(outer_trail);
    next_ = outer_next;
    path_ = before;
  }

 private:
  struct Decision {
    Condition condition;
    bool holds;
    bool final;  // the other way was walked already
  };
  bool advance();
  static std::size_t max_worlds();

  ConditionSpace* space_;
  Arena* arena_;
  Condition path_ = Condition::always();
  std::vector<Decision> trail_;
  std::size_t next_ = 0;
  bool exhausted_ = false;
};

}  // namespace tieline::value
