#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Text that fixes write, in whatever language stands around it.
namespace tieline::edit {

/// A value to be written.
struct NewValue {
  enum class Kind : std::uint8_t {
    string,
    scalar,      ///< a number or a boolean, as it is written
    expression,  ///< of Terraform's language: `aws_security_group.client.id`
    attribute,   ///< of CloudFormation: Fn::GetAtt of `text`, which is "Name.Attribute"; Ref where it has no dot
    list,
    mapping,
    block,  ///< a mapping that Terraform's language has as a nested block
  };
  Kind kind = Kind::scalar;
  std::string text = {};
  std::vector<NewValue> items = {};
  std::vector<std::pair<std::string, NewValue>> entries = {};
};

[[nodiscard]] NewValue new_string(std::string_view text);
[[nodiscard]] NewValue new_scalar(std::string_view text);
[[nodiscard]] NewValue new_expression(std::string_view text);
[[nodiscard]] NewValue new_attribute(std::string_view text);
[[nodiscard]] NewValue new_list(std::vector<NewValue> items);
[[nodiscard]] NewValue new_strings(const std::vector<std::string>& texts);
[[nodiscard]] NewValue new_mapping(std::vector<std::pair<std::string, NewValue>> entries);
[[nodiscard]] NewValue new_block(std::vector<std::pair<std::string, NewValue>> entries);

enum class Language : std::uint8_t { hcl, json, yaml };

/// How a mapping of Terraform's language is written where the text around it shows that.
struct KeyStyle {
  bool quoted = false;
  bool colon = false;
};

/// The value on one line. YAML in its flow style.
[[nodiscard]] std::string on_one_line(const NewValue& value, Language language, KeyStyle keys = {});
/// The value on as many lines as it takes. Its first line stands behind something; the others begin with `indent`,
/// which is that of the line it begins on, and deeper ones with more by `unit`. Lines end with `\n`, but for the last.
/// YAML collections in block style begin with a line of their own.
[[nodiscard]] std::string on_lines(const NewValue& value, Language language, std::string_view indent,
                                   std::string_view unit, KeyStyle keys = {});
/// A key as it is written.
[[nodiscard]] std::string key_text(std::string_view key, Language language, KeyStyle keys = {});
/// The lines of nested blocks `type { ... }`, the first without its indentation.
[[nodiscard]] std::string block_lines(std::string_view header, const NewValue& body, std::string_view indent,
                                      std::string_view unit);

}  // namespace tieline::edit
