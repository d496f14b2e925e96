// How fast the grammar parses real files, and another grammar beside it in the same run.
//
//   grammar_bench [folder or file...] [--benchmark_...]
//
// Without arguments the folder is taken from TIELINE_BENCH_FILES. TIELINE_OTHER_GRAMMAR names a shared object with
// another `tree_sitter_hcl` (bench/grammar_compare.sh makes one).

#include <benchmark/benchmark.h>
#include <dlfcn.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace {

namespace fs = std::filesystem;

std::vector<std::string> read_files(const std::vector<fs::path>& roots) {
  std::vector<fs::path> paths;
  for (const fs::path& root : roots) {
    if (!fs::is_directory(root)) {
      paths.push_back(root);
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && entry.path().extension() == ".tf") paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  std::vector<std::string> files;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return files;
}

TSTree* parse(TSParser* parser, const std::string& file) {
  return ts_parser_parse_string(parser, nullptr, file.data(), static_cast<std::uint32_t>(file.size()));
}

void parse_all(benchmark::State& state, const TSLanguage* language, const std::vector<std::string>& files) {
  TSParser* parser = ts_parser_new();
  if (!ts_parser_set_language(parser, language)) {
    state.SkipWithError("this tree-sitter library cannot load the grammar");
    ts_parser_delete(parser);
    return;
  }
  std::size_t bytes = 0;
  std::size_t broken = 0;
  for (const std::string& file : files) {
    bytes += file.size();
    TSTree* tree = parse(parser, file);
    broken += ts_node_has_error(ts_tree_root_node(tree)) ? 1 : 0;
    ts_tree_delete(tree);
  }
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string& file : files) ts_tree_delete(parse(parser, file));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.counters["files"] = static_cast<double>(files.size());
  state.counters["broken"] = static_cast<double>(broken);
  ts_parser_delete(parser);
}

const TSLanguage* load(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    std::exit(1);
  }
  const auto language = reinterpret_cast<const TSLanguage* (*)()>(dlsym(library, "tree_sitter_hcl"));
  if (language == nullptr) {
    std::fprintf(stderr, "%s has no tree_sitter_hcl\n", path);
    std::exit(1);
  }
  return language();
}

/// Prints as usual, and keeps the best throughput of each benchmark for the ratio.
class Reporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto rate = run.counters.find("bytes_per_second");
      if (run.run_type != Run::RT_Iteration || rate == run.counters.end()) continue;
      double& best = best_[run.run_name.function_name];
      best = std::max(best, static_cast<double>(rate->second));
    }
  }
  void print_ratio() {
    if (!best_.contains("other")) return;
    std::printf("ours %.1f MB/s, other %.1f MB/s, ratio %.2f\n", best_["ours"] / 1e6, best_["other"] / 1e6,
                best_["ours"] / best_["other"]);
  }

 private:
  std::map<std::string, double> best_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::vector<fs::path> roots(argv + 1, argv + argc);
  if (const char* folder = std::getenv("TIELINE_BENCH_FILES"); roots.empty() && folder != nullptr) {
    roots.emplace_back(folder);
  }
  const std::vector<std::string> files = read_files(roots);
  if (files.empty()) {
    std::fprintf(stderr, "no .tf files: name a folder, or set TIELINE_BENCH_FILES\n");
    return 1;
  }
  const auto add = [&](const char* name, const TSLanguage* language) {
    benchmark::RegisterBenchmark(name, [&files, language](benchmark::State& state) {
      parse_all(state, language, files);
    })->Unit(benchmark::kMillisecond);
  };
  add("ours", tree_sitter_hcl());
  if (const char* other = std::getenv("TIELINE_OTHER_GRAMMAR")) add("other", load(other));
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratio();
}
