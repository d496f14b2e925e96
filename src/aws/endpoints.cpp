#include "aws/index.h"
#include "aws/service_name.h"

namespace tieline::aws {

ServiceName Model::service(World& world, const VpcEndpoint& endpoint) const {
  const Fields fields = index_->fields(world, endpoint);
  const Argument name = fields.get(names::service);
  const Value where = endpoint.resource == nullptr ? Value() : region(world, *endpoint.resource);
  ServiceName service;
  if (name.given) service = read_service_name(name.value, where);
  service.name = name;
  return service;
}

Argument Model::endpoint_type(World& world, const VpcEndpoint& endpoint) const {
  return index_->fields(world, endpoint).get(names::endpoint_type);
}

Argument Model::private_dns(World& world, const VpcEndpoint& endpoint) const {
  const Argument own = index_->fields(world, endpoint).get(names::private_dns);
  const Contributions others =
      index_->contributions(world, index_->endpoints, endpoint, {Subject::endpoint_private_dns});
  if (others.complete && others.items.empty()) return own;
  // Two that say different things undo each other at every run.
  const Argument unsettled{.given = true};
  if (!others.complete || others.items.size() > 1) return unsettled;
  const Argument other = index_->fields(world, *others.items.front().resource).get(names::private_dns);
  return own.given && own.truth(false) != other.truth(false) ? unsettled : other;
}

PolicySources Model::endpoint_policies(World& world, const VpcEndpoint& endpoint) const {
  PolicySources policies;
  const auto add = [&](const Resource& carrier, const Argument& document, bool possible) {
    if (document.given) policies.items.push_back({.carrier = &carrier, .document = document, .possible = possible});
  };
  if (endpoint.resource != nullptr) {
    add(*endpoint.resource, index_->fields(world, endpoint).get(names::endpoint_policy), false);
  }
  const Contributions all = index_->contributions(world, index_->endpoints, endpoint, {Subject::endpoint_policy});
  policies.complete = all.complete;
  for (const Contribution& contribution : all.items) {
    const Fields fields = index_->fields(world, *contribution.resource);
    add(*contribution.resource, fields.get(names::endpoint_policy), contribution.possible);
  }
  return policies;
}

Ref<Vpc> Model::vpc(World& world, const VpcEndpoint& endpoint) const {
  if (endpoint.resource == nullptr) return {};
  return index_->resolve(world, *endpoint.resource, index_->vpcs, index_->fields(world, endpoint).get(names::vpc));
}

RefSet<Subnet> Model::subnets(World& world, const VpcEndpoint& endpoint) const {
  RefSet<Subnet> all;
  if (endpoint.resource == nullptr) {
    all.complete = false;
    return all;
  }
  const Resource& resource = *endpoint.resource;
  const Fields fields = index_->fields(world, endpoint);
  all.add(index_->resolve_all(world, resource, index_->subnets, fields.items(names::subnet_ids)));
  const Items blocks = fields.items(names::subnet_configuration);
  all.complete = all.complete && blocks.complete;
  for (const Item& block : blocks.items) {
    const Argument named = Fields(world, block.value, fields.dialect()).get(names::subnet);
    if (!named.given) continue;
    Ref<Subnet> subnet = index_->resolve(world, resource, index_->subnets, named);
    subnet.possible = block.possible;
    all.given = true;
    all.add(subnet);
  }
  const Contributions more = index_->contributions(world, index_->endpoints, endpoint, {Subject::endpoint_subnet});
  all.complete = all.complete && more.complete;
  for (const Contribution& contribution : more.items) {
    const Argument named = index_->fields(world, *contribution.resource).get(names::subnet);
    Ref<Subnet> subnet = index_->resolve(world, *contribution.resource, index_->subnets, named);
    subnet.possible = contribution.possible;
    all.given = true;
    all.add(subnet);
  }
  return all;
}

RefSet<SecurityGroup> Model::groups(World& world, const VpcEndpoint& endpoint) const {
  RefSet<SecurityGroup> all;
  if (endpoint.resource == nullptr) {
    all.complete = false;
    return all;
  }
  const Items items = index_->fields(world, endpoint).items(names::endpoint_groups);
  all.add(index_->resolve_all(world, *endpoint.resource, index_->groups, items));
  const Contributions more = index_->contributions(world, index_->endpoints, endpoint, {Subject::endpoint_group});
  all.complete = all.complete && more.complete;
  for (const Contribution& contribution : more.items) {
    const Argument named = index_->fields(world, *contribution.resource).get(names::associated_group);
    Ref<SecurityGroup> group = index_->resolve(world, *contribution.resource, index_->groups, named);
    group.possible = contribution.possible;
    all.given = true;
    all.add(group);
  }
  return all;
}

}  // namespace tieline::aws
