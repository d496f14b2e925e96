#pragma once

#include <string_view>
#include <vector>

#include "cloudformation/run.h"
#include "cloudformation/sam_writer.h"

namespace tieline::cloudformation {

/// What a role made by the serverless transform has: values for ManagedPolicyArns and Policies.
struct RolePolicies {
  std::vector<const Node*> attached = {};
  std::vector<const Node*> inlined = {};
};

/// Adds what the `Policies` property of the resource `id` asks for: names and ARNs of managed policies, documents, and
/// policy templates, whose statements are known.
void add_policies(Run& run, Writer& writer, std::string_view id, const Node& policies, RolePolicies& role);

}  // namespace tieline::cloudformation
