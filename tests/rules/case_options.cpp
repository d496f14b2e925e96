#include "rules/case_options.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "cloudformation/parameters.h"

namespace tieline::test {
namespace {

namespace fs = std::filesystem;

/// The options that a case's first line gives.
std::vector<std::string> option_words(const fs::path& test_case) {
  std::vector<fs::path> places{test_case, fs::path(test_case.string() + ".expect")};
  if (fs::is_directory(test_case)) places = {test_case / "main.tf"};
  for (const fs::path& place : places) {
    std::ifstream in(place);
    std::string line;
    std::getline(in, line);
    const std::size_t at = line.find("# options:");
    if (at == std::string::npos) continue;
    std::istringstream words(line.substr(at + 10));
    return {std::istream_iterator<std::string>(words), {}};
  }
  return {};
}

}  // namespace

lint::RunOptions options_of(const fs::path& test_case) {
  lint::RunOptions options;
  options.paths = {test_case};
  options.terraform.read_environment = false;
  const auto words = option_words(test_case);
  const fs::path folder = fs::is_directory(test_case) ? test_case : test_case.parent_path();
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    const std::string& value = words[i + 1];
    const std::size_t equals = value.find('=');
    if (words[i] == "--region") {
      options.terraform.region = options.cloudformation.region = value;
    } else if (words[i] == "--var") {
      options.terraform.variables.emplace_back(value.substr(0, equals), value.substr(equals + 1));
    } else if (words[i] == "--var-file") {
      options.terraform.variable_files.push_back(folder / value);
    } else if (words[i] == "--workspace") {
      options.terraform.workspace = value;
    } else if (words[i] == "--parameters") {
      text::SourceManager sources;
      cloudformation::ParameterError error;
      const auto file = sources.open(folder / value);
      const auto parameters = file ? cloudformation::read_parameters(sources, *file, error) : std::nullopt;
      EXPECT_TRUE(parameters) << value << ": " << error.message;
      if (parameters) options.cloudformation.parameters = *parameters;
    } else {
      ADD_FAILURE() << test_case << ": unknown option " << words[i];
    }
  }
  return options;
}

}  // namespace tieline::test
