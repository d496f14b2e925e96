// Suppressions in CloudFormation templates.

#include <gtest/gtest.h>

#include "tests/lint/scratch_run.h"

namespace tieline::lint {
namespace {

using testing::ScratchRun;

struct TemplateOutcome {
  std::string reported;
  std::string suppressed;
};

TemplateOutcome check_template(const std::string& text, const std::string& name = "a.yaml") {
  ScratchRun run(text, name);
  run.run();
  return {run.reported, run.suppressed};
}

/// EI503 on line 4 (and whatever `before` adds), EI501 at the accelerator.
std::string notebook(const std::string& inside, const std::string& before = "") {
  return before + "AWSTemplateFormatVersion: '2010-09-09'\n\nResources:\n  Notebook:\n" + inside +
         "    Type: AWS::SageMaker::NotebookInstance\n    Properties:\n"
         "      InstanceType: ml.t2.medium\n      AcceleratorTypes: [ml.eia9.medium]\n";
}

TEST(TemplateSuppressions, WithoutAnyEverythingIsReported) {
  EXPECT_EQ(check_template(notebook("")).reported, "a.yaml:4 EI503\na.yaml:8 EI501\n");
}

TEST(TemplateSuppressions, InComments) {
  EXPECT_EQ(check_template(notebook("    # tieline: ignore EI501 -- not about this line\n")).reported,
            "a.yaml:4 EI503\na.yaml:5 TL008 nothing is suppressed by this: EI501 is not reported here\n"
            "a.yaml:9 EI501\n");
  const auto block = check_template(
      "Resources:\n  # tieline: ignore EI5 -- a pilot\n  Notebook:\n    Type: AWS::SageMaker::Notebook"
      "Instance\n    Properties: {AcceleratorTypes: [ml.eia9.medium]}\n");
  EXPECT_EQ(block.reported, "");
  EXPECT_EQ(block.suppressed, "a.yaml:3 EI503 -- a pilot\na.yaml:5 EI501 -- a pilot\n");
  const auto header = check_template(
      "Resources:\n  Notebook: # tieline: ignore EI5 -- a pilot\n    Type: AWS::SageMaker::Notebook"
      "Instance\n    Properties: {AcceleratorTypes: [ml.eia9.medium]}\n");
  EXPECT_EQ(header.reported, "");
  EXPECT_EQ(check_template(notebook("", "# tieline: ignore-file EI501, EI503 -- a pilot\n")).reported, "");
}

TEST(TemplateSuppressions, OfTheFirstKeyAreNotOfTheWholeTemplate) {
  EXPECT_EQ(check_template(notebook("", "# tieline: ignore EI503\n")).reported,
            "a.yaml:1 TL008 nothing is suppressed by this: EI503 is not reported here\n"
            "a.yaml:5 EI503\na.yaml:9 EI501\n");
}

TEST(TemplateSuppressions, WhatLooksLikeACommentInAScalarIsNone) {
  const std::string described =
      "Description: |\n  Of old.\n  # tieline: ignore-file EI5\n"
      "Parameters:\n  A: {Type: String, Default: 'a # tieline: ignore-file EI5'}\n";
  EXPECT_EQ(check_template(described + notebook("")).reported, "a.yaml:9 EI503\na.yaml:13 EI501\n");
  EXPECT_EQ(check_template("Description: | # tieline: ignore-file EI5 -- on the header of a block\n  Of old.\n" +
                           notebook(""))
                .reported,
            "");
}

TEST(TemplateSuppressions, InTheMetadataOfAResource) {
  const auto list = check_template(
      notebook("    Metadata:\n      Tieline:\n        Ignore: [EI501, EI503]\n        Reason: a pilot\n"));
  EXPECT_EQ(list.reported, "");
  EXPECT_EQ(list.suppressed, "a.yaml:4 EI503 -- a pilot\na.yaml:12 EI501 -- a pilot\n");
  const auto one = check_template(notebook("    Metadata:\n      Tieline: {Ignore: EI5}\n"));
  EXPECT_EQ(one.reported, "");
  const auto mappings = check_template(
      notebook("    Metadata:\n      Tieline:\n        Reason: both\n        Ignore:\n          - EI503\n"
               "          - {Code: EI501, Reason: the type}\n          - Code: EI304\n"));
  EXPECT_EQ(mappings.reported, "a.yaml:11 TL008 nothing is suppressed by this: EI304 is not reported here\n");
  EXPECT_EQ(mappings.suppressed, "a.yaml:4 EI503 -- both\na.yaml:15 EI501 -- the type\n");
}

TEST(TemplateSuppressions, InTheMetadataOfTheTemplate) {
  const auto found = check_template(notebook("", "Metadata:\n  Tieline:\n    Ignore: [EI5]\n    Reason: a pilot\n"));
  EXPECT_EQ(found.reported, "");
  EXPECT_EQ(found.suppressed, "a.yaml:8 EI503 -- a pilot\na.yaml:12 EI501 -- a pilot\n");
}

TEST(TemplateSuppressions, InTheMetadataOfAJsonTemplate) {
  const auto found = check_template(R"({"Resources": {"Notebook": {
    "Type": "AWS::SageMaker::NotebookInstance",
    "Metadata": {"Tieline": {"Ignore": ["EI503"], "Reason": "a pilot"}},
    "Properties": {"AcceleratorTypes": ["ml.eia9.medium"], "NotebookInstanceName": "# tieline: ignore-file EI5"}}}})",
                                    "a.json");
  EXPECT_EQ(found.reported, "a.json:4 EI501\n");
  EXPECT_EQ(found.suppressed, "a.json:1 EI503 -- a pilot\n");
}

