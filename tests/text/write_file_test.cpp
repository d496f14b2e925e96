#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "text/write_file.h"

namespace tieline::text {
namespace {

namespace fs = std::filesystem;

class WriteFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tieline-write-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  static bool write_file(const fs::path& path, const std::string& text, std::string& error) {
    const FileText file{path, text};
    return write_files({&file, 1}, error);
  }

  fs::path folder_;
  std::string error_;
};

TEST_F(WriteFile, MakesAndReplaces) {
  const fs::path file = folder_ / "a";
  ASSERT_TRUE(write_file(file, "one", error_)) << error_;
  ASSERT_TRUE(write_file(file, "two", error_)) << error_;
  EXPECT_EQ(read(file), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(WriteFile, KeepsModeAndLinks) {
  const fs::path file = folder_ / "file";
  ASSERT_TRUE(write_file(file, "one", error_));
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  fs::create_symlink("file", folder_ / "link");
  ASSERT_TRUE(write_file(folder_ / "link", "two", error_)) << error_;
  EXPECT_EQ(read(file), "two");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0640U);
}

TEST_F(WriteFile, SaysWhyItCannot) {
  EXPECT_FALSE(write_file(folder_, "x", error_));
  EXPECT_NE(error_.find("directory"), std::string::npos) << error_;
  EXPECT_FALSE(write_file(folder_ / "none" / "file", "x", error_));
}

TEST_F(WriteFile, AllOrNone) {
  ASSERT_TRUE(write_file(folder_ / "a", "one", error_));
  const std::vector<FileText> files{{folder_ / "a", "two"}, {folder_ / "none" / "b", "two"}};
  EXPECT_FALSE(write_files(files, error_));
  EXPECT_EQ(read(folder_ / "a"), "one");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

/// Kills a process that writes one text and the other in turn: the file is always one of them.
TEST_F(WriteFile, AKillInMidWriteLeavesTheOldOrTheNew) {
  const fs::path file = folder_ / "file";
  const std::string old_text(300'000, 'a');
  const std::string new_text(500'000, 'b');
  ASSERT_TRUE(write_file(file, old_text, error_));
  for (unsigned round = 0; round < 40; ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      std::string error;
      while (true) {
        if (!write_file(file, new_text, error) || !write_file(file, old_text, error)) ::_exit(1);
      }
    }
    ::usleep(500 + round * 137 % 4'000);
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child could not write";
    const std::string text = read(file);
    ASSERT_TRUE(text == old_text || text == new_text) << "round " << round << ": " << text.size() << " bytes";
  }
}

}  // namespace
}  // namespace tieline::text
