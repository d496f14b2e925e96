// A diff on standard input, undone on the files it led to.

#include "lint/changes.h"

#include <gtest/gtest.h>

#include "support/program.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

class DiffOf : public testing::Test {
 protected:
  Changes undone(std::string_view diff) {
    std::string error;
    auto changes = undo_diff(diff, disk_.path() / folder_, disk_.path(), error);
    EXPECT_TRUE(changes) << error;
    return changes ? std::move(*changes) : Changes();
  }

  std::string error_of(std::string_view diff) {
    std::string error;
    EXPECT_FALSE(undo_diff(diff, disk_.path() / folder_, disk_.path(), error));
    return error;
  }

  /// What a file was: "-" where it was not there, "?" where the diff says nothing of it.
  std::string before(const Changes& changes, const fs::path& name) {
    const auto found = changes.before.find(disk_.path() / name);
    if (found == changes.before.end()) return "?";
    return found->second ? *found->second : "-";
  }

  test::ScratchFolder disk_;
  fs::path folder_ = ".";
};

TEST_F(DiffOf, FilesGivesWhatTheyWere) {
  disk_.write("main.tf", "b\n");
  disk_.write("new.tf", "n\n");
  disk_.write("net/to.tf", "moved\n");
  const Changes changes = undone(
      "diff --git a/main.tf b/main.tf\n--- a/main.tf\n+++ b/main.tf\n@@ -1 +1 @@\n-a\n+b\n"
      "diff --git a/new.tf b/new.tf\nnew file mode 100644\n--- /dev/null\n+++ b/new.tf\n@@ -0,0 +1 @@\n+n\n"
      "diff --git a/gone.tf b/gone.tf\ndeleted file mode 100644\n--- a/gone.tf\n+++ /dev/null\n@@ -1 +0,0 @@\n-g\n"
      "diff --git a/from.tf b/net/to.tf\nsimilarity index 100%\nrename from from.tf\nrename to net/to.tf\n");
  EXPECT_EQ(before(changes, "main.tf"), "a\n");
  EXPECT_EQ(before(changes, "new.tf"), "-");
  EXPECT_EQ(before(changes, "gone.tf"), "g\n");
  EXPECT_EQ(before(changes, "from.tf"), "moved\n");
  EXPECT_EQ(before(changes, "net/to.tf"), "-");
  EXPECT_EQ(changes.before.size(), 5U);
}

TEST_F(DiffOf, GitIsRelativeToTheTopOrToTheFolder) {
  folder_ = "net";
  disk_.write("net/main.tf", "b\n");
  constexpr std::string_view of_top = "diff --git a/net/main.tf b/net/main.tf\n--- a/net/main.tf\n+++ b/net/main.tf\n";
  constexpr std::string_view of_folder = "diff --git a/main.tf b/main.tf\n--- a/main.tf\n+++ b/main.tf\n";
  constexpr std::string_view hunk = "@@ -1 +1 @@\n-a\n+b\n";
  EXPECT_EQ(before(undone(std::string(of_top) + std::string(hunk)), "net/main.tf"), "a\n");
  EXPECT_EQ(before(undone(std::string(of_folder) + std::string(hunk)), "net/main.tf"), "a\n");
}

TEST_F(DiffOf, AnotherStateIsRefusedWithThePlace) {
  disk_.write("main.tf", "one\nother\n");
  EXPECT_EQ(error_of("--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n one\n-a\n+b\n"),
            "standard input:3: main.tf:2: the file does not say here what the diff says it does");
  EXPECT_TRUE(error_of("--- a/x.tf\n+++ b/x.tf\n@@ -1 +1 @@\n-a\n+b\n")
                  .starts_with("standard input:1: x.tf, which the diff leads to, cannot be read in "));
  EXPECT_EQ(error_of("--- /dev/null\n+++ b/main.tf\n@@ -0,0 +1 @@\n+one\n"),
            "standard input:1: main.tf is new in the diff, but has lines that the diff does not add");
}

TEST_F(DiffOf, SeveralCommitsIsRefused) {
  disk_.write("main.tf", "c\n");
  EXPECT_EQ(error_of("--- a/main.tf\n+++ b/main.tf\n@@ -1 +1 @@\n-b\n+c\n"
                     "--- a/main.tf\n+++ b/main.tf\n@@ -1 +1 @@\n-b\n+c\n"),
            "standard input:6: main.tf is changed twice; give one diff of all changes, such as that of git diff");
}

TEST_F(DiffOf, BinaryFilesMattersForSourcesOnly) {
  disk_.write("a.png", "b");
  disk_.write("a.yaml", "b");
  EXPECT_TRUE(undone("diff --git a/a.png b/a.png\nindex 1..2 100644\nBinary files a/a.png and b/a.png differ\n")
                  .before.empty());
  EXPECT_EQ(error_of("diff --git a/a.yaml b/a.yaml\nindex 1..2 100644\nBinary files a/a.yaml and b/a.yaml differ\n"),
            "standard input:1: the diff does not say how the binary file a.yaml changed; use git diff --text");
}

TEST_F(DiffOf, AFileThatBecameALinkGivesTheFile) {
  disk_.write("other.tf", "x\n");
  fs::create_symlink("other.tf", disk_.path() / "main.tf");
  const Changes changes = undone(
      "diff --git a/main.tf b/main.tf\ndeleted file mode 100644\n--- a/main.tf\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
      "diff --git a/main.tf b/main.tf\nnew file mode 120000\n--- /dev/null\n+++ b/main.tf\n@@ -0,0 +1 @@\n+other.tf\n"
      "\\ No newline at end of file\n");
  EXPECT_EQ(before(changes, "main.tf"), "a\n");
}

TEST_F(DiffOf, NothingChangesNothing) { EXPECT_TRUE(undone("").before.empty()); }

}  // namespace
}  // namespace tieline::lint
