#include "aws/iam/spelling.h"

#include <algorithm>

#include "aws/iam/catalogue.h"
#include "aws/iam/pattern.h"
#include "text/nearest.h"

namespace tieline::aws::iam {
namespace {

constexpr std::string_view service_name = "elastic-inference";
/// No action is longer; what is longer is no misspelling of one.
constexpr std::size_t longest_action = 128;

std::size_t edits(std::string_view a, std::string_view b) { return text::EditDistance().between(a, b, longest_action); }

/// A typo, for a word of that length.
bool is_near(std::string_view written, std::string_view meant) {
  const std::size_t allowed = meant.size() < 10 ? 2 : 3;
  return text::EditDistance().between(written, meant, allowed) <= allowed;
}

std::string without_wildcards(std::string_view pattern) {
  std::string text(pattern);
  std::erase_if(text, [](char c) { return c == '*' || c == '?'; });
  return text;
}

/// A real action, and how far a name is from it.
struct Nearest {
  std::string_view name = {};
  std::size_t distance = longest_action;
};
/// The action of a service that the name, in lower case, is nearest to; `found` unless one is nearer.
Nearest nearest(std::string_view service, std::string_view written, Nearest found = {}) {
  text::EditDistance edits;
  for (const std::string_view name : catalogue::actions_of(service)) {
    const std::size_t distance = edits.between(lower_case(name), written, found.distance);
    if (distance < found.distance) found = {name, distance};
  }
  return found;
}

/// The name of an action of Elastic Inference that is meant; empty where none is. A pattern that matches one keeps its
/// wildcards.
std::string meant_name(std::string_view name) {
  for (const std::string_view real : catalogue::actions_of(service_name)) {
    if (!covers(name, lower_case(real))) continue;
    return name.find_first_of("*?") == npos ? std::string(real) : std::string(name);
  }
  const std::string written = without_wildcards(name);
  const Nearest found = nearest(service_name, written);
  return !found.name.empty() && is_near(written, lower_case(found.name)) ? std::string(found.name) : std::string();
}

/// Whether a prefix that no service has is meant to be Elastic Inference's.
bool is_meant_service(std::string_view prefix) {
  std::string letters(prefix);
  std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
  constexpr std::string_view plain = "elasticinference";
  return letters.starts_with(plain) || is_near(letters, plain);
}

/// `elastic-inference:Conect`: the service is right, but has no such action.
std::optional<Correction> correct_name(std::string_view name) {
  for (const std::string_view real : catalogue::actions_of(service_name)) {
    if (overlaps(name, lower_case(real))) return std::nullopt;
  }
  const std::string& describe = catalogue::describe_endpoints().name;
  if (covers(name, "describevpcendpoints")) return Correction{describe};
  const std::string meant = meant_name(name);
  if (!meant.empty()) return Correction{std::string(service_name) + ":" + meant, name.find_first_of("*?") == npos};
  return Correction{catalogue::connect().name, false};
}

/// `elasticinference:Connect`, `ei:Connect`: no such service.
std::optional<Correction> correct_service(std::string_view prefix, std::string_view name) {
  const bool plainly = is_meant_service(prefix);
  const bool abbreviated = prefix == "ei" || prefix == "eia";
  const bool ec2 = name == "describevpcendpoints";
  if ((!plainly && !abbreviated && !ec2) || catalogue::is_service(prefix)) return std::nullopt;
  if (ec2) return Correction{catalogue::describe_endpoints().name, !plainly && !abbreviated};
  const std::string meant = meant_name(name);
  if (!meant.empty()) return Correction{std::string(service_name) + ":" + meant};
  if (!plainly) return std::nullopt;
  return Correction{catalogue::connect().name, false};
}

/// `ec2:DescribeVpcEndpoint`: nearer to the EI action than to anything else that EC2 has.
std::optional<Correction> correct_ec2(std::string_view name) {
  const std::string& meant = catalogue::describe_endpoints().name;
  const std::string lower = lower_case(std::string_view(meant).substr(meant.find(':') + 1));
  const std::string written = without_wildcards(name);
  if (!is_near(written, lower)) return std::nullopt;
  const auto real = catalogue::actions_of("ec2");
  if (std::any_of(real.begin(), real.end(), [&](std::string_view one) { return overlaps(name, lower_case(one)); })) {
    return std::nullopt;
  }
  if (nearest("ec2", written, {meant, edits(written, lower)}).name != meant) return std::nullopt;
  return Correction{meant, name.find_first_of("*?") == npos};
}

}  // namespace

std::optional<Correction> correct_ei_action(std::string_view action) {
  if (action.size() > longest_action) return std::nullopt;
  const std::string written = lower_case(action);
  const std::size_t colon = written.find(':');
  if (colon == npos) {
    for (const catalogue::Permission* permission : {&catalogue::connect(), &catalogue::describe_endpoints()}) {
      if (is_near(written, permission->action)) return Correction{permission->name};
    }
    return std::nullopt;
  }
  const std::string_view prefix = std::string_view(written).substr(0, colon);
  const std::string_view name = std::string_view(written).substr(colon + 1);
  if (prefix == service_name) return correct_name(name);
  if (prefix == "ec2") return correct_ec2(name);
  return correct_service(prefix, name);
}

}  // namespace tieline::aws::iam
