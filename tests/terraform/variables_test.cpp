// What variables are worth, and who says so.

#include <cstdlib>

#include "configuration.h"
#include "value/type.h"

namespace tieline::terraform {
namespace {

TEST(Variable, WithoutValueIsUnknownButTyped) {
  const Configuration loaded("variable \"ids\" { type = list(string) }\noutput \"o\" { value = var.ids }");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.output("o").refinement().cause, "var.ids");
  ASSERT_NE(loaded.output("o").refinement().type, nullptr);
  EXPECT_EQ(value::constraint_name(*loaded.output("o").refinement().type), "list(string)");
}

TEST(Variable, DefaultsAreConverted) {
  const Configuration loaded(R"(
variable "n" {
  type    = number
  default = "5"
}
variable "o" {
  type = object({
    a = optional(string, "x")
    b = optional(number)
    c = list(string)
  })
  default = { c = [1, true] }
}
variable "old" {
  type    = "list"
  default = ["a"]
}
output "n" { value = var.n + 1 }
output "o" { value = var.o }
)");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("n"), "6");
  EXPECT_EQ(loaded.shown("o"), "{a = \"x\", b = null, c = [\"1\", \"true\"]}");
}

TEST(Variable, ComeFromFilesAndCommandLineInOrder) {
  const Folder::Files files{{"main.tf", R"(
variable "a" { default = "default" }
variable "b" { default = "default" }
variable "c" { default = "default" }
variable "d" { default = "default" }
variable "e" { default = "default" }
variable "f" { default = "default" }
variable "list" { type = list(number) }
output "o" { value = [var.a, var.b, var.c, var.d, var.e, var.f] }
output "list" { value = var.list }
)"},
                            {"terraform.tfvars",
                             "b = \"tfvars\"\nc = \"tfvars\"\nd = \"tfvars\"\ne = \"tfvars\"\n"
                             "f = \"tfvars\"\nunused = 1\n"},
                            {"terraform.tfvars.json", "{\"c\": \"json ${plain}\", \"d\": \"json\"}"},
                            {"z.auto.tfvars", "d = \"auto\"\ne = \"auto\"\nf = \"auto\""},
                            {"given.tfvars", "e = \"file\"\nf = \"file\""}};
  Folder folder(files);
  Options options;
  options.variable_files = {folder.path() / "given.tfvars"};
  options.variables = {{"f", "line"}, {"list", "[1, 2]"}, {"nobody", "x"}};
  const Configuration loaded(files, options);
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "[\"default\", \"tfvars\", \"json ${plain}\", \"auto\", \"file\", \"line\"]");
  EXPECT_EQ(loaded.shown("list"), "[1, 2]");
}

TEST(Variable, ThatABrokenFileMayGiveAreNotTheirDefaults) {
  const Configuration loaded({{"main.tf", R"(
variable "named" { default = "a" }
variable "good" { default = "a" }
variable "other" { default = "a" }
output "named" { value = var.named }
output "good" { value = var.good }
output "other" { value = var.other }
)"},
                              {"terraform.tfvars", "good = \"b\"\nnamed = = \"b\"\n"}});
  EXPECT_EQ(loaded.shown("named"), "(unknown)");
  EXPECT_EQ(loaded.shown("good"), "\"b\"");
  EXPECT_EQ(loaded.shown("other"), "\"a\"");
}

TEST(Variable, ComeFromTheEnvironmentLast) {
  const Folder folder({{"main.tf", "variable \"a\" {}\nvariable \"b\" {}\noutput \"o\" { value = [var.a, var.b] }"},
                       {"terraform.tfvars", "b = \"file\""}});
  ::setenv("TF_VAR_a", "environment", 1);
  ::setenv("TF_VAR_b", "environment", 1);
  text::SourceManager sources;
  const auto graph = load_root_module(sources, folder.path(), {});
  ::unsetenv("TF_VAR_a");
  ::unsetenv("TF_VAR_b");
  EXPECT_EQ(Configuration::show(graph->outputs[0].value), "[\"environment\", \"file\"]");
}

