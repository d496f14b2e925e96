#include "text/source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace tieline::text {
namespace {

SourceFile file_of(std::string_view bytes) { return {"file", bytes, nullptr}; }

TEST(SourceFile, LinesAndColumns) {
  const SourceFile file("f", "ab\ncd\n\nef", nullptr);
  EXPECT_EQ(file.line_count(), 4U);
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.position(2), (Position{1, 3}));  // the line end belongs to its line
  EXPECT_EQ(file.position(3), (Position{2, 1}));
  EXPECT_EQ(file.position(6), (Position{3, 1}));
  EXPECT_EQ(file.position(8), (Position{4, 2}));
  EXPECT_EQ(file.position(9), (Position{4, 3}));
  EXPECT_EQ(file.line(1), "ab");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.line(4), "ef");
  EXPECT_EQ(file.line_start(4), 7U);
}

TEST(SourceFile, CarriageReturnsBelongToTheLineEnd) {
  const SourceFile file("f", "ab\r\ncd\r\n", nullptr);
  EXPECT_EQ(file.line(1), "ab");
  EXPECT_EQ(file.line(2), "cd");
  EXPECT_EQ(file.position(4), (Position{2, 1}));
  EXPECT_EQ(file.position(5), (Position{2, 2}));
  EXPECT_EQ(file.line_start(2), 4U);
}

TEST(SourceFile, ColumnsCountWhatIsAskedFor) {
  // a: one byte; ae: two; euro sign: three; smiley: four, two units in UTF-16
  const SourceFile file("f", "x\na\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z", nullptr);
  const std::uint32_t z = 2 + 1 + 2 + 3 + 4;
  EXPECT_EQ(file.position(z, ColumnUnit::bytes), (Position{2, 11}));
  EXPECT_EQ(file.position(z, ColumnUnit::code_points), (Position{2, 5}));
  EXPECT_EQ(file.position(z, ColumnUnit::utf16), (Position{2, 6}));
  EXPECT_EQ(file.position(5, ColumnUnit::bytes), (Position{2, 4}));
  EXPECT_EQ(file.position(5, ColumnUnit::code_points), (Position{2, 3}));
  EXPECT_EQ(file.position(5, ColumnUnit::utf16), (Position{2, 3}));
}

TEST(SourceFile, EmptyFile) {
  const SourceFile file = file_of("");
  EXPECT_EQ(file.line_count(), 1U);
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.line(1), "");
  EXPECT_EQ(file.line_start(1), 0U);
}

TEST(SourceFile, LastLine) {
  const SourceFile open = file_of("a\nb");
  EXPECT_EQ(open.line_count(), 2U);
  EXPECT_EQ(open.line(2), "b");
  const SourceFile ended = file_of("a\nb\n");
  EXPECT_EQ(ended.line_count(), 3U);
  EXPECT_EQ(ended.line(2), "b");
  EXPECT_EQ(ended.line(3), "");
  EXPECT_EQ(ended.position(4), (Position{3, 1}));
}

TEST(SourceFile, PastTheEnd) {
  const SourceFile file = file_of("a\nbc");
  EXPECT_EQ(file.position(99), (Position{2, 3}));
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.line(99), "");
  EXPECT_EQ(file.line_start(99), 4U);
  EXPECT_EQ(file.line_start(0), 0U);
}

TEST(SourceFile, ThreadsMayAskAtOnce) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "line\n";
  const SourceFile file = file_of(text);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { EXPECT_EQ(file.position(500), (Position{101, 1})); });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(SourceManager, HoldsTextsByPath) {
  SourceManager sources;
  const FileId first = sources.add("a.tf", "one\ntwo\n");
  const FileId second = sources.add("b.tf", "x");
  EXPECT_NE(first, second);
  EXPECT_EQ(sources.file(first).path(), "a.tf");
  EXPECT_EQ(sources.open("a.tf"), first);
  EXPECT_EQ(sources.open("./x/../a.tf"), first);
  EXPECT_EQ(sources.text({first, 4, 7}), "two");
  EXPECT_EQ(sources.start({first, 4, 7}), (Position{2, 1}));
  EXPECT_EQ(sources.end({first, 4, 7}), (Position{2, 4}));
}

TEST(SourceManager, SpansOfNoFile) {
  const SourceManager sources;
  EXPECT_EQ(sources.text({}), "");
  EXPECT_EQ(sources.start({}), (Position{1, 1}));
}

TEST(SourceManager, ReadsFilesOnce) {
  const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / "tieline_source_test.tf";
  std::ofstream(path) << "first";
  SourceManager sources;
  const auto id = sources.open(path);
  ASSERT_TRUE(id);
  EXPECT_EQ(sources.file(*id).bytes(), "first");
  std::ofstream(path) << "second";
  EXPECT_EQ(sources.open(path), id);
  EXPECT_EQ(sources.file(*id).bytes(), "first");
  std::filesystem::remove(path);
}

TEST(SourceManager, SaysWhyAFileCannotBeRead) {
  SourceManager sources;
  ReadError error;
  EXPECT_FALSE(sources.open("/no/such/file", &error));
  EXPECT_EQ(error.message, "No such file or directory");
  EXPECT_FALSE(sources.open(::testing::TempDir(), &error));
  EXPECT_EQ(error.message, "not a regular file");
  EXPECT_FALSE(sources.open("/dev/zero", &error));
  EXPECT_EQ(error.message, "not a regular file");
  EXPECT_FALSE(sources.open("/no/such/file"));
}

TEST(DisplayPath, IsRelativeBelowTheWorkingFolder) {
  const auto here = std::filesystem::current_path();
  EXPECT_EQ(display_path(here / "a" / "b.tf"), "a/b.tf");
  EXPECT_EQ(display_path("./a/../b.tf"), "b.tf");
  EXPECT_EQ(display_path("/elsewhere/b.tf"), "/elsewhere/b.tf");
}

}  // namespace
}  // namespace tieline::text
