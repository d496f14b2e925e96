// The grammar's own corpus, grammars/hcl/test/corpus, which `tree-sitter test` runs too where there is one.

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/source_dir.h"
#include "syntax/hcl/tree_memory.h"

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace tieline::hcl {
namespace {

struct CorpusCase {
  std::string name;
  std::string source;
  std::string tree;
};

/// A line of the corpus's own, and not one of a source.
bool is_rule_of(std::string_view line, char byte) {
  return line.size() >= 40 && line.find_first_not_of(byte) == std::string_view::npos;
}

/// One space for any white space, none before a closing bracket.
std::string one_line_of(std::string_view tree) {
  std::string line;
  bool space = false;
  for (const char byte : tree) {
    if (byte == ' ' || byte == '\n') {
      space = !line.empty();
      continue;
    }
    if (space && byte != ')') line += ' ';
    space = false;
    line += byte;
  }
  return line;
}

/// The cases of a file: a name between two lines of `=`, a source, a line of `-`, the tree.
std::vector<CorpusCase> cases_of(const std::filesystem::path& path) {
  enum class Part { name, source, tree };
  std::vector<CorpusCase> cases;
  Part part = Part::tree;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (is_rule_of(line, '=')) {
      part = part == Part::name ? Part::source : Part::name;
      if (part == Part::name) cases.emplace_back();
    } else if (is_rule_of(line, '-')) {
      part = Part::tree;
    } else if (!cases.empty()) {
      CorpusCase& current = cases.back();
      (part == Part::name ? current.name : part == Part::source ? current.source : current.tree) += line + '\n';
    }
  }
  for (CorpusCase& one : cases) {
    one.name.pop_back();
    if (one.source.ends_with('\n')) one.source.pop_back();  // the line end before the line of `-` is not of the source
    one.tree = one_line_of(one.tree);
  }
  return cases;
}

std::string tree_of(const std::string& source) {
  const TreeMemory memory(std::size_t{1} << 28U);  // takes back the tree and its text
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_hcl());
  TSTree* tree = ts_parser_parse_string(parser, nullptr, source.data(), static_cast<std::uint32_t>(source.size()));
  std::string text = ts_node_string(ts_tree_root_node(tree));
  ts_parser_delete(parser);
  return text;
}

TEST(HclCorpus, EveryCaseHasItsTree) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::source_dir() / "grammars/hcl/test/corpus")) {
    for (const CorpusCase& one : cases_of(entry.path())) {
      EXPECT_EQ(tree_of(one.source), one.tree) << entry.path().filename() << ": " << one.name << '\n' << one.source;
      ++count;
    }
  }
  EXPECT_GE(count, 80U);
}

}  // namespace
}  // namespace tieline::hcl
