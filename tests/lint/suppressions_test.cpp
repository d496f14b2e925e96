// Comments and metadata that ask not to hear of a rule.

#include <gtest/gtest.h>

#include "tests/lint/scratch_run.h"

namespace tieline::lint {
namespace {

using testing::ScratchRun;

/// A workload with an accelerator that does not exist: EI503 on its first line, EI501 on its third.
std::string notebook_block(const std::string& above, const std::string& header = "", const std::string& line = "") {
  return above + "resource \"aws_sagemaker_notebook_instance\" \"a\" {" + header +
         "\n  instance_type = \"ml.t2.medium\"\n  accelerator_types = [\"ml.eia9.medium\"]" + line + "\n}\n";
}

struct Suppressed {
  std::string reported;
  std::string suppressed;
};

Suppressed check(const std::string& text, const std::string& name = "main.tf") {
  ScratchRun run(text, name);
  run.run();
  return {run.reported, run.suppressed};
}

TEST(Suppressions, WithoutAnyEverythingIsReported) {
  const auto found = check(notebook_block(""));
  EXPECT_EQ(found.reported, "main.tf:1 EI503\nmain.tf:3 EI501\n");
  EXPECT_EQ(found.suppressed, "");
}

TEST(Suppressions, OnTheLine) {
  const auto found = check(notebook_block("", "", "  # tieline: ignore EI501 -- a pilot"));
  EXPECT_EQ(found.reported, "main.tf:1 EI503\n");
  EXPECT_EQ(found.suppressed, "main.tf:3 EI501 -- a pilot\n");
}

TEST(Suppressions, OnTheHeaderOfABlockForAllOfIt) {
  const auto found = check(notebook_block("", " # tieline: ignore EI501, EI503 -- a pilot"));
  EXPECT_EQ(found.reported, "");
  EXPECT_EQ(found.suppressed, "main.tf:1 EI503 -- a pilot\nmain.tf:3 EI501 -- a pilot\n");
}

TEST(Suppressions, AboveABlockForAllOfItWithOtherCommentsBetween) {
  const auto found =
      check(notebook_block("# tieline: ignore EI5 -- a pilot\n# The notebook.\n/* of\n many lines */\n"));
  EXPECT_EQ(found.reported, "");
  EXPECT_EQ(found.suppressed, "main.tf:5 EI503 -- a pilot\nmain.tf:7 EI501 -- a pilot\n");
}

TEST(Suppressions, ABlankLineEndsWhatACommentIsAbout) {
  const auto found = check(notebook_block("# tieline: ignore EI503\n\n"));
  EXPECT_EQ(found.reported,
            "main.tf:1 TL008 nothing is suppressed by this: EI503 is not reported here\n"
            "main.tf:3 EI503\nmain.tf:5 EI501\n");
}

TEST(Suppressions, EveryKindOfComment) {
  for (const std::string comment :
       {"# tieline: ignore EI501", "// tieline: ignore EI501", "/* tieline: ignore EI501 */", "#tieline:ignore EI501",
        "# Tieline: Ignore ei501", "# tieline: ignore invalid-accelerator-type", "# nosec # tieline: ignore EI501",
        "# tieline: ignore EI501 # checkov:skip=CKV_1", "# tieline: ignore[EI501]"}) {
    EXPECT_EQ(check(notebook_block("", "", " " + comment)).reported, "main.tf:1 EI503\n") << comment;
  }
}

TEST(Suppressions, ABlockCommentMayStandBeforeWhatItIsAbout) {
  const auto found = check(notebook_block("/* tieline: ignore EI5 -- a pilot */ "));
  EXPECT_EQ(found.reported, "");
  const auto lines = check(notebook_block("/*\n * Of the pilot.\n * tieline: ignore EI5 -- a pilot\n */\n"));
  EXPECT_EQ(lines.reported, "");
  EXPECT_EQ(lines.suppressed, "main.tf:5 EI503 -- a pilot\nmain.tf:7 EI501 -- a pilot\n");
}

TEST(Suppressions, OfTheWholeFile) {
  const auto found = check("# tieline: ignore-file EI501 EI503 -- gone in spring\n\n" + notebook_block("") +
                           "# the end\nresource \"aws_sagemaker_notebook_instance\" \"b\" {\n"
                           "  accelerator_types = [\"ml.eia2.large\"]\n}\n");
  EXPECT_EQ(found.reported, "");
  EXPECT_EQ(found.suppressed,
            "main.tf:3 EI503 -- gone in spring\nmain.tf:5 EI501 -- gone in spring\n"
            "main.tf:8 EI503 -- gone in spring\n");
}

TEST(Suppressions, WhatLooksLikeOneInAStringOrHeredocIsNone) {
  const auto found = check(notebook_block("", "\n  name = \"# tieline: ignore EI501\"",
                                          "\n  tags = {\n    a = <<EOT\n# tieline: ignore-file EI5\nEOT\n  }"));
  EXPECT_EQ(found.reported, "main.tf:1 EI503\nmain.tf:4 EI501\n");
}

TEST(Suppressions, TextThatOnlyMentionsTheToolIsNone) {
  EXPECT_EQ(check(notebook_block("# see the manual of tieline: ignore works on blocks\n# tieline: found this one\n"))
                .reported,
            "main.tf:3 EI503\nmain.tf:5 EI501\n");
}

TEST(Suppressions, TheReasonIsKeptAsItIsWritten) {
  const auto reason = [](const std::string& written) {
    return check(notebook_block("", "", " # tieline: ignore EI501 " + written)).suppressed;
  };
  EXPECT_EQ(reason("-- until #42 is done, says Ann -- and Ben"),
            "main.tf:3 EI501 -- until #42 is done, says Ann -- and Ben\n");
  EXPECT_EQ(reason("— an editor made a dash of it"), "main.tf:3 EI501 -- an editor made a dash of it\n");
  EXPECT_EQ(reason("--"), "main.tf:3 EI501 -- \n");
  EXPECT_EQ(reason(""), "main.tf:3 EI501 -- \n");
}

TEST(Suppressions, ThatSuppressNothingAreReported) {
  EXPECT_EQ(check(notebook_block("# tieline: ignore EI5\n", "", " # tieline: ignore EI501, EI305, EI304")).reported,
            "main.tf:4 TL008 nothing is suppressed by this: EI305 is not reported here\n"
            "main.tf:4 TL008 nothing is suppressed by this: EI304 is not reported here\n");
  EXPECT_EQ(check("# tieline: ignore-file EI3, EI4 -- why\nlocals {}\n").reported,
            "main.tf:1 TL008 nothing is suppressed by this: none of EI3, EI4 is reported here\n");
}

TEST(Suppressions, ThatCannotBeUnderstoodAreReported) {
  const auto first = [](const std::string& comment) {
    ScratchRun run(notebook_block(comment + "\n"));
    const RunResult result = run.run();
    const Finding& finding = result.findings.at(0);
    return std::string(finding.code) + " " + finding.message + "; " + finding.help + "; " + finding.resource;
  };
  EXPECT_EQ(first("# tieline: ignore EI530 -- why"),
            "TL008 there is no rule 'EI530' to ignore; did you mean EI503?; aws_sagemaker_notebook_instance.a");
  EXPECT_EQ(
      first("# tieline: ignore"),
      "TL008 the comment names no rule, so nothing is ignored; name the rules: `tieline: ignore EI305 -- reason`; "
      "aws_sagemaker_notebook_instance.a");
  EXPECT_EQ(first("# tieline: ignroe EI503"),
            "TL008 'ignroe' is nothing that Tieline can be asked; write `tieline: ignore EI305 -- reason`; "
            "aws_sagemaker_notebook_instance.a");
  EXPECT_EQ(first("# tieline: disable-file EI503"),
            "TL008 'disable-file' is nothing that Tieline can be asked; write `tieline: ignore EI305 -- reason`; "
            "aws_sagemaker_notebook_instance.a");
}

TEST(Suppressions, OfTheUnusedSuppressionRuleAreRefused) {
  EXPECT_EQ(check("# tieline: ignore-file TL008\n# tieline: ignore EI503\nlocals {}\n").reported,
            "main.tf:1 TL008 TL008 cannot be ignored where it is reported\n"
            "main.tf:2 TL008 nothing is suppressed by this: EI503 is not reported here\n");
  EXPECT_EQ(check("# tieline: ignore-file TL0\n# tieline: ignore EI503\nlocals {}\n").reported,
            "main.tf:1 TL008 nothing is suppressed by this: TL0 is not reported here\n"
            "main.tf:2 TL008 nothing is suppressed by this: EI503 is not reported here\n");
}

TEST(Suppressions, OfRulesThatWereNotLookedForAreNotUnused) {
  ScratchRun run(notebook_block("# tieline: ignore EI503, EI3 -- why\n"));
  run.options.selection.select = {"EI501", "TL"};
  run.run();
  EXPECT_EQ(run.reported, "main.tf:4 EI501\n");
  run.options.selection = {{}, {"EI301"}};
  run.run();
  EXPECT_EQ(run.reported, "main.tf:4 EI501\n");
  run.options.selection = {{}, {"EI503", "TL008"}};
  run.run();
  EXPECT_EQ(run.reported, "main.tf:4 EI501\n");
}

TEST(Suppressions, AreNotUnusedWhileAFileCannotBeReadToItsEnd) {
  const auto found = check("# tieline: ignore EI503\nlocals {\n  a = \n}\n");
  EXPECT_EQ(found.reported, "main.tf:3 TL001\n");
}

TEST(Suppressions, NeedAReasonWhereReasonsAreRequired) {
  ScratchRun run(notebook_block("", " # tieline: ignore EI503", " # tieline: ignore EI501 -- a pilot"));
  run.options.require_reasons = true;
  run.run();
  EXPECT_EQ(run.reported,
            "main.tf:1 EI503\n"
            "main.tf:1 TL008 this gives no reason, and reasons are required, so nothing is ignored\n");
  EXPECT_EQ(run.suppressed, "main.tf:3 EI501 -- a pilot\n");
}

TEST(Suppressions, TheNarrowestGivesTheReason) {
  const auto found = check(notebook_block("# tieline: ignore-file EI5 -- file\n# tieline: ignore EI5 -- block\n", "",
                                          " # tieline: ignore EI501 -- line"));
  EXPECT_EQ(found.reported, "");
  EXPECT_EQ(found.suppressed, "main.tf:3 EI503 -- block\nmain.tf:5 EI501 -- line\n");
}

TEST(Suppressions, CoverFindingsAboutTheBlockThatStandElsewhere) {
  // EI105 is about the policy and stands at the statement.
  const std::string role = R"(
resource "aws_sagemaker_notebook_instance" "a" { # tieline: ignore EI503
  accelerator_types = ["ml.eia2.medium"]
  role_arn          = aws_iam_role.a.arn
}
resource "aws_iam_role" "a" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole",
  Principal = { Service = "sagemaker.amazonaws.com" } }] })
}
data "aws_iam_policy_document" "pass" {
  statement {
    actions   = ["iam:PassRole", "elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
}
)";
  const auto policy = [](const std::string& name, const std::string& above) {
    return above + "resource \"aws_iam_role_policy\" \"" + name +
           "\" {\n  role   = aws_iam_role.a.name\n  policy = data.aws_iam_policy_document.pass.json\n}\n";
  };
  const auto one = check(role + policy("a", "# tieline: ignore EI105 -- why\n"));
  EXPECT_EQ(one.reported.find("EI105"), std::string::npos) << one.reported;
  EXPECT_EQ(one.reported.find("TL008"), std::string::npos) << one.reported;
  const auto other = check(role + policy("a", "# tieline: ignore EI105 -- why\n") + policy("b", ""));
  EXPECT_NE(other.reported.find("EI105"), std::string::npos) << "it is about the other policy, too";
}

