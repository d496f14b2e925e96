#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/load.h"
#include "cloudformation/parameters.h"
#include "graph/graph.h"
#include "lint/finding.h"
#include "lint/selection.h"
#include "terraform/load.h"

namespace tieline::lint {

struct Baseline;
struct Changes;
/// The severity from which on findings make a run fail; `never` is above all of them.
enum class FailOn : std::uint8_t { info, warning, error, never };

[[nodiscard]] std::string_view name_of(FailOn fail_on);
/// nullopt for any other word.
[[nodiscard]] std::optional<FailOn> fail_on_of(std::string_view name);
/// Whether a finding of that severity makes the run fail.
[[nodiscard]] constexpr bool fails(Severity severity, FailOn fail_on) {
  return static_cast<std::uint8_t>(severity) >= static_cast<std::uint8_t>(fail_on);
}

/// What to check, and what the caller settles.
struct RunOptions {
  std::vector<std::filesystem::path> paths;
  terraform::Options terraform;
  cloudformation::Options cloudformation;
  bool each_variable_file = false;  ///< one run for each of terraform.variable_files, instead of one with all of them
  /// One run of every template for each of these sets, on top of what its options give; empty: one run.
  std::vector<cloudformation::ParameterSet> each_parameters;
  Selection selection;
  bool require_reasons = false;  ///< a suppression without a reason suppresses nothing
  std::optional<FailOn> fail_on;
  bool workspace_given = false;              ///< whether `terraform.workspace` is the caller's choice
  bool read_configuration = false;           ///< whether `.tieline.yaml` files count; what is given here wins over them
  std::filesystem::path configuration_file;  ///< the one configuration that counts; empty: those that are found
  unsigned jobs = 1;
  std::string stdin_filename;  ///< with `stdin_text`: the file that standard input stands for; empty: none
  std::string stdin_text;
  /// Called with each evaluated graph and what was found in it, before anything is suppressed: one at a time and in the
  /// same order for any number of jobs; templates that are joined are one graph, and come last. May be empty.
  std::function<void(graph::Graph&, const std::vector<Finding>&)> visit;
  std::shared_ptr<const Changes> changes;    ///< only what the state before them does not have; null: everything
  std::shared_ptr<const Baseline> baseline;  ///< what is put up with; null: nothing
};

/// What a run found.
struct RunResult {
  std::vector<Finding> findings;     ///< by file, place and code; the same for any number of jobs
  std::vector<Finding> suppressed;   ///< what somebody has asked not to hear of; Finding::suppression says who
  FailOn fail_on = FailOn::warning;  ///< what the options and the configuration make of it
  /// What is wrong with configurations, one line each. Where there is any, nothing was checked.
  std::vector<std::string> mistakes;
  std::vector<std::filesystem::path> configurations;  ///< the `.tieline.yaml` files read and what these extend
  bool complete = true;               ///< false where something could not be read to its end, or a limit was met
  std::size_t unchanged = 0;          ///< how many more there are that the state before the change has too
  std::vector<std::size_t> vanished;  ///< entries of the baseline that the run no longer finds, ascending
  std::size_t files = 0;              ///< Terraform and CloudFormation files and plans looked at
  std::size_t root_modules = 0;
  std::size_t templates = 0;
};

}  // namespace tieline::lint
