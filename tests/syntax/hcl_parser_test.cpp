#include "syntax/hcl/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/syntax/hcl_printer.h"

namespace tieline::hcl {
namespace {

using testing::print;

constexpr auto file = text::FileId{0};

/// The expression in short, with its errors behind it.
std::string expression(std::string_view source) {
  text::Arena arena;
  const ParsedExpr parsed = parse_expression(file, 0, source, arena);
  std::string out = print(*parsed.expression);
  for (const auto& error : parsed.errors) out += "\n" + error.message;
  return out;
}

std::string bare(std::string_view source) {
  text::Arena arena;
  const auto end = static_cast<std::uint32_t>(source.size());
  const ParsedExpr parsed = parse_template({file, 0, end}, true, source, arena);
  std::string out = print(*parsed.expression);
  for (const auto& error : parsed.errors) out += "\n" + error.message;
  return out;
}

std::string body(std::string_view source) {
  text::Arena arena;
  const ParsedBody parsed = parse_body(file, source, arena);
  std::string out = print(*parsed.body);
  for (const auto& error : parsed.errors) out += error.message + "\n";
  return out;
}

struct Case {
  std::string_view source;
  std::string_view printed;
};

void PrintTo(const Case& value, std::ostream* out) { *out << value.source; }

class Expressions : public ::testing::TestWithParam<Case> {};

TEST_P(Expressions, Parse) { EXPECT_EQ(expression(GetParam().source), GetParam().printed); }

INSTANTIATE_TEST_SUITE_P(Terms, Expressions,
                         ::testing::Values(Case{"null", "null"}, Case{"true", "true"}, Case{"false", "false"},
                                           Case{"12.5e-3", "12.5e-3"}, Case{"a", "a"}, Case{"nullable", "nullable"},
                                           Case{"var.a-b.c", "var.a-b.c"}, Case{"null.a", "null.a"},
                                           Case{"größe.ñ", "größe.ñ"}, Case{"(a)", "(a)"}, Case{"[]", "[]"},
                                           Case{"[1, 2,]", "[1, 2]"}, Case{"[\n1,\n2\n]", "[1, 2]"}, Case{"{}", "{}"},
                                           Case{"{\n}", "{}"}));

INSTANTIATE_TEST_SUITE_P(
    Traversals, Expressions,
    ::testing::Values(Case{"a.b.c", "a.b.c"}, Case{"a[0].b[\"c\"]", "a[0].b[\"c\"]"}, Case{"a . b", "a.b"},
                      Case{"a.0.b", "a.#0.b"}, Case{"a.0.1", "?\n`.` cannot index twice in a row"},
                      Case{"a.0[1].2", "a.#0[1].#2"}, Case{"a[*].b[0].c", "splat(a, each.b[0].c)"},
                      Case{"a.*.b.c", "attributes(a, each.b.c)"}, Case{"a.*.b[0].c", "attributes(a, each.b)[0].c"},
                      Case{"a.*.b.0", "attributes(a, each.b.#0)"}, Case{"a[*]", "splat(a, each)"},
                      Case{"a[*][*]", "splat(a, splat(each, each))"},
                      Case{"a.*.b.*.c", "?\n`.*` cannot follow another"},
                      Case{"a[*].b.*.c[0]", "splat(a, attributes(each.b, each.c)[0])"}, Case{"f(x)[0].y", "f(x)[0].y"},
                      Case{"\"a\".b", "\"a\".b"}, Case{"(a\n.b\n[0])", "(a.b[0])"}, Case{"(a.\nb.c)", "(a.b.c)"},
                      Case{"[1. 5]", "[1.#5]"}));

INSTANTIATE_TEST_SUITE_P(Calls, Expressions,
                         ::testing::Values(Case{"f()", "f()"}, Case{"f(1, 2,)", "f(1, 2)"}, Case{"f(a...)", "f(a...)"},
                                           Case{"f(1, a...)", "f(1, a...)"}, Case{"f (\n1\n)", "f(1)"},
                                           Case{"provider::aws::arn_parse(a).b", "provider::aws::arn_parse(a).b"},
                                           Case{"provider :: a :: b ( 1 )", "provider::a::b(1)"}));

INSTANTIATE_TEST_SUITE_P(Operations, Expressions,
                         ::testing::Values(Case{"a || b && c", "(a || (b && c))"},
                                           Case{"a && b == c", "(a && (b == c))"}, Case{"a == b < c", "(a == (b < c))"},
                                           Case{"a < b + c", "(a < (b + c))"}, Case{"a + b * c", "(a + (b * c))"},
                                           Case{"a - b - c", "((a - b) - c)"}, Case{"a / b % c", "((a / b) % c)"},
                                           Case{"-a + b", "((-a) + b)"}, Case{"!a.b[0]", "(!a.b[0])"},
                                           Case{"- -a", "(-(-a))"}, Case{"a >= b != c <= d", "((a >= b) != (c <= d))"},
                                           Case{"a > b", "(a > b)"}, Case{"a ? b : c ? d : e", "(a ? b : (c ? d : e))"},
                                           Case{"a ? b ? c : d : e", "(a ? (b ? c : d) : e)"},
                                           Case{"a || b ? c : d", "((a || b) ? c : d)"}, Case{"a -b", "(a - b)"},
                                           Case{"a-b", "a-b"}, Case{"a\n+\nb", "(a + b)"}));

INSTANTIATE_TEST_SUITE_P(
    Objects, Expressions,
    ::testing::Values(Case{"{a = 1, b = 2}", "{a = 1, b = 2}"}, Case{"{a = 1\nb = 2\n}", "{a = 1, b = 2}"},
                      Case{"{a: 1, \"b\": 2}", "{a = 1, \"b\" = 2}"}, Case{"{(a) = 1}", "{(a) = 1}"},
                      Case{"{a=b\n(c)=d\n-1=e\n[f]=g}", "{a = b, (c) = d, (-1) = e, [f] = g}"},
                      Case{"{null = 1, true=2}", "{null = 1, true = 2}"}, Case{"{\"${a}b\" = 1}", "{<${a} \"b\"> = 1}"},
                      Case{"{a ? b : c = 1}", "{(a ? b : c) = 1}"}, Case{"{a == b = c}", "{(a == b) = c}"},
                      Case{"{for_each = 1}", "{for_each = 1}"}));

INSTANTIATE_TEST_SUITE_P(For, Expressions,
                         ::testing::Values(Case{"[for a in b : a]", "for(,a in b: a)"},
                                           Case{"[for a, b in c : a if b]", "for(a,b in c: a if b)"},
                                           Case{"{for a, b in c : a => b}", "for(a,b in c: a => b)"},
                                           Case{"{for a in b : a.c => a... if a.d}",
                                                "for(,a in b: a.c => a... if a.d)"},
                                           Case{"[for a in b ? c : d : a]", "for(,a in (b ? c : d): a)"},
                                           Case{"[\nfor a in b :\na\nif a\n]", "for(,a in b: a if a)"}));

INSTANTIATE_TEST_SUITE_P(
    Strings, Expressions,
    ::testing::Values(Case{R"("")", "<>"}, Case{R"("a")", R"("a")"}, Case{R"("a\tb\"\\\n")", "\"a\tb\"\\\\n\""},
                      Case{R"("\u00e9\U0001F600")", "\"é😀\""},
                      Case{R"("$${a} %%{b} $ % $$ 5%")", R"("${a} %{b} $ % $$ 5%")"}, Case{R"("${a}")", "<${a}>"},
                      Case{R"("a${b}c${d}")", R"(<"a" ${b} "c" ${d}>)"}, Case{R"("$$${a}")", R"("$${a}")"},
                      Case{R"("$%${a}")", R"(<"$%" ${a}>)"}, Case{R"("a  ${~ b ~}  c")", R"(<"a" ${b} "c">)"},
                      Case{R"("${~ b ~}  ")", R"(<${b} "">)"}, Case{R"("a${"b${c}"}")", R"(<"a" ${<"b" ${c}>}>)"},
                      Case{"\"${\na\n}\"", "<${a}>"}, Case{R"("${ {a = "}"}["a"] }")", R"(<${{a = "}"}["a"]}>)"},
                      Case{R"("%{if a}b%{else}c%{endif}")", R"(<if(a: "b": "c")>)"},
                      Case{R"("%{ for a, b in c ~} x %{~ endfor }")", R"(<for(a,b in c: "x")>)"},
                      Case{R"("%{if a}%{if b}c%{endif}%{for d in e}f%{endfor}%{endif}")",
                           R"(<if(a: if(b: "c": ) for(,d in e: "f"): )>)"},
                      Case{R"("# ${a} // /* b")", R"(<"# " ${a} " // /* b">)"}));

INSTANTIATE_TEST_SUITE_P(
    Heredocs, Expressions,
    ::testing::Values(Case{"<<E\na\n b\nE\n", R"(heredoc<"a\n b\n">)"}, Case{"<<E\nE\n", "heredoc<>"},
                      Case{"<<E\na\\n$${b}\nE\n", R"(heredoc<"a\n${b}\n">)"},
                      Case{"<<E\n${a}\nE\n", R"(heredoc<${a} "\n">)"},
                      Case{"<<-E\n    a\n      b\n    E\n", R"(indented<"a\n  b\n">)"},
                      // a line of blanks does not count; one that begins with an interpolation has no blanks
                      Case{"<<-E\n  a\n\n  b\n  E\n", R"(indented<"a\n\nb\n">)"},
                      Case{"<<-E\n    a\n  ${b}\n    c\n  E\n", R"(indented<"  a\n" ${b} "\n  c\n">)"},
                      Case{"<<-E\n${a}\n  b\nE\n", R"(indented<${a} "\n  b\n">)"},
                      Case{"<<-E\n\t\ta\n\t b\n\tE\n", "indented<\"a\\nb\\n\">"},
                      // strip marks reach to the line's end, and not into the next line
                      Case{"<<E\n${a ~}  \n  b\nE\n", R"(heredoc<${a} "  b\n">)"},
                      Case{"<<E\na\n  ${~ b}\nE\n", R"(heredoc<"a\n" ${b} "\n">)"},
                      Case{"<<E\n%{ if a ~}\nb\n%{ endif ~}\nE\n", R"(heredoc<if(a: "b\n": ) "">)"},
                      Case{"<<E\r\na\r\nE\r\n", R"(heredoc<"a\r\n">)"},
                      Case{"<<E\nEX\nE X\n${a}E\nE\n", R"(heredoc<"EX\nE X\n" ${a} "E\n">)"},
                      Case{"[<<A\na\nA\n, <<B\nb\nB\n]", R"([heredoc<"a\n">, heredoc<"b\n">])"},
                      Case{"<<A\n${<<B\nb\nB\n}\nA\n", R"(heredoc<${heredoc<"b\n">} "\n">)"}));

TEST(HclExpression, ThatIsNone) {
  EXPECT_EQ(expression(""), "?\nexpected a value");
  EXPECT_EQ(expression("1 +"), "?\nno value after `+`");
  EXPECT_EQ(expression("a) + (b"), "?\nthis is not an expression");
  EXPECT_EQ(expression("f("), "?\nunclosed `(`");
  EXPECT_EQ(expression("a b"), "?\nunexpected `a`");
  EXPECT_EQ(expression("1.5.0"), "?\n`1.5.0` is not a number");
  EXPECT_EQ(expression("a[*"), "?\nunclosed `[`");
}

TEST(HclExpression, SpansCountFromTheOffset) {
  text::Arena arena;
  const ParsedExpr parsed = parse_expression(file, 100, "a.b + f(1)", arena);
  EXPECT_EQ(parsed.expression->span, (text::Span{file, 100, 110}));
  const auto& sum = as<BinaryExpr>(*parsed.expression);
  const auto& left = as<AttributeExpr>(*sum.left);
  EXPECT_EQ(left.span, (text::Span{file, 100, 103}));
  EXPECT_EQ(left.object->span, (text::Span{file, 100, 101}));
  EXPECT_EQ(left.name_span, (text::Span{file, 102, 103}));
  const auto& call = as<CallExpr>(*sum.right);
  EXPECT_EQ(call.span, (text::Span{file, 106, 110}));
  EXPECT_EQ(call.name_span, (text::Span{file, 106, 107}));
}

TEST(HclExpression, SpansOfPostfixesReachFromTheObjectOn) {
  text::Arena arena;
  const ParsedExpr parsed = parse_expression(file, 0, "a[*].b[0]", arena);
  const auto& splat = as<SplatExpr>(*parsed.expression);
  EXPECT_EQ(splat.span, (text::Span{file, 0, 9}));
  EXPECT_EQ(splat.object->span, (text::Span{file, 0, 1}));
  const auto& index = as<IndexExpr>(*splat.each);
  EXPECT_EQ(index.span, (text::Span{file, 1, 9}));
  EXPECT_EQ(index.object->span, (text::Span{file, 1, 6}));
}

TEST(HclTemplate, SpansOfPartsHoldTheirSigns) {
  text::Arena arena;
  const ParsedExpr parsed = parse_expression(file, 0, "\"a${~ b ~}c%{ if d }e%{ endif }\"", arena);
  const auto& parts = as<TemplateExpr>(*parsed.expression).parts;
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].span, (text::Span{file, 1, 2}));
  EXPECT_EQ(parts[1].span, (text::Span{file, 2, 10}));
  EXPECT_EQ(parts[2].span, (text::Span{file, 10, 11}));
  EXPECT_EQ(parts[3].span, (text::Span{file, 11, 31}));
  EXPECT_EQ(parts[3].body[0].span, (text::Span{file, 20, 21}));
}

TEST(HclTemplate, PlainTextIsAViewOfTheSource) {
  text::Arena arena;
  const std::string source = "\"plain\"";
  const ParsedExpr parsed = parse_expression(file, 0, source, arena);
  EXPECT_EQ(as<TemplateExpr>(*parsed.expression).constant_text().data(), source.data() + 1);
}

TEST(HclTemplate, Bare) {
  EXPECT_EQ(bare(""), "bare<>");
  EXPECT_EQ(bare("plain \\n \"text\""), "bare<\"plain \\n \"text\"\">");
  EXPECT_EQ(bare("${a}"), "bare<${a}>");
  EXPECT_EQ(bare("${a}\n"), "bare<${a} \"\\n\">");
  EXPECT_EQ(bare("a ${b ~} c"), "bare<\"a \" ${b} \"c\">");
  EXPECT_EQ(bare("%{ for a in b }\n${a}\n%{ endfor ~}\nend"), "bare<for(,a in b: \"\\n\" ${a} \"\\n\") \"end\">");
  EXPECT_EQ(bare("E\nEE\nEEE\n$${x}"), "bare<\"E\\nEE\\nEEE\\n${x}\">");
  EXPECT_EQ(bare("100% of $"), "bare<\"100% of $\">");
  EXPECT_EQ(bare("${"), "?\nunclosed `${`");
}

TEST(HclTemplate, BareSpansCountFromItsPlace) {
  text::Arena arena;
  const text::Span whole{file, 50, 57};
  const ParsedExpr parsed = parse_template(whole, true, "a ${b}c", arena);
  EXPECT_EQ(parsed.expression->span, whole);
  const auto& parts = as<TemplateExpr>(*parsed.expression).parts;
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[1].span, (text::Span{file, 52, 56}));
  EXPECT_EQ(parts[1].expression->span, (text::Span{file, 54, 55}));
}

