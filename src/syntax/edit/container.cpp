#include "syntax/edit/container.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "syntax/document/parser.h"
#include "syntax/hcl/parser.h"
#include "text/arena.h"

namespace tieline::edit {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;

Place place_of(const Span& span) { return {span.begin, span.end}; }

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

Language language_of(std::string_view path) {
  if (ends_with(path, ".json")) return Language::json;
  const bool terraform = ends_with(path, ".tf") || ends_with(path, ".tofu") || ends_with(path, ".tfvars");
  return terraform ? Language::hcl : Language::yaml;
}

/// The place of a key, and the number of the container it is in.
using KeyPlace = std::pair<Place, std::size_t>;

/// Collects the containers of one file in one walk.
class Collector {
 public:
  Collector(std::string_view bytes, text::Arena& arena, std::vector<Container>& out)
      : bytes_(bytes), arena_(arena), out_(out) {}

  /// The keys of mappings of documents.
  [[nodiscard]] const std::vector<KeyPlace>& keys() const { return keys_; }

  void body(const hcl::Body& body, const Span& span) {
    Container container{.form = Form::body, .span = span};
    for (const hcl::Attribute& attribute : body.attributes) {
      container.members.push_back({attribute.name, attribute.span, attribute.value->span});
      expression(*attribute.value);
    }
    for (const hcl::Block& block : body.blocks) {
      container.members.push_back({block.type, block.span, block.span, true});
      this->body(*block.body, block.span);
    }
    std::sort(container.members.begin(), container.members.end(),
              [](const Member& a, const Member& b) { return a.whole.begin < b.whole.begin; });
    out_.push_back(std::move(container));
  }

  /// The end of what is written for the node, which for a block collection is that of its last element.
  std::uint32_t node(const document::Node& node, Language language) {
    if (node.is_scalar()) {
      embedded(node.span);
      return node.span.end;
    }
    if (node.short_form) {
      for (const document::Entry& entry : node.entries) this->node(*entry.value, language);
      return node.span.end;
    }
    const bool lines = language == Language::yaml && !is_bracketed(node.span);
    Container container{.form = lines ? Form::lines : Form::brackets,
                        .language = language,
                        .is_list = node.kind == document::Kind::sequence,
                        .span = node.span};
    std::uint32_t end = node.span.begin;
    for (const document::Entry& entry : node.entries) {
      end = std::max(entry.key_span.end, this->node(*entry.value, language));
      container.members.push_back({entry.key, {node.span.file, entry.key_span.begin, trimmed(end)}, entry.value->span});
    }
    for (const document::Node* item : node.items) {
      const std::uint32_t begin = lines ? dash_before(item->span.begin, end) : item->span.begin;
      end = this->node(*item, language);
      container.members.push_back({{}, {node.span.file, begin, trimmed(end)}, item->span});
    }
    for (const document::Entry& entry : node.entries) keys_.emplace_back(place_of(entry.key_span), out_.size());
    out_.push_back(std::move(container));
    return lines ? end : node.span.end;
  }

 private:
  void expression(const hcl::Expr& expr) {
    const auto walk = [&](const hcl::Expr* inner) {
      if (inner != nullptr) expression(*inner);
    };
    switch (expr.kind) {
      case hcl::ExprKind::tuple: {
        Container container{.is_list = true, .span = expr.span};
        for (const hcl::Expr* item : hcl::as<hcl::TupleExpr>(expr).items) {
          container.members.push_back({{}, item->span, item->span});
          expression(*item);
        }
        out_.push_back(std::move(container));
        break;
      }
      case hcl::ExprKind::object: {
        Container container{.span = expr.span};
        for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(expr).items) {
          container.members.push_back(
              {key_of(*item.key), text::join(item.key->span, item.value->span), item.value->span});
          expression(*item.value);
        }
        out_.push_back(std::move(container));
        break;
      }
      case hcl::ExprKind::call:
        for (const hcl::Expr* argument : hcl::as<hcl::CallExpr>(expr).arguments) walk(argument);
        break;
      case hcl::ExprKind::conditional:
        walk(hcl::as<hcl::ConditionalExpr>(expr).then);
        walk(hcl::as<hcl::ConditionalExpr>(expr).otherwise);
        break;
      case hcl::ExprKind::parentheses:
        walk(hcl::as<hcl::ParenthesesExpr>(expr).inner);
        break;
      case hcl::ExprKind::template_:
        if (hcl::as<hcl::TemplateExpr>(expr).form != hcl::TemplateForm::quoted) embedded(expr.span);
        break;
      default:
        break;
    }
  }

  static std::string_view key_of(const hcl::Expr& key) {
    if (key.kind == hcl::ExprKind::variable) return hcl::as<hcl::VariableExpr>(key).name;
    if (key.kind != hcl::ExprKind::template_) return {};
    const auto& text = hcl::as<hcl::TemplateExpr>(key);
    return text.constant() ? text.constant_text() : std::string_view{};
  }

