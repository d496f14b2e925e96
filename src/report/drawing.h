#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "aws/model.h"
#include "lint/finding.h"

/// `tieline graph`: what a person wants to see of a configuration, and where it is at fault.
namespace tieline::report {

enum class Shape : std::uint8_t { vpc, zone, subnet, endpoint, group, workload, model, role, outside };

/// A thing that is drawn. VPCs and zones hold others.
struct DrawnNode {
  Shape shape;
  std::string name;                      ///< address, id, zone
  std::string detail;                    ///< a further line: the service name, the accelerator
  std::string resource;                  ///< the address findings name; empty for what is not declared
  std::size_t parent;                    ///< index of the VPC or zone around it, or no_node
  std::string when;                      ///< under which condition it is there; empty: always
  std::vector<std::string> faults = {};  ///< codes of errors and warnings
  std::string kind = {};                 ///< "security group", where the name does not say it; may be empty
};

inline constexpr std::size_t no_node = static_cast<std::size_t>(-1);

enum class Line : std::uint8_t {
  attached,  ///< a group to what it guards
  may_call,  ///< a permission of a group: from the source to the destination
  in,        ///< something in a subnet of another place of the drawing
  uses,      ///< a workload its role or model
};

struct DrawnEdge {
  std::size_t from;
  std::size_t to;
  Line line;
  std::string label;     ///< "tcp 443 in"
  std::string resource;  ///< of the rule or the group it stands in; empty where no finding is about the line
  std::string when;
  std::vector<std::string> faults = {};
  text::Span span = {};  ///< of the rule
};

struct Drawing {
  std::string name;
  std::vector<DrawnNode> nodes;
  std::vector<DrawnEdge> edges;
};

/// Draws a model; `findings` of it make nodes and edges red.
[[nodiscard]] Drawing draw(const aws::Model& model, value::World& world, const std::vector<lint::Finding>& findings);

/// Makes the nodes and edges that errors and warnings name red.
void mark_faults(Drawing& drawing, const std::vector<lint::Finding>& findings);

void write_dot(std::ostream& out, const std::vector<Drawing>& drawings);
void write_mermaid(std::ostream& out, const std::vector<Drawing>& drawings);
void write_drawing_json(std::ostream& out, const std::vector<Drawing>& drawings);

}  // namespace tieline::report
