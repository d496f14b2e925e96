// Workflow commands of GitHub Actions.

#include <gtest/gtest.h>

#include "report/fixture.h"

namespace tieline::report {
namespace {

using test::Written;

TEST(Github, ACommandForEachFinding) {
  Written run;
  const auto file = run.file("net/main.tf", "one\n  name = \"x\"\n");
  run.finding(run.at(file, "\"x\""), "wrong name");
  EXPECT_EQ(run.in("github"),
            "::error file=net/main.tf,line=2,col=10,endLine=2,endColumn=12,"
            "title=EI201 wrong-endpoint-service-name::wrong name\n");
}

TEST(Github, LevelsAreErrorWarningAndNotice) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "one").severity = lint::Severity::warning;
  run.finding(run.at(file, "b"), "two").severity = lint::Severity::info;
  const std::string text = run.in("github");
  EXPECT_TRUE(text.starts_with("::warning file=")) << text;
  EXPECT_NE(text.find("\n::notice file="), std::string::npos) << text;
}

TEST(Github, TheMessageEscapesPercentAndLineEndsOnly) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "100% of a:b,c \"d\"\r\nnext %0A");
  EXPECT_TRUE(run.in("github").ends_with("::100%25 of a:b,c \"d\"%0D%0Anext %250A\n")) << run.in("github");
}

TEST(Github, APropertyEscapesColonsAndCommasToo) {
  Written run;
  const auto file = run.file("a b/c:d,e 100%/größe#1.tf", "abc");
  run.finding(run.at(file, "a"), "x");
  EXPECT_TRUE(run.in("github").starts_with("::error file=a b/c%3Ad%2Ce 100%25/größe#1.tf,line=1,")) << run.in("github");
}

TEST(Github, ColumnsCountCharactersAndTheLastIsInclusive) {
  Written run;
  const auto file = run.file("main.tf", "ö😀 abc");
  run.finding(run.at(file, "abc"), "x");
  EXPECT_NE(run.in("github").find(",line=1,col=4,endLine=1,endColumn=6,"), std::string::npos) << run.in("github");
}

TEST(Github, APlaceOfNoWidthHasOneColumn) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding({file, 1, 1}, "x");
  EXPECT_NE(run.in("github").find(",col=2,endLine=1,endColumn=2,"), std::string::npos) << run.in("github");
}

TEST(Github, SeveralLinesHaveNoColumns) {
  Written run;
  const auto file = run.file("main.tf", "a\r\nb\r\nc\r\n");
  run.finding(run.at(file, "a\r\nb"), "x");
  EXPECT_TRUE(run.in("github").starts_with("::error file=main.tf,line=1,endLine=2,title=")) << run.in("github");
}

TEST(Github, WithoutAPlaceThereIsATitleAlone) {
  Written run;
  run.finding({}, "secret.tf cannot be read: Permission denied");
  EXPECT_EQ(run.in("github"),
            "::error title=EI201 wrong-endpoint-service-name::secret.tf cannot be read: Permission denied\n");
}

TEST(Github, RelatedPlacesAndHelpStandBelowTheMessage) {
  Written run;
  const auto main = run.file("main.tf", "abc");
  const auto variables = run.file("variables.tf", "\n\ndefault");
  lint::Finding& finding = run.finding(run.at(main, "a"), "one subnet");
  finding.when = "IsProd is false";
  finding.help = "give two";
  finding.related = {{run.at(variables, "default"), "the default is here"}, {{}, "the same for a[1]"}};
  EXPECT_TRUE(run.in("github").ends_with(
      "::one subnet (when IsProd is false)%0Anote: the default is here (variables.tf:3)%0Anote: the same for a[1]"
      "%0Ahelp: give two\n"))
      << run.in("github");
}

TEST(Github, ManyInstancesAreCounted) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  lint::Finding& finding = run.finding(run.at(file, "a"), "x");
  for (int i = 1; i <= 1000; ++i) finding.related.push_back({{}, "the same for a[" + std::to_string(i) + "]"});
  EXPECT_TRUE(run.in("github").ends_with("%0Anote: the same for a[10]%0Anote: and 990 more\n")) << run.in("github");
}

TEST(Github, BytesThatAreNoUtf8DoNotReachTheLog) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.finding(run.at(file, "a"), "a\xFFz");
  EXPECT_TRUE(run.in("github").ends_with("::a\uFFFDz\n"));
}

TEST(Github, SaysNothingOfNothingAndOfWhatIsSuppressed) {
  Written run;
  const auto file = run.file("main.tf", "abc");
  run.suppressed(run.at(file, "a"), "x", {});
  EXPECT_EQ(run.in("github"), "");
}

}  // namespace
}  // namespace tieline::report
