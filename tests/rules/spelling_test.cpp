// A template means the same in JSON with long forms and in YAML with short ones: the same graph, the same findings.
// Over all templates of testdata.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/load.h"
#include "lint/driver.h"
#include "lint/files.h"
#include "rules/case_options.h"
#include "support/source_dir.h"
#include "syntax/document/parser.h"
#include "syntax/document/short_tags.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;
using document::Kind;
using document::Node;

enum class Spelling { json, yaml };

/// The short tag of a mapping that is a call: `Sub` for `{"Fn::Sub": ...}`; empty where there is none.
std::string_view tag_of(const Node& node) {
  if (node.kind != Kind::mapping || node.entries.size() != 1) return {};
  const std::string_view key = node.entries.front().key;
  const std::string_view tag = key.starts_with("Fn::") ? key.substr(4) : key;
  return document::long_form(tag) == key ? tag : std::string_view();
}

class Writer {
 public:
  explicit Writer(Spelling spelling) : spelling_(spelling) {}

  std::string write(const Node& node) {
    switch (node.kind) {
      case Kind::null:
        return "null";
      case Kind::boolean:
        return node.boolean ? "true" : "false";
      case Kind::number:
        return nlohmann::json::accept(node.text) ? std::string(node.text) : quoted(node.text);
      case Kind::string:
        return quoted(node.text);
      case Kind::sequence:
        return list(node);
      default:
        return mapping(node);
    }
  }

 private:
  static std::string quoted(std::string_view text) { return nlohmann::json(text).dump(); }

  std::string list(const Node& node) {
    std::string text;
    for (const Node* item : node.items) text += (text.empty() ? "\n" : ",\n") + write(*item);
    return '[' + text + ']';
  }

  std::string mapping(const Node& node) {
    const std::string_view tag = tag_of(node);
    const Node* argument = tag.empty() ? nullptr : node.entries.front().value;
    // In YAML two tags cannot stand in a row, and behind one a text is a text whatever it looks like.
    const bool short_form = spelling_ == Spelling::yaml && argument != nullptr && tag_of(*argument).empty() &&
                            (!argument->is_scalar() || argument->kind == Kind::string);
    if (short_form) return '!' + std::string(tag) + ' ' + write(*argument);
    if (tag == "GetAtt" && argument->kind == Kind::string) {
      const std::size_t dot = argument->text.find('.');
      if (dot != std::string_view::npos) {
        return "{\"Fn::GetAtt\": [" + quoted(argument->text.substr(0, dot)) + ", " +
               quoted(argument->text.substr(dot + 1)) + "]}";
      }
    }
    std::string text;
    for (const document::Entry& entry : node.entries) {
      text += (text.empty() ? "\n" : ",\n") + quoted(entry.key) + ": " + write(*entry.value);
    }
    return '{' + text + '}';
  }

  Spelling spelling_;
};

/// Everything that the graph of a template says, but for places.
std::string graph_of(const fs::path& path, const std::string& text, const lint::RunOptions& run) {
  text::SourceManager sources;
  cloudformation::Options options = run.cloudformation;
  options.scan_root = test::source_dir() / "testdata";
  const auto graph = cloudformation::load_template(sources, sources.add(path, text), options);
  if (graph == nullptr) return "no template";
  std::string said;
  for (const graph::Resource& resource : graph->resources()) {
    said += std::string(resource.address) + " is " + std::string(resource.type) + " when " +
            graph->conditions.describe(resource.when) + ": " + value::to_debug_string(resource.attributes) + '\n';
  }
  for (const graph::Edge& edge : graph->edges()) {
    said += std::string(edge.from->address) + '.' + std::string(edge.attribute) + " -> " +
            std::string(edge.to->address) + '\n';
  }
  for (const auto& output : graph->outputs) {
    said += std::string(output.key) + " = " + value::to_debug_string(output.value) + '\n';
  }
  for (const graph::Fault& fault : graph->faults) said += "fault " + fault.resource + ": " + fault.message + '\n';
  return said;
}

/// What is found in a template, in order of the alphabet: its places are others in another spelling.
std::vector<std::string> findings_of(const fs::path& path, const std::string& text, lint::RunOptions options) {
  text::SourceManager sources;
  options.stdin_filename = path.string();
  options.stdin_text = text;
  std::vector<std::string> said;
  for (const lint::Finding& finding : lint::run(sources, options).findings) {
    said.push_back(std::string(finding.code) + ' ' + finding.resource + ": " + finding.message + " (" + finding.when +
                   ')');
  }
  std::sort(said.begin(), said.end());
  return said;
}

std::vector<fs::path> templates() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(test::source_dir() / "testdata")) {
    if (entry.is_regular_file() && lint::is_document_name(entry.path())) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Spelling, IsNoMatterOfMeaning) {
  std::size_t compared = 0;
  for (const fs::path& path : templates()) {
    text::SourceManager sources;
    const auto file = sources.open(path);
    ASSERT_TRUE(file) << path;
    const std::string bytes(sources.file(*file).bytes());
    text::Arena arena;
    const document::ParsedDocuments parsed = path.extension() == ".json" ? document::parse_json(*file, bytes, arena)
                                                                         : document::parse_any(*file, bytes, arena);
    // What cannot be parsed cannot be converted; an alias is written out, so what stands in it stands there twice;
    // one that names itself names another one under another name; and comments are lost, which may suppress something.
    const bool converts = parsed.complete && parsed.errors.empty() && parsed.roots.size() == 1 &&
                          document::is_template(*parsed.roots.front()) && bytes.find(" *") == std::string::npos &&
                          bytes.find(path.filename().string()) == std::string::npos &&
                          bytes.find("# tieline:") == std::string::npos;
    if (!converts) continue;
    const lint::RunOptions options = test::options_of(path);
    const std::string graph = graph_of(path, bytes, options);
    const auto findings = findings_of(path, bytes, options);
    for (const Spelling spelling : {Spelling::json, Spelling::yaml}) {
      const bool json = spelling == Spelling::json;
      const fs::path converted = path.parent_path() / (json ? "converted.json" : "converted.yaml");
      const std::string text = Writer(spelling).write(*parsed.roots.front());
      EXPECT_EQ(graph_of(converted, text, options), graph) << path << '\n' << text;
      EXPECT_EQ(findings_of(converted, text, options), findings) << path << '\n' << text;
    }
    ++compared;
  }
  EXPECT_GT(compared, 150U);
}

}  // namespace
}  // namespace tieline
