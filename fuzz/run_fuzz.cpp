// A whole run over one file. The first byte says what it is: a root module, a template in YAML or in JSON, a plan.

#include <array>
#include <sstream>

#include "input.h"
#include "lint/driver.h"
#include "report/report.h"

using namespace tieline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<const char*, 4> names{"main.tf", "template.yaml", "template.json", "main.tf.json"};
  if (size == 0) return 0;
  lint::RunOptions options;
  options.stdin_filename = names[data[0] % names.size()];
  options.stdin_text = fuzz::text_of(data + 1, size - 1);
  options.terraform.read_environment = false;
  text::SourceManager sources;
  const lint::RunResult result = lint::run(sources, options);
  for (const lint::Finding& finding : result.findings) {
    fuzz::require(!finding.message.empty(), "a finding says what is wrong");
    if (finding.span.valid()) fuzz::require_inside(finding.span, sources.file(finding.span.file).bytes().size());
  }
  for (const std::string_view name : report::format_names()) {
    std::ostringstream out;
    report::find_format(name)->write(out, {sources, result, "0"});
    fuzz::require(out.good(), "every format can be written");
  }
  return 0;
}
