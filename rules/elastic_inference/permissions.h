#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "aws/edits/policy_edits.h"
#include "aws/elastic_inference.h"
#include "aws/iam/role_reader.h"
#include "lint/rule.h"
#include "rules/elastic_inference/endpoints.h"

/// What the rules about permissions (EI1xx) share.
namespace tieline::rules {

using aws::iam::Evidence;
using aws::iam::Grant;
using aws::iam::Permission;

/// A declared role that an EI workload certainly runs with.
struct EiRole {
  const aws::Role& role;
  const aws::Workload& workload;
  bool sagemaker;
};

/// Calls `body` for every EI role in every world where it is one, once for each workload and role.
void for_each_ei_role(lint::Check& check, const std::function<void(const EiRole&)>& body);

/// The EI actions that a workload's role must be allowed.
[[nodiscard]] std::vector<const Permission*> required_permissions(const EiRole& role);

/// Calls `body` for every EI role and each action that it must be allowed, with what its policies say of it. Each
/// action is a walk of its own.
void for_each_required_grant(
    lint::Check& check,
    const std::function<void(const EiRole&, const aws::iam::RolePolicies&, const Permission&, const Grant&)>& body);

/// Which roles have a statement: what is written once may be a policy of several.
class StatementOwners {
 public:
  explicit StatementOwners(lint::Check& check) : check_(check) {}

  /// The places in policies of the role, in their order, where a fix concerns no role but those of its declaration.
  [[nodiscard]] std::vector<aws::edits::PolicyPlace> own_places(const aws::Role& role,
                                                                const aws::iam::RolePolicies& policies);
  /// Whether that holds for a statement.
  [[nodiscard]] bool is_own(const aws::Role& role, const text::Span& statement);

 private:
  using Place = std::tuple<text::FileId, std::uint32_t, std::uint32_t>;
  static Place key(const text::Span& span) { return {span.file, span.begin, span.end}; }
  void collect();

  lint::Check& check_;
  bool collected_ = false;
  bool complete_ = true;
  std::map<Place, std::set<Place>> roles_;  ///< declarations of roles, by the statements of their policies
};

/// Collects what is wrong at one place over all workloads and worlds, so that it is one finding: the actions or
/// services that are at fault, each with the condition it is at fault under.
class PermissionFaults {
 public:
  explicit PermissionFaults(lint::Check& check) : check_(check) {}

  /// One place that is to be reported, and the roles it is wrong for. An invalid span is the resource's header.
  struct Place {
    const graph::Resource* resource;
    text::Span span = {};
  };
  /// One thing that is wrong there, in the world that the check is in.
  struct Fault {
    std::string name;                              ///< `elastic-inference:Connect`
    std::vector<graph::RelatedPlace> places = {};  ///< what shows it
    bool is_void = false;                          ///< what is written has no effect at all
    /// Where a fix can mend it; empty where none can.
    std::vector<aws::edits::PolicyPlace> fixable = {};
  };
  void add(const Place& place, const EiRole& role, Fault fault);

  /// Things that are wrong at one place under the same condition.
  struct Group {
    std::vector<std::string> names;                ///< in the order of the guide's list, others after it
    std::string all;                               ///< the names as a sentence has them: "a, b and c"
    bool sagemaker;                                ///< some workload is SageMaker's
    bool is_void;                                  ///< one of them is
    std::vector<aws::edits::PolicyPlace> fixable;  ///< where all of them can be mended
    lint::Draft draft;                             ///< with the resource, the place and the related places
  };
  /// Reports everything collected; `describe` writes message and help.
  void report(const std::function<void(Group&)>& describe);

 private:
  struct Collected {
    std::string name;
    value::Condition when;
    std::vector<graph::RelatedPlace> places;
    std::vector<aws::edits::PolicyPlace> fixable;
    std::vector<const aws::Workload*> workloads;
    bool sagemaker;
    bool is_void;
  };
  struct Collection {
    Place place;
    std::vector<Collected> faults;
  };
  void report(const Collection& collection, value::Condition when, const std::function<void(Group&)>& describe);

  using Key = std::tuple<std::uint32_t, text::FileId, std::uint32_t, std::uint32_t>;

  lint::Check& check_;
  std::vector<Collection> collections_;
  std::map<Key, std::size_t> by_place_;
};

/// Offers to allow the actions of the group in the first policy that the text of allows it.
void offer_permissions(lint::Check& check, PermissionFaults::Group& group);

/// Reports the policies of EI roles that allow the permission on every resource and without a condition about the key
/// (in lower case).
void report_unscoped(lint::Check& check, const Permission& permission, std::string_view condition_key,
                     const std::function<void(PermissionFaults::Group&)>& describe);

}  // namespace tieline::rules
