#include "aws/iam/evaluation.h"

#include <algorithm>

namespace tieline::aws::iam {
namespace {

/// What certainly holds of something that may not be there holds perhaps.
Answer if_there(Answer answer, bool possible) { return possible && answer == Answer::yes ? Answer::unknown : answer; }

/// Calls `body(statement, possible)` for the statements of one effect. An effect that is not known may be that one.
template <typename Body>
void for_each_statement(const Policy& policy, Effect effect, Body&& body) {
  for (const Statement& statement : policy.document.statements) {
    const bool certain = statement.effect == effect;
    if (!certain && statement.effect != Effect::unknown) continue;
    body(statement, !certain || statement.possible || policy.source.possible);
  }
}

/// Whether a statement is about the resource `*` itself, the only one that some actions know.
Answer names_star(const Statement& statement) {
  const Answer listed = statement.resources.any([](const Pattern& pattern) { return pattern.covers("*"); });
  return statement.not_resources ? !listed : listed;
}

/// Whether a statement allows the action for something. A policy that allows everything on a bucket does not thereby
/// mean other services; one that names the service or the action does.
Answer concerns(const Statement& statement, const Permission& permission) {
  if (statement.not_resources) return !statement.resources.any([](const Pattern& p) { return p.everything(); });
  const std::string prefix = permission.service + ":";
  const bool named =
      !statement.not_actions && std::any_of(statement.actions.items.begin(), statement.actions.items.end(),
                                            [&](const Pattern& pattern) { return pattern.text.starts_with(prefix); });
  const std::string arns = "arn:*:" + prefix + "*";
  const Answer listed = statement.resources.any(
      [&](const Pattern& pattern) { return named ? Answer::yes : pattern.everything() || pattern.overlaps(arns); });
  return statement.resources.given ? listed : Answer::unknown;
}

Answer takes_effect(const Statement& statement, const Permission& permission) {
  return permission.resource_level ? concerns(statement, permission) : names_star(statement);
}

Answer is_unrestricted(const Statement& statement, const Permission& permission) {
  const bool by_name = permission.resource_level && !statement.not_resources;
  const Answer everywhere = by_name ? statement.resources.any([](const Pattern& p) { return p.everything(); })
                                    : reaches_every_resource(statement, permission);
  return everywhere && !statement.conditions.any();
}

/// Whether a Deny takes away all of it: under a condition it may not hold.
Answer denies(const Statement& statement, const Permission& permission) {
  return statement.covers_action(permission.action) && reaches_every_resource(statement, permission) &&
         !statement.conditions.any();
}

void add_grants(const Policy& policy, const Permission& permission, Grant& grant) {
  for_each_statement(policy, Effect::allow, [&](const Statement& statement, bool possible) {
    const Answer covered = if_there(statement.covers_action(permission.action), possible);
    if (covered == Answer::no) return;
    const Answer granted = covered && concerns(statement, permission);
    grant.granted = grant.granted || granted;
    grant.effective = grant.effective || (covered && takes_effect(statement, permission));
    grant.unrestricted = grant.unrestricted || (covered && is_unrestricted(statement, permission));
    if (granted == Answer::yes) grant.grants.push_back({&policy, &statement});
  });
}

void add_denials(const Policy& policy, const Permission& permission, Grant& grant) {
  for_each_statement(policy, Effect::deny, [&](const Statement& statement, bool possible) {
    const Answer denied = if_there(denies(statement, permission), possible);
    grant.denied = grant.denied || denied;
    if (denied == Answer::yes && !grant.denial) grant.denial = {&policy, &statement};
  });
}

/// Whether a permissions boundary leaves something of the permission.
Answer leaves(const Policy& boundary, const Permission& permission, Evidence& denial) {
  Answer allowed = boundary.document.complete ? Answer::no : Answer::unknown;
  for_each_statement(boundary, Effect::allow, [&](const Statement& statement, bool possible) {
    const Answer touched = statement.touches_action(permission.action) && takes_effect(statement, permission);
    allowed = allowed || if_there(touched, possible);
  });
  Grant denials;
  add_denials(boundary, permission, denials);
  if (denials.denial && !denial) denial = denials.denial;
  const Answer left = allowed && !denials.denied;
  return boundary.source.possible && left == Answer::no ? Answer::unknown : left;
}

/// A whole service is also allowed by statements that together allow each of its actions.
Answer allows_each_action(const RolePolicies& role, const Permission& permission) {
  bool touched = false;
  for (const Policy& policy : role.policies) {
    for_each_statement(policy, Effect::allow, [&](const Statement& statement, bool) {
      touched = touched || statement.touches_action(permission.action) != Answer::no;
    });
  }
  if (!touched) return Answer::no;
  Answer all = Answer::yes;
  for (const std::string_view name : catalogue::actions_of(permission.service)) {
    Permission one = permission;
    one.action = lower_case(permission.service + ":" + std::string(name));
    Grant grant;
    for (const Policy& policy : role.policies) add_grants(policy, one, grant);
    all = all && grant.granted;
    if (all == Answer::no) break;
  }
  return all;
}

}  // namespace

Span Evidence::span() const {
  if (statement != nullptr && statement->span.valid()) return statement->span;
  if (policy == nullptr) return {};
  if (policy->source.document.span.valid()) return policy->source.document.span;
  if (policy->source.arn.span.valid()) return policy->source.arn.span;
  return policy->source.carrier != nullptr ? policy->source.carrier->header : Span{};
}

Answer reaches_every_resource(const Statement& statement, const Permission& permission) {
  if (!statement.resources.given) return Answer::unknown;
  if (!permission.resource_level) return names_star(statement);
  if (statement.not_resources) {
    return !statement.resources.any([&](const Pattern& pattern) { return pattern.overlaps(permission.resources); });
  }
  return statement.resources.any([&](const Pattern& pattern) { return pattern.covers(permission.resources); });
}

Grant grant(const RolePolicies& role, const Permission& permission) {
  Grant grant;
  for (const Policy& policy : role.policies) {
    add_grants(policy, permission, grant);
    add_denials(policy, permission, grant);
  }
  if (grant.granted == Answer::no && permission.action.ends_with(":*")) {
    grant.granted = grant.effective = allows_each_action(role, permission);
  }
  const Answer others = (role.complete ? Answer::no : Answer::unknown) || role.has_all_permissions;
  grant.granted = grant.granted || others;
  grant.effective = grant.effective || others;
  grant.unrestricted = grant.unrestricted || others;
  if (!role.complete) grant.denied = grant.denied || Answer::unknown;
  if (role.boundary) grant.within_boundary = leaves(*role.boundary, permission, grant.denial);
  return grant;
}

std::vector<Evidence> unscoped_grants(const RolePolicies& role, const Permission& permission,
                                      std::string_view condition_key) {
  const auto is_unscoped = [&](const Statement& statement) {
    return statement.covers_action(permission.action) && reaches_every_resource(statement, permission) &&
           !statement.conditions.has(condition_key);
  };
  std::vector<Evidence> found;
  bool narrowed = false;
  const auto narrow = [&](const Policy& policy) {
    for_each_statement(policy, Effect::deny, [&](const Statement& statement, bool) {
      narrowed = narrowed || statement.touches_action(permission.action) != Answer::no;
    });
  };
  for (const Policy& policy : role.policies) {
    narrow(policy);
    if (!policy.written_here) continue;
    for_each_statement(policy, Effect::allow, [&](const Statement& statement, bool possible) {
      if (!possible && is_unscoped(statement) == Answer::yes) found.push_back({&policy, &statement});
    });
  }
  if (role.boundary) {
    narrow(*role.boundary);
    bool open = false;
    for_each_statement(*role.boundary, Effect::allow, [&](const Statement& statement, bool possible) {
      open = open || (is_unscoped(statement) == Answer::yes && (!possible || role.boundary->source.possible));
    });
    narrowed = narrowed || !open;
  }
  if (narrowed) found.clear();
  return found;
}

Answer trusts(const Document& trust_policy, std::string_view service) {
  Answer allowed = trust_policy.complete ? Answer::no : Answer::unknown;
  Answer denied = Answer::no;
  for (const Statement& statement : trust_policy.statements) {
    const Answer said = statement.covers_action("sts:assumerole") && statement.principals.include_service(service);
    const bool certain =
        !statement.possible && statement.effect != Effect::unknown && statement.conditions.any() == Answer::no;
    const Answer holds = if_there(said, !certain);
    if (statement.effect != Effect::deny) allowed = allowed || holds;
    if (statement.effect != Effect::allow) denied = denied || holds;
  }
  return allowed && !denied;
}

std::shared_ptr<const RolePolicies> RoleReader::policies(const Role& role) {
  const value::Condition before = world_.path();
  const auto known = known_.find(&role);
  if (known != known_.end() && world_.space().implies(before, known->second.when)) return known->second.policies;
  auto policies = std::make_shared<const RolePolicies>(read(role));
  // Where reading decided nothing, all worlds on this path see the same.
  if (world_.path() == before) known_.insert_or_assign(&role, Known{before, policies});
  return policies;
}

std::optional<Document> RoleReader::trust_policy(const Role& role) {
  const Argument policy = model_.trust_policy(world_, role);
  if (!policy.given) return std::nullopt;
  return documents_.read(policy.value);
}

RolePolicies RoleReader::read(const Role& role) {
  RolePolicies found;
  const PolicySources sources = model_.policies(world_, role);
  found.complete = sources.complete;
  found.policies.reserve(sources.items.size());
  for (const PolicySource& source : sources.items) found.policies.push_back(read(source, found));
  for (const Policy& policy : found.policies) found.complete = found.complete && policy.document.complete;
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
    policy.document = documents_.read(source.document.value);
    return policy;
  }
  policy.document.complete = false;
  if (!source.arn.given) return policy;
  const Patterns arns = read_patterns(world_, source.arn.value, PatternKind::resource);
  if (arns.items.size() != 1) return policy;
  const auto arn = catalogue::managed_policy_arn(arns.items.front().text);
  if (!arn) return policy;
  if (catalogue::has_all_permissions(*arn)) {
    role.has_all_permissions = role.has_all_permissions || if_there(Answer::yes, source.possible);
  }
  policy.document = managed(*arn);
  return policy;
}

const Document& RoleReader::managed(const std::string& arn) {
  const auto [known, is_new] = managed_.try_emplace(arn);
  if (is_new) {
    const auto text = catalogue::managed_policy(arn);
    known->second = documents_.read(text ? value::string_view(world_.arena(), *text) : Value());
  }
  return known->second;
}

}  // namespace tieline::aws::iam
