#pragma once

#include <cstdint>
#include <vector>

#include "aws/entity.h"

/// Roles and what carries policies to them, as written: the documents themselves are read by aws/iam.
namespace tieline::aws {

struct Role : Entity {};

/// One policy document that the configuration hands to AWS.
struct PolicySource {
  /// The resource that carries the document: `aws_iam_role_policy`, `AWS::IAM::ManagedPolicy`, the role for an inline
  /// block. For a policy that is only named by its ARN: the resource that attaches it.
  const Resource* carrier = nullptr;
  /// The document, settled at its top: a string with JSON (Value::encoded where it was made by jsonencode) or a
  /// mapping. Unknown where only the ARN is known; look at `arn`.
  Argument document = {};
  Argument arn = {};      ///< of a policy named by its ARN and not declared here: AWS's own, or another account's
  bool possible = false;  ///< as Ref::possible
};

/// All policies of a role.
struct PolicySources {
  std::vector<PolicySource> items = {};
  bool complete = true;  ///< nothing unknown can attach another one
};

}  // namespace tieline::aws
