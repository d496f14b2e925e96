// Unified diffs, read strictly and undone.

#include "lint/patch.h"

#include <gtest/gtest.h>

namespace tieline::lint {
namespace {

std::vector<FilePatch> read(std::string_view diff) {
  PatchError error;
  auto patches = read_patch(diff, error);
  EXPECT_TRUE(patches) << error.line << ": " << error.message;
  return patches ? std::move(*patches) : std::vector<FilePatch>();
}

PatchError error_of(std::string_view diff) {
  PatchError error;
  EXPECT_FALSE(read_patch(diff, error));
  return error;
}

std::string undone(std::string_view diff, std::string_view after) {
  const auto patches = read(diff);
  PatchError error;
  if (patches.size() != 1) return "there are " + std::to_string(patches.size()) + " files";
  const auto before = undo(patches.front(), after, error);
  return before.value_or(std::to_string(error.line) + ":" + std::to_string(error.file_line) + ": " + error.message);
}

constexpr std::string_view two_hunks =
    "diff --git a/main.tf b/main.tf\n"
    "index 1234567..89abcde 100644\n"
    "--- a/main.tf\n"
    "+++ b/main.tf\n"
    "@@ -1,3 +1,2 @@ resource \"a\" \"b\" {\n"
    " one\n"
    "-two\n"
    " three\n"
    "@@ -9 +8,2 @@\n"
    "-nine\n"
    "+NINE\n"
    "+nine and a half\n";

TEST(Patch, IsUndone) {
  EXPECT_EQ(undone(two_hunks, "one\nthree\n4\n5\n6\n7\n8\nNINE\nnine and a half\n10\n"),
            "one\ntwo\nthree\n4\n5\n6\n7\n8\nnine\n10\n");
}

TEST(Patch, OfAnotherStateSaysWhere) {
  EXPECT_EQ(undone(two_hunks, "one\nTHREE\n"), "5:2: the file does not say here what the diff says it does");
  EXPECT_EQ(undone(two_hunks, "one\nthree\n"), "9:3: the hunk begins where the file has no line left");
}

TEST(Patch, KeepsBytesAsTheyAre) {
  EXPECT_EQ(undone("--- a/a.tf\n+++ b/a.tf\n@@ -1,2 +1,2 @@\n-caf\xE9\r\n+tea\r\n \xFF\xFE\r\n", "tea\r\n\xFF\xFE\r\n"),
            "caf\xE9\r\n\xFF\xFE\r\n");
}

TEST(Patch, KnowsFilesWithoutALastLineEnd) {
  constexpr std::string_view lost = "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+x\n\\ No newline at end of file\n";
  EXPECT_EQ(undone(lost, "x"), "x\n");
  constexpr std::string_view gained = "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n";
  EXPECT_EQ(undone(gained, "x\n"), "x");
  constexpr std::string_view neither = "--- a/a\n+++ b/a\n@@ -1,2 +1 @@\n-y\n x\n\\ No newline at end of file\n";
  EXPECT_EQ(undone(neither, "x"), "y\nx");
}

TEST(Patch, NamesNewDeletedRenamedAndCopiedFiles) {
  const auto patches = read(
      "diff --git a/new.tf b/new.tf\nnew file mode 100644\nindex 0000000..1\n--- /dev/null\n+++ b/new.tf\n"
      "@@ -0,0 +1 @@\n+x\n"
      "diff --git a/old.tf b/old.tf\ndeleted file mode 100644\nindex 1..0000000\n--- a/old.tf\n+++ /dev/null\n"
      "@@ -1 +0,0 @@\n-x\n"
      "diff --git a/a b.tf b/net/c.tf\nsimilarity index 100%\nrename from a b.tf\nrename to net/c.tf\n"
      "diff --git a/a.tf b/d.tf\nsimilarity index 90%\ncopy from a.tf\ncopy to d.tf\n--- a/a.tf\n+++ b/d.tf\n"
      "@@ -1 +1 @@\n-x\n+y\n"
      "diff --git a/empty file.tf b/empty file.tf\nnew file mode 100644\nindex 0000000..e69de29\n"
      "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n");
  ASSERT_EQ(patches.size(), 6U);
  EXPECT_EQ(patches[0].before + "|" + patches[0].after, "|new.tf");
  EXPECT_EQ(patches[1].before + "|" + patches[1].after, "old.tf|");
  EXPECT_EQ(patches[2].before + "|" + patches[2].after, "a b.tf|net/c.tf");
  EXPECT_EQ(patches[3].before + "|" + patches[3].after, "a.tf|d.tf");
  EXPECT_TRUE(patches[3].is_copy);
  EXPECT_EQ(patches[4].before + "|" + patches[4].after, "|empty file.tf");
  EXPECT_EQ(patches[5].before + "|" + patches[5].after, "run.sh|run.sh");
  EXPECT_EQ(patches[5].line, 31U);
}

TEST(Patch, ReadsQuotedNames) {
  const auto patches = read(
      "diff --git \"a/a\\nb\\303\\274.tf\" \"b/a\\nb\\303\\274.tf\"\n--- \"a/a\\nb\\303\\274.tf\"\n"
      "+++ \"b/a\\nb\\303\\274.tf\"\n@@ -1 +1 @@\n-x\n+y\n"
      "diff --git \"a/t\\tq\\\"\" \"b/t\\tq\\\"\"\nnew file mode 100644\n");
  ASSERT_EQ(patches.size(), 2U);
  EXPECT_EQ(patches[0].before, "a\nb\xC3\xBC.tf");
  EXPECT_EQ(patches[0].after, "a\nb\xC3\xBC.tf");
  EXPECT_EQ(patches[1].after, "t\tq\"");
}

TEST(Patch, OfPlainDiffHasDatesAndPerhapsNoPrefix) {
  const auto patches = read(
      "Only in old: x\n--- main.tf\t2024-01-02 03:04:05.0 +0000\n+++ main.tf\t2024-01-03 03:04:05.0 +0000\n"
      "@@ -1 +1 @@\n-x\n+y\n--- c/a b.tf\t2024\n+++ c/a b.tf\t2024\n@@ -1 +1 @@\n-x\n+y\n");
  ASSERT_EQ(patches.size(), 2U);
  EXPECT_FALSE(patches[0].is_git);
  EXPECT_EQ(patches[0].after, "main.tf");
  EXPECT_EQ(patches[1].after, "c/a b.tf");
}

TEST(Patch, TakesLinesThatLookLikeHeadersAsContent) {
  // A deleted SQL comment and an added list entry.
  EXPECT_EQ(undone("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n--- x\n+++ y\n @@ -1 +1 @@\n", "++ y\n@@ -1 +1 @@\n"),
            "-- x\n@@ -1 +1 @@\n");
}

TEST(Patch, PassesOverMailAndSignature) {
  const auto patches = read(
      "From 1234 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] x\n---\n main.tf | 2 +-\n\ndiff --git a/m b/m\n"
      "--- a/m\n+++ b/m\n@@ -1 +1 @@\n-x\n+y\n-- \n2.39.5\n");
  ASSERT_EQ(patches.size(), 1U);
  EXPECT_EQ(patches[0].hunks.size(), 1U);
}

TEST(Patch, OfNothingIsNothing) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("no diff at all\n").empty());
}

