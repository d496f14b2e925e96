#include "text/span.h"

#include <gtest/gtest.h>

namespace tieline::text {
namespace {

constexpr FileId a{0};
constexpr FileId b{1};

TEST(Span, Contains) {
  EXPECT_TRUE((Span{a, 2, 8}.contains({a, 2, 8})));
  EXPECT_TRUE((Span{a, 2, 8}.contains({a, 8, 8})));
  EXPECT_FALSE((Span{a, 2, 8}.contains({a, 1, 3})));
  EXPECT_FALSE((Span{a, 2, 8}.contains({a, 7, 9})));
  EXPECT_FALSE((Span{a, 2, 8}.contains({b, 3, 4})));
}

TEST(Span, Join) {
  EXPECT_EQ(join({a, 2, 4}, {a, 6, 8}), (Span{a, 2, 8}));
  EXPECT_EQ(join({a, 6, 8}, {a, 2, 4}), (Span{a, 2, 8}));
  EXPECT_EQ(join({a, 2, 9}, {a, 3, 4}), (Span{a, 2, 9}));
  EXPECT_EQ(join({a, 2, 4}, {b, 6, 8}), (Span{a, 2, 4}));
  EXPECT_EQ(join({}, {b, 6, 8}), (Span{b, 6, 8}));
}

TEST(Span, BelongsToNoFileByDefault) {
  EXPECT_FALSE(Span{}.valid());
  EXPECT_EQ(Span{}.length(), 0U);
}

}  // namespace
}  // namespace tieline::text
