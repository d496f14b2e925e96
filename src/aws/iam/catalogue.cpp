#include "aws/iam/catalogue.h"

#include <algorithm>

#include "aws/facts.h"
#include "aws/iam/pattern.h"
#include "syntax/document/parser.h"

namespace tieline::aws::iam::catalogue {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// The bytes of the entry of that key, where it begins a line; without the comma behind it.
std::optional<std::string_view> entry(std::string_view file, std::string_view key) {
  const std::string_view text = facts::file(file).value_or(std::string_view{});
  const std::string opening = "\n\"" + std::string(key) + "\":";
  const std::size_t begin = text.find(opening);
  if (begin == npos) return std::nullopt;
  std::string_view line = text.substr(begin + opening.size());
  line = line.substr(0, line.find('\n'));
  if (line.ends_with(',')) line.remove_suffix(1);
  return line;
}

/// The strings of a list that stands on one line; names have no escapes.
std::vector<std::string_view> strings(std::string_view list) {
  std::vector<std::string_view> found;
  for (std::size_t open = list.find('"'); open != npos; open = list.find('"', open)) {
    const std::size_t close = list.find('"', open + 1);
    if (close == npos) break;
    found.push_back(list.substr(open + 1, close - open - 1));
    open = close + 1;
  }
  return found;
}

void add_actions(const document::Node& action, std::vector<std::string>& actions) {
  if (action.kind == document::Kind::string) {
    if (std::find(actions.begin(), actions.end(), action.text) == actions.end()) actions.emplace_back(action.text);
  }
  for (const document::Node* item : action.items) add_actions(*item, actions);
}

std::vector<std::string> listed_actions() {
  std::vector<std::string> actions;
  text::Arena arena;
  const std::string_view text = facts::file("elastic-inference").value_or(std::string_view{});
  const auto parsed = document::parse_json(text::FileId::none, text, arena);
  if (parsed.roots.empty()) return actions;
  const document::Node* policy = parsed.roots.front()->find("complete_permissions");
  const document::Node* statements = policy != nullptr ? policy->find("Statement") : nullptr;
  if (statements == nullptr) return actions;
  for (const document::Node* statement : statements->items) {
    if (const document::Node* action = statement->find("Action")) add_actions(*action, actions);
  }
  return actions;
}

/// False for an action that takes no resource but `*`.
bool has_resource_level(std::string_view action) {
  const auto facts = entry("iam-actions", action);
  return !facts || facts->find("\"resource_level\":false") == npos;
}

Permission permission(std::string_view name, std::string_view resources = "*") {
  return {.name = std::string(name),
          .action = lower_case(name),
          .service = std::string(name.substr(0, name.find(':'))),
          .resources = std::string(resources),
          .resource_level = has_resource_level(name)};
}

}  // namespace

std::optional<std::string> managed_policy_arn(std::string_view arn) {
  constexpr std::string_view scheme = "arn:";
  constexpr std::string_view account = ":iam::aws:policy/";
  if (!arn.starts_with(scheme)) return std::nullopt;
  const std::string_view partition = arn.substr(scheme.size(), arn.find(':', scheme.size()) - scheme.size());
  const std::string_view rest = arn.substr(std::min(scheme.size() + partition.size(), arn.size()));
  const bool known = partition == "*" || partition == "aws" || partition.starts_with("aws-");
  if (!known || !rest.starts_with(account) || rest.find('*') != npos) return std::nullopt;
  return "arn:aws" + std::string(rest);
}

std::optional<std::string_view> managed_policy(std::string_view arn) { return entry("managed-policies", arn); }

bool has_all_permissions(std::string_view managed_policy_arn) {
  return managed_policy_arn == "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess";
}

// Elastic Inference is offered in the partition `aws` only. ARN formats: Service Authorization Reference.
const Permission& connect() {
  static const Permission found =
      permission("elastic-inference:Connect", "arn:aws:elastic-inference:*:*:elastic-inference-accelerator/*");
  return found;
}

const Permission& describe_endpoints() {
  static const Permission found = permission("ec2:DescribeVpcEndpoints");
  return found;
}

const Permission& pass_role() {
  static const Permission found = permission("iam:PassRole", "arn:aws:iam::*:role/*");
  return found;
}

const Permission& create_service_linked_role() {
  static const Permission found = permission("iam:CreateServiceLinkedRole", "arn:aws:iam::*:role/aws-service-role/*");
  return found;
}

const std::vector<Permission>& complete_permissions() {
  static const std::vector<Permission> all = [] {
    std::vector<Permission> permissions;
    for (const std::string& action : listed_actions()) permissions.push_back(permission(action));
    return permissions;
  }();
  return all;
}

std::vector<std::string_view> actions_of(std::string_view service) {
  const auto list = entry("iam-actions", service);
  return list ? strings(*list) : std::vector<std::string_view>{};
}

bool is_service(std::string_view prefix) {
  const auto list = entry("iam-actions", "service_prefixes");
  if (!list) return true;
  const auto prefixes = strings(*list);
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view known) { return covers(prefix, known); });
}

}  // namespace tieline::aws::iam::catalogue