  /// JSON that stands in a text as it is, without escapes.
  void embedded(const Span& text) {
    const std::string_view written = bytes_.substr(text.begin, text.length());
    const std::size_t open = written.find('{');
    const std::size_t close = written.rfind('}');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return;
    const Span base{text.file, text.begin + static_cast<std::uint32_t>(open),
                    text.begin + static_cast<std::uint32_t>(close) + 1};
    const auto parsed = document::parse_embedded_json(base, true, bytes_.substr(base.begin, base.length()), arena_);
    if (!parsed.errors.empty() || parsed.roots.empty()) return;
    node(*parsed.roots.front(), Language::json);
  }

  /// Past a tag or an anchor stands the bracket of a collection in flow style.
  [[nodiscard]] bool is_bracketed(const Span& span) const {
    std::size_t at = span.begin;
    while (at < span.end && (bytes_[at] == '!' || bytes_[at] == '&')) {
      at = bytes_.find_first_of(" \t\r\n", at);
      at = std::min(bytes_.find_first_not_of(" \t\r\n", at), bytes_.size());
    }
    return at < span.end && (bytes_[at] == '{' || bytes_[at] == '[');
  }

  /// The dash of an item of a block sequence; the item's own begin where none is found.
  [[nodiscard]] std::uint32_t dash_before(std::uint32_t begin, std::uint32_t from) const {
    for (std::uint32_t at = begin; at > from; --at) {
      if (bytes_[at - 1] == '-' && (at == bytes_.size() || bytes_[at] == ' ' || bytes_[at] == '\n' ||
                                    bytes_[at] == '\r' || bytes_[at] == '\t')) {
        return at - 1;
      }
    }
    // The first item's dash is where the sequence begins.
    return from < begin && bytes_[from] == '-' ? from : begin;
  }

  /// A block of text ends with its last line end, which separates it from what follows.
  [[nodiscard]] std::uint32_t trimmed(std::uint32_t end) const {
    while (end > 0 && (bytes_[end - 1] == '\n' || bytes_[end - 1] == '\r' || bytes_[end - 1] == ' ')) --end;
    return end;
  }

  std::string_view bytes_;
  text::Arena& arena_;
  std::vector<Container>& out_;
  std::vector<KeyPlace> keys_;
};

}  // namespace

/// The containers of one file, by their places and those of their elements.
struct Containers::Tree {
  text::Arena arena;
  std::vector<Container> all;
  std::map<Place, std::size_t> by_place;
  std::map<Place, std::size_t> by_value;
  std::map<Place, std::size_t> by_element;  // a list of one item is written where that item is, so values come first
};

const Member* Container::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return found == members.end() ? nullptr : &*found;
}

Containers::Containers(const text::SourceManager& sources) : sources_(sources) {}
Containers::~Containers() = default;

const Containers::Tree& Containers::tree(text::FileId file) {
  std::unique_ptr<Tree>& tree = trees_[file];
  if (tree) return *tree;
  tree = std::make_unique<Tree>();
  const text::SourceFile& source = sources_.file(file);
  const std::string_view bytes = source.bytes();
  const Language language = language_of(source.path());
  Collector collector(bytes, tree->arena, tree->all);
  if (language == Language::hcl) {
    const hcl::ParsedBody parsed = hcl::parse_body(file, bytes, tree->arena);
    collector.body(*parsed.body, {file, 0, static_cast<std::uint32_t>(bytes.size())});
  } else {
    const auto parsed = document::parse_any(file, bytes, tree->arena);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool json = language == Language::json || (first != std::string_view::npos && bytes[first] == '{');
    for (const document::Node* root : parsed.roots) collector.node(*root, json ? Language::json : Language::yaml);
  }
  tree->by_element.insert(collector.keys().begin(), collector.keys().end());
  for (std::size_t i = 0; i < tree->all.size(); ++i) {
    const Container& container = tree->all[i];
    tree->by_place.emplace(place_of(container.span), i);
    for (const Member& member : container.members) {
      tree->by_value.emplace(place_of(member.value), i);
      tree->by_element.emplace(place_of(member.whole), i);
    }
  }
  return *tree;
}

std::optional<Container> Containers::at(const Span& span) {
  if (!span.valid()) return std::nullopt;
  const Tree& known = tree(span.file);
  const auto found = known.by_place.find(place_of(span));
  return found == known.by_place.end() ? std::nullopt : std::optional(known.all[found->second]);
}

std::optional<Container> Containers::around(const Span& element) {
  if (!element.valid()) return std::nullopt;
  const Tree& known = tree(element.file);
  for (const auto* places : {&known.by_value, &known.by_element}) {
    const auto found = places->find(place_of(element));
    if (found != places->end()) return known.all[found->second];
  }
  return std::nullopt;
}

}  // namespace tieline::edit