TEST(Suppressions, OfAnElementOfAList) {
  const auto found = check(R"(variable "no" {}
output "a" {
  value = [
    # tieline: ignore TL002 -- one
    local.one,
    local.two,
  ]
}
)");
  EXPECT_EQ(found.reported, "main.tf:6 TL002\n");
  EXPECT_EQ(found.suppressed, "main.tf:5 TL002 -- one\n");
}

TEST(Suppressions, InTerraformsJson) {
  const auto found = check(R"({"resource": {"aws_sagemaker_notebook_instance": {"a": {
    "//": "tieline: ignore EI5 -- a pilot",
    "accelerator_types": ["ml.eia9.medium"]}}}})",
                           "main.tf.json");
  EXPECT_EQ(found.reported, "");
  EXPECT_NE(found.suppressed.find("EI501 -- a pilot"), std::string::npos);
  EXPECT_EQ(check("{\"//\": \"tieline: ignore-file EI503\"}", "main.tf.json").reported,
            "main.tf.json:1 TL008 nothing is suppressed by this: EI503 is not reported here\n");
}

TEST(Suppressions, OfTheFilesThatWereNamedOnly) {
  ScratchRun run(notebook_block(""));
  run.options.paths = {run.scratch.path() / "main.tf"};
  run.scratch.write("other.tf", "# tieline: ignore EI503\nlocals {}\n");
  run.run();
  EXPECT_EQ(run.reported, "main.tf:1 EI503\nmain.tf:3 EI501\n");
}

TEST(Suppressions, AreReadUpToALimit) {
  std::string many;
  for (int i = 0; i < 1'001; ++i) many += "# tieline: ignore EI503\n";
  const auto found = check(notebook_block(many));
  EXPECT_EQ(found.reported.substr(0, 16), "main.tf:1 TL007\n");
}

}  // namespace
}  // namespace tieline::lint
