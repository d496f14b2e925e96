#include "rules/elastic_inference/permissions.h"

#include <algorithm>
#include <unordered_set>

namespace tieline::rules {
namespace {

namespace catalogue = aws::iam::catalogue;

/// The place of an action in the guide's list; past its end for what is not in it.
std::size_t rank(const std::string& name) {
  const auto& all = catalogue::complete_permissions();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Permission& permission) { return permission.name == name; });
  return static_cast<std::size_t>(found - all.begin());
}

void add_once(std::vector<graph::RelatedPlace>& places, const graph::RelatedPlace& place) {
  const bool listed = std::any_of(places.begin(), places.end(), [&](const graph::RelatedPlace& there) {
    return there.span == place.span && there.message == place.message;
  });
  if (!listed) places.push_back(place);
}

}  // namespace

void for_each_ei_role(lint::Check& check, const std::function<void(const EiRole&)>& body) {
  aws::for_each_ei_workload(check.model, check.world,
                            [&](const aws::Workload& workload, const std::vector<aws::Site>& sites) {
                              std::unordered_set<const aws::Role*> seen;
                              for (const aws::Site& site : sites) {
                                const aws::Role* role = site.role.entity;
                                if (!site.role.declared() || site.role.possible || !seen.insert(role).second) continue;
                                if (!check.model.exists(check.world, *role)) continue;
                                body({*role, workload, aws::is_sagemaker(workload.kind)});
                              }
                            });
}

std::vector<const Permission*> required_permissions(const EiRole& role) {
  if (!role.sagemaker) return {&catalogue::connect()};
  return {&catalogue::connect(), &catalogue::describe_endpoints()};
}

void for_each_required_grant(
    lint::Check& check,
    const std::function<void(const EiRole&, const aws::iam::RolePolicies&, const Permission&, const Grant&)>& body) {
  aws::iam::RoleReader reader(check.model, check.world, check.sources);
  for_each_ei_role(check, [&](const EiRole& role) {
    const auto permissions = reader.permissions(role.role);
    for (const Permission* permission : required_permissions(role)) {
      check.world.explore(
          [&] { body(role, permissions->policies(), *permission, permissions->grant(check.world, *permission)); });
    }
  });
}

void StatementOwners::collect() {
  collected_ = true;
  // In a world of its own: what is asked here must not become a condition of findings.
  value::World aside(check_.world.space(), check_.world.arena());
  aws::iam::RoleReader reader(check_.model, aside, check_.sources);
  for (const aws::Role* role : check_.model.roles()) {
    aside.explore([&] {
      if (!check_.model.exists(aside, *role)) return;
      for (const aws::iam::Policy& policy : reader.permissions(*role)->policies().policies) {
        for (const aws::iam::Statement& statement : *policy.document) {
          if (statement.span.valid()) roles_[key(statement.span)].insert(key(role->resource->span));
        }
      }
    });
  }
  complete_ = !aside.exhausted();
}

bool StatementOwners::is_own(const aws::Role& role, const text::Span& statement) {
  if (!collected_) collect();
  const auto owners = roles_.find(key(statement));
  return complete_ && owners != roles_.end() && owners->second == std::set<Place>{key(role.resource->span)};
}

std::vector<aws::edits::PolicyPlace> StatementOwners::own_places(const aws::Role& role,
                                                                 const aws::iam::RolePolicies& policies) {
  std::vector<aws::edits::PolicyPlace> places;
  for (const aws::iam::Policy& policy : policies.policies) {
    const aws::edits::PolicyPlace place = aws::edits::place_of(policy);
    if (place.statement.valid() && is_own(role, place.statement)) places.push_back(place);
  }
  return places;
}

