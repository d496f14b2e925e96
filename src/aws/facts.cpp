#include "aws/facts.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "aws/embedded_data.h"
#include "syntax/document/parser.h"
#include "text/arena.h"

namespace tieline::aws::facts {
namespace {

using Names = std::vector<std::string_view>;

/// One parsed file. Never changes once it is made.
class Table {
 public:
  explicit Table(std::string_view name) : bytes_(file(name).value_or("{}")) {
    const document::ParsedDocuments parsed = document::parse_json(text::FileId::none, bytes_, arena_);
    if (!parsed.roots.empty()) root_ = parsed.roots.front();
  }
  /// The node under those keys, one inside the other; null where there is none.
  [[nodiscard]] const document::Node* find(std::initializer_list<std::string_view> path) const {
    const document::Node* node = root_;
    for (const std::string_view key : path) node = node == nullptr ? nullptr : node->find(key);
    return node;
  }
  [[nodiscard]] std::string_view text(std::initializer_list<std::string_view> path) const {
    const document::Node* node = find(path);
    return node == nullptr ? std::string_view() : node->text;
  }
  [[nodiscard]] Names names(std::initializer_list<std::string_view> path) const {
    Names found;
    if (const document::Node* node = find(path); node != nullptr) {
      for (const document::Node* item : node->items) found.push_back(item->text);
      for (const document::Entry& entry : node->entries) found.push_back(entry.key);
    }
    return found;
  }
  /// The text of a node as it stands in the file.
  [[nodiscard]] std::string_view source(std::initializer_list<std::string_view> path) const {
    const document::Node* node = find(path);
    return node == nullptr ? std::string_view() : bytes_.substr(node->span.begin, node->span.length());
  }

 private:
  text::Arena arena_;
  std::string_view bytes_;
  const document::Node* root_ = nullptr;
};

const Table& elastic_inference() {
  static const Table table("elastic-inference");
  return table;
}

const Table& instances() {
  static const Table table("gpu-instances");
  return table;
}

const Table& iam() {
  static const Table table("iam-actions");
  return table;
}

/// The three kinds of workload that the files tell apart.
struct ByKind {
  Names sagemaker;
  Names ec2;
  Names ecs;

  [[nodiscard]] const Names& of(WorkloadKind kind) const {
    if (is_sagemaker(kind)) return sagemaker;
    return kind == WorkloadKind::ecs_task_definition ? ecs : ec2;
  }
};

ByKind by_kind(std::string_view part) {
  const Table& table = elastic_inference();
  return {table.names({part, "sagemaker"}), table.names({part, "ec2"}), table.names({part, "ecs"})};
}

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<std::string_view> file(std::string_view name) {
  for (const text::EmbeddedFile& embedded : embedded_files()) {
    if (name == embedded.name) return embedded.bytes();
  }
  return std::nullopt;
}

std::span<const std::string_view> elastic_inference_regions() {
  static const Names regions = elastic_inference().names({"regions"});
  return regions;
}

bool has_elastic_inference(std::string_view region) { return contains(elastic_inference_regions(), region); }

std::span<const std::string_view> accelerator_types(WorkloadKind kind) {
  static const ByKind types = by_kind("accelerator_types");
  return types.of(kind);
}

bool is_accelerator_type(WorkloadKind kind, std::string_view type) { return contains(accelerator_types(kind), type); }

std::span<const std::string_view> required_actions(WorkloadKind kind) {
  static const ByKind actions = {elastic_inference().names({"workloads", "sagemaker", "required_actions"}),
                                 elastic_inference().names({"workloads", "ec2", "required_actions"}),
                                 elastic_inference().names({"workloads", "ecs", "required_actions"})};
  return actions.of(kind);
}

std::span<const std::string_view> replacements(WorkloadKind kind) {
  static const ByKind successors = by_kind("replacements");
  return successors.of(kind);
}

std::string_view discontinuation_notice() { return elastic_inference().text({"discontinuation", "notice"}); }

std::string_view complete_permissions() { return elastic_inference().source({"complete_permissions"}); }

std::optional<std::string_view> gpu_of(std::string_view instance_type) {
  if (instance_type.starts_with("ml.")) instance_type.remove_prefix(3);
  const std::string_view family = instance_type.substr(0, instance_type.find('.'));
  if (const document::Node* device = instances().find({"gpu_families", family})) return device->text;
  if (instances().find({"accelerator_families", family}) != nullptr) return std::nullopt;
  // AWS's naming rule, as the file has it: series p, g and gr, and a generation.
  for (const std::string_view series : {"p", "gr", "g"}) {
    if (family.starts_with(series) && family.size() > series.size() &&
        std::isdigit(static_cast<unsigned char>(family[series.size()])) != 0) {
      return "GPU";
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> managed_policy(std::string_view arn) {
  constexpr std::string_view owner = ":iam::aws:policy/";
  const std::size_t at = arn.find(owner);
  if (!arn.starts_with("arn:") || at == std::string_view::npos) return std::nullopt;
  const std::string_view document =
      text::value_on_a_line(file("managed-policies").value_or(""), "arn:aws" + std::string(arn.substr(at)));
  if (document.empty()) return std::nullopt;
  return document;
}

std::span<const std::string_view> actions_of(std::string_view service_prefix) {
  static const auto all = [] {
    std::unordered_map<std::string_view, Names> actions;
    for (const std::string_view prefix : iam().names({"actions"})) actions[prefix] = iam().names({"actions", prefix});
    return actions;
  }();
  const auto found = all.find(service_prefix);
  return found == all.end() ? std::span<const std::string_view>() : std::span<const std::string_view>(found->second);
}

bool is_service_prefix(std::string_view text) {
  static const auto all = [] {
    std::unordered_set<std::string_view> prefixes;
    for (const std::string_view part : {"service_prefixes", "retired_prefixes"}) {
      for (const std::string_view prefix : iam().names({part})) prefixes.insert(prefix);
    }
    return prefixes;
  }();
  return all.count(lower(text)) != 0;
}

std::optional<bool> has_resource_level_permissions(std::string_view action) {
  const document::Node* level = iam().find({"asked", action, "resource_level"});
  return level == nullptr ? std::nullopt : std::optional(level->boolean);
}

bool is_region(std::string_view text) {
  static const Table table("regions");
  return table.find({"regions", text}) != nullptr;
}

bool is_endpoint_service(std::string_view text) {
  static const Table table("service-endpoints");
  static const auto all = [] {
    std::unordered_set<std::string_view> services;
    for (const std::string_view part : {"names", "api_prefixes"}) {
      for (const std::string_view name : table.names({part})) services.insert(name);
    }
    for (const std::string_view part : {"other_prefixes", "without_region"}) {
      for (const std::string_view prefix : table.names({part})) {
        for (const std::string_view name : table.names({part, prefix})) services.insert(name);
      }
    }
    return services;
  }();
  return all.count(text) != 0;
}

}  // namespace tieline::aws::facts
