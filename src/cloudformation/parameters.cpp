#include "cloudformation/parameters.h"

#include <algorithm>

#include "cloudformation/samconfig.h"
#include "syntax/document/parser.h"
#include "text/arena.h"

namespace tieline::cloudformation {
namespace {

using document::Node;

constexpr std::string_view default_environment = "default";

bool is_samconfig(const text::SourceManager& sources, text::FileId file) {
  return sources.file(file).path().ends_with(".toml");
}

class Reader {
 public:
  explicit Reader(ParameterError& error) : error_(error) {}

  bool read(const Node& root) {
    if (root.kind == document::Kind::sequence) return read_list(root);
    if (root.kind != document::Kind::mapping) {
      return fail(root.span, "parameters are a mapping, or a list of `ParameterKey` and `ParameterValue`");
    }
    const Node* inner = root.find("Parameters");
    return read_mapping(inner != nullptr && inner->kind == document::Kind::mapping ? *inner : root);
  }

  [[nodiscard]] Parameters& parameters() { return parameters_; }

 private:
  bool fail(const text::Span& at, std::string message) {
    error_ = {at, std::move(message)};
    return false;
  }

  bool read_list(const Node& list) {
    for (const Node* item : list.items) {
      if (!read_item(*item)) return false;
    }
    return true;
  }

  bool read_item(const Node& item) {
    // The deploy command's form: "Key=Value".
    if (item.kind == document::Kind::string) {
      const std::size_t sign = item.text.find('=');
      if (sign == std::string_view::npos) return fail(item.span, "a parameter is written `Name=Value` here");
      parameters_.emplace_back(item.text.substr(0, sign), item.text.substr(sign + 1));
      return true;
    }
    const Node* key = item.find("ParameterKey");
    if (key == nullptr || !key->is_scalar()) return fail(item.span, "`ParameterKey` is missing");
    const Node* value = item.find("ParameterValue");
    if (value != nullptr) return add(key->text, *value);
    if (item.find("UsePreviousValue") != nullptr) return true;
    return fail(item.span, "`ParameterValue` of `" + std::string(key->text) + "` is missing");
  }

  bool read_mapping(const Node& mapping) {
    for (const document::Entry& entry : mapping.entries) {
      if (!add(entry.key, *entry.value)) return false;
    }
    return true;
  }

  bool add(std::string_view name, const Node& value) {
    if (value.is_scalar() && value.kind != document::Kind::null) {
      parameters_.emplace_back(name, value.text);
      return true;
    }
    if (value.kind != document::Kind::sequence) {
      return fail(value.span, "the value of `" + std::string(name) + "` is no text");
    }
    std::string joined;
    for (const Node* item : value.items) {
      if (!item->is_scalar()) return fail(item->span, "an element of `" + std::string(name) + "` is no text");
      if (item != value.items.front()) joined += ',';
      joined += item->text;
    }
    parameters_.emplace_back(name, std::move(joined));
    return true;
  }

  ParameterError& error_;
  Parameters parameters_;
};

}  // namespace

std::optional<std::vector<ParameterSet>> read_parameter_sets(text::SourceManager& sources, text::FileId file,
                                                             ParameterError& error) {
  const std::string& path = sources.file(file).path();
  if (is_samconfig(sources, file)) {
    auto sets = read_samconfig(sources, file, error);
    if (!sets) return std::nullopt;
    for (ParameterSet& set : *sets) set.name = path + ':' + set.name;
    return sets;
  }
  auto values = read_parameters(sources, file, error);
  if (!values) return std::nullopt;
  return std::vector<ParameterSet>{{path, std::move(*values)}};
}

std::optional<Parameters> read_parameters(text::SourceManager& sources, text::FileId file, ParameterError& error) {
  if (is_samconfig(sources, file)) {
    const auto sets = read_samconfig(sources, file, error);
    if (!sets) return std::nullopt;
    const auto found = std::find_if(sets->begin(), sets->end(),
                                    [](const ParameterSet& set) { return set.name == default_environment; });
    if (found != sets->end()) return found->values;
    error = {{file, 0, 0}, "there is no environment `default` in it; name one, as in `samconfig.toml:prod`"};
    return std::nullopt;
  }
  text::Arena arena;
  const std::string_view bytes = sources.file(file).bytes();
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  const document::ParsedDocuments parsed =
      json ? document::parse_json(file, bytes, arena) : document::parse_yaml(file, bytes, arena);
  if (!parsed.errors.empty()) {
    error = {parsed.errors.front().span, parsed.errors.front().message};
    return std::nullopt;
  }
  if (parsed.roots.empty()) {
    error = {{file, 0, 0}, "there are no parameters in it"};
    return std::nullopt;
  }
  Reader reader(error);
  if (!reader.read(*parsed.roots.front())) return std::nullopt;
  return std::move(reader.parameters());
}

}  // namespace tieline::cloudformation
