#include "terraform/discover.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "terraform/module_source.h"
#include "text/normal_path.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

}  // namespace

bool is_local_source(std::string_view source) { return source.starts_with("./") || source.starts_with("../"); }

std::vector<fs::path> local_module_sources(ParsedFiles& parsed, const fs::path& folder) {
  std::vector<fs::path> sources;
  const ModuleSource& module = parsed.module(folder);
  for (const ModuleCall& call : module.calls) {
    if (is_local_source(call.source)) sources.push_back(text::normal_path(module.folder / call.source));
  }
  return sources;
}

std::vector<fs::path> root_modules(ParsedFiles& parsed, const std::vector<fs::path>& folders) {
  std::vector<std::string> keys;
  std::unordered_map<std::string, std::vector<std::string>> calls;
  std::unordered_set<std::string> called;
  for (const fs::path& folder : folders) {
    keys.push_back(text::normal_path(folder).string());
    std::vector<std::string>& targets = calls[keys.back()];
    for (const fs::path& target : local_module_sources(parsed, folder)) {
      if (target.string() == keys.back()) continue;
      targets.push_back(target.string());
      called.insert(targets.back());
    }
  }
  // What nobody calls is a root, and all that it reaches is judged through it. What then is left is reached only from
  // circles.
  std::unordered_set<std::string> reached;
  const auto reach = [&](const std::string& from) {
    std::vector<std::string> open{from};
    while (!open.empty()) {
      const std::string at = std::move(open.back());
      open.pop_back();
      if (!reached.insert(at).second) continue;
      if (const auto found = calls.find(at); found != calls.end()) {
        open.insert(open.end(), found->second.begin(), found->second.end());
      }
    }
  };
  std::vector<bool> is_root(folders.size(), false);
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (called.contains(keys[i])) continue;
    is_root[i] = true;
    reach(keys[i]);
  }
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (reached.contains(keys[i])) continue;
    is_root[i] = true;
    reach(keys[i]);
  }
  std::vector<fs::path> roots;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (is_root[i]) roots.push_back(folders[i]);
  }
  return roots;
}

}  // namespace tieline::terraform
