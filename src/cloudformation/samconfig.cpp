#include "cloudformation/samconfig.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <toml.hpp>
#include <utility>

namespace tieline::cloudformation {
namespace {

/// Words as a shell would part them: white space between, quotes and backslashes taken away.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '\\' && quote != '\'' && at + 1 < text.size()) {
      word += text[++at];
      in_word = true;
    } else if (quote != '\0' ? byte == quote : byte == '"' || byte == '\'') {
      quote = quote == '\0' ? byte : '\0';
      in_word = true;
    } else if (quote == '\0' && (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')) {
      if (in_word) words.push_back(std::exchange(word, {}));
      in_word = false;
    } else {
      word += byte;
      in_word = true;
    }
  }
  if (in_word) words.push_back(std::move(word));
  return words;
}

/// Adds `Name=Value`, or `ParameterKey=Name,ParameterValue=Value`; false for anything else.
bool add_override(std::string_view word, Parameters& parameters) {
  constexpr std::string_view key = "ParameterKey=";
  constexpr std::string_view value = ",ParameterValue=";
  if (const std::size_t split = word.find(value); word.starts_with(key) && split != std::string_view::npos) {
    parameters.emplace_back(word.substr(key.size(), split - key.size()), word.substr(split + value.size()));
    return true;
  }
  const std::size_t sign = word.find('=');
  if (sign == std::string_view::npos || sign == 0) return false;
  parameters.emplace_back(word.substr(0, sign), word.substr(sign + 1));
  return true;
}

class SamconfigReader {
 public:
  SamconfigReader(const text::SourceManager& sources, text::FileId file, ParameterError& error)
      : bytes_(sources.file(file).bytes()), file_(file), error_(error) {}

  std::optional<std::vector<ParameterSet>> read() {
    std::istringstream input{std::string(bytes_)};
    toml::value root;
    try {
      root = toml::parse(input, "samconfig.toml");
    } catch (const toml::exception& broken) {
      fail(broken.location().line(), "this is not valid TOML");
      return std::nullopt;
    } catch (const std::exception& broken) {
      fail(1, std::string("this is not valid TOML: ") + broken.what());
      return std::nullopt;
    }
    std::map<std::string, ParameterSet> sets;
    for (const auto& [name, environment] : root.as_table()) {
      if (!environment.is_table()) continue;
      ParameterSet set{name, {}};
      if (!add_command(environment, "global", set.values) || !add_command(environment, "deploy", set.values)) {
        return std::nullopt;
      }
      sets.emplace(name, std::move(set));
    }
    std::vector<ParameterSet> result;
    for (auto& [name, set] : sets) result.push_back(std::move(set));
    return result;
  }

 private:
  bool fail(std::size_t line, std::string message) {
    std::size_t begin = 0;
    for (std::size_t i = 1; i < line; ++i) begin = std::min(bytes_.find('\n', begin), bytes_.size() - 1) + 1;
    const std::size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
    error_ = {{file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(message)};
    return false;
  }

  static const toml::value* find(const toml::value& table, const std::string& key) {
    if (!table.is_table()) return nullptr;
    const auto found = table.as_table().find(key);
    return found == table.as_table().end() ? nullptr : &found->second;
  }

  bool add_command(const toml::value& environment, const char* command, Parameters& parameters) {
    const toml::value* section = find(environment, command);
    const toml::value* options = section != nullptr ? find(*section, "parameters") : nullptr;
    const toml::value* overrides = options != nullptr ? find(*options, "parameter_overrides") : nullptr;
    return overrides == nullptr || add(*overrides, parameters);
  }

  bool add(const toml::value& overrides, Parameters& parameters) {
    const auto refused = [&](const toml::value& value) {
      return fail(value.location().line(), "`parameter_overrides` are written `Name=Value`, as a text or a list");
    };
    if (overrides.is_string()) {
      for (const std::string& word : words_of(overrides.as_string().str)) {
        if (!add_override(word, parameters)) return refused(overrides);
      }
      return true;
    }
    if (!overrides.is_array()) return refused(overrides);
    for (const toml::value& item : overrides.as_array()) {
      if (!item.is_string() || !add(item, parameters)) return refused(item);
    }
    return true;
  }

  std::string_view bytes_;
  text::FileId file_;
  ParameterError& error_;
};

}  // namespace

std::optional<std::vector<ParameterSet>> read_samconfig(text::SourceManager& sources, text::FileId file,
                                                        ParameterError& error) {
  return SamconfigReader(sources, file, error).read();
}

}  // namespace tieline::cloudformation
