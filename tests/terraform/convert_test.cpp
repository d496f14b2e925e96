#include "terraform/convert.h"

#include "function_call.h"

namespace tieline::terraform {
namespace {

using value::Kind;
using value::TypeField;
using value::TypeKind;

class Conversions : public FunctionTest {
 protected:
  const Type* list_of(const Type* element) { return collection_type(arena, TypeKind::list, element); }
  const Type* set_of(const Type* element) { return collection_type(arena, TypeKind::set, element); }
  const Type* map_of(const Type* element) { return collection_type(arena, TypeKind::map, element); }
  const Type* object_of(const std::vector<TypeField>& fields) { return object_type(arena, fields); }

  std::string converted(Value value, const Type* type) {
    const ConvertResult result = convert(arena, conditions, value, *type);
    return result.error ? "error" + (result.path.empty() ? "" : " at " + result.path) + ": " + *result.error
                        : shown(result.value);
  }
};

TEST_F(Conversions, Primitives) {
  EXPECT_EQ(converted(number(5), value::string_type()), "\"5\"");
  EXPECT_EQ(converted(text("5"), value::number_type()), "5");
  EXPECT_EQ(converted(text("true"), value::boolean_type()), "true");
  EXPECT_EQ(converted(text("x"), value::number_type()), "error: a number is required");
  EXPECT_EQ(converted(text("True"), value::boolean_type()),
            "error: a bool is required; to convert from string, use lowercase \"true\"");
  EXPECT_EQ(converted(number(1), value::boolean_type()), "error: bool required");
}

TEST_F(Conversions, KeepReferencesAndMarks) {
  EXPECT_EQ(converted(tuple({attribute("a"), text("b")}), list_of(value::string_type())),
            "tolist([ (aws_subnet.a.id), \"b\",])");
  EXPECT_EQ(converted(tuple({attribute("a"), attribute("a")}), set_of(value::string_type())),
            "toset([ (aws_subnet.a.id),])");
  const Value secret = with_sensitive(arena, number(1));
  EXPECT_TRUE(convert(arena, conditions, secret, *value::string_type()).value.is_sensitive());
}

TEST_F(Conversions, ElementsOfOneType) {
  EXPECT_EQ(converted(tuple({number(1), text("a")}), list_of(value::any_type())), "tolist([ \"1\", \"a\",])");
  EXPECT_EQ(converted(tuple({number(1), tuple({})}), list_of(value::any_type())),
            "error: all list elements must have the same type");
  EXPECT_EQ(converted(tuple({number(1), unknown("var.a")}), list_of(value::any_type())),
            "tolist([ 1, (unknown: var.a, number),])");
  EXPECT_EQ(converted(tuple({text("a"), text("x")}), list_of(value::number_type())),
            "error at [0]: a number is required");
}

TEST_F(Conversions, OptionalAttributes) {
  const Type* inner = object_of({{.name = "on",
                                  .type = value::boolean_type(),
                                  .optional = true,
                                  .fallback = value::boolean(arena, true),
                                  .has_fallback = true}});
  const Type* type = object_of({
      {.name = "name", .type = value::string_type()},
      {.name = "size", .type = value::number_type(), .optional = true, .fallback = number(3), .has_fallback = true},
      {.name = "note", .type = value::string_type(), .optional = true},
      {.name = "inner", .type = inner, .optional = true, .fallback = object({}), .has_fallback = true},
  });
  EXPECT_EQ(converted(object({{"name", {}, text("a")}, {"extra", {}, text("b")}}), type),
            "{ \"inner\" = { \"on\" = true} \"name\" = \"a\" \"note\" = tostring(null) \"size\" = 3}");
  EXPECT_EQ(converted(object({{"name", {}, text("a")}, {"size", {}, value::null(arena)}}), type),
            "{ \"inner\" = { \"on\" = true} \"name\" = \"a\" \"note\" = tostring(null) \"size\" = 3}");
  EXPECT_EQ(converted(object({}), type), "error: attribute \"name\" is required");
  EXPECT_EQ(converted(tuple({object({{"name", {}, text("a")}, {"size", {}, text("x")}})}), list_of(type)),
            "error at [0].size: a number is required");
}

TEST_F(Conversions, OpenMappings) {
  const Value open = value::open_mapping(arena, std::vector<value::MappingEntry>{{"a", {}, number(1)}},
                                         unknown("var.m[*]"), false, value::Flavour::object);
  EXPECT_EQ(converted(open, map_of(value::string_type())), "tomap({ \"a\" = \"1\" ... = (unknown: var.m[*], string)})");
  const Type* type =
      object_of({{.name = "a", .type = value::string_type()}, {.name = "b", .type = value::string_type()}});
  EXPECT_EQ(converted(open, type), "{ \"a\" = \"1\" \"b\" = (unknown: var.m[*], string)}");
}

TEST_F(Conversions, Unknowns) {
  const Value typed = convert(arena, conditions, unknown("var.a"), *list_of(value::string_type())).value;
  EXPECT_EQ(typed.refinement().cause, "var.a");
  EXPECT_EQ(constraint_name(*typed.refinement().type), "list(string)");
  EXPECT_EQ(converted(unknown("var.a", value::string_type()), list_of(value::any_type())),
            "error: list of any single type required");
  // A number made of a string is another value than the string.
  EXPECT_EQ(converted(unknown("var.a", value::string_type()), value::number_type()),
            "(unknown: tonumber(var.a), number)");
}

TEST_F(Conversions, Alternatives) {
  EXPECT_EQ(converted(either("var.a", text("1"), text("2")), value::number_type()),
            "(one of 1 when var.a is true 2 when var.a is false)");
  EXPECT_EQ(converted(either("var.a", text("1"), text("x")), value::number_type()),
            "(one of 1 when var.a is true (unknown: number) when var.a is false)");
  EXPECT_EQ(converted(either("var.a", text("y"), text("x")), value::number_type()), "error: a number is required");
}

TEST_F(Conversions, ConditionalResults) {
  const UnifiedBranches same = unify_branches(arena, conditions, number(1), text("a"));
  EXPECT_EQ(shown(same.then), "\"1\"");
  EXPECT_FALSE(same.error.has_value());
  EXPECT_EQ(shown(unify_branches(arena, conditions, value::null(arena), text("a")).then), "tostring(null)");
  const UnifiedBranches lists = unify_branches(arena, conditions, tuple({attribute("a")}), tuple({}));
  EXPECT_EQ(shown(lists.then), "tolist([ (aws_subnet.a.id),])");
  const UnifiedBranches none = unify_branches(arena, conditions, number(1), tuple({}));
  EXPECT_EQ(none.error,
            "The true and false result expressions must have consistent types. The 'true' value is number, but the "
            "'false' value is tuple");
}

TEST_F(Conversions, ManyTypesTakeLittleTime) {
  Values items;
  for (int i = 0; i < 20'000; ++i) {
    items.push_back(object({{arena.copy("k" + std::to_string(i)), {}, number(i)}}));
  }
  const ConvertResult result = convert(arena, conditions, tuple(items), *list_of(value::any_type()));
  EXPECT_EQ(result.value.items().size(), 20'000U);
}

}  // namespace
}  // namespace tieline::terraform
