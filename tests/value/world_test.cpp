#include "value/world.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tieline::value {
namespace {

class Worlds : public testing::Test {
 protected:
  Value text(std::string_view s) { return string(arena, s); }
  Value either(Condition when, Value then, Value otherwise) {
    const Branch branches[] = {{when, then}, {space.negation(when), otherwise}};
    return alternatives(arena, space, branches);
  }

  Arena arena;
  ConditionSpace space;
  World world{space, arena};
};

TEST_F(Worlds, WhatIsSettledIsWalkedOnce) {
  int walks = 0;
  world.explore([&] {
    ++walks;
    EXPECT_EQ(world.settle(text("a")).string(), "a");
  });
  EXPECT_EQ(walks, 1);
}

TEST_F(Worlds, EveryBranchIsWalked) {
  const Value value = either(space.truth("x"), text("a"), text("b"));
  std::set<std::string> seen;
  world.explore([&] { seen.emplace(world.settle(value).string()); });
  EXPECT_EQ(seen, (std::set<std::string>{"a", "b"}));
}

TEST_F(Worlds, DecisionsOnOneConditionAgree) {
  const Condition x = space.truth("x");
  const Value first = either(x, text("a"), text("b"));
  const Value second = either(x, text("c"), text("d"));
  std::set<std::string> seen;
  world.explore([&] {
    const std::string one(world.settle(first).string());
    seen.insert(one + std::string(world.settle(second).string()));
  });
  EXPECT_EQ(seen, (std::set<std::string>{"ac", "bd"}));
}

TEST_F(Worlds, WhatCannotBeIsNotWalked) {
  const Condition prod = space.equals("Env", "prod");
  const Condition test = space.equals("Env", "test");
  int both = 0;
  world.explore([&] {
    if (world.decide(prod) && world.decide(test)) ++both;
  });
  EXPECT_EQ(both, 0);
}

TEST_F(Worlds, InnerWalksAddUpInsteadOfMultiplying) {
  int walks = 0;
  world.explore([&] {
    for (int i = 0; i < 20; ++i) {
      world.explore([&] {
        ++walks;
        (void)world.decide(space.truth("inner" + std::to_string(i)));
      });
    }
  });
  EXPECT_EQ(walks, 40);
  EXPECT_FALSE(world.exhausted());
}

TEST_F(Worlds, AnInnerWalkKnowsWhatWasDecidedOutside) {
  const Condition x = space.truth("x");
  std::vector<std::pair<bool, bool>> seen;
  world.explore([&] {
    const bool outside = world.decide(x);
    world.explore([&] { seen.emplace_back(outside, world.decide(x)); });
  });
  EXPECT_EQ(seen, (std::vector<std::pair<bool, bool>>{{true, true}, {false, false}}));
}

TEST_F(Worlds, AWalkOfTooManyWaysEnds) {
  world.explore([&] {
    for (int i = 0; i < 64; ++i) (void)world.decide(space.truth("x" + std::to_string(i)));
  });
  EXPECT_TRUE(world.exhausted());
}

TEST_F(Worlds, AbsentItemsAreLeftOut) {
  const Value items[] = {text("a"), either(space.truth("x"), text("b"), absent(arena))};
  const Value list = sequence(arena, items);
  std::set<std::size_t> lengths;
  world.explore([&] { lengths.insert(world.settle_items(list).size()); });
  EXPECT_EQ(lengths, (std::set<std::size_t>{1, 2}));
}

TEST_F(Worlds, SettlingDeepLeavesNoAlternatives) {
  const Value items[] = {either(space.truth("x"), text("a"), text("b"))};
  const MappingEntry entries[] = {{"list", {}, sequence(arena, items)},
                                  {"gone", {}, either(space.truth("y"), absent(arena), text("c"))}};
  const Value whole = mapping(arena, entries);
  std::set<std::string> seen;
  world.explore([&] { seen.insert(to_debug_string(world.settle_deep(whole))); });
  EXPECT_EQ(seen, (std::set<std::string>{"{list = [\"a\"]}", "{list = [\"a\"], gone = \"c\"}", "{list = [\"b\"]}",
                                         "{list = [\"b\"], gone = \"c\"}"}));
}

}  // namespace
}  // namespace tieline::value
