// RunOptions::visit: each graph, one at a time, in the same order for any number of jobs.

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "lint/driver.h"
#include "lint/turns.h"
#include "support/program.h"

namespace tieline::lint {
namespace {

TEST(Turns, AreTakenInOrderWhoeverComesFirst) {
  constexpr std::size_t count = 200;
  Turns turns;
  std::atomic<std::size_t> next{0};
  std::vector<std::size_t> taken;  // guarded by the turns
  const auto worker = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      if (i % 7 == 0) std::this_thread::yield();
      turns.take(i, [&] { taken.push_back(i); });
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(worker);
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(taken.size(), count);
  for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(taken[i], i);
}

TEST(Visit, SeesEveryGraphInTheSameOrderForAnyNumberOfJobs) {
  const test::ScratchFolder folder;
  for (int i = 10; i < 40; ++i) {
    folder.write("root" + std::to_string(i) + "/main.tf", "locals {\n  a = 1\n}\n");
    folder.write("other" + std::to_string(i) + ".yaml", "just: data\n");  // a document that is no template
    folder.write("template" + std::to_string(i) + ".yaml", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n");
  }
  const auto visited = [&](unsigned jobs) {
    text::SourceManager sources;
    RunOptions options;
    options.paths = {folder.path()};
    options.jobs = jobs;
    options.terraform.read_environment = false;
    std::vector<std::string> names;
    options.visit = [&](graph::Graph& graph, const std::vector<Finding>&) { names.push_back(graph.name); };
    EXPECT_EQ(run(sources, options).files, 60U);
    return names;
  };
  const auto one = visited(1);
  EXPECT_EQ(one.size(), 60U);
  EXPECT_EQ(visited(8), one);
}

}  // namespace
}  // namespace tieline::lint
