// What a whole run costs against parsing the same files alone, on one core, as what there is grows.
//
// usage: bench_run NAME=FOLDER... [Google Benchmark options]
// bench/run.sh generates the folders and runs this.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <iostream>
#include <string>

#include "lint/configurations.h"
#include "lint/driver.h"
#include "lint/files.h"
#include "lint/rule.h"
#include "syntax/document/parser.h"
#include "syntax/hcl/parser.h"
#include "terraform/parsed_files.h"

namespace {

namespace fs = std::filesystem;
using namespace tieline;

/// Finds, reads and parses what a run would, and nothing more.
std::size_t parse_all(const fs::path& folder) {
  text::SourceManager sources;
  const lint::RunOptions defaults;
  lint::Configurations configurations(sources, defaults, folder);
  const lint::FoundFiles found = lint::find_files(sources, {folder}, configurations);
  std::size_t errors = 0;
  for (const fs::path& module : found.terraform_folders) {
    for (const auto& entry : fs::directory_iterator(module)) {
      if (!terraform::is_configuration_file(entry.path().filename())) continue;
      text::Arena arena;
      const auto file = sources.open(entry.path());
      if (file) errors += hcl::parse_body(*file, sources.file(*file).bytes(), arena).errors.size();
    }
  }
  for (const fs::path& document : found.documents) {
    text::Arena arena;
    const auto file = sources.open(document);
    if (file) errors += document::parse_any(*file, sources.file(*file).bytes(), arena).errors.size();
  }
  return errors;
}

/// The first `count` rules by code.
lint::Selection first_rules(std::size_t count) {
  lint::Selection selection;
  for (const lint::Rule* rule : lint::all_rules().first(count)) selection.select.emplace_back(rule->info.code);
  return selection;
}

std::size_t run_all(const fs::path& folder, const lint::Selection& selection) {
  text::SourceManager sources;
  lint::RunOptions options;
  options.paths = {folder};
  options.selection = selection;
  options.jobs = 1;
  return lint::run(sources, options).findings.size();
}

void add_run(const std::string& name, const fs::path& folder, const lint::Selection& selection) {
  benchmark::RegisterBenchmark(name.c_str(), [folder, selection](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(run_all(folder, selection));
  })->Unit(benchmark::kMillisecond);
}

void add_folder(const std::string& name, const fs::path& folder) {
  benchmark::RegisterBenchmark((name + "/parse").c_str(), [folder](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(parse_all(folder));
  })->Unit(benchmark::kMillisecond);
  add_run(name + "/run", folder, {});
}

void add_rules(const std::string& name, const fs::path& folder) {
  const std::size_t all = lint::all_rules().size();
  for (const std::size_t count : {all / 10, all / 3, all}) {
    add_run(name + "/" + std::to_string(count) + "_rules", folder, first_rules(count));
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos) {
      std::cerr << "usage: bench_run NAME=FOLDER...\n";
      return 2;
    }
    const std::string name = argument.substr(0, equals);
    const std::string folder = argument.substr(equals + 1);
    add_folder(name, folder);
    if (i + 1 == argc) add_rules(name, folder);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
