#include "aws/model.h"

#include "aws/index.h"

namespace tieline::aws {

Model::Model(const graph::Graph& graph) : index_(std::make_unique<Index>(graph)) {}
Model::~Model() = default;

const graph::Graph& Model::graph() const { return index_->graph; }

std::span<const SecurityGroup* const> Model::security_groups() const { return index_->groups.declared(); }
std::span<const VpcEndpoint* const> Model::endpoints() const { return index_->endpoints.declared(); }
std::span<const Subnet* const> Model::subnets() const { return index_->subnets.declared(); }
std::span<const Vpc* const> Model::vpcs() const { return index_->vpcs.declared(); }
std::span<const Role* const> Model::roles() const { return index_->roles.declared(); }
std::span<const SageMakerModel* const> Model::models() const { return index_->models.declared(); }
std::span<const Workload* const> Model::workloads() const { return index_->workloads; }

std::span<const Resource* const> Model::endpoint_lookups() const { return index_->endpoint_lookups; }

bool Model::exists(World& world, const Entity& entity) const {
  return entity.resource == nullptr || world.decide(entity.resource->when);
}

Value Model::region(World& world, const Resource& resource) const { return world.settle(resource.region); }

bool Model::handed_out(const Entity& entity) const {
  return entity.resource != nullptr && index_->handed_out.count(entity.resource) != 0;
}

}  // namespace tieline::aws
