#pragma once

#include <span>

namespace tieline::aws {

/// A file of rules/data as the build found it.
struct EmbeddedFile {
  const char* name;  ///< without `.json`
  const char* begin;
  const char* end;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace tieline::aws
