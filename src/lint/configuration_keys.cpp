#include "lint/configuration_keys.h"

#include <algorithm>

#include "lint/rule.h"

namespace tieline::lint {
namespace {

constexpr ConfigurationKey select{"select", Shape::rules, "only these rules: codes, prefixes of codes (EI3) or names"};
constexpr ConfigurationKey ignore{"ignore", Shape::rules, "not these rules"};
constexpr ConfigurationKey severities{"severities", Shape::severities,
                                      "rules, and the severity of what they find: error, warning, info or off"};

constexpr ConfigurationKey keys[]{
    {"root", Shape::boolean, "true: configurations in folders further up do not count"},
    {"extends", Shape::paths, "configurations that this one goes out from, the later over the earlier"},
    select,
    ignore,
    severities,
    {"overrides", Shape::overrides, "what holds for some files only, the later over the earlier"},
    {"exclude", Shape::globs, "files and folders that are not looked at"},
    {"region", Shape::text, "the region where the configuration or template does not say it"},
    {"workspace", Shape::text, "what terraform.workspace is worth"},
    {"var-files", Shape::paths, "files of Terraform variables, the later over the earlier"},
    {"variables", Shape::variables, "Terraform variables by name, over those of the files"},
    {"parameter-files", Shape::paths, "JSON or YAML files of CloudFormation parameters, the later over the earlier"},
    {"parameters", Shape::parameters, "CloudFormation parameters by name, over those of the files"},
    {"fail-on", Shape::fail_threshold, "the exit code is 1 from this severity on: error, warning, info or never"},
    {"require-reasons", Shape::boolean, "true: a suppression without a reason suppresses nothing"},
    {"baseline", Shape::path, "the file of findings that are known and not reported"},
};

constexpr ConfigurationKey keys_of_override[]{
    {"paths", Shape::globs, "the files it is for, relative to the folder of .tieline.yaml", true},
    select,
    ignore,
    severities,
};

}  // namespace

std::span<const ConfigurationKey> configuration_keys() { return keys; }
std::span<const ConfigurationKey> override_keys() { return keys_of_override; }

std::vector<std::string_view> rule_selectors() {
  std::vector<std::string_view> selectors;
  for (const Rule* rule : all_rules()) {
    selectors.push_back(rule->info.name);
    // One letter says too little to be meant.
    for (std::size_t length = 2; length <= rule->info.code.size(); ++length) {
      selectors.push_back(rule->info.code.substr(0, length));
    }
  }
  std::sort(selectors.begin(), selectors.end());
  selectors.erase(std::unique(selectors.begin(), selectors.end()), selectors.end());
  return selectors;
}

}  // namespace tieline::lint
