#pragma once

#include <span>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "text/source.h"

namespace tieline::lint {

/// What a finding is recognised by when it is met again, in another state of the files. Lines are not part of it.
struct Identity {
  std::string code;
  std::string file;         ///< as findings show it; empty where none is to blame
  std::string resource;     ///< may be empty; without the keys of instances, as is the message
  std::string message;      ///< without the places that a few messages name
  std::string when;         ///< the condition and the values files it holds with; may be empty
  std::string fingerprint;  ///< of all that but the file, and of the source text it is about: 16 hexadecimal digits

  /// The same fault, in whatever file and text.
  [[nodiscard]] bool same_fault(const Identity& other) const {
    return code == other.code && resource == other.resource && message == other.message && when == other.when;
  }
};
[[nodiscard]] Identity identity(const Finding& finding, const text::SourceManager& sources);

/// A name for each finding that stays the same when lines move: of the code, the file, the resource, the message and
/// the condition, and which of several alike it is. 16 hexadecimal digits.
[[nodiscard]] std::vector<std::string> fingerprints(std::span<const Finding> findings,
                                                    const text::SourceManager& sources);

}  // namespace tieline::lint