TEST(Variable, ThatIsNotNullableTakesItsDefaultForNull) {
  const Configuration loaded({{"main.tf",
                               "module \"m\" {\n source = \"./m\"\n a = null\n b = null\n}\n"
                               "output \"o\" { value = module.m.o }"},
                              {"m/main.tf",
                               "variable \"a\" {\n default = 1\n nullable = false\n}\n"
                               "variable \"b\" { default = 1 }\noutput \"o\" { value = [var.a, var.b] }"}});
  EXPECT_EQ(loaded.shown("o"), "[1, null]");
}

TEST(Variable, ThatIsNotNullableHasNoNullAsDefault) {
  EXPECT_EQ(Configuration("variable \"a\" {\n  nullable = false\n  default = null\n}\n").faults(),
            "expression 3:13 a null default value is not valid when nullable = false\n");
}

TEST(Variable, ThatIsSensitiveStaysSo) {
  const Configuration loaded(
      "variable \"s\" {\n default = \"x\"\n sensitive = true\n}\n"
      "output \"o\" { value = var.s }");
  EXPECT_TRUE(loaded.output("o").is_sensitive());
}

TEST(Variable, OfTheWrongTypeIsAFaultOfTheCaller) {
  const Configuration loaded({{"main.tf", "module \"m\" {\n source = \"./m\"\n n = [\"x\"]\n}"},
                              {"m/main.tf", "variable \"n\" { type = number }"}});
  EXPECT_EQ(loaded.faults(), "expression 3:6 the given value is not suitable for module.m.var.n: number required\n");
}

TEST(Variable, ThatFailsItsValidationIsAFaultOfWhoGivesIt) {
  const Configuration loaded({{"main.tf",
                               "variable \"n\" {}\nmodule \"m\" {\n source = \"./m\"\n n = 7\n}\n"
                               "module \"open\" {\n source = \"./m\"\n n = var.n\n}"},
                              {"m/main.tf",
                               "variable \"n\" {\n validation {\n condition = var.n < 5\n"
                               " error_message = \"At most 5, not ${var.n}.\"\n }\n}"}});
  EXPECT_EQ(loaded.faults(), "expression 4:6 the value of module.m.var.n is not valid: At most 5, not 7\n");
}

TEST(Variable, KeepsReferencesThroughItsType) {
  const Configuration loaded({{"main.tf",
                               "resource \"aws_vpc\" \"v\" {}\nmodule \"m\" {\n source = \"./m\"\n"
                               " ids = [aws_vpc.v.id]\n}\noutput \"o\" { value = module.m.o }"},
                              {"m/main.tf",
                               "variable \"ids\" { type = set(string) }\n"
                               "output \"o\" { value = tolist(var.ids)[0] }"}});
  EXPECT_EQ(loaded.shown("o"), "aws_vpc.v.id");
}

TEST(Local, ChainsOfAnyLengthAreEvaluated) {
  std::string chain = "locals {\n  l0 = aws_vpc.v.id\n";
  for (int i = 1; i < 5000; ++i) {
    chain += "  l" + std::to_string(i) + " = local.l" + std::to_string(i - 1) + "\n";
  }
  const Configuration loaded("output \"o\" { value = local.l4999 }\n" + chain + "}\nresource \"aws_vpc\" \"v\" {}");
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "aws_vpc.v.id");
}

TEST(Path, IsRelativeToTheRoot) {
  const Configuration loaded({{"main.tf",
                               "module \"m\" { source = \"./a/b\" }\n"
                               "output \"o\" { value = [path.module, path.root, terraform.workspace,\n"
                               " module.m.path] }"},
                              {"a/b/main.tf", "output \"path\" { value = path.module }"}});
  EXPECT_EQ(loaded.shown("o"), "[\".\", \".\", \"default\", \"a/b\"]");
}

}  // namespace
}  // namespace tieline::terraform
