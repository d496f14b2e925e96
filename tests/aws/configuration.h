#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/elastic_inference.h"
#include "aws/model.h"
#include "cloudformation/load.h"
#include "terraform/load.h"

namespace tieline::aws {

/// A configuration given as text, with its model and a world to ask in.
class Configuration {
 public:
  using Modules = std::vector<std::pair<std::string, std::string>>;

  /// A root module of one file, and local modules by the names of their folders.
  static Configuration terraform(std::string_view text, const Modules& modules = {}) {
    Configuration loaded = terraform_with_faults(text, modules);
    loaded.expect_no_faults();
    return loaded;
  }

  /// The same, for a configuration that something is wrong with.
  static Configuration terraform_with_faults(std::string_view text, const Modules& modules = {}) {
    static int folders = 0;
    const auto folder = std::filesystem::temp_directory_path() /
                        ("tieline_aws_" + std::to_string(::getpid()) + "_" + std::to_string(folders++));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "main.tf") << text;
    for (const auto& [name, module_text] : modules) {
      std::filesystem::create_directories(folder / name);
      std::ofstream(folder / name / "main.tf") << module_text;
    }
    auto sources = std::make_unique<text::SourceManager>();
    terraform::Options options;
    options.scan_root = folder;
    options.read_environment = false;
    auto graph = terraform::load_root_module(*sources, folder, options);
    std::filesystem::remove_all(folder);
    return {std::move(sources), std::move(graph)};
  }

  static Configuration cloudformation(std::string_view text) {
    auto sources = std::make_unique<text::SourceManager>();
    const text::FileId file = sources->add("template.yaml", std::string(text));
    auto graph = cloudformation::load_template(*sources, file, {});
    Configuration loaded(std::move(sources), std::move(graph));
    loaded.expect_no_faults();
    return loaded;
  }

  [[nodiscard]] const Model& model() const { return *model_; }
  [[nodiscard]] World& world() const { return *world_; }
  [[nodiscard]] const graph::Graph& graph() const { return *graph_; }
  [[nodiscard]] graph::Graph& graph() { return *graph_; }
  [[nodiscard]] const text::SourceManager& sources() const { return *sources_; }
  [[nodiscard]] std::string text_at(const Span& span) const { return std::string(sources_->text(span)); }

  [[nodiscard]] const SecurityGroup& group(std::string_view address) const {
    return *find(model_->security_groups(), address);
  }
  [[nodiscard]] const VpcEndpoint& endpoint(std::string_view address) const {
    return *find(model_->endpoints(), address);
  }
  [[nodiscard]] const Subnet& subnet(std::string_view address) const { return *find(model_->subnets(), address); }
  [[nodiscard]] const Vpc& vpc(std::string_view address) const { return *find(model_->vpcs(), address); }
  [[nodiscard]] const Role& role(std::string_view address) const { return *find(model_->roles(), address); }
  [[nodiscard]] const Workload& workload(std::string_view address) const { return *find(model_->workloads(), address); }

  /// What the body says in every world, each answer once.
  template <typename Body>
  [[nodiscard]] std::set<std::string> in_every_world(Body&& body) const {
    std::set<std::string> answers;
    world_->explore([&] { answers.insert(body()); });
    return answers;
  }

 private:
  Configuration(std::unique_ptr<text::SourceManager> sources, std::unique_ptr<graph::Graph> graph)
      : sources_(std::move(sources)), graph_(std::move(graph)) {
    model_ = std::make_unique<Model>(*graph_);
    world_ = std::make_unique<World>(graph_->conditions, graph_->arena);
  }

  void expect_no_faults() const {
    for (const graph::Fault& fault : graph_->faults) ADD_FAILURE() << fault.message;
  }

  template <typename T>
  static const T* find(std::span<const T* const> all, std::string_view address) {
    for (const T* one : all) {
      if (one->resource->address == address) return one;
    }
    throw std::invalid_argument("no such resource: " + std::string(address));
  }

  std::unique_ptr<text::SourceManager> sources_;
  std::unique_ptr<graph::Graph> graph_;
  std::unique_ptr<Model> model_;
  std::unique_ptr<World> world_;
};

inline std::string show(Answer answer) {
  return answer == Answer::yes ? "yes" : answer == Answer::no ? "no" : "unknown";
}

/// The name of what is meant, `(nobody)` where nobody is named, `(unknown)` where nobody knows; with a question mark
/// where it is there only possibly.
template <typename T>
std::string show(const Ref<T>& ref) {
  std::string text = !ref.given ? "(nobody)" : ref.entity == nullptr ? "(unknown)" : std::string(ref.entity->name());
  if (ref.some_instance) text += "[some]";
  return ref.possible ? text + "?" : text;
}

/// The members, with `...` where there may be more.
template <typename T>
std::string show(const RefSet<T>& set) {
  std::string text;
  for (const Ref<T>& ref : set.items) text += (text.empty() ? "" : ", ") + show(ref);
  if (!set.complete) text += text.empty() ? "..." : ", ...";
  return text;
}

inline std::string show(const Peer& peer) {
  std::string text;
  if (peer.self) {
    text = "self";
  } else if (peer.kind == PeerKind::group) {
    return show(peer.group);
  } else {
    text = value::to_debug_string(peer.value);
  }
  return peer.possible ? text + "?" : text;
}

/// One rule a line: its resource, whether it covers port 443, its peers; `...` where there may be more.
inline std::string show(const RuleSet& rules) {
  std::string text;
  for (const SecurityRule& rule : rules.items) {
    if (!text.empty()) text += '\n';
    text += std::string(rule.resource->address) + (rule.implicit ? " (implicit)" : "") + (rule.possible ? "?" : "");
    text += rule.all_traffic == Answer::yes ? " all" : " 443:" + show(rule.covers(443));
    for (const Peer& peer : rule.peers) text += ' ' + show(peer);
    if (!rule.peers_complete) text += " ...";
  }
  if (!rules.complete) text += text.empty() ? "..." : "\n...";
  return text;
}

}  // namespace tieline::aws
