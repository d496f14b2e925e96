#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieline::cloudformation {

/// A range of IPv4 or IPv6 addresses: the first one and the length of the prefix.
struct AddressRange {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  ///< the first four for IPv4
  int prefix = 0;
};

/// `10.0.0.0/16`, `2001:db8::/56`; nullopt for anything else.
[[nodiscard]] std::optional<AddressRange> parse_range(std::string_view text);

/// The first `count` ranges with `host_bits` host bits within the range, as Fn::Cidr numbers them; fewer where there
/// are not as many, none where the bits do not fit.
[[nodiscard]] std::vector<std::string> subranges(const AddressRange& range, std::size_t count, std::int64_t host_bits);

}  // namespace tieline::cloudformation
