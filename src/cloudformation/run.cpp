#include "cloudformation/run.h"

#include <algorithm>
#include <utility>

#include "text/nearest.h"
#include "value/type.h"

namespace tieline::cloudformation {

namespace {

/// Characters compared in search of the name that was meant; past it, names are reported without a suggestion.
constexpr std::size_t most_comparisons = 30'000'000;

/// Mappings with more entries are indexed.
constexpr std::size_t small_mapping = 16;

}  // namespace

Run::Run(graph::Graph& graph, text::SourceManager& sources, const Options& options)
    : graph_(&graph), sources_(&sources), options_(&options), comparisons_left_(most_comparisons) {}

const document::Node* Run::find_entry(const document::Node& mapping, std::string_view key) {
  if (mapping.entries.size() <= small_mapping) return mapping.find(key);
  auto& index = indexed_[&mapping];
  if (index.empty()) {
    for (const document::Entry& entry : mapping.entries) index.emplace(entry.key, entry.value);
  }
  const auto found = index.find(key);
  return found == index.end() ? nullptr : found->second;
}

std::string Run::did_you_mean(std::string_view name, std::initializer_list<std::span<const std::string_view>> names) {
  std::vector<std::string_view> candidates;
  for (const auto& part : names) {
    const std::size_t cost = part.size() * (1 + name.size() * 8);
    if (cost > comparisons_left_) return {};
    comparisons_left_ -= cost;
    candidates.insert(candidates.end(), part.begin(), part.end());
  }
  const std::string_view near = text::nearest(name, candidates);
  return near.empty() ? std::string() : "did you mean `" + std::string(near) + "`?";
}

void Run::report(Fault fault) {
  std::string key = std::to_string(static_cast<int>(fault.kind)) + ':' +
                    std::to_string(static_cast<std::uint32_t>(fault.span.file)) + ':' +
                    std::to_string(fault.span.begin) + ':' + std::to_string(fault.span.end);
  if (!reported_.insert(std::move(key)).second) return;
  if (fault.resource.empty()) fault.resource = block_;
  graph_->faults.push_back(std::move(fault));
}

bool Run::refuse(std::string why, const Span& at) {
  // One limit passed makes others pass; the first says it all.
  if (!refused_) {
    report({.kind = FaultKind::limit_reached,
            .span = at,
            .message = std::move(why),
            .help = "what depends on it is treated as unknown",
            .resource = {}});
  }
  refused_ = true;
  return false;
}

bool Run::step(const Span& at) {
  if (steps_left_ == 0) {
    if (refused_) return false;
    return refuse("evaluation takes more than " + std::to_string(limits::evaluation_steps) + " steps", at);
  }
  --steps_left_;
  if (arena().used() - tree_bytes <= limits::evaluation_bytes) return true;
  steps_left_ = 0;
  return refuse("evaluation takes more than " + std::to_string(limits::evaluation_bytes) + " bytes", at);
}

bool Run::room(std::size_t bytes, const Span& at) {
  if (bytes > limits::string_bytes) {
    return refuse("a value is larger than " + std::to_string(limits::string_bytes) + " bytes", at);
  }
  if (bytes > bytes_left_) {
    steps_left_ = 0;  // nothing more can come of going on
    return refuse("the values of the template take more than " + std::to_string(limits::value_bytes) + " bytes", at);
  }
  bytes_left_ -= bytes;
  return true;
}

bool Run::instance(const Span& at) {
  if (instances_left_ == 0) {
    steps_left_ = 0;
    return refuse("the template makes more than " + std::to_string(limits::total_instances) + " resources", at);
  }
  --instances_left_;
  return true;
}

bool Run::nested_stack(const Span& at) {
  if (nested_left_ == 0) {
    steps_left_ = 0;
    return refuse("there are more than " + std::to_string(limits::instances) + " nested stacks", at);
  }
  --nested_left_;
  return true;
}

bool Run::items(std::size_t count, const Span& at) {
  if (count <= limits::collection_items) return room(count * sizeof(Value), at);
  return refuse("a list has more than " + std::to_string(limits::collection_items) + " elements", at);
}

void Run::note_gaps(text::FileId file, const document::ParsedDocuments& parsed) {
  if (!parsed.complete) unread_[static_cast<std::uint32_t>(file)] = {parsed.gaps, parsed.cut};
}

std::span<const Span> Run::gaps(text::FileId file) const {
  const auto found = unread_.find(static_cast<std::uint32_t>(file));
  return found == unread_.end() ? std::span<const Span>() : found->second.gaps;
}

bool Run::is_cut(const document::Node& node) const {
  if (unread_.empty() || (node.is_scalar() && node.kind != document::Kind::null)) return false;
  const auto found = unread_.find(static_cast<std::uint32_t>(node.span.file));
  if (found == unread_.end()) return false;
  return std::binary_search(found->second.cut.begin(), found->second.cut.end(), node.span.begin);
}

const Subject* Run::subject(Value value) const {
  if (!value.is(value::Kind::unknown)) return nullptr;
  const auto found = subjects_.find(&value.refinement());
  return found == subjects_.end() ? nullptr : &found->second;
}

void Run::add_subject(Value value, Subject subject) { subjects_.emplace(&value.refinement(), std::move(subject)); }

Value Run::element(Value list, std::uint64_t index) {
  Value& element = elements_[&list.refinement()][index];
  if (element.data() == nullptr) {
    std::string cause(list.refinement().cause);
    if (!cause.empty()) cause += '[' + std::to_string(index) + ']';
    element = value::unknown(arena(), {.type = value::string_type(), .cause = arena().copy(cause), .not_null = true},
                             list.span());
  }
  return element;
}

void Run::add_export(const std::string& name, Value output) {
  notes.exports.push_back(name);
  const auto [found, added] = exports_.emplace(name, output);
  if (!added) found->second = Value();
}

const Value* Run::exported(const std::string& name) {
  auto& imports = notes.imports;
  if (std::find(imports.begin(), imports.end(), name) == imports.end()) imports.push_back(name);
  const auto found = exports_.find(name);
  return found == exports_.end() || found->second.data() == nullptr ? nullptr : &found->second;
}

Value Run::named_text(std::string_view cause, const Span& at) {
  Value& named = named_texts_[std::string(cause)];
  if (named.data() == nullptr) {
    named = value::unknown(arena(), {.type = value::string_type(), .cause = arena().copy(cause), .not_null = true}, at);
  }
  return value::with_span(arena(), named, at);
}

Value Run::zones(std::string_view region) {
  Value& zones = zones_[std::string(region)];
  if (zones.data() == nullptr) {
    std::string cause = "Fn::GetAZs";
    if (!region.empty()) cause += '(' + std::string(region) + ')';
    zones = value::unknown(
        arena(), {.type = nullptr, .cause = arena().copy(cause), .not_null = true, .bounded = true, .length_min = 1});
  }
  return zones;
}

ScalarPlaces::ScalarPlaces(const text::SourceManager& sources, const Span& scalar) : scalar_(scalar) {
  if (scalar.valid()) rest_ = sources.text(scalar);
}

Span ScalarPlaces::next(std::string_view part) {
  const std::size_t at = rest_.find(part);
  if (at == std::string_view::npos) {
    rest_ = {};
    return scalar_;
  }
  const auto begin = static_cast<std::uint32_t>(scalar_.end - rest_.size() + at);
  rest_.remove_prefix(at + part.size());
  return {scalar_.file, begin, begin + static_cast<std::uint32_t>(part.size())};
}

}  // namespace tieline::cloudformation
