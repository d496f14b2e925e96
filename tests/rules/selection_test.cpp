#include "lint/selection.h"

#include <gtest/gtest.h>

namespace tieline::lint {
namespace {

TEST(SelectionOfRules, AllWhereNothingIsSaid) {
  EXPECT_TRUE(Selection{}.wants("EI101"));
  EXPECT_TRUE(Selection{}.wants("TL001"));
}

TEST(SelectionOfRules, CodesPrefixesAndNamesInAnyCase) {
  const Selection by_prefix{.select = {"ei3"}, .ignore = {}};
  EXPECT_TRUE(by_prefix.wants("EI302"));
  EXPECT_FALSE(by_prefix.wants("EI201"));
  const Selection by_name{.select = {"Missing-EI-Action"}, .ignore = {}};
  EXPECT_TRUE(by_name.wants("EI101"));
  EXPECT_FALSE(by_name.wants("EI102"));
}

TEST(SelectionOfRules, TheCloserEntryDecides) {
  const Selection but_one{.select = {"EI3"}, .ignore = {"EI305"}};
  EXPECT_TRUE(but_one.wants("EI304"));
  EXPECT_FALSE(but_one.wants("EI305"));
  const Selection only_one_of_ignored{.select = {"EI305"}, .ignore = {"EI3"}};
  EXPECT_TRUE(only_one_of_ignored.wants("EI305"));
  EXPECT_FALSE(only_one_of_ignored.wants("EI304"));
  const Selection equally_close{.select = {"EI305"}, .ignore = {"EI305"}};
  EXPECT_FALSE(equally_close.wants("EI305"));
}

TEST(SelectionOfRules, IgnoringAloneLeavesTheRest) {
  const Selection without{.select = {}, .ignore = {"TL", "ei-discontinued"}};
  EXPECT_FALSE(without.wants("TL006"));
  EXPECT_FALSE(without.wants("EI503"));
  EXPECT_TRUE(without.wants("EI502"));
}

TEST(SelectionOfRules, KnowsWhatNamesARule) {
  EXPECT_TRUE(is_known_selector("EI"));
  EXPECT_TRUE(is_known_selector("ei30"));
  EXPECT_TRUE(is_known_selector("endpoint-ingress-missing"));
  EXPECT_FALSE(is_known_selector(""));
  EXPECT_FALSE(is_known_selector("EI9"));
  EXPECT_FALSE(is_known_selector("endpoint"));
}

}  // namespace
}  // namespace tieline::lint
