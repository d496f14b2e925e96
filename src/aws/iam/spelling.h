#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tieline::aws::iam {

constexpr std::size_t npos = std::string_view::npos;

/// What a misspelled action is plainly meant to be.
struct Correction {
  std::string action;   ///< `elastic-inference:Connect`
  bool certain = true;  ///< it can mean nothing else
};

/// For an action, perhaps with wildcards, that no service has and that is meant to be one of Elastic Inference's or
/// `ec2:DescribeVpcEndpoints`: the right one. nullopt for everything else; what matches some real action is never
/// taken for a misspelling.
[[nodiscard]] std::optional<Correction> correct_ei_action(std::string_view action);

}  // namespace tieline::aws::iam
