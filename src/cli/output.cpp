#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tieline::cli {

bool write_outputs(const std::vector<text::FileText>& outputs, std::string& error) {
  std::vector<text::FileText> files;
  for (const text::FileText& output : outputs) {
    if (!output.path.empty()) files.push_back(output);
  }
  if (!text::write_files(files, error)) return false;
  for (const text::FileText& output : outputs) {
    // A reader that has seen enough (`| head`) is no error of ours.
    if (!output.path.empty() || text::write_all(STDOUT_FILENO, output.text) || errno == EPIPE) continue;
    error = std::string("standard output: ") + std::strerror(errno);
    return false;
  }
  return true;
}

bool write_output(const std::string& path, std::string_view text, std::string& error) {
  return write_outputs({{path, std::string(text)}}, error);
}

bool wants_color() {
  const char* refused = std::getenv("NO_COLOR");
  if (refused != nullptr && *refused != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace tieline::cli
