#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cloudformation/load.h"
#include "graph/graph.h"
#include "syntax/document/node.h"
#include "syntax/document/parser.h"
#include "text/limits.h"

namespace tieline::cloudformation {

using graph::Fault;
using graph::FaultKind;
using text::Span;
using value::Condition;
using value::Value;

/// A named thing that the template leaves open and conditions can speak of: a parameter, a pseudo parameter.
struct Subject {
  std::string name;                           ///< as messages say it: "Env", "Network.Env", "AWS::Region"
  const document::Node* parameter = nullptr;  ///< its declaration; null for a pseudo parameter
  std::vector<std::string> allowed = {};      ///< all the values it can take; empty where they are not listed
};

/// What all stacks of one load share: the graph they go to, what they may still use up, and what was reported.
class Run {
 public:
  Run(graph::Graph& graph, text::SourceManager& sources, const Options& options);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  [[nodiscard]] graph::Graph& graph() { return *graph_; }
  [[nodiscard]] text::Arena& arena() { return graph_->arena; }
  [[nodiscard]] value::ConditionSpace& conditions() { return graph_->conditions; }
  [[nodiscard]] text::SourceManager& sources() { return *sources_; }
  [[nodiscard]] const Options& options() const { return *options_; }

  /// Adds a fault to the graph's, once for each kind and place; its resource is the current block's where it has none.
  void report(Fault fault);
  /// The block that faults are reported on: a logical id, `Outputs.Name`, `Conditions.Name`.
  [[nodiscard]] std::string_view block() const { return block_; }

  /// Takes one evaluation step; false, and a limit_reached fault at the place, when they are used up.
  bool step(const Span& at);
  /// Takes room for something of that many bytes, likewise.
  bool room(std::size_t bytes, const Span& at);
  /// Takes one instance of a resource, likewise.
  bool instance(const Span& at);
  /// Takes room for one list of that many elements, likewise.
  bool items(std::size_t count, const Span& at);
  /// Takes one nested stack, likewise.
  bool nested_stack(const Span& at);
  /// Reports a limit; returns false.
  bool refuse(std::string why, const Span& at);

  /// What an unknown value stands for, or null.
  [[nodiscard]] const Subject* subject(Value value) const;
  void add_subject(Value value, Subject subject);
  /// The value of a key of a mapping; found at once in large mappings, too.
  [[nodiscard]] const document::Node* find_entry(const document::Node& mapping, std::string_view key);
  /// "did you mean `Vpc`?", with the nearest of the names; empty where none is near, or names were sought too often.
  [[nodiscard]] std::string did_you_mean(std::string_view name,
                                         std::initializer_list<std::span<const std::string_view>> names);
  /// Notes what of a file could not be read.
  void note_gaps(text::FileId file, const document::ParsedDocuments& parsed);
  /// What of a file could not be read, in order.
  [[nodiscard]] std::span<const Span> gaps(text::FileId file) const;
  /// Whether something of the node could not be read: it may have more in it than it lists, or be something else than
  /// nothing.
  [[nodiscard]] bool is_cut(const document::Node& node) const;
  /// The element of an unknown list: asked for again it is the same value, so that two uses are known to be equal.
  Value element(Value list, std::uint64_t index);
  /// Offers an output to the stacks that are evaluated after this one. One name offered twice is nobody's.
  void add_export(const std::string& name, Value output);
  /// What is offered under a name; null where nothing is, or more than one thing.
  [[nodiscard]] const Value* exported(const std::string& name);
  /// The unknown text that has this name; the same value for the same name.
  Value named_text(std::string_view cause, const Span& at);
  /// The zones of a region, as an unknown list; the same value for the same region.
  Value zones(std::string_view region);

  /// The templates on the way to the current stack; one that contains itself has no end.
  std::vector<text::FileId> open_templates;
  /// Bytes of the arena that syntax trees take; these were asked for by nobody's expression.
  std::size_t tree_bytes = 0;
  /// The fragments of modules by type; nullopt for one that is not on disk.
  std::unordered_map<std::string, std::optional<text::FileId>> fragments;
  /// What is noted for those who ask for it.
  TemplateNotes notes;
  /// The trees of templates by file; null for one that could not be read.
  std::unordered_map<std::uint32_t, const document::Node*> trees;

 private:
  friend class Depth;
  friend class Block;

  graph::Graph* graph_;
  text::SourceManager* sources_;
  const Options* options_;
  std::string_view block_;
  std::unordered_set<std::string> reported_;
  std::unordered_map<const value::Refinement*, Subject> subjects_;
  std::unordered_map<const value::Refinement*, std::unordered_map<std::uint64_t, Value>> elements_;
  std::unordered_map<std::string, Value> zones_;
  std::unordered_map<std::string, Value> exports_;
  std::unordered_map<std::string, Value> named_texts_;
  std::unordered_map<const document::Node*, std::unordered_map<std::string_view, const document::Node*>> indexed_;
  struct Unread {
    std::vector<Span> gaps;
    std::vector<std::uint32_t> cut;
  };
  std::unordered_map<std::uint32_t, Unread> unread_;  // by file
  std::size_t comparisons_left_;
  std::uint64_t steps_left_ = limits::evaluation_steps;
  std::size_t bytes_left_ = limits::value_bytes;
  std::size_t instances_left_ = limits::total_instances;
  std::size_t nested_left_ = limits::instances;
  std::size_t depth_ = 0;
  bool refused_ = false;
};

/// Finds the places of parts of a scalar, which are asked for in order. A part that is written in another way than it
/// is read (escapes, folded lines) has the place of the whole, and so have those after it.
class ScalarPlaces {
 public:
  ScalarPlaces(const text::SourceManager& sources, const Span& scalar);
  [[nodiscard]] Span next(std::string_view part);

 private:
  Span scalar_;
  std::string_view rest_;
};

/// One level of recursion over input. Convertible to false where there are too many.
class Depth {
 public:
  Depth(Run& run, const Span& at) : run_(&run), allowed_(++run.depth_ <= limits::evaluation_depth) {
    if (!allowed_) run.refuse("expressions are nested too deeply to be evaluated", at);
  }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;
  ~Depth() { --run_->depth_; }
  explicit operator bool() const { return allowed_; }

 private:
  Run* run_;
  bool allowed_;
};

/// While it lives, faults are reported on this block. The name must outlive the run.
class Block {
 public:
  Block(Run& run, std::string_view name) : run_(&run), before_(run.block_) { run.block_ = name; }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  ~Block() { run_->block_ = before_; }

 private:
  Run* run_;
  std::string_view before_;
};

}  // namespace tieline::cloudformation