void PermissionFaults::add(const Place& place, const EiRole& role, Fault fault) {
  const Key key{place.resource->index, place.span.file, place.span.begin, place.span.end};
  const auto [collection, is_new] = by_place_.try_emplace(key, collections_.size());
  if (is_new) collections_.push_back({place, {}});
  auto& faults = collections_[collection->second].faults;
  const value::Condition here = check_.world.path();
  auto known =
      std::find_if(faults.begin(), faults.end(), [&](const Collected& there) { return there.name == fault.name; });
  if (known == faults.end()) {
    known = faults.insert(faults.end(), {std::move(fault.name), here, {}, std::move(fault.fixable), {}, false, false});
  } else {
    known->when = check_.world.space().disjunction(known->when, here);
  }
  for (const graph::RelatedPlace& related : fault.places) add_once(known->places, related);
  auto& workloads = known->workloads;
  if (workloads.empty() || workloads.back() != &role.workload) workloads.push_back(&role.workload);
  known->sagemaker = known->sagemaker || role.sagemaker;
  known->is_void = known->is_void || fault.is_void;
}

void PermissionFaults::report(const std::function<void(Group&)>& describe) {
  for (Collection& collection : collections_) {
    std::stable_sort(collection.faults.begin(), collection.faults.end(),
                     [](const Collected& a, const Collected& b) { return rank(a.name) < rank(b.name); });
    std::vector<value::Condition> reported;
    for (const Collected& fault : collection.faults) {
      if (std::find(reported.begin(), reported.end(), fault.when) != reported.end()) continue;
      reported.push_back(fault.when);
      report(collection, fault.when, describe);
    }
  }
}

void PermissionFaults::report(const Collection& collection, value::Condition when,
                              const std::function<void(Group&)>& describe) {
  Group group{.names = {}, .all = {}, .sagemaker = false, .is_void = false, .fixable = {}, .draft = {}};
  bool fixable = true;
  std::vector<const aws::Workload*> workloads;
  for (const Collected& fault : collection.faults) {
    if (fault.when != when) continue;
    group.names.push_back(fault.name);
    group.sagemaker = group.sagemaker || fault.sagemaker;
    group.is_void = group.is_void || fault.is_void;
    fixable = fixable && !fault.fixable.empty();
    if (fixable) group.fixable = fault.fixable;
    for (const graph::RelatedPlace& place : fault.places) add_once(group.draft.related, place);
    if (fault.workloads.size() > workloads.size()) workloads = fault.workloads;
  }
  if (!fixable) group.fixable.clear();
  group.draft.resource = collection.place.resource;
  group.draft.span = collection.place.span;
  group.all = listed(std::vector<std::string_view>(group.names.begin(), group.names.end()));
  group.draft.cause = group.all;
  for (const aws::Workload* workload : workloads) {
    group.draft.related.push_back(
        {workload->resource->header, "used by " + std::string(workload->name()) + ", which has an accelerator"});
  }
  describe(group);
  check_.world.explore([&] {
    if (check_.world.decide(when)) check_.reporter.report(group.draft);
  });
}

void offer_permissions(lint::Check& check, PermissionFaults::Group& group) {
  for (const aws::edits::PolicyPlace& place : group.fixable) {
    offer(group.draft, "allow " + group.all, true, aws::edits::allow(check.editor, place, group.names));
    if (!group.draft.fixes.empty()) return;
  }
}

void report_unscoped(lint::Check& check, const Permission& permission, std::string_view condition_key,
                     const std::function<void(PermissionFaults::Group&)>& describe) {
  aws::iam::RoleReader reader(check.model, check.world, check.sources);
  PermissionFaults faults(check);
  StatementOwners owners(check);
  for_each_ei_role(check, [&](const EiRole& role) {
    const auto permissions = reader.permissions(role.role);
    const auto found = aws::iam::unscoped_grants(check.world, permissions->policies(), permission, condition_key);
    for (auto first = found.begin(); first != found.end();) {
      PermissionFaults::Fault fault{permission.name};
      auto next = first + 1;
      for (; next != found.end() && next->policy == first->policy; ++next) {
        fault.places.push_back({next->span(), "also allowed here"});
      }
      fault.places.push_back({role.role.resource->header, "the role"});
      if (owners.is_own(role.role, first->span())) fault.fixable.push_back({.statement = first->span()});
      faults.add({first->policy->source.carrier, first->span()}, role, std::move(fault));
      first = next;
    }
  });
  faults.report(describe);
}

}  // namespace tieline::rules
