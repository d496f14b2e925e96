// The summary of a job.

#include <gtest/gtest.h>

#include "report/drawing.h"
#include "report/fixture.h"

namespace tieline::report {
namespace {

using test::holds;
using test::Written;

Drawing drawing_of(std::string name, std::vector<std::string> faults = {}) {
  Drawing drawing;
  drawing.name = std::move(name);
  drawing.nodes.push_back({Shape::group, "aws_security_group.a", "", "aws_security_group.a", no_node, "", faults});
  return drawing;
}

TEST(Markdown, ARowForEachFinding) {
  Written run;
  const auto file = run.file("net/main.tf", "\nabc");
  lint::Finding& finding = run.finding(run.at(file, "abc"), "aws_vpc_endpoint.ei is wrong");
  finding.help = "write y";
  EXPECT_EQ(run.in("markdown"),
            "## Tieline\n\nFound 1 error, 0 warnings in 1 file.\n\n"
            "| severity | rule | place | what is wrong |\n|---|---|---|---|\n"
            "| error | [EI201](https://github.com/tieline/tieline/blob/main/docs/rules/EI201.md) "
            "wrong-endpoint-service-name | `net/main.tf:2` | aws_vpc_endpoint.ei is wrong<br>help: write y |\n");
}

TEST(Markdown, TextIsNoMarkup) {
  Written run;
  const auto file = run.file("a|b`c.tf", "abc");
  run.finding(run.at(file, "a"), "*a* _b_ `c` [d](e) <f> | g & @me #1 ~h~ $i$ \\ a_b\r\nnext \xFF");
  const std::string text = run.in("markdown");
  EXPECT_TRUE(holds(text,
                    "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) &lt;f&gt; \\| g &amp; &#64;me \\#1 \\~h\\~ \\$i\\$ "
                    "\\\\ a_b <br>next \uFFFD |\n"))
      << text;
  EXPECT_TRUE(holds(text, "| `` a\\|b`c.tf:1 `` |")) << text;
}

TEST(Markdown, NothingFoundIsSaid) {
  Written run;
  run.file("main.tf", "");
  EXPECT_EQ(run.in("markdown"), "## Tieline\n\nNo faults found in 1 file.\n");
}

TEST(Markdown, WithoutAPlaceTheCellIsEmpty) {
  Written run;
  run.finding({}, "x.tf cannot be read");
  EXPECT_TRUE(holds(run.in("markdown"), " |  | x.tf cannot be read |\n")) << run.in("markdown");
}

TEST(Markdown, WhatIsSuppressedIsFoldedAwayWithItsReason) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.suppressed(run.at(file, "a"), "x", {lint::Suppression::By::comment, "needs a | b"});
  const std::string text = run.in("markdown");
  EXPECT_TRUE(holds(text, "<details><summary>Suppressed: 1</summary>\n\n| rule |")) << text;
  EXPECT_TRUE(holds(text, "| `main.tf:1` | suppressed by a comment: needs a \\| b |\n\n</details>\n")) << text;
}

TEST(Markdown, DrawingsWithFaultsComeFirst) {
  Written run;
  const std::vector<Drawing> drawings{drawing_of("clean"), drawing_of("faulty_one", {"EI302"})};
  run.drawings = &drawings;
  const std::string text = run.in("markdown");
  const std::size_t faulty = text.find("\n### Graph of faulty_one\n\n```mermaid\nflowchart LR\n");
  const std::size_t clean = text.find("\n### Graph of clean\n\n```mermaid\nflowchart LR\n");
  ASSERT_NE(faulty, std::string::npos) << text;
  ASSERT_NE(clean, std::string::npos) << text;
  EXPECT_LT(faulty, clean);
}

TEST(Markdown, TheGraphOfTheFolderItselfNeedsNoName) {
  Written run;
  const std::vector<Drawing> drawings{drawing_of(".")};
  run.drawings = &drawings;
  EXPECT_TRUE(holds(run.in("markdown"), "\n### Graph\n\n```mermaid\n"));
}

TEST(Markdown, ALabelCannotEndTheDrawing) {
  Written run;
  const std::vector<Drawing> drawings{drawing_of("a\n```\n# <b>")};
  run.drawings = &drawings;
  const std::string text = run.in("markdown");
  EXPECT_EQ(text.find("```\n#"), std::string::npos) << text;
  EXPECT_TRUE(holds(text, "### Graph of a<br>\\`\\`\\`<br>\\# &lt;b&gt;\n")) << text;
}

TEST(Markdown, AllOfItFitsAJobSummary) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  const std::string message(3'000, 'x');
  for (int i = 0; i < 1'000; ++i) run.finding(run.at(file, "a"), message);
  for (int i = 0; i < 1'000; ++i) run.suppressed(run.at(file, "a"), message, {});
  std::vector<Drawing> drawings;
  for (int i = 0; i < 300; ++i) {
    drawings.push_back(drawing_of("folder"));
    for (int j = 0; j < 100; ++j) drawings.back().nodes.push_back(drawings.back().nodes.front());
  }
  run.drawings = &drawings;
  const std::string text = run.in("markdown");
  EXPECT_LT(text.size(), std::size_t{1} << 20U);
  EXPECT_TRUE(holds(text, " more, for which there is no room here.\n"));
  EXPECT_TRUE(holds(text, "\nToo large to be shown here: "));
}

TEST(Markdown, WhatMermaidRefusesIsLeftOut) {
  Written run;
  std::vector<Drawing> drawings{drawing_of("edges"), drawing_of("text"), drawing_of("small")};
  for (int i = 0; i < 501; ++i) drawings[0].edges.push_back({0, 0, Line::may_call, std::to_string(i), "", "", {}});
  drawings[1].nodes.front().name.assign(60'000, 'x');
  run.drawings = &drawings;
  const std::string text = run.in("markdown");
  EXPECT_TRUE(holds(text, "### Graph of small\n")) << text.substr(0, 500);
  EXPECT_FALSE(holds(text, "### Graph of edges\n"));
  EXPECT_FALSE(holds(text, "### Graph of text\n"));
  EXPECT_TRUE(holds(text, "Too large to be shown here: 2 drawings; `tieline graph` draws everything.\n"));
}

}  // namespace
}  // namespace tieline::report
