// Files in place of those on disk.

#include "text/overlay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "support/program.h"
#include "text/source.h"

namespace tieline::text {
namespace {

namespace fs = std::filesystem;

SharedBytes bytes(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

std::vector<std::string> names(const Overlay& overlay, const fs::path& folder) {
  std::error_code failed;
  std::vector<std::string> names;
  for (const FolderEntry& entry : overlay.list(folder, failed)) {
    names.push_back(entry.path.filename().string() + (entry.is_folder ? "/" : ""));
  }
  EXPECT_FALSE(failed) << failed.message();
  std::sort(names.begin(), names.end());
  return names;
}

using Names = std::vector<std::string>;

TEST(Overlay, WithoutFilesIsTheDisk) {
  const test::ScratchFolder disk;
  disk.write("a.tf", "a");
  disk.write("net/b.tf", "b");
  const Overlay overlay;
  EXPECT_EQ(names(overlay, disk.path()), (Names{"a.tf", "net/"}));
  EXPECT_EQ(overlay.type(disk.path() / "a.tf"), fs::file_type::regular);
  EXPECT_EQ(overlay.type(disk.path() / "net"), fs::file_type::directory);
  EXPECT_EQ(overlay.find(disk.path() / "a.tf"), nullptr);
}

TEST(Overlay, HidesReplacesAndAdds) {
  const test::ScratchFolder disk;
  disk.write("a.tf", "a");
  disk.write("b.tf", "b");
  Overlay overlay;
  overlay.set(disk.path() / "a.tf", nullptr);
  overlay.set(disk.path() / "b.tf", bytes("other"));
  overlay.set(disk.path() / "gone/deep/c.tf", bytes("c"));
  overlay.set(disk.path() / "gone.tf", bytes("d"));
  EXPECT_EQ(names(overlay, disk.path()), (Names{"b.tf", "gone.tf", "gone/"}));
  EXPECT_EQ(names(overlay, disk.path() / "gone"), (Names{"deep/"}));
  EXPECT_EQ(names(overlay, disk.path() / "gone/deep"), (Names{"c.tf"}));
  EXPECT_EQ(overlay.type(disk.path() / "a.tf"), fs::file_type::not_found);
  EXPECT_EQ(overlay.type(disk.path() / "gone/deep"), fs::file_type::directory);
  EXPECT_EQ(overlay.type(disk.path() / "gone/deep/c.tf"), fs::file_type::regular);
  EXPECT_EQ(**overlay.find(disk.path() / "b.tf"), "other");
}

TEST(Overlay, SeesThroughLinks) {
  const test::ScratchFolder disk;
  disk.write("real/a.tf", "a");
  disk.write("real/b.tf", "b");
  fs::create_directory_symlink("real", disk.path() / "link");
  fs::create_symlink("real/a.tf", disk.path() / "a.tf");
  Overlay overlay;
  overlay.set(disk.path() / "real/a.tf", bytes("other"));
  overlay.set(disk.path() / "real/b.tf", nullptr);
  EXPECT_EQ(names(overlay, disk.path() / "link"), (Names{"a.tf"}));
  EXPECT_EQ(**overlay.find(disk.path() / "link/a.tf"), "other");
  EXPECT_EQ(**overlay.find(disk.path() / "a.tf"), "other");
  // The link itself can be what was not there.
  overlay.set(disk.path() / "a.tf", nullptr);
  EXPECT_EQ(overlay.type(disk.path() / "a.tf"), fs::file_type::not_found);
  EXPECT_EQ(overlay.type(disk.path() / "real/a.tf"), fs::file_type::regular);
}

TEST(Overlay, IsWhatASourceManagerOpens) {
  const test::ScratchFolder disk;
  disk.write("a.tf", "a");
  disk.write("b.tf", "b");
  SourceManager sources;
  sources.replace(disk.path() / "a.tf", bytes("before"));
  sources.replace(disk.path() / "b.tf", nullptr);
  const auto file = sources.open(disk.path() / "a.tf");
  ASSERT_TRUE(file);
  EXPECT_EQ(sources.file(*file).bytes(), "before");
  ReadError error;
  EXPECT_FALSE(sources.open(disk.path() / "b.tf", &error));
  EXPECT_EQ(error.message, "No such file or directory");
}

TEST(Overlay, HoldsWhatIsAdded) {
  const test::ScratchFolder disk;
  SourceManager sources;
  sources.add(disk.path() / "new/buffer.tf", "text");
  std::error_code failed;
  const auto entries = sources.list(disk.path() / "new", failed);
  EXPECT_FALSE(failed);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries.front().path.filename(), "buffer.tf");
}

}  // namespace
}  // namespace tieline::text
