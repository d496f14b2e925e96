#include "lint/fix_scope.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <tuple>
#include <utility>

#include "terraform/parsed_files.h"

namespace tieline::lint {
namespace {

/// What makes two fixes the same: the code and what they write where.
std::string key_of(const Finding& finding, const Fix& fix) {
  std::string key(finding.code);
  for (const text::Edit& edit : fix.edits) {
    for (const auto number : {static_cast<std::uint32_t>(edit.span.file), edit.span.begin, edit.span.end}) {
      key += ' ' + std::to_string(number);
    }
    key += ' ' + edit.replacement;
  }
  return key;
}

/// How many instances each declaration of a graph has. Declarations do not lie inside one another.
class Instances {
 public:
  explicit Instances(const graph::Graph& graph) {
    for (const graph::Resource& resource : graph.resources()) {
      if (resource.span.valid())
        ++blocks_.try_emplace(key(resource.span), Block{resource.span.end}).first->second.count;
    }
  }
  /// Those of the declaration that holds this place; 0 where none does.
  [[nodiscard]] std::size_t count(const text::Span& place) const {
    auto block = blocks_.upper_bound(key(place));
    if (block == blocks_.begin()) return 0;
    --block;
    const bool inside = block->first.first == place.file && place.end <= block->second.end;
    return inside ? block->second.count : 0;
  }

 private:
  struct Block {
    std::uint32_t end;
    std::size_t count = 0;
  };
  static std::pair<text::FileId, std::uint32_t> key(const text::Span& span) { return {span.file, span.begin}; }

  std::map<std::pair<text::FileId, std::uint32_t>, Block> blocks_;
};

bool is_terraform_source(const std::filesystem::path& path) {
  return terraform::is_configuration_file(path) || path.extension() == ".tfvars";
}

std::string part_of(text::FileId file, const text::SourceManager& sources) {
  const std::filesystem::path path = sources.file(file).path();
  return is_terraform_source(path) ? path.parent_path().string() + '/' : path.string();
}

}  // namespace

void drop_partial_fixes(std::vector<Finding>& findings, const graph::Graph& graph, const text::SourceManager& sources) {
  if (std::all_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.fixes.empty(); })) {
    return;
  }
  std::map<std::string, std::set<std::string>> askers;
  for (const Finding& finding : findings) {
    for (const Fix& fix : finding.fixes) askers[key_of(finding, fix)].insert(finding.resource);
  }
  const Instances instances(graph);
  const bool terraform = graph.language() == graph::Language::terraform;
  for (Finding& finding : findings) {
    const graph::Resource* resource = graph.find(finding.resource);
    const std::size_t own = resource != nullptr ? instances.count(resource->span) : 0;
    std::erase_if(finding.fixes, [&](const Fix& fix) {
      std::size_t needed = own;
      for (const text::Edit& edit : fix.edits) {
        if (terraform && !is_terraform_source(sources.file(edit.span.file).path())) return true;
        needed = std::max(needed, instances.count(edit.span));
      }
      return askers[key_of(finding, fix)].size() < needed;
    });
  }
}

UnitParts parts_of(const graph::Graph& graph, const text::SourceManager& sources) {
  std::set<text::FileId> files;
  for (const graph::Resource& resource : graph.resources()) {
    if (resource.span.valid()) files.insert(resource.span.file);
  }
  UnitParts parts;
  for (const text::FileId file : files) parts.insert(part_of(file, sources));
  return parts;
}

void drop_disputed_fixes(const std::vector<std::vector<Finding>*>& by_unit, const std::vector<UnitParts>& parts,
                         const text::SourceManager& sources) {
  std::map<std::string, std::size_t> users;
  for (const UnitParts& unit : parts) {
    for (const std::string& part : unit) ++users[part];
  }
  std::map<std::string, std::set<std::size_t>> askers;
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    for (const Finding& finding : *by_unit[unit]) {
      for (const Fix& fix : finding.fixes) askers[key_of(finding, fix)].insert(unit);
    }
  }
  if (askers.empty()) return;
  for (std::vector<Finding>* findings : by_unit) {
    for (Finding& finding : *findings) {
      std::erase_if(finding.fixes, [&](const Fix& fix) {
        const std::size_t asking = askers[key_of(finding, fix)].size();
        return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const text::Edit& edit) {
          const auto all = edit.span.valid() ? users.find(part_of(edit.span.file, sources)) : users.end();
          return all != users.end() && all->second > asking;
        });
      });
    }
  }
}

}  // namespace tieline::lint
