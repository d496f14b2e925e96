#pragma once

#include <cstddef>
#include <cstdint>

/// Everything that hostile input could make large, in one place. Passing a limit is a TL007 finding (or TL001 where
/// the file cannot be read further), and the run goes on.
namespace tieline::limits {

/// Bytes of one source file; spans hold 32-bit offsets. CloudFormation itself stops at 1 MB.
inline constexpr std::size_t file_bytes = std::size_t{64} << 20;
/// Bytes of the tree that the parser makes of one HCL file, which is taken apart and freed before the next. A file of
/// ten thousand resources takes a fifth of it.
inline constexpr std::size_t syntax_tree_bytes = std::size_t{96} << 20;
/// Nested blocks, brackets, template interpolations, mappings and sequences.
inline constexpr std::size_t syntax_depth = 256;
/// Nodes that the aliases of one YAML document may expand to, together.
inline constexpr std::size_t alias_nodes = 100'000;
/// Bytes of one document that are read again to leave out what is broken in it, all times together.
inline constexpr std::size_t reread_bytes = std::size_t{4} << 20;
/// Expression evaluations inside one another: an expression, the local it names, that local's expression ...
inline constexpr std::size_t evaluation_depth = 1'000;
/// Steps (expression nodes evaluated) of one root module or template.
inline constexpr std::uint64_t evaluation_steps = 20'000'000;
/// Elements of one list or map that an expression makes.
inline constexpr std::size_t collection_items = 100'000;
/// Values inside one value that an expression makes, each counted as often as it occurs: what is shared in memory is
/// walked again and again.
inline constexpr std::uint32_t value_weight = 250'000;
/// Bytes of one string that an expression makes.
inline constexpr std::size_t string_bytes = std::size_t{8} << 20;
/// Bytes of all strings and items that the expressions of one root module or template make.
inline constexpr std::size_t value_bytes = std::size_t{128} << 20;
/// Bytes of everything that the evaluation of one root module or template makes, values and instances.
inline constexpr std::size_t evaluation_bytes = std::size_t{160} << 20;
/// Instances of one block under count or for_each.
inline constexpr std::size_t instances = 10'000;
/// Instances of all modules and resources of one root module or template.
inline constexpr std::size_t total_instances = 200'000;
/// Modules or nested stacks inside one another.
inline constexpr std::size_t module_depth = 32;
/// Templates that import from one another and are checked together.
inline constexpr std::size_t joined_templates = 100;
/// Branches that one value is kept in under undecided conditions; past it the value is unknown.
inline constexpr std::size_t alternatives = 64;
/// Ways of deciding undecided conditions that one rule walks for one subject.
inline constexpr std::size_t worlds = 1'024;
/// Undecided statements of one root module or template; decision diagrams recurse as deep as this.
inline constexpr std::size_t condition_atoms = 4'096;
/// Nodes of the decision diagram of one root module or template.
inline constexpr std::size_t condition_nodes = 1'000'000;
/// Bytes of one `.tieline.yaml`.
inline constexpr std::size_t configuration_bytes = std::size_t{256} << 10;
/// Suppressions of one file.
inline constexpr std::size_t suppressions = 1'000;
/// Rounds of fixes, each followed by another look at everything.
inline constexpr std::size_t fix_rounds = 20;

}  // namespace tieline::limits
