#include "report/xml.h"

#include "report/unicode.h"

namespace tieline::report {

std::string xml(std::string_view text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  const std::string characters = well_formed(text);
  std::string out;
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const char byte = characters[at];
    switch (byte) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        // Char of XML 1.0: no other control characters, no U+FFFE and U+FFFF.
        if (static_cast<unsigned char>(byte) < 0x20) {
          out += replacement;
        } else if (const auto three = characters.substr(at, 3); three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
          out += replacement;
          at += 2;
        } else {
          out += byte;
        }
    }
  }
  return out;
}

}  // namespace tieline::report
