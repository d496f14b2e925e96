// The examples that `tieline explain` shows: the bad one has the rule's fault and no other, the good one has none.
// They show what the rule is about and no more; tests/rules/examples/ has the rest.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "lint/driver.h"
#include "lint/rule.h"
#include "support/source_dir.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;

/// What stands at the left margin, and the lines that belong to it.
struct Block {
  std::string header;
  std::vector<std::string> lines = {};
};

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    const bool begins = !line.empty() && line.front() != ' ' && line.front() != '#' && line != "}";
    if (begins) blocks.push_back({line});
    if (!begins && line != "}" && !blocks.empty()) blocks.back().lines.push_back(line);
  }
  return blocks;
}

const Block* find(const std::vector<Block>& blocks, const std::string& header) {
  for (const Block& block : blocks) {
    if (block.header == header) return &block;
  }
  return nullptr;
}

/// The name of the argument that a line gives: `vpc_id = ...`, `VpcId: ...`; empty for any other line.
std::string argument_of(const std::string& line) {
  static const std::regex argument(R"(^ +(\w+) *[=:] .*)");
  std::smatch found;
  return std::regex_match(line, found, argument) ? found[1].str() : std::string();
}

std::set<std::string> arguments_of(const Block* block) {
  std::set<std::string> names;
  if (block == nullptr) return names;
  for (const std::string& line : block->lines) names.insert(argument_of(line));
  return names;
}

/// The example with the context around it. Arguments that one of the two examples is about are not filled in.
std::string complete(const std::vector<Block>& example, const std::vector<Block>& other, std::vector<Block> context,
                     const std::set<std::string>& left_out) {
  std::string whole;
  for (const Block& block : example) {
    const Block* full = find(context, block.header);
    std::set<std::string> given = arguments_of(&block);
    given.merge(arguments_of(find(other, block.header)));
    whole += block.header + "\n";
    for (const std::string& line : block.lines) {
      const bool rest = full != nullptr && line.find("# ...") != std::string::npos;
      if (!rest) whole += line + "\n";
      for (const std::string& more : rest ? full->lines : std::vector<std::string>()) {
        if (const std::string name = argument_of(more); !name.empty() && !given.contains(name)) whole += more + "\n";
      }
    }
    if (block.header.ends_with("{")) whole += "}\n";
  }
  for (const Block& block : context) {
    if (left_out.contains(block.header) || find(example, block.header) != nullptr) continue;
    whole += block.header + "\n";
    for (const std::string& line : block.lines) whole += line + "\n";
    if (block.header.ends_with("{")) whole += "}\n";
  }
  return whole;
}

std::string indented(const std::string& text) { return "  " + std::regex_replace(text, std::regex("\n(?=.)"), "\n  "); }

std::string context(const std::string& name) {
  std::ifstream in(test::source_dir() / "tests/rules/examples" / name);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What is not there in the bad example.
std::set<std::string> left_out(std::string_view code) {
  const std::string full_access = R"(resource "aws_iam_role_policy_attachment" "execution" {)";
  const std::string from_client = R"(resource "aws_vpc_security_group_ingress_rule" "from_client" {)";
  const std::string served = R"(resource "aws_sagemaker_endpoint_configuration" "served" {)";
  static const std::map<std::string_view, std::set<std::string>> all{
      {"EI101", {full_access}},
      {"EI102", {full_access, R"(resource "aws_iam_role_policy" "rest" {)"}},
      {"EI104", {full_access}},
      {"EI203", {R"(resource "aws_vpc_endpoint" "ei" {)"}},
      {"EI302", {from_client}},
      {"EI303", {R"(resource "aws_vpc_security_group_egress_rule" "endpoint_out" {)"}},
      {"EI306", {R"(resource "aws_vpc_security_group_egress_rule" "client_to_endpoint" {)"}},
      {"EI308", {from_client}},
      {"EI307", {served}},
      {"EI401", {served}},
      {"EI503", {served}},
  };
  const auto found = all.find(code);
  return found == all.end() ? std::set<std::string>() : found->second;
}

/// The codes that the example of a rule yields.
std::set<std::string> codes_in(const lint::RuleInfo& rule, std::string_view example, std::string_view other) {
  const bool cloudformation = example.find("Type: AWS::") != std::string_view::npos;
  std::string text(example);
  if (cloudformation) {
    text = "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n" +
           indented(complete(blocks_of(example), blocks_of(other), blocks_of(context("context.yaml")), {}));
  } else if (rule.code.starts_with("EI")) {
    text = complete(blocks_of(example), blocks_of(other), blocks_of(context("context.tf")), left_out(rule.code));
  }
  const fs::path folder = fs::path(testing::TempDir()) / ("example-" + std::string(rule.code));
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / (cloudformation ? "template.yaml" : "main.tf")) << text;
  text::SourceManager sources;
  lint::RunOptions options;
  options.paths = {folder};
  options.terraform.read_environment = false;
  std::set<std::string> codes;
  for (const lint::Finding& finding : lint::run(sources, options).findings) {
    codes.insert(std::string(finding.code));
  }
  fs::remove_all(folder);
  return codes;
}

class Examples : public testing::TestWithParam<const lint::Rule*> {};

TEST_P(Examples, BadHasTheFaultAndGoodHasNot) {
  const lint::RuleInfo& rule = GetParam()->info;
  std::set<std::string> bad = codes_in(rule, rule.bad, rule.good);
  std::set<std::string> good = codes_in(rule, rule.good, rule.bad);
  if (rule.code != "EI503") {
    // Every workload says so.
    bad.erase("EI503");
    good.erase("EI503");
  }
  // Its good example is `terraform init`, which no test runs.
  if (rule.code == "TL006") good.erase("TL006");
  EXPECT_EQ(bad, std::set<std::string>{std::string(rule.code)});
  EXPECT_EQ(good, std::set<std::string>());
}

INSTANTIATE_TEST_SUITE_P(OfRules, Examples, testing::ValuesIn(lint::all_rules().begin(), lint::all_rules().end()),
                         [](const auto& rule) { return std::string(rule.param->info.code); });

}  // namespace
}  // namespace tieline
