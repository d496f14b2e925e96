#include "terraform/console_notation.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "graph/resource.h"
#include "terraform/collections.h"
#include "terraform/unicode.h"
#include "value/type.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Flavour;
using value::Kind;
using value::MappingEntry;
using value::Naming;
using value::Type;
using value::TypeKind;
using value::Value;

class ConsoleWriter {
 public:
  explicit ConsoleWriter(const ConsoleNotation& notation) : notation_(notation) {}

  void write(Value value, std::size_t indent) {
    const bool open = value.is(Kind::unknown) || value.is(Kind::template_) || value.is(Kind::alternatives);
    if (notation_.as_terraform && (open || of_unknown_length(value))) {
      out_ += "(known after apply)";
    } else if (value.is_sensitive()) {
      out_ += "(sensitive value)";
    } else if (value.is_ephemeral() && !value.is(Kind::sequence) && !value.is(Kind::mapping)) {
      out_ += "(ephemeral value)";
    } else if (open) {
      write_open(value, indent);
    } else {
      write_known(value, indent);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void write_known(Value value, std::size_t indent) {
    switch (value.kind()) {
      case Kind::null:
        return write_null(value);
      case Kind::boolean:
        out_ += value.boolean() ? "true" : "false";
        return;
      case Kind::number:
        out_ += value.number().to_string();
        return;
      case Kind::string:
        return write_string(value.string(), indent);
      case Kind::sequence:
        return write_wrapped(value.flavour() == Flavour::list  ? "tolist"
                             : value.flavour() == Flavour::set ? "toset"
                                                               : "",
                             [&] { write_sequence(value, indent); });
      case Kind::mapping:
        return write_wrapped(value.flavour() == Flavour::map ? "tomap" : "", [&] { write_mapping(value, indent); });
      case Kind::rest:
        out_ += "...";
        return write(*value.rest(), indent);
      default:
        out_ += "(absent)";
    }
  }

  static bool of_unknown_length(Value value) {
    if (value.is(Kind::mapping)) return value.rest() != nullptr;
    return value.is(Kind::sequence) && std::any_of(value.items().begin(), value.items().end(), [](Value item) {
             return item.is(Kind::rest) || item.is(Kind::absent);
           });
  }

  template <typename Inside>
  void write_wrapped(std::string_view function, Inside inside) {
    out_ += function;
    if (!function.empty()) out_ += '(';
    inside();
    if (!function.empty()) out_ += ')';
  }

  void write_null(Value value) {
    const Type* type = value.refinement().type;
    switch (type != nullptr ? type->kind : TypeKind::any) {
      case TypeKind::any:
        out_ += "null";
        return;
      case TypeKind::string:
      case TypeKind::number:
        out_ += "to" + friendly_name(*type) + "(null)";
        return;
      case TypeKind::boolean:
        out_ += "tobool(null)";
        return;
      case TypeKind::list:
      case TypeKind::set:
      case TypeKind::map:
        out_ += type->kind == TypeKind::list ? "tolist" : type->kind == TypeKind::set ? "toset" : "tomap";
        out_ += "(null) /* of " + friendly_name(*type->element, Naming::of_value) + " */";
        return;
      default:
        out_ += "null /* " + friendly_name(*type, Naming::of_value) + " */";
    }
  }

  void write_string(std::string_view text, std::size_t indent) {
    if (text.find('\n') == std::string_view::npos) {
      out_ += quote(text);
      return;
    }
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    std::string delimiter = "EOT";
    const auto taken = [&](std::string_view line) {
      const std::size_t from = line.find_first_not_of(" \t\r\v\f");
      const std::size_t to = line.find_last_not_of(" \t\r\v\f");
      return from != std::string_view::npos && line.substr(from, to - from + 1) == delimiter;
    };
    while (std::any_of(lines.begin(), lines.end(), taken)) delimiter += '_';
    out_ += (indent > 0 ? "<<-" : "<<") + delimiter;
    for (const std::string_view line : lines) start_line(indent, line);
    start_line(indent, delimiter);
  }

  void start_line(std::size_t indent, std::string_view text = {}) {
    out_ += '\n';
    out_.append(indent, ' ');
    out_ += text;
  }

  void write_sequence(Value sequence, std::size_t indent) {
    out_ += '[';
    for (const Value item : sequence.items()) {
      start_line(indent + 2);
      write(item, indent + 2);
      out_ += ',';
    }
    if (!sequence.items().empty()) start_line(indent);
    out_ += ']';
  }

  void write_mapping(Value mapping, std::size_t indent) {
    out_ += '{';
    for (const MappingEntry& entry : sorted_entries(mapping)) {
      start_line(indent + 2);
      write_string(entry.key, indent + 2);
      out_ += " = ";
      write(entry.value, indent + 2);
    }
    const bool open = mapping.rest() != nullptr;
    if (open) {
      start_line(indent + 2, "... = ");
      write(*mapping.rest(), indent + 2);
    }
    if (!mapping.entries().empty() || open) start_line(indent);
    out_ += '}';
  }

  /// What is not known, as far as it is.
  void write_open(Value value, std::size_t indent) {
    if (value.is(Kind::template_)) {
      out_ += '"';
      for (const Value part : value.items()) write_part(part, indent);
      out_ += '"';
      return;
    }
    if (value.is(Kind::alternatives)) return write_alternatives(value, indent);
    const std::string name = name_of(value);
    out_ += name.empty() ? "(unknown" : "(" + name;
    if (value.reference() == nullptr) write_what_is_known(value.refinement());
    out_ += ')';
  }

  /// Type and length of something unknown.
  void write_what_is_known(const value::Refinement& known) {
    const auto add = [&](const std::string& what) { out_ += (out_.ends_with("(unknown") ? ": " : ", ") + what; };
    if (known.type != nullptr && known.type->kind != TypeKind::any) add(constraint_name(*known.type));
    if (!known.bounded) return;
    const std::string least = std::to_string(known.length_min);
    if (known.length_max == known.length_min) {
      add("of length " + least);
    } else if (known.length_max != UINT64_MAX) {
      add("of length " + least + " to " + std::to_string(known.length_max));
    } else if (known.length_min > 0) {
      add("of length " + least + " or more");
    }
  }

  void write_part(Value part, std::size_t indent) {
    if (part.is(Kind::string)) {
      const std::string quoted = quote(part.string());
      out_ += std::string_view(quoted).substr(1, quoted.size() - 2);
      return;
    }
    out_ += "${";
    const std::string name = name_of(part);
    if (!name.empty() && part.is(Kind::unknown)) {
      out_ += name;
    } else {
      write(part, indent);
    }
    out_ += '}';
  }

  /// The address of a reference, or who settles an unknown; empty where neither is known.
  static std::string name_of(Value value) {
    if (const value::Reference* reference = value.reference(); reference != nullptr) {
      const std::string attribute = reference->attribute.empty() ? "" : "." + std::string(reference->attribute);
      return std::string(reference->resource->mode == graph::Mode::data &&
                                 !reference->resource->address.starts_with("data.") &&
                                 reference->resource->address.find(".data.") == std::string_view::npos
                             ? "data."
                             : "") +
             std::string(reference->resource->address) + attribute;
    }
    const std::string_view cause = value.refinement().cause;
    return cause.empty() ? "" : "unknown: " + std::string(cause);
  }

  void write_alternatives(Value value, std::size_t indent) {
    out_ += "(one of";
    for (const Branch& branch : value.branches()) {
      start_line(indent + 2);
      write(branch.value, indent + 2);
      if (notation_.conditions != nullptr) out_ += " when " + notation_.conditions->describe(branch.when);
    }
    start_line(indent);
    out_ += ')';
  }

  const ConsoleNotation& notation_;
  std::string out_;
};

void append_type(const Type& type, std::size_t indent, std::string& out) {
  const std::string inside(indent + 4, ' ');
  switch (type.kind) {
    case TypeKind::any:
      out += "dynamic";
      return;
    case TypeKind::list:
    case TypeKind::set:
    case TypeKind::map: {
      std::string element;
      append_type(*type.element, indent + 4, element);
      const bool lines = element.find('\n') != std::string::npos;
      out += type.kind == TypeKind::list ? "list(" : type.kind == TypeKind::set ? "set(" : "map(";
      out += lines ? "\n" + inside + element + ",\n" + std::string(indent, ' ') : element;
      out += ')';
      return;
    }
    case TypeKind::tuple:
      out += "tuple([";
      for (const Type* item : type.items) {
        out += "\n" + inside;
        append_type(*item, indent + 4, out);
        out += ',';
      }
      if (!type.items.empty()) out += "\n" + std::string(indent, ' ');
      out += "])";
      return;
    case TypeKind::object:
      out += "object({";
      for (const value::TypeField& field : type.fields) {
        out += "\n" + inside + std::string(field.name) + ": ";
        append_type(*field.type, indent + 4, out);
        out += ',';
      }
      if (!type.fields.empty()) out += "\n" + std::string(indent, ' ');
      out += "})";
      return;
    default:
      out += friendly_name(type);
  }
}

}  // namespace

std::string to_console(value::Value value, const ConsoleNotation& notation) {
  ConsoleWriter writer(notation);
  writer.write(value, 0);
  return writer.take();
}

std::string type_notation(value::Value value) {
  text::Arena arena;
  std::string out;
  append_type(*value::type_of(arena, value), 0, out);
  return out;
}

}  // namespace tieline::terraform
