#include "lint/parse_check.h"

#include "syntax/document/parser.h"
#include "syntax/hcl/parser.h"
#include "terraform/parsed_files.h"

namespace tieline::lint {

std::size_t count_syntax_errors(const std::filesystem::path& name, std::string_view text) {
  text::Arena arena;
  const std::string extension = name.extension().string();
  constexpr auto file = static_cast<text::FileId>(0);
  if (extension == ".json") return document::parse_json(file, text, arena).errors.size();
  if (terraform::is_configuration_file(name.filename()) || extension == ".tfvars") {
    return hcl::parse_body(file, text, arena).errors.size();
  }
  return document::parse_any(file, text, arena).errors.size();
}

}  // namespace tieline::lint
