#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "syntax/hcl/parser.h"
#include "tests/syntax/hcl_printer.h"
#include "text/limits.h"

namespace tieline::hcl {
namespace {

using testing::print;

constexpr auto parsed_file = text::FileId{0};

/// What is left of the file in short, then the errors as `line: message`.
std::string parse(std::string_view source) {
  text::Arena arena;
  const ParsedBody parsed = parse_body(parsed_file, source, arena);
  std::string out = print(*parsed.body);
  for (const auto& error : parsed.errors) {
    EXPECT_LE(error.span.begin, error.span.end);
    EXPECT_LE(error.span.end, source.size());
    const auto newlines = std::count(source.begin(), source.begin() + error.span.begin, '\n');
    out += std::to_string(newlines + 1) + ": " + error.message + "\n";
  }
  return out;
}

/// `line` within a block, between other lines and before another block. All of those must survive it.
std::string parse_line(std::string_view line) {
  const std::string source =
      "before {}\na \"b\" {\n  c = 1\n" + std::string(line) + "\n  d = 2\n}\nafter {\n  e = 3\n}\n";
  const std::string out = parse(source);
  constexpr std::string_view head = "before {\n}\na \"b\" {\n  c = 1\n";
  constexpr std::string_view middle = "  d = 2\n";
  constexpr std::string_view tail = "}\nafter {\n  e = 3\n}\n4: ";
  EXPECT_TRUE(out.starts_with(head)) << out;
  const std::size_t at = out.find(middle, head.size() > out.size() ? 0 : head.size());
  const std::size_t end = out.find(tail);
  if (at == std::string::npos || end == std::string::npos) return "spoiled:\n" + out;
  return out.substr(head.size(), at - head.size()) + out.substr(end + tail.size());
}

struct BrokenLine {
  std::string_view line;
  std::string_view outcome;
};

void PrintTo(const BrokenLine& value, std::ostream* out) { *out << value.line; }

class BrokenLines : public ::testing::TestWithParam<BrokenLine> {};

TEST_P(BrokenLines, SpoilNothingElse) { EXPECT_EQ(parse_line(GetParam().line), GetParam().outcome); }

INSTANTIATE_TEST_SUITE_P(
    Hcl, BrokenLines,
    ::testing::Values(
        BrokenLine{"  x =", "  x = ?\nno value after `x =`\n"},
        BrokenLine{"  x = # why", "  x = ?\nno value after `x =`\n"},
        BrokenLine{"  x", "expected `=` or `{` after `x`\n"}, BrokenLine{"  x \"y\"", "expected `{` after `x \"y\"`\n"},
        BrokenLine{"  x = \"y", "  x = ?\nunclosed string: its line ends before a closing `\"`\n"},
        BrokenLine{"  x = \"y${z} w", "  x = ?\nunclosed string: its line ends before a closing `\"`\n"},
        BrokenLine{"  x = \"y${z", "  x = ?\nunclosed `${`\n"},
        BrokenLine{"  x = \"y${z\"", "  x = ?\nunclosed `${`\n"},
        BrokenLine{"  x = \"y${}z\"", "  x = \"y${}z\"\nnothing stands between `${` and `}`\n"},
        BrokenLine{"  x = f(1, 2", "  x = ?\nunclosed `(`\n"}, BrokenLine{"  x = (1", "  x = ?\nunclosed `(`\n"},
        BrokenLine{"  x = [1, 2", "  x = ?\nunclosed `[`\n"}, BrokenLine{"  x = y[0", "  x = ?\nunclosed `[`\n"},
        BrokenLine{"  x = 'y'", "  x = ?\nstrings are quoted with `\"` only\n"},
        BrokenLine{"  x = “y z”", "  x = ?\nstrings are quoted with `\"` only\n"},
        BrokenLine{"  x: 1", "  x = 1\nexpected `=` after `x`, not `:`\n"},
        BrokenLine{"  x = 1,", "  x = 1\nunexpected `,`\n"},
        BrokenLine{"  \"x\" = 1", "  x = 1\nthe name of an attribute is not quoted\n"},
        BrokenLine{"  x = y.", "  x = ?\nno name after `.`\n"},
        BrokenLine{"  x = y +", "  x = ?\nno value after `+`\n"},
        BrokenLine{"  x = !", "  x = ?\nno value after `!`\n"},
        BrokenLine{"  x = [y +]", "  x = [?]\nno value after `+`\n"}, BrokenLine{"  ) y ;", "unexpected `)`\n"},
        BrokenLine{"  ???", "unexpected `?`\n"},
        BrokenLine{"  x = [\"y\" \"z\"]", "  x = ?\nexpected `,` before `\"z\"`\n"},
        BrokenLine{"  x = f(1 2)", "  x = ?\nexpected `,` before `2`\n"},
        BrokenLine{"  x = { y = 1 z = 2 }", "  x = ?\nexpected `,`\n"},
        BrokenLine{"  x = { y = }", "  x = ?\nno value after `y =`\n"},
        BrokenLine{"  x = 1 y = 2", "  x = 1\n  y = 2\nexpected a new line before `y`\n"},
        BrokenLine{"  x = \"\\q\"", "  x = \"\\q\"\n`\\q` is no escape sequence\n"},
        BrokenLine{"  x = \"%{ if y }z\"", "  x = <if(y: \"z\": )>\n`if` without `endif`\n"},
        BrokenLine{"  x = \"%{ endfor }\"", "  x = <>\n`endfor` without a `for` before it\n"},
        BrokenLine{"  x = \"%{ if y }%{ else }%{ else }%{ endif }\"",
                   "  x = <if(y: : )>\n`else` without an `if` before it\n"},
        BrokenLine{"  x = \"%{ when y }\"", "  x = ?\n`when` is no template directive\n"}));

TEST(HclErrors, AnOperatorAtTheEndOfALine) {
  EXPECT_EQ(parse("a {\n  b = 1 +\n}\nc {}\n"), "a {\n  b = ?\n}\nc {\n}\n2: no value after `+`\n");
  EXPECT_EQ(parse("a {\n  b = 1 +\n  c = 2\n  d = 3\n}\n"),
            "a {\n  b = ?\n  c = 2\n  d = 3\n}\n2: no value after `+`\n");
}

TEST(HclErrors, ALineThatGoesOnWithoutBrackets) {
  EXPECT_EQ(parse("a = b\n  + c\n"), "a = ?\n2: unexpected `+`: an expression ends with its line\n");
  EXPECT_EQ(parse("a = b\n  ? c\n  : d\n"), "a = ?\n2: unexpected `?`: an expression ends with its line\n");
  EXPECT_EQ(parse("a = b\n(c)\n"), "a = ?\n2: unexpected `(`: an expression ends with its line\n");
  EXPECT_EQ(parse("a = b[0]\n  .c\n"), "a = ?\n2: unexpected `.c`: an expression ends with its line\n");
  EXPECT_EQ(parse("a = b ?\n  c : d\n"), "a = ?\n1: no value after `?`\n");
  EXPECT_EQ(parse("a = {\n  b = c\n  + d\n}\n"), "a = ?\n3: unexpected `+`\n");
  EXPECT_EQ(parse("a = (b\n  + c)\nd = [e\n+ f]\ng = f(h\n? i\n: j)\n"),
            "a = ((b + c))\nd = [(e + f)]\ng = f((h ? i : j))\n");
  EXPECT_EQ(parse("a = b /* c\n*/ + d\n"), "a = (b + d)\n");
  EXPECT_EQ(parse("a = b // /* c\nd = e # /*\nf = g\n"), "a = b\nd = e\nf = g\n");
}

TEST(HclErrors, BlocksWithoutEnd) {
  EXPECT_EQ(parse("a {\n  b = 1\n\nc {\n  d = 1\n}\ne {}\n"),
            "a {\n  b = 1\n}\nc {\n  d = 1\n}\ne {\n}\n1: unclosed block: its `}` is missing\n");
  EXPECT_EQ(parse("a {\n  b {\n    c = 1\n}\nd {\n  e = 1\n}\n"),
            "a {\n  b {\n    c = 1\n  }\n}\nd {\n  e = 1\n}\n1: unclosed block: its `}` is missing\n");
  EXPECT_EQ(parse("a {\n  b = {\n    c = 1\n}\nd {\n  e = 1\n}\n"),
            "a {\n  b = {c = 1}\n}\nd {\n  e = 1\n}\n1: unclosed block: its `}` is missing\n");
  EXPECT_EQ(parse("a {\n  b = [\n    1,\n  c = 1\n}\nd {\n  e = 1\n}\n"),
            "a {\n  b = ?\n}\nd {\n  e = 1\n}\n2: unclosed `[`\n");
}

TEST(HclErrors, TheLikelyCulpritOfAMissingBrace) {
  text::Arena arena;
  const ParsedBody parsed = parse_body(parsed_file, "a {\n  b {\n    c = 1\n}\nd {}\n", arena);
  ASSERT_EQ(parsed.errors.size(), 1U);
  EXPECT_EQ(parsed.errors[0].related, (text::Span{parsed_file, 8, 9}));
}

TEST(HclErrors, OneBraceTooMany) {
  EXPECT_EQ(parse("a {\n}\n}\nb {\n  c = 1\n}\n"), "a {\n}\nb {\n  c = 1\n}\n3: unexpected `}`\n");
}

TEST(HclErrors, ALineOfOperators) { EXPECT_EQ(parse("a = 1\n???\nb = 2\n"), "a = 1\nb = 2\n2: unexpected `?`\n"); }

TEST(HclErrors, AtTheEndOfTheFile) {
  EXPECT_EQ(parse("a = 1\nb {"), "a = 1\nb {\n}\n2: unclosed block: its `}` is missing\n");
  EXPECT_EQ(parse("a {}\nb"), "a {\n}\n2: expected `=` or `{` after `b`\n");
  EXPECT_EQ(parse("a {}\nb ="), "b = ?\na {\n}\n2: no value after `b =`\n");
  EXPECT_EQ(parse("a {}\nb \"c"), "a {\n}\n2: unclosed string: its line ends before a closing `\"`\n");
  EXPECT_EQ(parse("a {}\nb {\n  c = f(1, [2"), "a {\n}\nb {\n  c = ?\n}\n3: unclosed `(`\n");
  EXPECT_EQ(parse("a {}\nb {\n  c = 1 +"), "a {\n}\nb {\n  c = ?\n}\n2: unclosed block: its `}` is missing\n");
}

TEST(HclErrors, Heredocs) {
  EXPECT_EQ(parse("a = <<E \nb\nE\n"), "a = heredoc<\"b\\n\">\n1: a heredoc's first line ends with its delimiter\n");
  EXPECT_EQ(parse("a = <<E\nb\nE"), "a = heredoc<\"b\\n\">\n3: the file ends in a heredoc's last line\n");
  EXPECT_EQ(parse("a {\n  b = <<E\n  c ${d}\n}\n\ne \"f\" {\n  g = 1\n}\n"),
            "a {\n  b = ?\n}\ne \"f\" {\n  g = 1\n}\n2: unclosed heredoc: no line consists of `E` alone\n");
  EXPECT_EQ(parse("a {\n  b = <<E\n  c ${d\nE\n}\ne {}\n"), "a {\n  b = ?\n}\ne {\n}\n3: unclosed `${`\n");
  EXPECT_EQ(parse("a = <<E\n${}\nE\n"), "a = heredoc<${?} \"\\n\">\n2: nothing stands between `${` and `}`\n");
}

TEST(HclErrors, Headers) {
  EXPECT_EQ(parse("a \"b\"\n{\n  c = 1\n}\n"),
            "a \"b\" {\n  c = 1\n}\n1: `{` must stand on the line of the block's name\n");
  EXPECT_EQ(parse("a \"b\" = {\n  c = 1\n}\nd {}\n"), "a \"b\" {\n  c = 1\n}\nd {\n}\n1: unexpected `=`\n");
  EXPECT_EQ(parse("a \"b {\n  c = 1\n}\nd {}\n"),
            "a \"b\" {\n  c = 1\n}\nd {\n}\n1: unclosed string: a label without a closing `\"`\n");
  EXPECT_EQ(parse("a \"b${c}\" {\n}\nd {}\n"),
            "a \"\"b${c}\"\" {\n}\nd {\n}\n1: a label is plain text, without `${ }`\n");
}

TEST(HclErrors, WhereLinesMustEnd) {
  EXPECT_EQ(parse("a { b = 1, c = 2 }\n"), "a {\n  b = 1\n  c = 2\n}\n1: unexpected `,`\n");
  EXPECT_EQ(parse("a { b = \n}\n"), "a {\n  b = ?\n}\n1: no value after `b =`\n");
  EXPECT_EQ(parse("a { b = 1\n}\n"), "a {\n  b = 1\n}\n2: the `}` of `a` must stand on the line of its `{`\n");
  EXPECT_EQ(parse("a {\n  b = 1 }\n"), "a {\n  b = 1\n}\n2: the `}` of `a` must stand on a line of its own\n");
  EXPECT_EQ(parse("a { b = 1\n  c = 2 }\n"),
            "a {\n  b = 1\n  c = 2\n}\n2: a block on one line holds one attribute only\n");
  EXPECT_EQ(parse("a { b = 1\n  c = 2\n}\n"),
            "a {\n  b = 1\n  c = 2\n}\n2: a block on one line holds one attribute only\n");
  EXPECT_EQ(parse("a { b {} }\n"), "a {\n  b {\n  }\n}\n1: a block inside another begins on a line of its own\n");
  EXPECT_EQ(parse("a {} b {}\n"), "a {\n}\nb {\n}\n1: expected a new line before `b`\n");
  EXPECT_EQ(parse("a {} # b\nc = 1 // d\ne = 1 /* f */\n"), "c = 1\ne = 1\na {\n}\n");
}

TEST(HclErrors, DuplicatesAreKeptAndTold) {
  text::Arena arena;
  const ParsedBody parsed = parse_body(parsed_file, "a = 1\nb = 2\na = 3\n", arena);
  EXPECT_EQ(parsed.body->attributes.size(), 3U);
  ASSERT_EQ(parsed.errors.size(), 1U);
  EXPECT_EQ(parsed.errors[0].kind, syntax::SyntaxError::Kind::duplicate);
  EXPECT_EQ(parsed.errors[0].span, (text::Span{parsed_file, 12, 13}));
  EXPECT_EQ(parsed.errors[0].related, (text::Span{parsed_file, 0, 1}));
}

TEST(HclErrors, UnclosedComment) {
  EXPECT_EQ(parse("a = 1\n/* b = 1\n"), "a = 1\n2: unclosed comment: its `*/` is missing\n");
}

TEST(HclErrors, MergeConflicts) {
  const std::string out = parse("a {\n<<<<<<< HEAD\n  b = 1\n=======\n  c = 2\n>>>>>>> x\n  d = 1\n}\ne {}\n");
  EXPECT_TRUE(out.find("2: a merge conflict is left in the file\n") != std::string::npos) << out;
  EXPECT_TRUE(out.find("  d = 1\n}\ne {\n}\n") != std::string::npos) << out;
}

TEST(HclErrors, BytesThatAreNoText) {
  EXPECT_EQ(parse("a = \"\xFF\"\nb = 1\n"), "a = \"\xFF\"\nb = 1\n1: invalid UTF-8\n");
  EXPECT_EQ(parse(std::string_view("a = \0 1\nb = 1\n", 14)), "a = ?\nb = 1\n1: unexpected NUL byte\n");
}

// Hostile input: nothing of this may crash, hang, or overflow the stack.

std::string repeat(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

bool tells_of_limit(const ParsedBody& parsed) {
  return std::ranges::any_of(parsed.errors,
                             [](const auto& error) { return error.kind == syntax::SyntaxError::Kind::limit; });
}

class Nested : public ::testing::TestWithParam<std::pair<std::string_view, std::string_view>> {};

TEST_P(Nested, DeeplyEndsInALimit) {
  const auto [open, close] = GetParam();
  const std::size_t depth = 20'000;
  const std::string source = "a = " + repeat(open, depth) + "1" + repeat(close, depth) + "\nb = 1\n";
  text::Arena arena;
  const ParsedBody parsed = parse_body(parsed_file, source, arena);
  EXPECT_TRUE(tells_of_limit(parsed));
  EXPECT_NE(parsed.body->find("b"), nullptr);
}

TEST_P(Nested, DeeplyWithoutAnEnd) {
  text::Arena arena;
  const std::string source = "b = 1\na = " + repeat(GetParam().first, 20'000);
  const ParsedBody parsed = parse_body(parsed_file, source, arena);
  EXPECT_FALSE(parsed.errors.empty());
}

INSTANTIATE_TEST_SUITE_P(Hcl, Nested,
                         ::testing::Values(std::pair{"(", ")"}, std::pair{"[", "]"}, std::pair{"{ x = ", "}"},
                                           std::pair{"\"${", "}\""}, std::pair{"f(", ")"}, std::pair{"x[", "]"},
                                           std::pair{"-", ""}, std::pair{"x ? y : ", ""},
                                           std::pair{"[for x in y : ", "]"}));

TEST(HclHostile, ChainsOfOperatorsAndSteps) {
  text::Arena arena;
  const std::string sum = "a = 1" + repeat(" + 1", 20'000) + "\nb = 1\n";
  EXPECT_TRUE(tells_of_limit(parse_body(parsed_file, sum, arena)));
  const std::string steps = "a = x[0]" + repeat("[0].y", 20'000) + "\nb = 1\n";
  EXPECT_TRUE(tells_of_limit(parse_body(parsed_file, steps, arena)));
}

TEST(HclHostile, DeepBlocksAndDirectives) {
  text::Arena arena;
  const std::string blocks = repeat("a {\n", 20'000) + repeat("}\n", 20'000) + "b = 1\n";
  EXPECT_TRUE(tells_of_limit(parse_body(parsed_file, blocks, arena)));
  const std::string directives = "a = \"" + repeat("%{ if x }", 20'000) + repeat("%{ endif }", 20'000) + "\"\nb = 1\n";
  EXPECT_TRUE(tells_of_limit(parse_body(parsed_file, directives, arena)));
}

TEST(HclHostile, MoreThanIsRead) {
  text::Arena arena;
  std::string source = "a = {\n";
  for (int i = 0; i < 1'000'000; ++i) source += "k" + std::to_string(i) + " = 1\n";
  const ParsedBody parsed = parse_body(parsed_file, source + "}\n", arena);
  ASSERT_EQ(parsed.errors.size(), 1U);
  EXPECT_EQ(parsed.errors.front().kind, syntax::SyntaxError::Kind::limit);
  EXPECT_GT(parsed.errors.front().span.begin, 0U) << "says where";
  EXPECT_LT(parsed.errors.front().span.begin, source.size());
  EXPECT_TRUE(parsed.body->attributes.empty());
}

TEST(HclHostile, MuchThatIsRead) {
  text::Arena arena;
  std::string source;
  for (int i = 0; i < 20'000; ++i) {
    source += "resource \"a_b\" \"c" + std::to_string(i) + "\" {\n  d = [a_b.e.id, var.f]\n  g = \"h\"\n}\n";
  }
  const ParsedBody parsed = parse_body(parsed_file, source, arena);
  EXPECT_TRUE(parsed.errors.empty());
  EXPECT_EQ(parsed.body->blocks.size(), 20'000U);
}

TEST(HclHostile, LargeHeredocWithoutAnEnd) {
  text::Arena arena;
  const std::string source = "a = <<E\n" + repeat("some text ${x} more\n", 500'000);
  const ParsedBody parsed = parse_body(parsed_file, source, arena);
  EXPECT_FALSE(parsed.errors.empty());
}

TEST(HclHostile, ManyHeredocsWithoutEnd) {
  text::Arena arena;
  const std::string source = repeat("a {\n  b = <<E\n}\n", 20'000);
  const ParsedBody parsed = parse_body(parsed_file, source, arena);
  EXPECT_FALSE(parsed.errors.empty());
}

TEST(HclHostile, HeredocsInHeredocs) {
  text::Arena arena;
  const ParsedBody parsed = parse_body(parsed_file, "a = " + repeat("<<E\n${", 5'000) + repeat("}\nE\n", 5'000), arena);
  EXPECT_FALSE(parsed.errors.empty());
}

TEST(HclHostile, ALongDelimiter) {
  const std::string delimiter(5'000, 'E');
  EXPECT_EQ(parse("a = <<" + delimiter + "\nb\n" + delimiter + "\nc = 1\n"), "a = heredoc<\"b\\n\">\nc = 1\n");
}

TEST(HclHostile, Noise) {
  text::Arena arena;
  std::string source;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < 200'000; ++i) {
    state = state * 1'664'525 + 1'013'904'223;
    source.push_back(static_cast<char>(state >> 24));
  }
  EXPECT_FALSE(parse_body(parsed_file, source, arena).errors.empty());
}

}  // namespace
}  // namespace tieline::hcl
