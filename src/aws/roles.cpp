#include "aws/index.h"

namespace tieline::aws {
namespace {

/// The documents in inline blocks or entries: `inline_policy`, `Policies`.
void add_inline(World& world, const Fields& fields, const Resource& carrier, PolicySources& found) {
  const Items blocks = fields.items(names::inline_policies);
  found.complete = found.complete && blocks.complete;
  for (const Item& block : blocks.items) {
    const Argument document = Fields(world, block.value, fields.dialect()).get(names::policy_document);
    if (document.given) {
      found.items.push_back({.carrier = &carrier, .document = document, .possible = block.possible});
    }
  }
}

/// A policy named by its ARN: its document and the resource that carries it where it is declared here.
PolicySource policy_by_arn(Model::Index& index, World& world, const Resource& attached_by, Value arn, bool possible) {
  const Ref<ManagedPolicy> policy = index.resolve(world, attached_by, index.policies, arn);
  PolicySource source{.carrier = &attached_by, .arn = {arn, true, policy.span}, .possible = possible};
  if (policy.entity == nullptr || policy.entity->resource == nullptr) return source;
  const Resource& resource = *policy.entity->resource;
  const Fields fields = index.fields(world, *policy.entity);
  if (policy.declared()) {
    source.carrier = &resource;
    source.document = fields.get(names::policy_document);
    source.arn = {};
  } else if (const Argument looked_up = fields.get(names::arn); looked_up.given) {
    source.arn = looked_up;
  }
  return source;
}

void add_by_arn(Model::Index& index, World& world, const Resource& attached_by, const Items& arns, bool possible,
                PolicySources& found) {
  found.complete = found.complete && arns.complete;
  for (const Item& arn : arns.items) {
    found.items.push_back(policy_by_arn(index, world, attached_by, arn.value, possible || arn.possible));
  }
}

/// What one attachment or policy resource adds to a role.
void add_contribution(Model::Index& index, World& world, const Contribution& contribution, PolicySources& found) {
  const Resource& resource = *contribution.resource;
  const Fields fields = index.fields(world, resource);
  switch (contribution.subject) {
    case Subject::role_policy:
    case Subject::roles_policy:
    case Subject::managed_policy:
      found.items.push_back(
          {.carrier = &resource, .document = fields.get(names::policy_document), .possible = contribution.possible});
      break;
    case Subject::role_attachment:
    case Subject::roles_attachment: {
      const Argument arn = fields.get(names::policy_arn);
      found.items.push_back(policy_by_arn(index, world, resource, arn.value, contribution.possible));
      break;
    }
    case Subject::attachments_exclusive:
      add_by_arn(index, world, resource, fields.items(names::policy_arns), contribution.possible, found);
      break;
    default:
      break;
  }
}

}  // namespace

PolicySources Model::policies(World& world, const Role& role) const {
  PolicySources found;
  found.complete = role.declared();
  if (role.resource != nullptr) {
    const Fields fields = index_->fields(world, role);
    add_inline(world, fields, *role.resource, found);
    add_by_arn(*index_, world, *role.resource, fields.items(names::managed_policies), false, found);
  }
  const Contributions all =
      index_->contributions(world, index_->roles, role,
                            {Subject::role_policy, Subject::roles_policy, Subject::managed_policy,
                             Subject::role_attachment, Subject::roles_attachment, Subject::attachments_exclusive});
  found.complete = found.complete && all.complete;
  for (const Contribution& contribution : all.items) add_contribution(*index_, world, contribution, found);
  return found;
}

std::optional<PolicySource> Model::permissions_boundary(World& world, const Role& role) const {
  if (role.resource == nullptr) return PolicySource{.possible = true};
  const Argument arn = index_->fields(world, role).get(names::boundary);
  if (!arn.given) return std::nullopt;
  return policy_by_arn(*index_, world, *role.resource, arn.value, arn.may_be_null());
}

Argument Model::trust_policy(World& world, const Role& role) const {
  return index_->fields(world, role).get(names::trust_policy);
}

std::span<const Resource* const> Model::policy_carriers() const { return index_->policy_carriers; }

std::vector<PolicySource> Model::documents(World& world, const Resource& carrier) const {
  PolicySources found;
  const Fields fields = index_->fields(world, carrier);
  const bool is_role = index_->info(carrier).subject == Subject::role;
  if (is_role || fields.dialect() != Dialect::terraform) add_inline(world, fields, carrier, found);
  if (is_role) return found.items;
  for (const Name& name : {names::policy_document, names::inline_policy, names::content}) {
    const Argument document = fields.get(name);
    if (document.given) found.items.push_back({.carrier = &carrier, .document = document});
  }
  return found.items;
}

}  // namespace tieline::aws
