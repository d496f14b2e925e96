// YAML: any bytes give documents and errors whose places lie within the file.

#include "document_check.h"

using namespace tieline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  text::Arena arena;
  fuzz::require_places(document::parse_yaml(text::FileId{0}, bytes, arena), bytes);
  return 0;
}
