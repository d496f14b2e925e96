#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

/// The commands of the program. Each returns the exit code.
namespace tieline::cli {

int check(Options& options);
int config(const Options& options);
/// Says what is wrong with configurations, one line each.
int refuse(const std::vector<std::string>& mistakes);
int list_rules(const Options& options);
int explain(const Options& options);
int draw_graph(Options& options);
int eval(Options& options);

}  // namespace tieline::cli
