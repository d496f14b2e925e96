// Data sources whose attributes the configuration itself settles.

#include <string>
#include <string_view>
#include <vector>

#include "terraform/policy_document.h"
#include "terraform/slots.h"

namespace tieline::terraform {
namespace {

using value::Kind;
using value::MappingEntry;

/// The partition a region belongs to; the rest of the world is `aws`.
std::string_view partition_of(std::string_view region) {
  if (region.starts_with("cn-")) return "aws-cn";
  if (region.starts_with("us-gov-")) return "aws-us-gov";
  if (region.starts_with("us-isob-")) return "aws-iso-b";
  if (region.starts_with("us-isof-")) return "aws-iso-f";
  if (region.starts_with("eu-isoe-")) return "aws-iso-e";
  if (region.starts_with("us-iso-")) return "aws-iso";
  return "aws";
}

/// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
std::string_view dns_suffix_of(std::string_view partition) {
  if (partition == "aws-cn") return "amazonaws.com.cn";
  if (partition == "aws-iso") return "c2s.ic.gov";
  if (partition == "aws-iso-b") return "sc2s.sgov.gov";
  if (partition == "aws-iso-e") return "cloud.adc-e.uk";
  if (partition == "aws-iso-f") return "csp.hci.ic.gov";
  return "amazonaws.com";
}

class DataSource {
 public:
  DataSource(Evaluation& evaluation, const graph::Resource& resource) : run_(evaluation), resource_(resource) {}

  std::vector<MappingEntry> attributes() {
    if (resource_.type == "aws_iam_policy_document") {
      add("json", policy_document_json(run_, resource_));
      add("minified_json", found_.back().value);
    } else if (resource_.type == "aws_region") {
      region();
    } else if (resource_.type == "aws_partition") {
      partition();
    } else if (resource_.type == "aws_vpc_endpoint_service") {
      endpoint_service();
    } else if (resource_.type == "aws_iam_policy") {
      managed_policy();
    }
    return std::move(found_);
  }

 private:
  void add(std::string_view name, Value value) {
    const Value given = resource_.attribute(name);
    if (!given.is_null()) return;  // the configuration's own argument comes first
    found_.push_back({name, {}, value});
  }
  void add_text(std::string_view name, std::string_view text) {
    add(name, value::string(run_.arena, text, resource_.header));
  }

  void region() {
    const Value given = resource_.attribute("name");
    const Value region = given.is_null() ? resource_.region : given;
    if (region.is(Kind::unknown) && region.refinement().cause.empty() && region.reference() == nullptr) return;
    add("name", region);
    add("id", region);
    add("region", region);
    if (region.is(Kind::string)) {
      add_text("endpoint",
               "ec2." + std::string(region.string()) + "." + std::string(dns_suffix_of(partition_of(region.string()))));
    }
  }

  void partition() {
    if (!resource_.region.is(Kind::string)) {
      // Without a region the partition is that of nearly everybody, but not certain.
      return;
    }
    const std::string_view name = partition_of(resource_.region.string());
    add_text("partition", name);
    add_text("id", name);
    add_text("dns_suffix", dns_suffix_of(name));
    const bool china = name == "aws-cn";
    add_text("reverse_dns_prefix", china ? "cn.com.amazonaws" : "com.amazonaws");
  }

  /// `service = "s3"` stands for `com.amazonaws.<region>.s3`.
  void endpoint_service() {
    const Value service = resource_.attribute("service");
    if (service.is_null()) return;
    const Value parts[] = {value::string_view(run_.arena, "com.amazonaws."), resource_.region,
                           value::string_view(run_.arena, "."), service};
    add("service_name", value::template_of(run_.arena, parts, service.span()));
  }

  /// AWS managed policies have fixed ARNs; their paths are known only when the ARN is given.
  void managed_policy() {
    const Value arn = resource_.attribute("arn");
    if (arn.is(Kind::string)) {
      add("id", arn);
      const std::string_view text = arn.string();
      if (const std::size_t slash = text.rfind('/'); slash != std::string_view::npos) {
        add_text("name", text.substr(slash + 1));
      }
    }
  }

  Evaluation& run_;
  const graph::Resource& resource_;
  std::vector<MappingEntry> found_;
};

}  // namespace

std::vector<MappingEntry> settled_attributes(Evaluation& evaluation, const graph::Resource& data_source) {
  return DataSource(evaluation, data_source).attributes();
}

}  // namespace tieline::terraform
