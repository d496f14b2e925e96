#include <gtest/gtest.h>

#include "text/edit.h"
#include "text/unified_diff.h"

namespace tieline::text {
namespace {

TEST(Edit, AppliesInsertionsReplacementsAndDeletions) {
  const FileId file{};
  const std::vector<Edit> edits{{{file, 0, 0}, ">"}, {{file, 1, 3}, "XYZ"}, {{file, 4, 5}, ""}};
  EXPECT_EQ(text::apply("abcdef", edits), ">aXYZdf");
  EXPECT_EQ(text::apply("", {}), "");
}

TEST(UnifiedDiff, ShowsSomeLinesAround) {
  EXPECT_EQ(unified_diff("a/b.tf", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/a/b.tf\n+++ b/a/b.tf\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n");
}

TEST(UnifiedDiff, SaysWhereTheLastLineHasNoEnd) {
  EXPECT_EQ(
      unified_diff("a", "1\n2", "1\n3"),
      "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n");
  EXPECT_EQ(unified_diff("a", "1", "1\n"), "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n");
}

TEST(UnifiedDiff, KeepsCarriageReturnsAndNames) {
  EXPECT_EQ(unified_diff("a b", "1\r\n", "2\r\n"), "--- a/a b\t\n+++ b/a b\t\n@@ -1 +1 @@\n-1\r\n+2\r\n");
  EXPECT_EQ(unified_diff("a\"b", "1\n", "2\n").substr(0, 24), "--- \"a/a\\\"b\"\n+++ \"b/a\\\"b");
  EXPECT_EQ(unified_diff("a", "same\n", "same\n"), "");
  EXPECT_EQ(unified_diff("a", "", "1\n"), "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+1\n");
}

}  // namespace
}  // namespace tieline::text
