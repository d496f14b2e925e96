#include "cloudformation/sam.h"

#include <algorithm>
#include <array>

namespace tieline::cloudformation {
namespace {

std::string_view type_of(const Declaration& declared) {
  const Node* type = declared.node->find("Type");
  return type != nullptr ? type->text : std::string_view();
}

}  // namespace

bool is_generated_id(const Template& declared, std::string_view name) {
  if (!declared.transforms.serverless) return false;
  for (const std::string_view shared : {"ServerlessRestApi", "ServerlessHttpApi", "ServerlessWebSocketApi",
                                        "ServerlessDeploymentApplication", "CodeDeployServiceRole"}) {
    if (name.starts_with(shared)) return true;
  }
  // Logical ids of a serverless resource are its own with something after it: Role, Url, Version and a hash, the name
  // of an event and Permission ...
  for (std::size_t size = name.size() - 1; size > 0; --size) {
    const Declaration* base = declared.resources.find(name.substr(0, size));
    if (base != nullptr && type_of(*base).starts_with("AWS::Serverless::")) return true;
  }
  return false;
}

bool stays_with_resource(std::string_view type, std::string_view property) {
  if (!type.starts_with("AWS::Serverless::")) return true;
  if (type == "AWS::Serverless::SimpleTable" || type == "AWS::Serverless::LayerVersion") return true;
  constexpr std::array<std::string_view, 14> kept{
      "Environment",   "Role",         "Layers",         "VpcConfig",
      "KmsKeyArn",     "CodeUri",      "ImageUri",       "FileSystemConfigs",
      "FunctionName",  "Tags",         "DefinitionBody", "DefinitionSubstitutions",
      "DefinitionUri", "LoggingConfig"};
  return std::find(kept.begin(), kept.end(), property) != kept.end();
}

}  // namespace tieline::cloudformation
