#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/fault.h"
#include "syntax/hcl/ast.h"
#include "text/arena.h"

/// What the files of one folder declare, before anything is evaluated: the same for every instance of the module.
namespace tieline::terraform {

using text::Span;

/// Something of the same module that an expression mentions.
struct Dependency {
  enum class Kind : std::uint8_t { variable, local, resource, module_output, whole_module };
  Kind kind;
  std::uint32_t index;           ///< among ModuleSource's variables, locals, resources or calls
  std::string_view output = {};  ///< for module_output
  Span span;
};
using Dependencies = std::vector<Dependency>;

struct VariableDeclaration {
  std::string_view name;
  const hcl::Block* block = nullptr;
  const hcl::Body* body = nullptr;  ///< with overrides merged in
  const hcl::Expr* type = nullptr;  ///< null where not given; likewise the others
  const hcl::Expr* default_value = nullptr;
  const hcl::Attribute* nullable = nullptr;
  const hcl::Attribute* sensitive = nullptr;
  const hcl::Attribute* ephemeral = nullptr;
};

struct LocalDeclaration {
  std::string_view name;
  const hcl::Attribute* attribute = nullptr;
  Dependencies dependencies;
};

struct OutputDeclaration {
  std::string_view name;
  const hcl::Block* block = nullptr;
  const hcl::Body* body = nullptr;
  const hcl::Expr* value = nullptr;
  bool sensitive = false;
  bool ephemeral = false;
  Dependencies dependencies;
};

enum class ResourceMode : std::uint8_t { managed, data, ephemeral };

struct ResourceDeclaration {
  ResourceMode mode = ResourceMode::managed;
  std::string_view type;
  std::string_view name;
  const hcl::Block* block = nullptr;
  const hcl::Body* body = nullptr;
  const hcl::Expr* count = nullptr;
  const hcl::Expr* for_each = nullptr;
  const hcl::Expr* provider = nullptr;
  const hcl::Expr* depends_on = nullptr;
  Dependencies repetition_dependencies;  ///< of count and for_each
  Dependencies body_dependencies;
};

struct ModuleArgument {
  const hcl::Attribute* attribute;
  Dependencies dependencies;
};

struct ModuleCall {
  std::string_view name;
  const hcl::Block* block = nullptr;
  const hcl::Body* body = nullptr;
  std::string_view source;  ///< the literal text; empty where there is none
  Span source_span;
  const hcl::Expr* count = nullptr;
  const hcl::Expr* for_each = nullptr;
  const hcl::Expr* providers = nullptr;
  Dependencies repetition_dependencies;
  std::vector<ModuleArgument> arguments;
};

struct ProviderDeclaration {
  std::string_view name;
  std::string_view alias;  ///< empty for the default configuration
  const hcl::Block* block = nullptr;
  const hcl::Body* body = nullptr;
  const hcl::Expr* region = nullptr;
  Dependencies dependencies;  ///< of the region
};

struct ResourceKey {
  std::string_view type;
  std::string_view name;
  friend bool operator==(const ResourceKey&, const ResourceKey&) = default;
};

struct ResourceKeyHash {
  std::size_t operator()(const ResourceKey& key) const {
    const std::hash<std::string_view> hash;
    return hash(key.type) * 31 + hash(key.name);
  }
};

/// Declarations of one kind by name. The first of several with one name counts.
using NameIndex = std::unordered_map<std::string_view, std::uint32_t>;
using ResourceIndex = std::unordered_map<ResourceKey, std::uint32_t, ResourceKeyHash>;

inline constexpr std::uint32_t not_declared = UINT32_MAX;

/// What is wrong with the files as such.
struct SourceFault {
  graph::Fault fault;        ///< its resource is the address inside the module
  std::string summary = {};  ///< Terraform's heading
  std::string detail = {};   ///< Terraform's whole words, without a final stop
};

struct ModuleSource {
  std::filesystem::path folder;  ///< absolute and normal
  std::vector<VariableDeclaration> variables;
  std::vector<LocalDeclaration> locals;
  std::vector<OutputDeclaration> outputs;
  std::vector<ResourceDeclaration> resources;
  std::vector<ModuleCall> calls;
  std::vector<ProviderDeclaration> providers;

  NameIndex variable_index;
  NameIndex local_index;
  NameIndex output_index;
  NameIndex call_index;
  ResourceIndex managed_index;
  ResourceIndex data_index;
  ResourceIndex ephemeral_index;

  /// Syntax errors, duplicates and undeclared names.
  std::vector<SourceFault> faults;
  /// Whether some file could not be parsed whole, so that a declaration may be hidden.
  bool broken = false;
  /// How many files the folder has.
  std::size_t file_count = 0;
  text::Arena arena;

  [[nodiscard]] std::uint32_t find_resource(ResourceMode mode, std::string_view type, std::string_view name) const;
  [[nodiscard]] const ResourceIndex& index_of(ResourceMode mode) const;
};

/// `aws_subnet.a`, `data.aws_region.current`: the address inside its module.
[[nodiscard]] std::string address_of(const ResourceDeclaration& resource);

}  // namespace tieline::terraform
