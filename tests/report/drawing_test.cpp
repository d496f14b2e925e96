// `tieline graph`'s drawings and what marks them.

#include "report/drawing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "lint/driver.h"
#include "report/gallery.h"

namespace tieline::report {
namespace {

constexpr std::string_view configuration = R"(
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "us-west-2a"
}
resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_vpc_endpoint" "ei" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.us-west-2.elastic-inference"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [aws_subnet.a.id]
  security_group_ids = [aws_security_group.endpoint.id]
}
)";

std::string rendered(void (*write)(std::ostream&, const std::vector<Drawing>&), const std::vector<Drawing>& drawings) {
  std::ostringstream out;
  write(out, drawings);
  return std::move(out).str();
}

/// The drawings of the configuration, marked with what is left of its findings after `change`.
template <typename Change>
std::vector<Drawing> drawn(const Change& change) {
  text::SourceManager sources;
  lint::RunOptions options;
  options.terraform.read_environment = false;
  options.stdin_filename = "drawing-test/main.tf";
  options.stdin_text = configuration;
  Gallery gallery;
  options.visit = [&](graph::Graph& graph, const std::vector<lint::Finding>& findings) {
    gallery.add(graph, findings);
  };
  lint::RunResult result = lint::run(sources, options);
  change(result);
  return gallery.finish(result);
}

std::vector<std::string> faults_of(const std::vector<Drawing>& drawings, std::string_view name) {
  for (const Drawing& drawing : drawings) {
    for (const DrawnNode& node : drawing.nodes) {
      if (node.name == name) return node.faults;
    }
  }
  ADD_FAILURE() << "no node " << name;
  return {};
}

TEST(Gallery, MarksWhatIsReported) {
  const auto drawings = drawn([](lint::RunResult&) {});
  ASSERT_EQ(drawings.size(), 1U);
  const auto faults = faults_of(drawings, "aws_vpc_endpoint.ei");
  for (const char* code : {"EI201", "EI401"}) EXPECT_NE(std::find(faults.begin(), faults.end(), code), faults.end());
  EXPECT_EQ(faults_of(drawings, "aws_vpc.main"), std::vector<std::string>());
}

TEST(Gallery, DoesNotMarkWhatIsSuppressedOrForInformation) {
  const auto drawings = drawn([](lint::RunResult& result) {
    std::erase_if(result.findings, [](const lint::Finding& finding) { return finding.code == "EI201"; });
    for (lint::Finding& finding : result.findings) {
      if (finding.code == "EI401") finding.severity = lint::Severity::info;
    }
  });
  for (const std::string& code : faults_of(drawings, "aws_vpc_endpoint.ei")) {
    EXPECT_TRUE(code != "EI201" && code != "EI401") << code;
  }
}

TEST(Drawing, PutsThingsWhereTheyAre) {
  const auto drawings = drawn([](lint::RunResult&) {});
  const auto& nodes = drawings.front().nodes;
  const auto node = [&](std::string_view name) -> const DrawnNode& {
    return *std::find_if(nodes.begin(), nodes.end(), [&](const DrawnNode& n) { return n.name == name; });
  };
  const DrawnNode& zone = nodes.at(node("aws_subnet.a").parent);
  EXPECT_EQ(zone.shape, Shape::zone);
  EXPECT_EQ(zone.detail, "us-west-2a");
  EXPECT_EQ(nodes.at(zone.parent).name, "aws_vpc.main");
  EXPECT_EQ(nodes.at(node("aws_vpc_endpoint.ei").parent).name, "aws_vpc.main");
  const auto& edges = drawings.front().edges;
  EXPECT_TRUE(std::any_of(edges.begin(), edges.end(), [&](const DrawnEdge& edge) {
    return edge.line == Line::may_call && nodes[edge.from].name == "aws_security_group.endpoint" &&
           nodes[edge.to].name == "0.0.0.0/0" && edge.label == "all traffic out";
  }));
}

/// Two nodes whose names hold everything that labels have to escape, and a line between them.
std::vector<Drawing> hostile() {
  Drawing drawing;
  drawing.name = "a \"folder\"";
  drawing.nodes.push_back({Shape::group, "q\"b\\s<i>&#`\nend", "", "", no_node, "Env is \"x\"", {"EI301", "EI302"}});
  drawing.nodes.push_back({Shape::endpoint, "e", "com.amazonaws", "", no_node, "", {}});
  drawing.edges.push_back({0, 1, Line::attached, "", "", "", {}});
  drawing.edges.push_back({0, 1, Line::may_call, "tcp|443", "", "", {"EI304"}});
  return {drawing};
}

TEST(Drawing, DotEscapesItsLabels) {
  const std::string dot = rendered(write_dot, hostile());
  EXPECT_NE(dot.find(R"(label="a \"folder\"")"), std::string::npos) << dot;
  EXPECT_NE(dot.find(R"(label="q\"b\\s<i>&#` end\nwhen Env is \"x\"\nEI301 EI302" color=red)"), std::string::npos)
      << dot;
  EXPECT_NE(dot.find("[style=solid label=\"tcp|443\\nEI304\" color=red fontcolor=red];"), std::string::npos) << dot;
}

TEST(Drawing, MermaidEscapesItsLabelsAndCountsItsLinks) {
  const std::string mermaid = rendered(write_mermaid, hostile());
  EXPECT_TRUE(mermaid.starts_with("flowchart LR\n  subgraph n0_[\"a &quot;folder&quot;\"]\n")) << mermaid;
  EXPECT_NE(
      mermaid.find(R"(n0_0["q&quot;b\s&lt;i&gt;&amp;&num;&#96; end<br/>when Env is &quot;x&quot;<br/>EI301 EI302"])"),
      std::string::npos)
      << mermaid;
  EXPECT_NE(mermaid.find("  n0_0 -.- n0_1\n  n0_0 -->|\"tcp|443<br/>EI304\"| n0_1\n  linkStyle 1 stroke:red"),
            std::string::npos)
      << mermaid;
}

TEST(Drawing, JsonSaysAllOfIt) {
  const auto graph = nlohmann::json::parse(rendered(write_drawing_json, hostile()))["graphs"][0];
  EXPECT_EQ(graph["name"], "a \"folder\"");
  EXPECT_EQ(graph["nodes"][0]["kind"], "group");
  EXPECT_EQ(graph["nodes"][0]["when"], "Env is \"x\"");
  EXPECT_EQ(graph["nodes"][0]["faults"], nlohmann::json({"EI301", "EI302"}));
  EXPECT_TRUE(graph["nodes"][0]["parent"].is_null());
  EXPECT_EQ(graph["edges"][1]["kind"], "may_call");
  EXPECT_EQ(graph["edges"][1]["from"], 0);
}

}  // namespace
}  // namespace tieline::report
