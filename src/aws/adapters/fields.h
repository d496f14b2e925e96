#pragma once

#include <vector>

#include "aws/adapters/schema.h"
#include "aws/entity.h"

namespace tieline::aws {

/// One element of a list in one world.
struct Item {
  Value value;
  bool possible;   ///< as Ref::possible
  Span span = {};  ///< its own place where it is written in the resource, else the list's
};

struct Items {
  std::vector<Item> items = {};
  bool complete = true;  ///< nothing unknown can add an element
  bool given = false;
  Span span = {};
};

/// A list in one world: lists inside it are spliced, nulls and absent elements left out, and what is no list is a list
/// of one, as both languages have it for blocks.
/// `use` is where the list is used.
[[nodiscard]] Items items_of(World& world, Value value, Span use);

/// The fields of a resource, a block or a mapping in one world, by their neutral names.
class Fields {
 public:
  Fields(World& world, const Resource& resource, Dialect dialect) : Fields(world, resource.attributes, dialect) {}
  Fields(World& world, Value mapping, Dialect dialect);

  [[nodiscard]] Argument get(const Name& name) const;
  [[nodiscard]] Items items(const Name& name) const;
  /// The fields of a nested block of which there is at most one; those of an empty one where it is not given.
  [[nodiscard]] Fields block(const Name& name) const;
  /// The same, but what is not given is unknown: of a thing that others made.
  [[nodiscard]] Fields with_unknown_rest() const;
  [[nodiscard]] World& world() const { return *world_; }
  [[nodiscard]] Dialect dialect() const { return dialect_; }

 private:
  [[nodiscard]] Value raw(const Name& name) const;
  [[nodiscard]] const value::MappingEntry* entry(const Name& name) const;

  World* world_;
  Value mapping_;
  Dialect dialect_;
  bool open_ = false;
};

/// The value of a field as it is written, unsettled; unknown where the mapping is not known, null where it is not
/// given.
[[nodiscard]] Value raw_field(Value mapping, const Name& name, Dialect dialect);

}  // namespace tieline::aws