TEST(TemplateSuppressions, InMetadataThatCannotBeUnderstood) {
  const auto mistake = [](const std::string& metadata) {
    ScratchRun run(notebook("    Metadata: {Tieline: " + metadata + "}\n"), "a.yaml");
    const RunResult result = run.run();
    for (const Finding& finding : result.findings) {
      if (finding.code == "TL008") return finding.message + "; " + finding.help + "; " + finding.resource;
    }
    return std::string("nothing");
  };
  EXPECT_EQ(mistake("EI503"),
            "what stands under `Tieline` is no mapping, so nothing is ignored; "
            "write `Ignore: [EI305]` and `Reason:` under it; Notebook");
  EXPECT_EQ(
      mistake("{Ignore: []}"),
      "the metadata names no rule, so nothing is ignored; write `Ignore: [EI305]` and `Reason:` under it; Notebook");
  EXPECT_EQ(mistake("{Ingore: [EI503], Ignore: EI503}"),
            "Tieline's metadata has no key 'Ingore'; did you mean Ignore?; Notebook");
  EXPECT_EQ(mistake("{Ignore: [EI50x]}"), "there is no rule 'EI50x' to ignore; did you mean EI501?; Notebook");
  EXPECT_EQ(mistake("{Ignore: [{Reason: why}]}"),
            "this names no rule, so nothing is ignored; write `- EI305`, or `- {Code: EI305, Reason: …}`; Notebook");
}

TEST(TemplateSuppressions, NeedAReasonWhereReasonsAreRequired) {
  ScratchRun run(notebook("    Metadata: {Tieline: {Ignore: [EI503, {Code: EI501, Reason: a pilot}]}}\n"), "a.yaml");
  run.options.require_reasons = true;
  run.run();
  EXPECT_EQ(run.reported,
            "a.yaml:4 EI503\na.yaml:5 TL008 this gives no reason, and reasons are required, so nothing is ignored\n");
}

TEST(TemplateSuppressions, OfFilesThatAreNoTemplatesMeanNothing) {
  EXPECT_EQ(check_template("# tieline: ignore EI503\na: Resources\n").reported, "");
}

}  // namespace
}  // namespace tieline::lint
