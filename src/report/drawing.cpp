#include "report/drawing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "aws/elastic_inference.h"

namespace tieline::report {
namespace {

using aws::Entity;
using aws::Ref;
using aws::RefSet;

std::string text_of(const aws::Argument& argument) {
  const auto text = argument.text();
  return text ? std::string(*text) : std::string();
}

std::string_view kind(Shape shape) {
  switch (shape) {
    case Shape::vpc:
      return "VPC";
    case Shape::subnet:
      return "subnet";
    case Shape::endpoint:
      return "VPC endpoint";
    case Shape::group:
      return "security group";
    case Shape::workload:
      return "workload";
    case Shape::model:
      return "model";
    case Shape::role:
      return "role";
    default:
      return {};
  }
}

std::string ports_of(const aws::SecurityRule& rule) {
  if (rule.all_traffic == value::Answer::yes) return "all traffic";
  std::string ports;
  if (rule.from && rule.to) {
    ports = std::to_string(*rule.from);
    if (*rule.to != *rule.from) ports += "-" + std::to_string(*rule.to);
  }
  return std::string(rule.tcp == value::Answer::yes ? "tcp" : "") + (ports.empty() ? "" : " " + ports);
}

/// Gathers nodes and edges over all worlds; what is not in every world says when it is there.
class Draughtsman {
 public:
  Draughtsman(const aws::Model& model, value::World& world) : model_(model), world_(world) {}

  Drawing draw() {
    for (const aws::Vpc* vpc : model_.vpcs()) each(*vpc, [&] { vpc_node(*vpc); });
    for (const aws::Subnet* subnet : model_.subnets()) each(*subnet, [&] { subnet_node(*subnet); });
    for (const aws::SecurityGroup* group : model_.security_groups()) each(*group, [&] { group_node(*group); });
    for (const aws::VpcEndpoint* endpoint : model_.endpoints()) each(*endpoint, [&] { endpoint_node(*endpoint); });
    for (const aws::Workload* workload : model_.workloads()) each(*workload, [&] { workload_node(*workload); });
    for (const aws::SecurityGroup* group : model_.security_groups()) each(*group, [&] { permissions(*group); });
    return finish();
  }

 private:
  template <typename Body>
  void each(const Entity& entity, const Body& body) {
    world_.explore([&] {
      if (model_.exists(world_, entity)) body();
    });
  }

  /// Says of what kind it is where its name does not: an address of Terraform does.
  [[nodiscard]] std::string kind_of(Shape shape, const Entity* entity) const {
    const bool by_address = model_.graph().language() == graph::Language::terraform;
    return entity == nullptr || (by_address && entity->resource != nullptr) ? std::string() : std::string(kind(shape));
  }

  std::size_t node(Shape shape, const std::string& name, std::size_t parent, const Entity* entity,
                   const std::string& detail = {}) {
    const auto [found, added] = index_.try_emplace({shape, name}, drawing_.nodes.size());
    if (added) {
      const std::string resource = entity != nullptr && entity->resource != nullptr && entity->declared()
                                       ? std::string(entity->resource->address)
                                       : std::string();
      drawing_.nodes.push_back({shape, name, detail, resource, parent, {}, {}, kind_of(shape, entity)});
      node_when_.push_back(world_.path());
    } else {
      node_when_[found->second] = world_.space().disjunction(node_when_[found->second], world_.path());
    }
    return found->second;
  }

  void edge(std::size_t from, std::size_t to, Line line, const std::string& label = {},
            const aws::SecurityRule* rule = nullptr) {
    const std::string resource =
        rule != nullptr && rule->resource != nullptr ? std::string(rule->resource->address) : std::string();
    const text::Span span = rule != nullptr ? rule->span : text::Span{};
    const auto [found, added] =
        edges_.try_emplace({from, to, line, label, resource, span.begin}, drawing_.edges.size());
    if (added) {
      drawing_.edges.push_back({from, to, line, label, resource, {}, {}, span});
      edge_when_.push_back(world_.path());
    } else {
      edge_when_[found->second] = world_.space().disjunction(edge_when_[found->second], world_.path());
    }
  }

  static std::string name_of(const Entity* entity, std::string_view otherwise) {
    if (entity == nullptr) return std::string(otherwise);
    const std::string_view name = entity->name();
    return std::string(name.empty() ? otherwise : name);
  }

  std::size_t vpc_node(const aws::Vpc& vpc) { return node(Shape::vpc, name_of(&vpc, "a VPC"), no_node, &vpc); }

  std::size_t parent_vpc(const Ref<aws::Vpc>& vpc) { return vpc.entity != nullptr ? vpc_node(*vpc.entity) : no_node; }

  std::size_t subnet_node(const aws::Subnet& subnet) {
    std::size_t parent = parent_vpc(model_.vpc(world_, subnet));
    if (const aws::Zone zone = model_.zone(world_, subnet); zone.name && parent != no_node) {
      const std::string name(*zone.name);
      const std::size_t around = node(Shape::zone, drawing_.nodes[parent].name + " " + name, parent, nullptr, name);
      parent = around;
    }
    return node(Shape::subnet, name_of(&subnet, "a subnet"), parent, &subnet);
  }

