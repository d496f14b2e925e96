#include "terraform/functions/hashes.h"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <optional>

#include "terraform/functions/encoding.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// Digests and identifiers. What takes chance or a private key is unknown.
namespace tieline::terraform {
namespace {

template <const char* Algorithm>
CallResult hex_digest(Call& call) {
  return call.string(to_hex(digest(Algorithm, call.text(0))));
}

template <const char* Algorithm>
CallResult base64_digest(Call& call) {
  return call.string(encode_base64(digest(Algorithm, call.text(0))));
}

constexpr char md5[] = "md5";
constexpr char sha1[] = "sha1";
constexpr char sha256[] = "sha256";
constexpr char sha512[] = "sha512";

CallResult never_known(Call& call) { return call.unknown(); }

/// Sixteen bytes written as a UUID; nullopt for other text.
std::optional<std::string> uuid_bytes(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return std::nullopt;
    if (!dash) digits += text[i];
  }
  if (digits.size() != 32 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) {
    return std::nullopt;
  }
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

/// RFC 4122: the first sixteen bytes of a digest, with version 5 and the variant written over them.
CallResult uuidv5(Call& call) {
  static constexpr std::pair<std::string_view, std::string_view> spaces[] = {
      {"dns", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
      {"url", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"},
      {"oid", "6ba7b812-9dad-11d1-80b4-00c04fd430c8"},
      {"x500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8"},
  };
  std::string_view name = call.text(0);
  for (const auto& [short_name, uuid] : spaces) {
    if (name == short_name) name = uuid;
  }
  const auto space = uuid_bytes(name);
  if (!space) {
    const std::string why =
        name.size() == 36 ? std::string("invalid UUID format") : "invalid UUID length: " + std::to_string(name.size());
    return call.fail("uuidv5() doesn't support namespace " + std::string(name) + " (" + why + ")");
  }
  std::string bytes = digest(sha1, *space + std::string(call.text(1))).substr(0, 16);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x50U);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
  std::string text = to_hex(bytes);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, "-");
  return call.string(text);
}

}  // namespace

std::string digest(const char* algorithm, std::string_view bytes) {
  const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method(EVP_MD_fetch(nullptr, algorithm, nullptr), &EVP_MD_free);
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int length = 0;
  if (!method || EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, method.get(), nullptr) != 1) return {};
  return {reinterpret_cast<const char*>(out.data()), length};
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += hex[static_cast<unsigned char>(c) >> 4U];
    out += hex[static_cast<unsigned char>(c) & 0xFU];
  }
  return out;
}

void add_hash_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Parameter str{"str", string};
  table.push_back({"md5", {str}, {}, string, hex_digest<md5>});
  table.push_back({"sha1", {str}, {}, string, hex_digest<sha1>});
  table.push_back({"sha256", {str}, {}, string, hex_digest<sha256>});
  table.push_back({"sha512", {str}, {}, string, hex_digest<sha512>});
  table.push_back({"base64sha256", {str}, {}, string, base64_digest<sha256>});
  table.push_back({"base64sha512", {str}, {}, string, base64_digest<sha512>});
  table.push_back({"bcrypt", {str}, Parameter{"cost", value::number_type()}, string, never_known});
  table.push_back({"rsadecrypt", {{"ciphertext", string}, {"privatekey", string}}, {}, string, never_known});
  table.push_back({"uuid", {}, {}, string, never_known});
  table.push_back({"uuidv5", {{"namespace", string}, {"name", string}}, {}, string, uuidv5});
  table.push_back({"timestamp", {}, {}, string, never_known});
  table.push_back({"plantimestamp", {}, {}, string, never_known});
}

}  // namespace tieline::terraform
