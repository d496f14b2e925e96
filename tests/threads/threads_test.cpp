// What several threads share, over all of testdata: the thread sanitizer watches, and the findings must be the same.

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "lint/driver.h"
#include "report/report.h"
#include "support/source_dir.h"

namespace tieline {
namespace {

std::string report_of(unsigned jobs) {
  lint::RunOptions options;
  options.paths = {test::source_dir() / "testdata"};
  options.terraform.read_environment = false;
  options.jobs = jobs;
  text::SourceManager sources;
  const lint::RunResult result = lint::run(sources, options);
  std::ostringstream out;
  report::find_format("json")->write(out, {sources, result, "0"});
  return out.str();
}

TEST(Threads, AnyNumberOfJobsReportsTheSame) {
  const std::string alone = report_of(1);
  EXPECT_GT(alone.size(), 100'000U);
  EXPECT_TRUE(report_of(2) == alone);  // too long to be shown
  EXPECT_TRUE(report_of(16) == alone);
}

TEST(Threads, AFileIsReadOnceWhoeverAsksFirst) {
  text::SourceManager sources;
  const auto path = test::source_dir() / "testdata" / "README.md";
  std::vector<std::optional<text::FileId>> opened(8);
  std::vector<std::thread> threads;
  for (auto& id : opened) {
    threads.emplace_back([&] {
      id = sources.open(path);
      if (id) (void)sources.file(*id).position(100);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& id : opened) EXPECT_EQ(id, opened.front());
}

}  // namespace
}  // namespace tieline