  std::size_t group_node(const aws::SecurityGroup& group) {
    return node(Shape::group, name_of(&group, "a security group"), parent_vpc(model_.vpc(world_, group)), &group);
  }

  void place(std::size_t of, const RefSet<aws::Subnet>& subnets) {
    for (const auto& subnet : subnets.items) {
      if (subnet.entity != nullptr) edge(of, subnet_node(*subnet.entity), Line::in);
    }
  }

  void guard(std::size_t of, const RefSet<aws::SecurityGroup>& groups) {
    for (const auto& group : groups.items) {
      if (group.entity != nullptr) edge(group_node(*group.entity), of, Line::attached, "guards");
    }
  }

  void endpoint_node(const aws::VpcEndpoint& endpoint) {
    const std::size_t drawn =
        node(Shape::endpoint, name_of(&endpoint, "an endpoint"), parent_vpc(model_.vpc(world_, endpoint)), &endpoint,
             text_of(model_.service(world_, endpoint).name));
    place(drawn, model_.subnets(world_, endpoint));
    guard(drawn, model_.groups(world_, endpoint));
  }

  void workload_node(const aws::Workload& workload) {
    for (const aws::Site& site : model_.sites(world_, workload)) {
      const std::string accelerator = text_of(site.accelerators.front().type);
      const std::size_t drawn =
          node(Shape::workload, name_of(&workload, "a workload"), parent_vpc(site.vpc), &workload, accelerator);
      place(drawn, site.subnets);
      guard(drawn, site.groups);
      if (site.model.entity != nullptr) {
        edge(drawn, node(Shape::model, name_of(site.model.entity, "a model"), no_node, site.model.entity), Line::uses,
             "serves");
      }
      if (site.role.entity != nullptr) {
        edge(drawn, node(Shape::role, name_of(site.role.entity, "a role"), no_node, site.role.entity), Line::uses,
             "acts as");
      }
    }
  }

  std::size_t peer_node(const aws::Peer& peer, std::size_t own) {
    if (peer.self) return own;
    if (peer.kind == aws::PeerKind::group) {
      return peer.group.entity != nullptr ? group_node(*peer.group.entity)
                                          : node(Shape::outside, "a security group not known", no_node, nullptr);
    }
    const std::string name =
        peer.value.is(value::Kind::string) ? std::string(peer.value.string()) : std::string("addresses not known");
    return node(Shape::outside, name, no_node, nullptr);
  }

  void permissions(const aws::SecurityGroup& group) {
    const std::size_t own = group_node(group);
    for (const aws::Direction direction : {aws::Direction::inbound, aws::Direction::outbound}) {
      const bool inbound = direction == aws::Direction::inbound;
      for (const aws::SecurityRule& rule : model_.rules(world_, group, direction).items) {
        for (const aws::Peer& peer : rule.peers) {
          const std::size_t other = peer_node(peer, own);
          const std::string label = ports_of(rule) + (inbound ? " in" : " out");
          edge(inbound ? other : own, inbound ? own : other, Line::may_call, label, &rule);
        }
      }
    }
  }

  Drawing finish() {
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) {
      drawing_.nodes[i].when = world_.space().describe(node_when_[i]);
    }
    for (std::size_t i = 0; i < drawing_.edges.size(); ++i) {
      drawing_.edges[i].when = world_.space().describe(edge_when_[i]);
    }
    return std::move(drawing_);
  }

  const aws::Model& model_;
  value::World& world_;
  Drawing drawing_;
  std::map<std::pair<Shape, std::string>, std::size_t> index_;
  std::map<std::tuple<std::size_t, std::size_t, Line, std::string, std::string, std::uint32_t>, std::size_t> edges_;
  std::vector<value::Condition> node_when_;
  std::vector<value::Condition> edge_when_;
};

}  // namespace

void mark_faults(Drawing& drawing, const std::vector<lint::Finding>& findings) {
  std::unordered_map<std::string_view, std::vector<const lint::Finding*>> faults;
  for (const lint::Finding& finding : findings) {
    const bool shown = finding.severity != lint::Severity::info && !finding.resource.empty();
    if (shown) faults[finding.resource].push_back(&finding);
  }
  const auto mark = [&](auto& drawn, const auto& is_about) {
    const auto found = faults.find(drawn.resource);
    if (drawn.resource.empty() || found == faults.end()) return;
    for (const lint::Finding* finding : found->second) {
      const bool listed = std::find(drawn.faults.begin(), drawn.faults.end(), finding->code) != drawn.faults.end();
      if (!listed && is_about(*finding)) drawn.faults.emplace_back(finding->code);
    }
  };
  for (DrawnNode& node : drawing.nodes) mark(node, [](const lint::Finding&) { return true; });
  // A rule is a line of its own, even where it stands in its group.
  for (DrawnEdge& edge : drawing.edges) {
    mark(edge, [&](const lint::Finding& finding) { return finding.span == edge.span; });
  }
}

Drawing draw(const aws::Model& model, value::World& world, const std::vector<lint::Finding>& findings) {
  Drawing drawing = Draughtsman(model, world).draw();
  drawing.name = model.graph().name;
  mark_faults(drawing, findings);
  return drawing;
}

}  // namespace tieline::report
