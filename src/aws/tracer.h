#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/directory.h"
#include "graph/resource.h"
#include "value/world.h"

namespace tieline::aws {

/// A text that is the same for two values only if they are the same string, whatever the cloud makes of their unknown
/// parts. nullopt where nothing identifies an unknown part.
[[nodiscard]] std::optional<std::string> identity_text(Value value);

/// What names an unknown value wherever it stands: the attribute it refers to, or the unknown itself. nullopt where two
/// such values may differ.
[[nodiscard]] std::optional<std::string> identity_key(Value value);

/// Finds whom a value names, of one kind. Without a world it finds all whom the value names in some world.
class Tracer {
 public:
  Tracer(const std::vector<const TypeInfo*>& types, Directory& directory, World* world)
      : types_(types), directory_(directory), world_(world) {}

  void trace(Value value) { trace(value, 0); }

  /// Those found, null for one that nobody knows. With a world at most one.
  [[nodiscard]] const std::vector<const Entity*>& found() const { return found_; }

 private:
  void trace(Value value, int depth);
  bool trace_reference(Value value, int depth);
  void trace_lookup(const Entity& entity, const Resource& resource, int depth);
  void trace_text(std::string_view text);
  void trace_name(Value value, const std::string& identity);
  void trace_template(Value value, int depth);
  void trace_unknown(Value value);
  bool has_name(const Entity& entity, const std::string& identity);
  void add(const Entity* entity) { found_.push_back(entity); }

  const std::vector<const TypeInfo*>& types_;
  Directory& directory_;
  World* world_;
  std::vector<const Entity*> found_;
};

}  // namespace tieline::aws
