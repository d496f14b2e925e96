#include "value/value.h"

#include <gtest/gtest.h>

#include "text/limits.h"

namespace tieline::value {
namespace {

class Values : public testing::Test {
 protected:
  Arena arena;
  ConditionSpace space;
};

TEST_F(Values, ADefaultMadeValueIsUnknown) {
  const Value value;
  EXPECT_TRUE(value.is(Kind::unknown));
  EXPECT_FALSE(value.is_known());
  EXPECT_TRUE(value.items().empty());
  EXPECT_EQ(value.string(), "");
  EXPECT_EQ(value.find("a"), nullptr);
}

TEST_F(Values, ASequenceIsWhollyKnownWhenItsItemsAre) {
  const Value known[] = {string(arena, "a"), number(arena, Number(1))};
  EXPECT_TRUE(sequence(arena, known).is_wholly_known());
  const Value open[] = {string(arena, "a"), unknown(arena)};
  EXPECT_FALSE(sequence(arena, open).is_wholly_known());
  EXPECT_TRUE(sequence(arena, open).is_known());
}

TEST_F(Values, RestItemsLeaveTheLengthOpen) {
  const Value items[] = {string(arena, "a"), rest_of(arena, unknown(arena))};
  const Value list = sequence(arena, items);
  EXPECT_FALSE(list.has_known_length());
  EXPECT_EQ(list.minimum_length(), 1U);
}

TEST_F(Values, ATemplateOfKnownPartsIsAString) {
  const Value parts[] = {string(arena, "port "), number(arena, Number(443)), boolean(arena, true)};
  const Value text = template_of(arena, parts);
  EXPECT_TRUE(text.is(Kind::string));
  EXPECT_EQ(text.string(), "port 443true");
}

TEST_F(Values, ATemplateKeepsWhatIsKnownOfIt) {
  const Value inner_parts[] = {string(arena, "b"), unknown(arena, {.cause = "var.x"})};
  const Value parts[] = {string(arena, "a"), template_of(arena, inner_parts), string(arena, "c")};
  const Value text = template_of(arena, parts);
  EXPECT_TRUE(text.is(Kind::template_));
  EXPECT_EQ(to_debug_string(text), "\"ab${(unknown var.x)}c\"");
}

TEST_F(Values, ANullPartMakesATemplateUnknown) {
  const Value parts[] = {string(arena, "a"), null(arena)};
  EXPECT_TRUE(template_of(arena, parts).is(Kind::unknown));
}

TEST_F(Values, AlternativesDropWhatCannotBe) {
  const Condition x = space.truth("x");
  const Branch branches[] = {{x, string(arena, "a")}, {Condition::never(), string(arena, "b")}};
  EXPECT_EQ(alternatives(arena, space, branches).string(), "a");
}

TEST_F(Values, AlternativesOfAlternativesAreOneLevel) {
  const Condition x = space.truth("x");
  const Condition y = space.truth("y");
  const Branch inner[] = {{y, string(arena, "a")}, {space.negation(y), string(arena, "b")}};
  const Branch outer[] = {{x, alternatives(arena, space, inner)}, {space.negation(x), string(arena, "c")}};
  const Value value = alternatives(arena, space, outer);
  ASSERT_EQ(value.branches().size(), 3U);
  for (const Branch& branch : value.branches()) EXPECT_FALSE(branch.value.is(Kind::alternatives));
}

TEST_F(Values, TooManyAlternativesAreUnknown) {
  std::vector<Branch> branches;
  for (std::size_t i = 0; i <= limits::alternatives; ++i) {
    branches.push_back({space.equals("p", std::to_string(i)), string(arena, std::to_string(i))});
  }
  EXPECT_TRUE(alternatives(arena, space, branches).is(Kind::unknown));
}

TEST_F(Values, AStringRemembersWhatWasEncodedInIt) {
  const MappingEntry entries[] = {{"Version", {}, string(arena, "2012-10-17")}};
  const Value encoded = with_encoded(arena, string(arena, "{}"), mapping(arena, entries));
  ASSERT_NE(encoded.encoded(), nullptr);
  EXPECT_EQ(encoded.encoded()->find("Version")->string(), "2012-10-17");
  EXPECT_EQ(encoded.rest(), nullptr);
}

}  // namespace
}  // namespace tieline::value
