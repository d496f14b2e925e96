#include <cctype>
#include <utility>

#include "aws/iam/pattern.h"
#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules::ei201 {
namespace {

/// Whether the name stands for a region.
bool names_region(std::string_view interpolation) {
  return aws::iam::lower_case(interpolation).find("region") != std::string::npos;
}

/// The edits for a name that takes its region from somewhere else: "com.amazonaws.${var.region}.elastic-inference".
edit::Edits around_interpolation(const lint::Check& check, const aws::ServiceName& service) {
  if (!service.name.span.valid()) return {};
  const std::string_view written = check.sources.text(service.name.span);
  const std::size_t open = written.find("${");
  const std::size_t close = written.find('}', open);
  if (open == std::string_view::npos || close == std::string_view::npos) return {};
  if (written.find("${", close) != std::string_view::npos || written.find('\n') != std::string_view::npos) return {};
  const std::string_view interpolation = written.substr(open, close + 1 - open);
  if (!names_region(interpolation)) return {};
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
  };
  std::size_t begin = open;
  while (begin > 0 && is_part(written[begin - 1])) --begin;
  std::size_t end = close + 1;
  while (end < written.size() && is_part(written[end])) ++end;
  // The interpolation must be a part of the name by itself.
  const bool whole_part =
      (begin == open || written[open - 1] == '.') && (end == close + 1 || written[close + 1] == '.');
  const std::string_view rest = written.substr(end);
  if (!whole_part || (!rest.empty() && rest != "\"" && rest != "'")) return {};
  const std::string name = "com.amazonaws." + std::string(interpolation) + ".elastic-inference.runtime";
  const text::Span place{service.name.span.file, service.name.span.begin + static_cast<std::uint32_t>(begin),
                         service.name.span.begin + static_cast<std::uint32_t>(end)};
  return {{place, name}};
}

void check(lint::Check& check) {
  aws::for_each_ei_endpoint(
      check.model, check.world, [&](const aws::VpcEndpoint& endpoint, const aws::ServiceName& service) {
        if (service.kind != aws::EndpointService::misspelled_elastic_inference) return;
        const auto written = service.name.text();
        lint::Draft draft;
        draft.resource = endpoint.resource;
        draft.span = service.name.span;
        draft.message = (written ? "'" + std::string(*written) + "'" : std::string("this")) +
                        " is not the name of the Elastic Inference endpoint service";
        draft.help = "write " + service.canonical;
        const bool region_known = service.canonical.find('<') == std::string::npos;
        edit::Edits edits = region_known ? replace_string(check, service.name, service.canonical) : edit::Edits{};
        if (edits.empty()) edits = around_interpolation(check, service);
        offer(draft, "use " + service.canonical, true, std::move(edits));
        check.reporter.report(std::move(draft));
      });
}

const lint::Rule rule{
    {.code = "EI201",
     .name = "wrong-endpoint-service-name",
     .severity = lint::Severity::error,
     .summary = "the endpoint's service name is not the one of Elastic Inference",
     .explanation =
         "The endpoint service of Elastic Inference is called `com.amazonaws.<region>.elastic-inference.runtime`. With "
         "any other spelling AWS answers that the service does not exist, and the deployment fails.",
     .bad = R"(resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference"
  # ...
})",
     .good = R"(resource "aws_vpc_endpoint" "ei" {
  service_name = "com.amazonaws.us-west-2.elastic-inference.runtime"
  # ...
})",
     .fix_hint = "Write the canonical name with the region of the endpoint.",
     .fix = lint::FixKind::safe},
    check};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::ei201
