#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "aws/iam/catalogue.h"
#include "aws/iam/document.h"
#include "aws/model.h"

/// What a role may do, by IAM's policy evaluation logic: an explicit Deny wins over every Allow, and a permissions
/// boundary must allow what a policy allows.
namespace tieline::aws::iam {

using catalogue::Permission;

/// One policy of a role.
struct Policy {
  PolicySource source = {};
  const Document* document = nullptr;  ///< never null once it is read
  bool written_here = false;           ///< the document is in the configuration
};

/// All policies of a role in one world.
struct RolePolicies {
  std::vector<Policy> policies = {};
  bool complete = true;  ///< nothing unknown can add a policy
  /// AmazonSageMakerFullAccess is attached, which has all that EI needs.
  Answer has_all_permissions = Answer::no;
  std::optional<Policy> boundary = {};
};

/// A statement, and the policy it is in.
struct Evidence {
  const Policy* policy = nullptr;
  const Statement* statement = nullptr;

  [[nodiscard]] explicit operator bool() const { return policy != nullptr; }
  /// Where it is written, or where its policy is attached.
  [[nodiscard]] Span span() const;
};

/// What the policies of a role say of one permission.
struct Grant {
  Answer granted = Answer::no;           ///< some policy allows it, be it for named resources or under a condition
  Answer effective = Answer::no;         ///< the same, but for grants that AWS makes nothing of
  Answer unrestricted = Answer::no;      ///< some policy allows it on `*` and under no condition
  Answer denied = Answer::no;            ///< a Deny takes all of it away
  Answer within_boundary = Answer::yes;  ///< the permissions boundary leaves something of it
  std::vector<Evidence> grants = {};     ///< the statements that certainly allow it
  Evidence denial = {};                  ///< the statement that certainly denies it, in a policy or the boundary

  /// Nothing of it is left, whatever the policies allow.
  [[nodiscard]] bool taken_away() const { return denied == Answer::yes || within_boundary == Answer::no; }
};

/// Decides in the world what the answer hangs on, and no more.
[[nodiscard]] Grant grant(World& world, const RolePolicies& role, const Permission& permission);

/// Whether a statement is about every resource that the permission can be about.
[[nodiscard]] Answer reaches_every_resource(const Statement& statement, const Permission& permission);

/// The statements of policies in the configuration that allow the permission on every resource without a condition
/// about the key (in lower case), where no Deny and no boundary narrows that down. Those that are there in some world
/// only are decided on.
[[nodiscard]] std::vector<Evidence> unscoped_grants(World& world, const RolePolicies& role,
                                                    const Permission& permission, std::string_view condition_key);

/// Whether a trust policy lets a service (`sagemaker.amazonaws.com`) assume the role. Unknown under a condition.
[[nodiscard]] Answer trusts(World& world, const Document& trust_policy, std::string_view service);

}  // namespace tieline::aws::iam
