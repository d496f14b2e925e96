// Files that expressions read.

#include "configuration.h"

namespace tieline::terraform {
namespace {

TEST(File, IsReadInTheFolder) {
  const Configuration loaded({{"main.tf", R"(
module "m" { source = "./m" }
output "o" { value = file("${path.module}/policy.json") }
output "m" { value = module.m.o }
output "t" { value = templatefile("list.tpl", { names = ["a", "b"], id = aws_vpc.v.id }) }
output "exists" { value = [fileexists("policy.json"), fileexists("nothing")] }
resource "aws_vpc" "v" {}
)"},
                              {"policy.json", "{\"a\": 1}"},
                              {"list.tpl", "%{ for n in names ~}\n${n};\n%{ endfor ~}\n"},
                              {"m/main.tf", "output \"o\" { value = trimspace(file(\"${path.module}/text\")) }"},
                              {"m/text", "inside\n"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.output("o").string(), "{\"a\": 1}");
  EXPECT_EQ(loaded.output("m").string(), "inside");
  EXPECT_EQ(loaded.output("t").string(), "a;\nb;\n");
  EXPECT_EQ(loaded.shown("exists"), "[true, false]");
}

TEST(File, ThatIsMissingIsSaidSo) {
  const Configuration loaded(
      "output \"o\" { value = file(\"nothing\") }\n"
      "output \"t\" { value = templatefile(\"nothing\", {}) }\n"
      "output \"try\" { value = try(file(\"nothing\"), \"else\") }");
  ASSERT_EQ(loaded.graph().faults.size(), 2U) << loaded.faults();
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::unresolved_module);
  EXPECT_EQ(loaded.graph().faults[1].kind, graph::FaultKind::unresolved_module);
  EXPECT_EQ(loaded.shown("try"), "\"else\"");
}

TEST(File, AsATemplateSeesItsVariablesOnly) {
  const Configuration loaded({{"main.tf",
                               "variable \"v\" { default = 1 }\n"
                               "output \"o\" { value = templatefile(\"t.tpl\", { a = 1 }) }"},
                              {"t.tpl", "${a}${b}"}});
  ASSERT_EQ(loaded.graph().faults.size(), 1U);
  EXPECT_NE(loaded.graph().faults[0].message.find("vars map does not contain key \"b\", referenced at t.tpl:1,7-8"),
            std::string::npos)
      << loaded.graph().faults[0].message;
}

TEST(File, OfPolicyTextKeepsItsPlaces) {
  Configuration loaded({{"main.tf", "output \"o\" { value = jsondecode(file(\"p.json\")).Action }"},
                        {"p.json", "{\"Action\": \"a:B\"}"}});
  EXPECT_EQ(loaded.sources().text(loaded.output("o").span()), "\"a:B\"");
}

TEST(File, InABranchThatIsNotTakenIsNotMissed) {
  const Configuration loaded(R"(
output "o" { value = fileexists("nope") ? file("nope") : "default" }
output "p" { value = false ? templatefile("nope", {}) : file("none") }
)");
  EXPECT_EQ(loaded.shown("o"), "\"default\"");
  const std::string faults = loaded.faults();
  EXPECT_EQ(faults.find("\"nope\""), std::string::npos) << faults;
  EXPECT_NE(faults.find("\"none\""), std::string::npos) << faults;
}

}  // namespace
}  // namespace tieline::terraform
