#include <nlohmann/json.hpp>

#include "report/drawing.h"

namespace tieline::report {
namespace {

constexpr std::string_view shape_names[] = {"vpc",      "zone",  "subnet", "endpoint", "group",
                                            "workload", "model", "role",   "outside"};
constexpr std::string_view line_names[] = {"attached", "may_call", "in", "uses"};

std::string_view name_of(Shape shape) { return shape_names[static_cast<std::size_t>(shape)]; }
std::string_view name_of(Line line) { return line_names[static_cast<std::size_t>(line)]; }

bool holds_others(Shape shape) { return shape == Shape::vpc || shape == Shape::zone; }

std::string codes(const std::vector<std::string>& faults) {
  std::string text;
  for (const std::string& code : faults) text += (text.empty() ? "" : " ") + code;
  return text;
}

/// The lines of a node's label, each escaped by `escape`, joined by `line_end`.
template <typename Escape>
std::string label_of(const DrawnNode& node, std::string_view line_end, const Escape& escape) {
  std::string label = escape(node.shape == Shape::zone ? node.detail : node.name);
  if (!node.kind.empty()) label += std::string(line_end) + escape(node.kind);
  if (!node.detail.empty() && node.shape != Shape::zone) label += std::string(line_end) + escape(node.detail);
  if (!node.when.empty()) label += std::string(line_end) + escape("when " + node.when);
  if (!node.faults.empty()) label += std::string(line_end) + escape(codes(node.faults));
  return label;
}

template <typename Escape>
std::string label_of(const DrawnEdge& edge, std::string_view line_end, const Escape& escape) {
  std::string label = escape(edge.label);
  const auto add = [&](const std::string& line) {
    if (!label.empty()) label += line_end;
    label += escape(line);
  };
  if (!edge.when.empty()) add("when " + edge.when);
  if (!edge.faults.empty()) add(codes(edge.faults));
  return label;
}

std::string dot_escape(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') out += '\\';
    out += static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
  }
  return out;
}

std::string_view dot_shape(Shape shape) {
  switch (shape) {
    case Shape::endpoint:
      return "hexagon";
    case Shape::group:
      return "box";
    case Shape::workload:
      return "component";
    case Shape::model:
      return "box3d";
    case Shape::role:
      return "house";
    case Shape::outside:
      return "plaintext";
    default:
      return "ellipse";
  }
}

class DotWriter {
 public:
  DotWriter(std::ostream& out, const Drawing& drawing, std::size_t number)
      : out_(out), drawing_(drawing), prefix_("n" + std::to_string(number) + "_") {}

  void write() {
    out_ << "  subgraph \"cluster_" << prefix_ << "\" {\n    label=\"" << dot_escape(drawing_.name)
         << "\";\n    color=gray;\n";
    inside(no_node, 4);
    out_ << "  }\n";
    for (const DrawnEdge& edge : drawing_.edges) line(edge);
  }

 private:
  void inside(std::size_t parent, std::size_t indent) {
    const std::string margin(indent, ' ');
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) {
      const DrawnNode& node = drawing_.nodes[i];
      if (node.parent != parent) continue;
      const std::string_view color = node.faults.empty() ? "" : " color=red fontcolor=red penwidth=2";
      if (holds_others(node.shape)) {
        out_ << margin << "subgraph \"cluster_" << prefix_ << i << "\" {\n"
             << margin << "  label=\"" << label_of(node, "\\n", dot_escape) << "\";\n"
             << margin << (node.faults.empty() ? "  color=black;\n" : "  color=red; fontcolor=red;\n") << margin << "  "
             << prefix_ << i << " [shape=point style=invis];\n";
        inside(i, indent + 2);
        out_ << margin << "}\n";
      } else {
        out_ << margin << prefix_ << i << " [shape=" << dot_shape(node.shape) << " label=\""
             << label_of(node, "\\n", dot_escape) << '"' << color << "];\n";
      }
    }
  }

  void line(const DrawnEdge& edge) {
    std::string_view style = "style=solid";
    if (edge.line == Line::attached) style = "style=dashed arrowhead=none";
    if (edge.line == Line::in) style = "style=dotted arrowhead=none";
    if (edge.line == Line::uses) style = "style=dashed";
    out_ << "  " << prefix_ << edge.from << " -> " << prefix_ << edge.to << " [" << style << " label=\""
         << label_of(edge, "\\n", dot_escape) << '"' << (edge.faults.empty() ? "" : " color=red fontcolor=red")
         << "];\n";
  }

  std::ostream& out_;
  const Drawing& drawing_;
  std::string prefix_;
};

