#include "aws/iam/catalogue.h"

#include <algorithm>

#include "aws/facts.h"
#include "aws/iam/pattern.h"
#include "aws/iam/spelling.h"
#include "syntax/document/parser.h"

namespace tieline::aws::iam::catalogue {
namespace {

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

/// A string, or the strings of a list.
std::vector<std::string> texts(const document::Node* node) {
  std::vector<std::string> found;
  if (node == nullptr) return found;
  if (node->is_scalar()) found.emplace_back(node->text);
  for (const document::Node* item : node->items) found.emplace_back(item->text);
  return found;
}

GuideStatement guide_statement(const document::Node& node) {
  GuideStatement statement{.actions = texts(node.find("Action")), .resources = texts(node.find("Resource"))};
  const document::Node* condition = node.find("Condition");
  if (condition == nullptr || condition->entries.empty()) return statement;
  const document::Entry& test = condition->entries.front();
  if (test.value->entries.empty()) return statement;
  const document::Entry& key = test.value->entries.front();
  statement.test = test.key;
  statement.key = key.key;
  statement.value = key.value->text;
  return statement;
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
    for (const GuideStatement& statement : guide_statements()) {
      for (const std::string& action : statement.actions) {
        const bool listed = std::any_of(permissions.begin(), permissions.end(),
                                        [&](const Permission& other) { return other.name == action; });
        if (!listed) permissions.push_back(permission(action));
      }
    }
    return permissions;
  }();
  return all;
}

const std::vector<GuideStatement>& guide_statements() {
  static const std::vector<GuideStatement> all = [] {
    std::vector<GuideStatement> statements;
    text::Arena arena;
    const std::string_view text = facts::file("elastic-inference").value_or(std::string_view{});
    const auto parsed = document::parse_json(text::FileId::none, text, arena);
    if (parsed.roots.empty()) return statements;
    const document::Node* policy = parsed.roots.front()->find("complete_permissions");
    const document::Node* list = policy != nullptr ? policy->find("Statement") : nullptr;
    if (list == nullptr) return statements;
    for (const document::Node* statement : list->items) statements.push_back(guide_statement(*statement));
    return statements;
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