TEST(HclTemplate, BareWithoutAMapIsWhollyAtItsPlace) {
  text::Arena arena;
  const text::Span whole{file, 50, 70};
  const ParsedExpr parsed = parse_template(whole, false, "a ${b}c ${", arena);
  ASSERT_EQ(parsed.errors.size(), 1U);
  EXPECT_EQ(parsed.errors[0].span, whole);
  const ParsedExpr good = parse_template(whole, false, "a ${b}", arena);
  EXPECT_EQ(as<TemplateExpr>(*good.expression).parts[1].expression->span, whole);
}

TEST(HclBody, AttributesAndBlocks) {
  EXPECT_EQ(body("a = 1\nb \"c\" d {\n  e = 2\n  f {}\n}\n"), "a = 1\nb \"c\" \"d\" {\n  e = 2\n  f {\n  }\n}\n");
  EXPECT_EQ(body(""), "");
  EXPECT_EQ(body("# nothing\n/* at\nall */"), "");
  EXPECT_EQ(body("a = 1"), "a = 1\n");
  EXPECT_EQ(body("a{b=1}"), "a {\n  b = 1\n}\n");
  EXPECT_EQ(body("a /* b */ \"c\" {\n}\n"), "a \"c\" {\n}\n");
  EXPECT_EQ(body("a \"b\\\"c\" \"$${d}\" {}\n"), "a \"b\"c\" \"${d}\" {\n}\n");
  EXPECT_EQ(body("\xEF\xBB\xBF"
                 "a = 1\n"),
            "a = 1\n");
  EXPECT_EQ(body("a = {\r\n  b = 1\r\n  c = 2\r\n}\r\nd = 1\r\n"), "a = {b = 1, c = 2}\nd = 1\n");
  EXPECT_EQ(body("for = 1\nnull = in\ntrue {}\n"), "for = 1\nnull = in\ntrue {\n}\n");
}