/// Mermaid takes HTML entities in quoted labels.
std::string mermaid_escape(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    switch (byte) {
      case '"':
        out += "&quot;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '#':
        out += "&num;";
        break;
      case '`':
        out += "&#96;";
        break;
      default:
        out += static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
    }
  }
  return out;
}

class MermaidWriter {
 public:
  MermaidWriter(std::ostream& out, const Drawing& drawing, std::size_t number, std::size_t& links)
      : out_(out), drawing_(drawing), prefix_("n" + std::to_string(number) + "_"), links_(links) {}

  void write() {
    out_ << "  subgraph " << prefix_ << "[\"" << mermaid_escape(drawing_.name) << "\"]\n";
    inside(no_node, 4);
    out_ << "  end\n";
    for (const DrawnEdge& edge : drawing_.edges) line(edge);
  }

 private:
  void inside(std::size_t parent, std::size_t indent) {
    const std::string margin(indent, ' ');
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) {
      const DrawnNode& node = drawing_.nodes[i];
      if (node.parent != parent) continue;
      const std::string label = "\"" + label_of(node, "<br/>", mermaid_escape) + "\"";
      if (holds_others(node.shape)) {
        out_ << margin << "subgraph " << prefix_ << i << "[" << label << "]\n";
        inside(i, indent + 2);
        out_ << margin << "end\n";
      } else {
        const auto [open, close] = brackets(node.shape);
        out_ << margin << prefix_ << i << open << label << close << '\n';
      }
      if (!node.faults.empty()) out_ << margin << "style " << prefix_ << i << " stroke:red,color:red\n";
    }
  }

  static std::pair<std::string_view, std::string_view> brackets(Shape shape) {
    switch (shape) {
      case Shape::endpoint:
        return {"{{", "}}"};
      case Shape::workload:
        return {"[[", "]]"};
      case Shape::role:
        return {"([", "])"};
      case Shape::outside:
        return {"(", ")"};
      default:
        return {"[", "]"};
    }
  }

  void line(const DrawnEdge& edge) {
    std::string_view arrow = "-->";
    if (edge.line == Line::attached || edge.line == Line::in) arrow = "-.-";
    if (edge.line == Line::uses) arrow = "-.->";
    const std::string label = label_of(edge, "<br/>", mermaid_escape);
    out_ << "  " << prefix_ << edge.from << ' ' << arrow;
    if (!label.empty()) out_ << "|\"" << label << "\"|";
    out_ << ' ' << prefix_ << edge.to << '\n';
    if (!edge.faults.empty()) out_ << "  linkStyle " << links_ << " stroke:red,color:red\n";
    ++links_;
  }

  std::ostream& out_;
  const Drawing& drawing_;
  std::string prefix_;
  std::size_t& links_;
};

}  // namespace

void write_dot(std::ostream& out, const std::vector<Drawing>& drawings) {
  out << "digraph tieline {\n  compound=true;\n  rankdir=LR;\n  fontname=\"Helvetica\";\n"
         "  node [fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\" fontsize=10];\n";
  for (std::size_t i = 0; i < drawings.size(); ++i) DotWriter(out, drawings[i], i).write();
  out << "}\n";
}

void write_mermaid(std::ostream& out, const std::vector<Drawing>& drawings) {
  out << "flowchart LR\n";
  std::size_t links = 0;
  for (std::size_t i = 0; i < drawings.size(); ++i) MermaidWriter(out, drawings[i], i, links).write();
}

void write_drawing_json(std::ostream& out, const std::vector<Drawing>& drawings) {
  using Json = nlohmann::ordered_json;
  const auto optional = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  Json all = Json::array();
  for (const Drawing& drawing : drawings) {
    Json nodes = Json::array();
    for (const DrawnNode& node : drawing.nodes) {
      nodes.push_back({{"id", nodes.size()},
                       {"kind", name_of(node.shape)},
                       {"name", node.name},
                       {"detail", optional(node.detail)},
                       {"resource", optional(node.resource)},
                       {"parent", node.parent == no_node ? Json(nullptr) : Json(node.parent)},
                       {"when", optional(node.when)},
                       {"faults", node.faults}});
    }
    Json edges = Json::array();
    for (const DrawnEdge& edge : drawing.edges) {
      edges.push_back({{"from", edge.from},
                       {"to", edge.to},
                       {"kind", name_of(edge.line)},
                       {"label", edge.label},
                       {"resource", optional(edge.resource)},
                       {"when", optional(edge.when)},
                       {"faults", edge.faults}});
    }
    all.push_back({{"name", drawing.name}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}});
  }
  out << Json{{"graphs", std::move(all)}}.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace tieline::report
