#include "aws/iam/role_reader.h"

namespace tieline::aws::iam {

// What was found out holds in all worlds on the path that has been decided by then.

const Grant& RolePermissions::grant(World& world, const Permission& permission) {
  const value::Condition before = world.path();
  const auto known = grants_.find(&permission);
  if (known != grants_.end() && world.space().implies(before, known->second.when)) return known->second.grant;
  Grant grant = iam::grant(world, policies_, permission);
  return grants_.insert_or_assign(&permission, Known{world.path(), std::move(grant)}).first->second.grant;
}

std::shared_ptr<RolePermissions> RoleReader::permissions(const Role& role) {
  const value::Condition before = world_.path();
  const auto known = known_.find(&role);
  if (known != known_.end() && world_.space().implies(before, known->second.when)) return known->second.permissions;
  auto permissions = std::make_shared<RolePermissions>(read(role));
  known_.insert_or_assign(&role, Known{world_.path(), permissions});
  return permissions;
}

const Document* RoleReader::trust_policy(const Role& role) {
  const Argument policy = model_.trust_policy(world_, role);
  return policy.given ? &documents_.read(policy.value) : nullptr;
}

RolePolicies RoleReader::read(const Role& role) {
  RolePolicies found;
  const PolicySources sources = model_.policies(world_, role);
  found.complete = sources.complete;
  found.policies.reserve(sources.items.size());
  for (const PolicySource& source : sources.items) found.policies.push_back(read(source, found));
  if (const auto boundary = model_.permissions_boundary(world_, role)) {
    RolePolicies aside;
    found.boundary = read(*boundary, aside);
  }
  return found;
}

Policy RoleReader::read(const PolicySource& source, RolePolicies& role) {
  Policy policy{.source = source};
  if (source.document.given) {
    policy.written_here = true;
    policy.document = &documents_.read(source.document.value);
    return policy;
  }
  policy.document = &documents_.read(Value());
  if (!source.arn.given) return policy;
  const Patterns arns = read_patterns(world_, source.arn.value, PatternKind::resource);
  if (arns.items.size() != 1) return policy;
  const auto arn = catalogue::managed_policy_arn(arns.items.front().text);
  if (!arn) return policy;
  if (catalogue::has_all_permissions(*arn)) {
    role.has_all_permissions = role.has_all_permissions || (source.possible ? Answer::unknown : Answer::yes);
  }
  policy.document = &managed(*arn);
  return policy;
}

const Document& RoleReader::managed(const std::string& arn) {
  const auto [known, is_new] = managed_.try_emplace(arn);
  if (is_new) {
    const auto text = catalogue::managed_policy(arn);
    known->second = &documents_.read(text ? value::string_view(world_.arena(), *text) : Value());
  }
  return *known->second;
}

}  // namespace tieline::aws::iam
