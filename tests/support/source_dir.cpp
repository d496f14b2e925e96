#include "support/source_dir.h"

namespace tieline::test {

// The only place that knows the folder, so that compiled tests can be shared between checkouts.
std::filesystem::path source_dir() { return TIELINE_SOURCE_DIR; }

}  // namespace tieline::test
