#include "aws/facts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <nlohmann/json.hpp>
#include <regex>
#include <unordered_set>
#include <utility>

// The bytes of rules/data/FILE.json between two symbols, put there by the assembler: no copy, no start-up cost.
#define TIELINE_EMBED(symbol, name)                                      \
  __asm__(                                                               \
      ".section .rodata\n"                                               \
      ".global tieline_" #symbol "_begin\n.global tieline_" #symbol      \
      "_end\n"                                                           \
      "tieline_" #symbol "_begin:\n.incbin \"" TIELINE_DATA_DIR "/" name \
      ".json\"\n"                                                        \
      "tieline_" #symbol "_end:\n.byte 0\n.previous\n");                 \
  extern "C" const char tieline_##symbol##_begin[];                      \
  extern "C" const char tieline_##symbol##_end[]

TIELINE_EMBED(elastic_inference, "elastic-inference");
TIELINE_EMBED(gpu_instances, "gpu-instances");
TIELINE_EMBED(iam_actions, "iam-actions");
TIELINE_EMBED(managed_policies, "managed-policies");
TIELINE_EMBED(regions, "regions");
TIELINE_EMBED(service_endpoints, "service-endpoints");

#undef TIELINE_EMBED

namespace tieline::aws::facts {
namespace {

using Json = nlohmann::json;

struct File {
  std::string_view name;
  const char* begin;
  const char* end;
};

const std::array<File, 6> files{{
    {"elastic-inference", tieline_elastic_inference_begin, tieline_elastic_inference_end},
    {"gpu-instances", tieline_gpu_instances_begin, tieline_gpu_instances_end},
    {"iam-actions", tieline_iam_actions_begin, tieline_iam_actions_end},
    {"managed-policies", tieline_managed_policies_begin, tieline_managed_policies_end},
    {"regions", tieline_regions_begin, tieline_regions_end},
    {"service-endpoints", tieline_service_endpoints_begin, tieline_service_endpoints_end},
}};

Json parse(std::string_view name) {
  const auto text = file(name);
  assert(text);  // the files are part of the program
  return Json::parse(*text);
}

/// What is asked of elastic-inference.json.
struct ElasticInference {
  std::vector<std::string> regions;
  std::vector<std::string> sagemaker_types;
  std::vector<std::string> ec2_types;
};

const ElasticInference& elastic_inference() {
  static const ElasticInference facts = [] {
    const Json json = parse("elastic-inference");
    ElasticInference read;
    json.at("regions").get_to(read.regions);
    std::sort(read.regions.begin(), read.regions.end());
    json.at("accelerator_types").at("sagemaker").get_to(read.sagemaker_types);
    json.at("accelerator_types").at("ec2").get_to(read.ec2_types);
    return read;
  }();
  return facts;
}

/// What is asked of gpu-instances.json.
struct GpuInstances {
  std::unordered_set<std::string> families;
  std::regex series;  // families newer than the list
};

const GpuInstances& gpu_instances() {
  static const GpuInstances facts = [] {
    const Json json = parse("gpu-instances");
    GpuInstances read;
    for (const auto& family : json.at("gpu_families").items()) read.families.insert(family.key());
    for (const auto& family : json.at("sagemaker_gpu_families")) read.families.insert(family.get<std::string>());
    read.series = json.at("gpu_series_pattern").get<std::string>();
    return read;
  }();
  return facts;
}

}  // namespace

std::optional<std::string_view> file(std::string_view name) {
  for (const File& one : files) {
    if (one.name == name) return std::string_view(one.begin, static_cast<std::size_t>(one.end - one.begin));
  }
  return std::nullopt;
}

const std::vector<std::string>& ei_regions() { return elastic_inference().regions; }

bool is_ei_region(std::string_view region) {
  return std::binary_search(ei_regions().begin(), ei_regions().end(), region);
}

const std::vector<std::string>& accelerator_types(bool sagemaker) {
  return sagemaker ? elastic_inference().sagemaker_types : elastic_inference().ec2_types;
}

bool is_gpu_instance(std::string_view instance_type) {
  if (instance_type.starts_with("ml.")) instance_type.remove_prefix(3);
  const std::size_t dot = instance_type.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string family(instance_type.substr(0, dot));
  return gpu_instances().families.contains(family) || std::regex_search(family, gpu_instances().series);
}

}  // namespace tieline::aws::facts
