#pragma once

#include <optional>

#include "aws/index.h"

namespace tieline::aws {

/// Reads the rules of one group in one direction, each as it is in the world that the reader is asked in.
class RuleReader {
 public:
  RuleReader(World& world, Model::Index& index, const SecurityGroup& group, Direction direction)
      : world_(world), index_(index), group_(group), direction_(direction) {}

  /// The rule that the fields describe; `resource` is what declares it. nullopt for one that permits nothing.
  [[nodiscard]] std::optional<SecurityRule> read(const Fields& fields, const RuleShape& shape, const Resource& resource,
                                                 Span span) const;

 private:
  void add_peers(const Fields& fields, const PeerField& field, const Resource& resource, SecurityRule& rule) const;
  void add_peer(PeerKind kind, const Item& item, const Resource& resource, SecurityRule& rule) const;
  void add_self(const Fields& fields, SecurityRule& rule) const;

  World& world_;
  Model::Index& index_;
  const SecurityGroup& group_;
  Direction direction_;
};

/// The allow-all outbound rule that AWS gives every new group.
[[nodiscard]] SecurityRule implicit_rule(World& world, const Resource& group);

}  // namespace tieline::aws