TEST(Patch, KnowsLinksSubmodulesAndBinaries) {
  const auto patches = read(
      "diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+target\n"
      "\\ No newline at end of file\n"
      "diff --git a/s b/s\nindex 1..2 160000\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n-Subproject commit 1\n"
      "+Subproject commit 2\n"
      "diff --git a/b.png b/b.png\nindex 1..2 100644\nBinary files a/b.png and b/b.png differ\n"
      "diff --git a/c.png b/c.png\nindex 1..2 100644\nGIT binary patch\ndelta 6\nNcmZ1\n");
  ASSERT_EQ(patches.size(), 4U);
  EXPECT_EQ(patches[0].kind, FilePatch::Kind::link);
  EXPECT_EQ(patches[1].kind, FilePatch::Kind::submodule);
  EXPECT_EQ(patches[2].kind, FilePatch::Kind::binary);
  EXPECT_EQ(patches[3].kind, FilePatch::Kind::binary);
}

TEST(Patch, IsStrict) {
  EXPECT_EQ(error_of("@@ -1 +1 @@\n").line, 1U);
  EXPECT_EQ(error_of("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n").message, "the diff ends within a hunk");
  EXPECT_EQ(error_of("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n+y\n+z\n").line, 6U);
  EXPECT_EQ(error_of("--- a/a\n+++ b/a\n@@ -1,x +1 @@\n").line, 3U);
  EXPECT_EQ(error_of("--- a/a\n+++ b/a\n@@ -99999999999 +1 @@\n").line, 3U);
  EXPECT_EQ(error_of("--- a/a\n+++ b/a\n@@ -1,2 +1 @@\n x\n@@ -4 +4 @@\n").line, 5U);
  EXPECT_EQ(error_of("diff --cc main.tf\n").line, 1U);
  EXPECT_EQ(error_of("--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-x\n+y\n").message, "the name ../x leads out of the folder");
  EXPECT_EQ(error_of("--- /etc/a\n+++ /etc/a\n@@ -1 +1 @@\n-x\n+y\n").line, 1U);
  EXPECT_EQ(error_of("diff --git \"a/\\9\" \"b/x\"\n").line, 1U);
}

TEST(Patch, CutAnywhereNeverReadsPastItsEnd) {
  for (std::size_t size = 0; size <= two_hunks.size(); ++size) {
    const std::string cut(two_hunks.substr(0, size));
    PatchError error;
    if (const auto patches = read_patch(cut, error)) {
      for (const FilePatch& patch : *patches) {
        const auto before = undo(patch, "one\nthree\n", error);
        EXPECT_FALSE(before && before->empty());
      }
    }
  }
}

}  // namespace
}  // namespace tieline::lint
