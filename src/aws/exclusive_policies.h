#pragma once

#include "aws/index.h"

namespace tieline::aws {

/// What aws_iam_role_policy_attachments_exclusive and aws_iam_role_policies_exclusive leave of a role's policies:
/// Terraform removes all that they do not name.
class ExclusivePolicies {
 public:
  /// `all` is what adds to the role.
  ExclusivePolicies(Model::Index& index, World& world, const Contributions& all);

  /// Whether an attached policy stays.
  [[nodiscard]] Answer keep_attached(const Ref<ManagedPolicy>& policy) const;
  /// Whether an inline policy stays. `resource` is what makes it; null for a block of the role itself.
  [[nodiscard]] Answer keep_inline(const Resource* resource, Value name) const;

 private:
  RefSet<ManagedPolicy> attached_;
  Items inline_names_;
  bool lists_attached_ = false;
  bool lists_inline_ = false;
};

}  // namespace tieline::aws
