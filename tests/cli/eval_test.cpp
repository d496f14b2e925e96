// `tieline eval`: what an expression is worth in a root module.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/program.h"

namespace tieline::test {
namespace {

constexpr const char* configuration = R"(
variable "env" { type = string }
variable "subnets" { type = list(string) }
variable "nat" { type = bool }
variable "secret" {
  default   = "x"
  sensitive = true
}
resource "aws_subnet" "a" {
  count      = 2
  cidr_block = "10.0.${count.index}.0/24"
}
locals {
  wrong = [1][3]
}
)";

class Eval : public testing::Test {
 protected:
  Eval() { folder_.write("main.tf", configuration); }

  ProgramRun eval(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), "eval");
    return run_program({.arguments = std::move(arguments), .folder = folder_.path(), .input = input});
  }
  std::string worth(const std::string& expression) const {
    const ProgramRun run = eval({expression});
    EXPECT_EQ(run.exit_code, 0) << expression << "\n" << run.err;
    return run.out;
  }

  ScratchFolder folder_;
};

TEST_F(Eval, PrintsInTheNotationOfTheConsole) {
  EXPECT_EQ(worth("1 + 2"), "3\n");
  EXPECT_EQ(worth("toset([\"b\", \"a\"])"), "toset([\n  \"a\",\n  \"b\",\n])\n");
  EXPECT_EQ(worth("type(var.subnets)"), "list(string)\n");
  EXPECT_EQ(worth("var.secret"), "(sensitive value)\n");
  EXPECT_EQ(worth("aws_subnet.a[1].cidr_block"), "\"10.0.1.0/24\"\n");
}

TEST_F(Eval, SaysWhatIsKnownOfTheUnknown) {
  EXPECT_EQ(worth("aws_subnet.a[*].id"), "[\n  (aws_subnet.a[0].id),\n  (aws_subnet.a[1].id),\n]\n");
  EXPECT_EQ(worth("var.subnets"), "(unknown: var.subnets, list(string))\n");
  EXPECT_EQ(worth("\"app-${var.env}\""), "\"app-${unknown: var.env}\"\n");
  EXPECT_EQ(worth("var.nat ? 1 : 2"), "(one of\n  1 when var.nat is true\n  2 when var.nat is false\n)\n");
}

TEST_F(Eval, TakesWhatSettlesVariables) {
  EXPECT_EQ(eval({"--var", "env=prod", "var.env"}).out, "\"prod\"\n");
  EXPECT_EQ(eval({"--workspace", "blue", "terraform.workspace"}).out, "\"blue\"\n");
}

TEST_F(Eval, TakesExpressionsFromStandardInputOneALine) {
  const ProgramRun run = eval({}, "1 + 1\n\nlocal.nope\nmax(3, 4)\n1 +\n");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out, "2\n4\n");
  EXPECT_EQ(run.err,
            "error: Reference to undeclared local value: A local value with the name \"nope\" has not been declared\n"
            "  | local.nope\n"
            "  |       ^^^^\n"
            "error: Invalid expression: no value after `+`\n"
            "  | 1 +\n"
            "  |   ^\n");
}

TEST_F(Eval, SaysWhatIsWrongInTheConfigurationThatItLedTo) {
  const ProgramRun run = eval({"local.wrong"});
  EXPECT_EQ(run.out, "(unknown)\n");
  EXPECT_NE(run.err.find("note: main.tf:14:15: "), std::string::npos) << run.err;
}

TEST_F(Eval, InAnotherFolder) {
  folder_.write("other/main.tf", "locals {\n  here = path.module\n  shared = file(\"../main.txt\")\n}\n");
  folder_.write("main.txt", "shared");
  EXPECT_EQ(eval({"--in", "other", "local.shared"}).out, "\"shared\"\n");
  EXPECT_EQ(eval({"--in", "nowhere", "1"}).exit_code, 2);
}

}  // namespace
}  // namespace tieline::test
