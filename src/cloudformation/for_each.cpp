#include "cloudformation/for_each.h"

#include <algorithm>
#include <utility>

namespace tieline::cloudformation {
namespace {

constexpr std::string_view loop_prefix = "Fn::ForEach::";

/// What the identifier of a loop stands for in one round.
struct Binding {
  std::string_view name;
  std::string_view text;
};

class LoopWriter {
 public:
  LoopWriter(Stack& stack, Evaluator& evaluator) : stack_(stack), run_(*stack.run), evaluator_(evaluator) {}

  void write_section(Section& section) {
    Section written;
    for (const Declaration& declared : section.entries()) add(written, declared);
    section = std::move(written);
  }

 private:
  using Entries = std::vector<document::Entry>;

  void add(Section& section, const Declaration& declared) {
    const Block block(run_, declared.name);
    if (!declared.name.starts_with(loop_prefix)) {
      Declaration written = declared;
      written.name = substituted(declared.name);
      written.node = write(*declared.node);
      written.symbolic = symbolic_;
      if (!bindings_.empty() && declarations_left_-- == 0) {
        rounds_left_ = 0;
        declarations_left_ = 0;
        return;
      }
      if (section.contains(written.name) && !bindings_.empty()) report_duplicate(written);
      if (symbolic_) note_open_name(written.name);
      section.add(written);
      return;
    }
    for_each_round(*declared.node, declared.key_span, [&](const Node& body) {
      for (const document::Entry& entry : body.entries) add(section, {entry.key, entry.key_span, entry.value});
    });
  }

  void note_open_name(std::string_view name) {
    const std::size_t first = name.find('{');
    const std::size_t last = name.rfind('}');
    if (first == 0 || first == std::string_view::npos || last == std::string_view::npos) return;
    stack_.declared.open_patterns.emplace_back(name.substr(0, first - 1), name.substr(last + 1));
  }

  /// Ends all loops of the section; what they would have made may be referred to.
  void stop(const Span& at) {
    rounds_left_ = 0;
    stack_.declared.open_names = true;
    run_.refuse("the loops make more than " + std::to_string(limits::instances) + " declarations", at);
  }

  void report_duplicate(const Declaration& written) {
    run_.report({.kind = FaultKind::duplicate_declaration,
                 .span = written.key_span,
                 .message = "the loop declares `" + std::string(written.name) + "` more than once",
                 .help = "make the loop's identifier part of the name",
                 .resource = std::string(written.name)});
  }

  /// Calls `body_of` with the loop's body for each element of its collection; once, with the identifier left open,
  /// where the collection is not known.
  template <typename BodyOf>
  void for_each_round(const Node& loop, const Span& at, BodyOf&& body_of) {
    const Depth depth(run_, at);
    if (!depth) return;
    const bool fits = loop.kind == document::Kind::sequence && loop.items.size() == 3 && loop.items[0]->is_scalar() &&
                      loop.items[2]->kind == document::Kind::mapping;
    if (!fits) {
      run_.report({.kind = FaultKind::invalid_expression,
                   .span = at,
                   .message = "Fn::ForEach takes an identifier, a collection and a mapping",
                   .help = {},
                   .resource = {}});
      stack_.declared.open_names = true;
      return;
    }
    const std::string_view name = substituted(loop.items[0]->text);
    const auto elements = elements_of(*write(*loop.items[1]));
    if (!elements) {
      stack_.open_loops.insert(name);
      const bool before = std::exchange(symbolic_, true);
      body_of(*loop.items[2]);
      symbolic_ = before;
      return;
    }
    for (const std::string_view element : *elements) {
      if (rounds_left_ == 0 || !run_.step(at)) return stop(at);
      --rounds_left_;
      bindings_.push_back({name, element});
      body_of(*loop.items[2]);
      bindings_.pop_back();
    }
  }

  std::optional<std::vector<std::string_view>> elements_of(const Node& collection) {
    std::vector<std::string_view> elements;
    if (!append_elements(evaluator_.evaluate(collection, Condition::always()), elements)) return std::nullopt;
    return elements;
  }

  bool append_elements(Value list, std::vector<std::string_view>& elements) {
    if (!list.is(value::Kind::sequence)) return false;
    for (const Value item : list.items()) {
      if (item.is(value::Kind::sequence)) {  // a list parameter among the elements
        if (!append_elements(item, elements)) return false;
      } else if (const auto text = plain_text(item)) {
        elements.push_back(run_.arena().copy(*text));
      } else {
        return false;
      }
    }
    return true;
  }

