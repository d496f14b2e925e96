#include "value/type.h"

#include <gtest/gtest.h>

#include <vector>

namespace tieline::value {
namespace {

class TypeTest : public testing::Test {
 protected:
  const Type* list_of(const Type* element) { return collection_type(arena, TypeKind::list, element); }
  std::string name_of(Value value) { return constraint_name(*type_of(arena, value)); }

  Arena arena;
};

TEST_F(TypeTest, Names) {
  EXPECT_EQ(friendly_name(*list_of(string_type())), "list of string");
  EXPECT_EQ(friendly_name(*list_of(any_type())), "list of any single type");
  EXPECT_EQ(friendly_name(*list_of(any_type()), Naming::of_value), "list of dynamic");
  EXPECT_EQ(friendly_name(*list_of(list_of(number_type()))), "list of list of number");
  const TypeField fields[] = {{.name = "b", .type = number_type(), .optional = true},
                              {.name = "a", .type = any_type()}};
  const Type* object = object_type(arena, fields);
  EXPECT_EQ(friendly_name(*object), "object");
  EXPECT_EQ(constraint_name(*object), "object({a=any, b=optional(number)})");
}

TEST_F(TypeTest, FieldsAreFoundByName) {
  const TypeField fields[] = {{.name = "b", .type = number_type()}, {.name = "a", .type = string_type()}};
  const Type* object = object_type(arena, fields);
  ASSERT_NE(find_field(*object, "b"), nullptr);
  EXPECT_EQ(find_field(*object, "b")->type, number_type());
  EXPECT_EQ(find_field(*object, "c"), nullptr);
}

TEST_F(TypeTest, Sameness) {
  EXPECT_TRUE(same_type(*list_of(string_type()), *list_of(string_type())));
  EXPECT_FALSE(same_type(*list_of(string_type()), *list_of(number_type())));
  EXPECT_FALSE(same_type(*list_of(string_type()), *collection_type(arena, TypeKind::set, string_type())));
  EXPECT_TRUE(has_any(*list_of(any_type())));
  EXPECT_FALSE(has_any(*list_of(string_type())));
}

TEST_F(TypeTest, TypesOfValues) {
  const Value one = number(arena, Number(1));
  const Value text = string(arena, "a");
  const Value items[] = {one, text};
  EXPECT_EQ(name_of(sequence(arena, items)), "tuple([number, string])");
  const Value texts[] = {null(arena), text};
  EXPECT_EQ(name_of(sequence(arena, texts, Flavour::list)), "list(string)");
  EXPECT_EQ(name_of(with_flavour(arena, sequence(arena, {}), Flavour::set, number_type())), "set(number)");
  const MappingEntry entries[] = {{"b", {}, one}, {"a", {}, unknown(arena, {.type = boolean_type()})}};
  EXPECT_EQ(name_of(mapping(arena, entries)), "object({a=bool, b=number})");
  EXPECT_EQ(name_of(null_of(arena, string_type())), "string");
  EXPECT_EQ(name_of(Value()), "any");
}

TEST_F(TypeTest, ATupleOfUnknownLengthHasNoType) {
  const Value items[] = {string(arena, "a"), rest_of(arena, unknown(arena))};
  EXPECT_EQ(name_of(sequence(arena, items)), "any");
  EXPECT_EQ(name_of(open_mapping(arena, {}, unknown(arena), false, Flavour::object)), "any");
}

TEST_F(TypeTest, AlternativesHaveTheTypeTheyShare) {
  ConditionSpace space;
  const Condition when = space.truth("var.a");
  const Branch alike[] = {{when, string(arena, "a")}, {space.negation(when), string(arena, "b")}};
  EXPECT_EQ(name_of(alternatives(arena, space, alike)), "string");
  const Branch unlike[] = {{when, string(arena, "a")}, {space.negation(when), number(arena, Number(1))}};
  EXPECT_EQ(name_of(alternatives(arena, space, unlike)), "any");
}

}  // namespace
}  // namespace tieline::value
