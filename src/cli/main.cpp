#include <csignal>
#include <exception>
#include <iostream>

#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace tieline::cli;
  std::signal(SIGPIPE, SIG_IGN);
  try {
    ParsedCommandLine parsed = parse_command_line(argc, argv);
    if (!parsed.options) return parsed.exit_code;
    Options& options = *parsed.options;
    switch (options.command) {
      case Command::check:
        return check(options);
      case Command::rules:
        return list_rules(options);
      case Command::explain:
        return explain(options);
      case Command::graph:
        return draw_graph(options);
      case Command::config:
        return config(options);
      case Command::eval:
        return eval(options);
    }
  } catch (const std::exception& error) {
    std::cerr << "tieline: " << error.what() << '\n';
  }
  return exit_usage;
}
