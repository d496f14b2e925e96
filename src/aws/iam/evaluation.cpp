#include "aws/iam/evaluation.h"

#include <algorithm>
#include <span>
#include <string>

namespace tieline::aws::iam {
namespace {

/// What certainly holds of something that may not be there holds perhaps.
Answer if_there(Answer answer, bool possible) { return possible && answer == Answer::yes ? Answer::unknown : answer; }

/// Whether a statement has that effect. One that is not known may have it.
Answer has_effect(const Statement& statement, Effect effect) {
  return statement.effect == Effect::unknown ? Answer::unknown : value::answer(statement.effect == effect);
}

/// Calls `body(policy, statement)` for every statement: first for those that are there in any case, so that the others
/// need no decision where they would change nothing.
template <typename Policies, typename Body>
void for_each_statement(const Policies& policies, Body&& body) {
  for (const bool always : {true, false}) {
    for (const Policy& policy : policies) {
      for (const Statement& statement : *policy.document) {
        if (statement.when.is_always() == always) body(policy, statement);
      }
    }
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
  const Answer listed =
      statement.resources.any([&](const Pattern& pattern) { return named ? Answer::yes : pattern.overlaps_arn(arns); });
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

/// What one statement says of a permission.
struct Said {
  Answer granted = Answer::no;
  Answer effective = Answer::no;
  Answer unrestricted = Answer::no;
  Answer denied = Answer::no;
};

Said say(const Policy& policy, const Statement& statement, const Permission& permission) {
  Said said;
  const bool possible = statement.possible || policy.source.possible;
  if (statement.effect != Effect::deny) {
    const Answer covered =
        if_there(has_effect(statement, Effect::allow) && statement.covers_action(permission.action), possible);
    if (covered != Answer::no) {
      said.granted = covered && concerns(statement, permission);
      said.effective = covered && takes_effect(statement, permission);
      said.unrestricted = covered && is_unrestricted(statement, permission);
    }
  }
  if (statement.effect != Effect::allow) {
    said.denied = if_there(has_effect(statement, Effect::deny) && denies(statement, permission), possible);
  }
  return said;
}

bool adds(Answer to, Answer more) { return (to || more) != to; }

bool adds(const Grant& to, const Said& more) {
  return adds(to.granted, more.granted) || adds(to.effective, more.effective) ||
         adds(to.unrestricted, more.unrestricted) || adds(to.denied, more.denied);
}

template <typename Policies>
Grant add_up(World& world, const Policies& policies, const Permission& permission) {
  Grant grant;
  for_each_statement(policies, [&](const Policy& policy, const Statement& statement) {
    const Said said = say(policy, statement, permission);
    if (!statement.when.is_always() && (!adds(grant, said) || !world.decide(statement.when))) return;
    grant.granted = grant.granted || said.granted;
    grant.effective = grant.effective || said.effective;
    grant.unrestricted = grant.unrestricted || said.unrestricted;
    grant.denied = grant.denied || said.denied;
    if (said.granted == Answer::yes) grant.grants.push_back({&policy, &statement});
    if (said.denied == Answer::yes && !grant.denial) grant.denial = {&policy, &statement};
  });
  return grant;
}

/// Whether a permissions boundary leaves something of the permission. For a whole service, one action is enough.
Answer leaves(World& world, const Policy& boundary, const Permission& permission, Evidence& denial) {
  const std::span<const Policy> alone(&boundary, 1);
  const Grant own = add_up(world, alone, permission);
  Answer allowed = own.effective;
  for_each_statement(alone, [&](const Policy&, const Statement& statement) {
    const Answer touched = has_effect(statement, Effect::allow) && statement.touches_action(permission.action) &&
                           takes_effect(statement, permission);
    const Answer there = if_there(touched, statement.possible);
    if (adds(allowed, there) && world.decide(statement.when)) allowed = allowed || there;
  });
  if (own.denial && !denial) denial = own.denial;
  const Answer left = allowed && !own.denied;
  return boundary.source.possible && left == Answer::no ? Answer::unknown : left;
}

/// A whole service is also allowed by statements that together allow each of its actions.
Answer allows_each_action(World& world, const RolePolicies& role, const Permission& permission) {
  bool touched = false;
  for_each_statement(role.policies, [&](const Policy&, const Statement& statement) {
    touched =
        touched || (statement.effect != Effect::deny && statement.touches_action(permission.action) != Answer::no);
  });
  if (!touched) return Answer::no;
  Answer all = Answer::yes;
  for (const std::string_view name : catalogue::actions_of(permission.service)) {
    Permission one = permission;
    one.action = lower_case(permission.service + ":" + std::string(name));
    all = all && add_up(world, role.policies, one).effective;
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
    return !statement.resources.any([&](const Pattern& pattern) { return pattern.overlaps_arn(permission.resources); });
  }
  return statement.resources.any([&](const Pattern& pattern) { return pattern.covers_arn(permission.resources); });
}

Grant grant(World& world, const RolePolicies& role, const Permission& permission) {
  Grant grant = add_up(world, role.policies, permission);
  if (grant.granted == Answer::no && permission.action.ends_with(":*")) {
    grant.granted = grant.effective = allows_each_action(world, role, permission);
  }
  const Answer others = (role.complete ? Answer::no : Answer::unknown) || role.has_all_permissions;
  grant.granted = grant.granted || others;
  grant.effective = grant.effective || others;
  grant.unrestricted = grant.unrestricted || others;
  if (!role.complete) grant.denied = grant.denied || Answer::unknown;
  if (role.boundary) grant.within_boundary = leaves(world, *role.boundary, permission, grant.denial);
  return grant;
}

std::vector<Evidence> unscoped_grants(World& world, const RolePolicies& role, const Permission& permission,
                                      std::string_view condition_key) {
  const auto is_unscoped = [&](const Statement& statement) {
    return statement.effect == Effect::allow && !statement.possible &&
           (statement.covers_action(permission.action) && reaches_every_resource(statement, permission) &&
            !statement.conditions.has(condition_key)) == Answer::yes;
  };
  std::vector<Evidence> found;
  for_each_statement(role.policies, [&](const Policy& policy, const Statement& statement) {
    if (!policy.written_here || policy.source.possible || !is_unscoped(statement)) return;
    if (world.decide(statement.when)) found.push_back({&policy, &statement});
  });
  if (found.empty()) return found;
  bool narrowed = false;
  const auto narrow = [&](const Policy&, const Statement& statement) {
    if (narrowed || statement.effect != Effect::deny) return;
    narrowed = statement.touches_action(permission.action) != Answer::no && world.decide(statement.when);
  };
  for_each_statement(role.policies, narrow);
  if (role.boundary) {
    const std::span<const Policy> boundary(&*role.boundary, 1);
    for_each_statement(boundary, narrow);
    bool open = false;
    for_each_statement(boundary, [&](const Policy&, const Statement& statement) {
      open = open || (is_unscoped(statement) && world.decide(statement.when));
    });
    narrowed = narrowed || !open;
  }
  if (narrowed) found.clear();
  return found;
}

Answer trusts(World& world, const Document& trust_policy, std::string_view service) {
  Answer allowed = Answer::no;
  Answer denied = Answer::no;
  for (const Statement& statement : trust_policy) {
    const Answer said = statement.covers_action("sts:assumerole") && statement.principals.include_service(service);
    const Answer holds = if_there(said, statement.possible || statement.conditions.any() != Answer::no);
    const Answer allows = has_effect(statement, Effect::allow) && holds;
    const Answer denies = has_effect(statement, Effect::deny) && holds;
    if (!adds(allowed, allows) && !adds(denied, denies)) continue;
    if (!world.decide(statement.when)) continue;
    allowed = allowed || allows;
    denied = denied || denies;
  }
  return allowed && !denied;
}

}  // namespace tieline::aws::iam