TEST(HclBody, Spans) {
  text::Arena arena;
  const std::string_view source = "a \"b\" {\n  c = 1 # d\n}\n";
  const ParsedBody parsed = parse_body(file, source, arena);
  EXPECT_EQ(parsed.body->span, (text::Span{file, 0, 22}));
  ASSERT_EQ(parsed.body->blocks.size(), 1U);
  const Block& block = parsed.body->blocks[0];
  EXPECT_EQ(block.span, (text::Span{file, 0, 21}));
  EXPECT_EQ(block.header, (text::Span{file, 0, 5}));
  EXPECT_EQ(block.type_span, (text::Span{file, 0, 1}));
  EXPECT_EQ(block.labels[0].span, (text::Span{file, 2, 5}));
  EXPECT_EQ(block.body->span, (text::Span{file, 7, 20}));
  const Attribute& attribute = block.body->attributes[0];
  EXPECT_EQ(attribute.name_span, (text::Span{file, 10, 11}));
  EXPECT_EQ(attribute.span, (text::Span{file, 10, 15}));
  EXPECT_EQ(block.body->find("c"), &attribute);
  EXPECT_EQ(block.body->find("d"), nullptr);
}

TEST(HclBody, TheSameBlockWrittenInTwoWays) {
  text::Arena arena;
  // The second has a comment in its header, and so comes as several tokens.
  for (const std::string_view source : {"a \"b\" c {\n}\n", "a \"b\" c/**/{\n}\n"}) {
    const Block& block = parse_body(file, source, arena).body->blocks[0];
    EXPECT_EQ(block.type, "a");
    EXPECT_EQ(block.header, (text::Span{file, 0, 7}));
    ASSERT_EQ(block.labels.size(), 2U);
    EXPECT_EQ(block.labels[0].text, "b");
    EXPECT_EQ(block.labels[1].text, "c");
    EXPECT_EQ(block.labels[1].span, (text::Span{file, 6, 7}));
  }
}

}  // namespace
}  // namespace tieline::hcl
