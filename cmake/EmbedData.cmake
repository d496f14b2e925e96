# tieline_embed_data(FOLDER FILE...): puts *.json into the library of a folder of src/, byte for byte, as the table that
# its embedded_data.h declares. The assembler copies the bytes, so they cost the compiler nothing, and the loader maps
# them, so they cost the start of the program nothing.
include_guard()

function(tieline_embed_data folder)
  set(files ${ARGN})
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/tieline_${folder}_embedded_data.cpp)
  set(assembly "")
  set(declarations "")
  set(table "")
  foreach(path IN LISTS files)
    get_filename_component(name ${path} NAME_WE)
    string(MAKE_C_IDENTIFIER tieline_data_${name} symbol)
    string(APPEND assembly
           "asm(\".pushsection .rodata\\n\"\n    \".globl ${symbol}, ${symbol}_end\\n\"\n"
           "    \"${symbol}:\\n\"\n    \".incbin \\\"${path}\\\"\\n\"\n    \"${symbol}_end:\\n\"\n"
           "    \".byte 0\\n\"\n    \".popsection\\n\");\n")
    string(APPEND declarations "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND table "    {\"${name}\", ${symbol}, ${symbol}_end},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[// Made by cmake/EmbedData.cmake.
#include "@folder@/embedded_data.h"

@assembly@
extern "C" {
@declarations@}

namespace tieline::@folder@ {
namespace {

const text::EmbeddedFile files[] = {
@table@};

}  // namespace

std::span<const text::EmbeddedFile> embedded_files() { return files; }

}  // namespace tieline::@folder@
]])
  # Symbols that assembly defines are lost when files are optimised together.
  set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS "${files}" COMPILE_OPTIONS -fno-lto)
  target_sources(tieline_${folder} PRIVATE ${generated})
endfunction()
