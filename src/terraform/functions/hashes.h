#pragma once

#include <string>
#include <string_view>

namespace tieline::terraform {

/// The digest of that name ("md5", "sha1", "sha256", "sha512"), as raw bytes; empty for another name.
[[nodiscard]] std::string digest(const char* algorithm, std::string_view bytes);
/// Bytes in lower-case hexadecimal.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace tieline::terraform
