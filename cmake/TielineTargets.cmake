# How a folder becomes a library: its sources, and the folders it may use. The linker then holds the order of the house.
include_guard()

set(TIELINE_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(TIELINE_WERROR)
  list(APPEND TIELINE_WARNINGS -Werror)
endif()

# What almost every file includes, compiled once: it halves the time of a build.
set(TIELINE_COMMON_HEADERS <algorithm> <deque> <filesystem> <functional> <map> <memory> <mutex> <optional> <set> <span>
    <string> <string_view> <unordered_map> <utility> <vector>)

# tieline_share_headers(TARGET): the common headers, compiled with the first target that asks for them.
function(tieline_share_headers target)
  get_property(first GLOBAL PROPERTY TIELINE_COMMON_HEADERS_TARGET)
  if(first)
    target_precompile_headers(${target} REUSE_FROM ${first})
  else()
    target_precompile_headers(${target} PRIVATE ${TIELINE_COMMON_HEADERS})
    set_property(GLOBAL PROPERTY TIELINE_COMMON_HEADERS_TARGET ${target})
  endif()
endfunction()

# tieline_library(NAME FOLDER... [USES LIBRARY...]): sources are all *.cpp of the folder and those below it.
function(tieline_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "USES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/*.cpp)
  if(NOT sources)
    add_library(tieline_${name} INTERFACE)
    target_include_directories(tieline_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(tieline_${name} INTERFACE ${arg_USES})
    return()
  endif()
  add_library(tieline_${name} STATIC ${sources})
  target_include_directories(tieline_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(tieline_${name} PRIVATE ${TIELINE_WARNINGS})
  tieline_share_headers(tieline_${name})
  target_link_libraries(tieline_${name} PUBLIC ${arg_USES})
endfunction()

# tieline_test(FOLDER [USES LIBRARY...]): one test program of the *.cpp of tests/FOLDER.
function(tieline_test folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${folder} ${sources})
  target_include_directories(test_${folder} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/tests)
  target_compile_options(test_${folder} PRIVATE ${TIELINE_WARNINGS})
  target_precompile_headers(test_${folder} REUSE_FROM tieline_test_support)
  target_link_libraries(test_${folder} PRIVATE ${arg_USES} tieline_test_support GTest::gtest GTest::gtest_main Threads::Threads)
  gtest_discover_tests(test_${folder} DISCOVERY_TIMEOUT 60 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
