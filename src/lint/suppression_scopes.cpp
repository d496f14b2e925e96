#include "lint/suppression_scopes.h"

namespace tieline::lint {
namespace {

bool begins_on(const text::Span& line, const text::Span& span) {
  return span.file == line.file && span.begin >= line.begin && span.begin < line.end;
}

/// Whether something has a part on the line, so that it can hold something that begins there.
bool touches(const text::Span& line, const text::Span& span) { return span.begin < line.end && line.begin < span.end; }

/// Walks down to what begins on one line of a Terraform file. The depth is bounded by limits::syntax_depth.
class HclVisit {
 public:
  HclVisit(const text::Span& line, std::vector<text::Span>& scopes) : line_(line), scopes_(scopes) {}

  void body(const hcl::Body& body) {
    for (const hcl::Block& block : body.blocks) {
      if (take(block.span)) this->body(*block.body);
    }
    for (const hcl::Attribute& attribute : body.attributes) {
      if (take(attribute.span)) expression(*attribute.value);
    }
  }

 private:
  /// True where it is worth looking inside: what begins on the line holds everything else that does.
  bool take(const text::Span& span) {
    if (!touches(line_, span)) return false;
    if (!begins_on(line_, span)) return true;
    scopes_.push_back(span);
    return false;
  }

  void expression(const hcl::Expr& expr) {
    if (!touches(line_, expr.span)) return;
    if (expr.kind == hcl::ExprKind::tuple) {
      for (const hcl::Expr* item : hcl::as<hcl::TupleExpr>(expr).items) {
        if (take(item->span)) expression(*item);
      }
    } else if (expr.kind == hcl::ExprKind::object) {
      for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(expr).items) {
        if (take(text::join(item.key->span, item.value->span))) expression(*item.value);
      }
    } else if (expr.kind == hcl::ExprKind::call) {
      for (const hcl::Expr* argument : hcl::as<hcl::CallExpr>(expr).arguments) expression(*argument);
    }
  }

  text::Span line_;
  std::vector<text::Span>& scopes_;
};

/// The same in a template.
void visit(const document::Node& node, const text::Span& line, std::vector<text::Span>& scopes) {
  const auto take = [&](const text::Span& span, const document::Node& inner) {
    if (!touches(line, span)) return;
    if (begins_on(line, span)) {
      scopes.push_back(span);
    } else {
      visit(inner, line, scopes);
    }
  };
  for (const document::Node* item : node.items) take(item->span, *item);
  for (const document::Entry& entry : node.entries) take(text::join(entry.key_span, entry.value->span), *entry.value);
}

std::string address_of(const hcl::Block& block) {
  std::string address;
  if (block.type != "resource") address = block.type == "variable" ? "var" : block.type;
  for (const hcl::Label& label : block.labels) address += (address.empty() ? "" : ".") + std::string(label.text);
  return address;
}

}  // namespace

void HclScopes::add_scopes(const text::Span& line, std::vector<text::Span>& scopes) const {
  HclVisit(line, scopes).body(file_);
}

std::string HclScopes::block_at(const text::Span& line) const {
  for (const hcl::Block& block : file_.blocks) {
    if (touches(line, block.span)) return address_of(block);
  }
  return {};
}

void DocumentScopes::add_scopes(const text::Span& line, std::vector<text::Span>& scopes) const {
  visit(root_, line, scopes);
}

std::string DocumentScopes::block_at(const text::Span& line) const {
  for (const document::Entry& section : root_.entries) {
    if (section.value->kind != document::Kind::mapping || !touches(line, section.value->span)) continue;
    for (const document::Entry& entry : section.value->entries) {
      if (!touches(line, text::join(entry.key_span, entry.value->span))) continue;
      return (section.key == "Resources" ? "" : std::string(section.key) + ".") + std::string(entry.key);
    }
  }
  return {};
}

}  // namespace tieline::lint
