#pragma once

#include <vector>

#include "aws/model.h"

/// The notions that the EI rules share: EI endpoints, EI workloads, endpoint groups and client groups.
namespace tieline::aws {

/// Calls `body(endpoint, service)` for every EI endpoint in every world where it is one. Each endpoint is a walk of its
/// own, so conditions of different endpoints add up and do not multiply.
template <typename Body>
void for_each_ei_endpoint(const Model& model, World& world, Body&& body) {
  for (const VpcEndpoint* endpoint : model.endpoints()) {
    if (!endpoint->may_be_elastic_inference) continue;
    world.explore([&] {
      if (!model.exists(world, *endpoint)) return;
      const ServiceName service = model.service(world, *endpoint);
      if (service.is_elastic_inference()) body(*endpoint, service);
    });
  }
}

/// Calls `body(workload, sites)` for every EI workload in every world where it is one; `sites` is not empty.
template <typename Body>
void for_each_ei_workload(const Model& model, World& world, Body&& body) {
  for (const Workload* workload : model.workloads()) {
    world.explore([&] {
      if (!model.exists(world, *workload)) return;
      const std::vector<Site> sites = model.sites(world, *workload);
      if (!sites.empty()) body(*workload, sites);
    });
  }
}

/// The EI endpoints of one world.
struct EiEndpoints {
  std::vector<const VpcEndpoint*> items = {};
  bool complete = true;  ///< false: another endpoint may be one (its service name is unknown)
};
EiEndpoints ei_endpoints(const Model& model, World& world);

/// The places where EI workloads run in one world.
struct EiSites {
  std::vector<Site> items = {};
  bool complete = true;  ///< false: another workload may have an accelerator
};
EiSites ei_sites(const Model& model, World& world);

/// A group and why it has its part.
struct GroupRole {
  Ref<SecurityGroup> group = {};
  const VpcEndpoint* endpoint = nullptr;  ///< for E: the EI endpoint it is attached to
  const Workload* workload = nullptr;     ///< for C: the EI workload; null where rules single the group out
};

/// The groups that have parts in one world.
struct EiGroups {
  std::vector<GroupRole> endpoint_groups = {};  ///< E; one that is attached to two endpoints is listed twice
  std::vector<GroupRole> client_groups = {};    ///< C, likewise
  bool endpoint_groups_complete = true;         ///< nothing unknown can be another E
  bool client_groups_complete = true;           ///< nothing unknown can be another C
  bool clients_from_workloads = false;          ///< C are the groups of workloads; else those that rules single out

  /// Whether what a rule or an attachment names has the part. Where no group is attached to an EI endpoint, which one
  /// is meant to be is not settled.
  [[nodiscard]] Answer is_endpoint_group(const Ref<SecurityGroup>& group) const;
  [[nodiscard]] Answer is_client_group(const Ref<SecurityGroup>& group) const;
  /// The same of a group itself.
  [[nodiscard]] Answer is_endpoint_group(const Entity* group) const;
  [[nodiscard]] Answer is_client_group(const Entity* group) const;
};
EiGroups ei_groups(const Model& model, World& world);

}  // namespace tieline::aws
