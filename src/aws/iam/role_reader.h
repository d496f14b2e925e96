#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "aws/iam/evaluation.h"

namespace tieline::aws::iam {

/// The policies of a role where they are the same, and what they say of the permissions that were asked about.
class RolePermissions {
 public:
  explicit RolePermissions(RolePolicies policies) : policies_(std::move(policies)) {}

  [[nodiscard]] const RolePolicies& policies() const { return policies_; }
  /// As iam::grant. The permission must outlive this.
  const Grant& grant(World& world, const Permission& permission);

 private:
  struct Known {
    value::Condition when;
    Grant grant;
  };
  RolePolicies policies_;
  std::unordered_map<const Permission*, Known> grants_;
};

/// Reads the policies of roles. What holds in several worlds is read once.
class RoleReader {
 public:
  RoleReader(const Model& model, World& world, const text::SourceManager& sources)
      : model_(model), world_(world), documents_(world, sources) {}

  [[nodiscard]] std::shared_ptr<RolePermissions> permissions(const Role& role);
  /// Null where none is written.
  [[nodiscard]] const Document* trust_policy(const Role& role);

 private:
  struct Known {
    value::Condition when;
    std::shared_ptr<RolePermissions> permissions;
  };
  RolePolicies read(const Role& role);
  Policy read(const PolicySource& source, RolePolicies& role);
  const Document& managed(const std::string& arn);

  const Model& model_;
  World& world_;
  DocumentReader documents_;
  std::unordered_map<const Role*, Known> known_;
  std::unordered_map<std::string, const Document*> managed_;
};

}  // namespace tieline::aws::iam
