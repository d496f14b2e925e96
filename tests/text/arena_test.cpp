#include "text/arena.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace tieline::text {
namespace {

struct Point {
  int x;
  int y;
};

TEST(Arena, MakesAndCopies) {
  Arena arena;
  const Point* point = arena.make<Point>(1, 2);
  std::string text = "text";
  const std::string_view copied = arena.copy(text);
  text = "gone";
  const std::vector<int> numbers{1, 2, 3};
  const auto kept = arena.copy(numbers);
  EXPECT_EQ(point->x + point->y, 3);
  EXPECT_EQ(copied, "text");
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[2], 3);
  EXPECT_NE(kept.data(), numbers.data());
}

TEST(Arena, EmptyThings) {
  Arena arena;
  EXPECT_TRUE(arena.copy("").empty());
  EXPECT_TRUE(arena.copy(std::vector<int>{}).empty());
}

TEST(Arena, AlignsWhatFollowsOddSizes) {
  Arena arena;
  for (int i = 0; i < 100; ++i) {
    (void)arena.copy("x");
    const auto* number = arena.make<std::uint64_t>(std::uint64_t{7});
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(number) % alignof(std::uint64_t), 0U);
  }
}

TEST(Arena, GrowsPastItsFirstBlock) {
  Arena arena;
  const std::string large(1 << 20, 'a');
  const std::string_view first = arena.copy("first");
  EXPECT_EQ(arena.copy(large), large);
  EXPECT_EQ(first, "first");
}

}  // namespace
}  // namespace tieline::text