  /// The text with `${Name}`, and `&{Name}` without what no logical id may contain, replaced.
  std::string_view substituted(std::string_view text) {
    if (bindings_.empty() || text.find('{') == std::string_view::npos) return text;
    std::string out;
    std::size_t done = 0;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
      if (open == 0 || open <= done || (text[open - 1] != '$' && text[open - 1] != '&')) continue;
      const std::string_view inside = text.substr(open + 1, longest_name + 1);
      const std::size_t length = inside.find('}');
      const Binding* binding = length == std::string_view::npos ? nullptr : bound(inside.substr(0, length));
      if (binding == nullptr) continue;
      out += text.substr(done, open - 1 - done);
      for (const char c : binding->text) {
        if (text[open - 1] == '$' || is_alphanumeric(c)) out += c;
      }
      done = open + length + 2;
    }
    if (done == 0) return text;
    out += text.substr(done);
    return run_.room(out.size(), {}) ? run_.arena().copy(out) : text;
  }

  static bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  const Binding* bound(std::string_view name) const {
    const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                    [&](const Binding& binding) { return binding.name == name; });
    return found == bindings_.rend() ? nullptr : &*found;
  }

  /// The node with its loops written out and identifiers replaced; itself where nothing changes.
  const Node* write(const Node& node) {
    const Depth depth(run_, node.span);
    if (!depth || !run_.step(node.span)) return &node;
    if (node.kind == document::Kind::sequence) return write_sequence(node);
    if (node.kind == document::Kind::mapping) return write_mapping(node);
    const std::string_view text = substituted(node.text);
    return text == node.text ? &node : text_node(node, text);
  }

  const Node* text_node(const Node& from, std::string_view text) {
    if (!run_.room(sizeof(Node), from.span)) return &from;
    Node made{};
    made.kind = document::Kind::string;
    made.span = from.span;
    made.text = text;
    return run_.arena().make<Node>(made);
  }

  const Node* write_sequence(const Node& node) {
    std::vector<const Node*> items;
    bool changed = false;
    for (const Node* item : node.items) {
      items.push_back(write(*item));
      changed = changed || items.back() != item;
    }
    if (!changed || !run_.room(sizeof(Node) + items.size() * sizeof(Node*), node.span)) return &node;
    Node made = node;
    made.items = run_.arena().copy(items);
    return run_.arena().make<Node>(made);
  }

  const Node* write_mapping(const Node& node) {
    if (const Call call = call_of(node); call.function == Function::ref) {
      if (const Binding* binding = bound(call.argument->text)) return text_node(node, binding->text);
    }
    Entries entries;
    bool changed = false;
    for (const document::Entry& entry : node.entries) changed = write_entry(entry, entries) || changed;
    if (!changed || !run_.room(sizeof(Node) + entries.size() * sizeof(document::Entry), node.span)) return &node;
    Node made = node;
    made.entries = run_.arena().copy(entries);
    return run_.arena().make<Node>(made);
  }

  /// Adds what an entry becomes; true when that is something else.
  bool write_entry(const document::Entry& entry, Entries& entries) {
    if (entry.key.starts_with(loop_prefix)) {
      const bool open = symbolic_;
      for_each_round(*entry.value, entry.key_span, [&](const Node& body) {
        if (symbolic_ != open) return entries.push_back(entry);  // stays, and leaves the mapping open
        for (const document::Entry& inner : body.entries) write_entry(inner, entries);
      });
      return true;
    }
    document::Entry written = entry;
    written.key = substituted(entry.key);
    written.value = write(*entry.value);
    entries.push_back(written);
    return written.value != entry.value || written.key.data() != entry.key.data();
  }

  Stack& stack_;
  Run& run_;
  Evaluator& evaluator_;
  std::vector<Binding> bindings_;
  std::size_t rounds_left_ = limits::total_instances;
  std::size_t declarations_left_ = limits::instances;
  bool symbolic_ = false;
};

/// Looking for the word costs less than walking the tree.
bool has_loops(Stack& stack) {
  if (!stack.declared.transforms.language_extensions || !stack.declared.root->span.valid()) return false;
  return stack.run->sources().text(stack.declared.root->span).find("ForEach") != std::string_view::npos;
}

}  // namespace

void expand_condition_loops(Stack& stack, Evaluator& evaluator) {
  if (has_loops(stack)) LoopWriter(stack, evaluator).write_section(stack.declared.conditions);
}

void expand_loops(Stack& stack, Evaluator& evaluator) {
  if (!has_loops(stack)) return;
  LoopWriter(stack, evaluator).write_section(stack.declared.resources);
  LoopWriter(stack, evaluator).write_section(stack.declared.outputs);
  const auto& outputs = stack.declared.outputs.entries();
  stack.declared.open_outputs =
      std::any_of(outputs.begin(), outputs.end(), [](const Declaration& output) { return output.symbolic; });
}

}  // namespace tieline::cloudformation
