// Whatever bytes names and messages hold: every format stays what it is.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "report/fixture.h"
#include "report/unicode.h"

namespace tieline::report {
namespace {

using nlohmann::json;
using test::Written;

/// Up to 24 bytes, mostly of those that mean something to some format.
std::string any_text(std::mt19937& random) {
  static constexpr char bytes[] =
      "\r\n\t\x1b\0%:,;\"'<>&|`*_[]{}#~$@\\!-= ]]>::\xC2\x9B\xE2\x80\xAE\xEF\xBF\xBE\xF0\x9F\x98\x80\xFF";
  constexpr std::string_view special(bytes, sizeof bytes - 1);
  std::string text;
  for (auto left = random() % 25; left > 0; --left) {
    text += random() % 3 == 0 ? static_cast<char>(random() % 256) : special[random() % special.size()];
  }
  return text;
}

/// Three findings, one suppressed, whose every text is any.
void fill(Written& run, std::mt19937& random) {
  const auto file =
      run.file("a" + any_text(random) + "/main.tf", "x" + any_text(random) + "\n" + any_text(random) + "y");
  const auto size = static_cast<std::uint32_t>(run.sources.file(file).bytes().size());
  const text::Span whole{file, 0, size};
  for (lint::Finding* finding :
       {&run.finding(whole, any_text(random)), &run.finding({file, size, size}, any_text(random)),
        &run.suppressed({file, 1, 1}, any_text(random), {{}, any_text(random)})}) {
    finding->help = any_text(random);
    finding->when = any_text(random);
    finding->resource = any_text(random);
    finding->related = {{whole, any_text(random)}, {{}, any_text(random)}};
    finding->fixes = {{any_text(random), true, {{{file, 0, 1}, any_text(random)}}}};
  }
}

std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

TEST(AnyBytes, EveryFormatStaysWhatItIs) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    Written run;
    run.result.findings.reserve(2);  // fill() keeps pointers
    fill(run, random);
    std::map<std::string_view, std::string> texts;
    for (const std::string_view format : format_names()) {
      const std::string& text = texts[format] = run.in(format);
      EXPECT_EQ(well_formed(text), text) << format << " is no UTF-8";
      EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](char c) { return c == '\x1b' || c == '\0' || c == '\r'; }))
          << format << " holds control characters";
    }
    for (const char* format : {"json", "sarif", "gitlab", "rdjson"}) EXPECT_TRUE(json::accept(texts[format])) << format;
    EXPECT_EQ(lines(texts["checkstyle"]), 7);  // declaration, root, file, two errors, and the ends
    EXPECT_EQ(lines(texts["rdjsonl"]), 2);
    EXPECT_EQ(lines(texts["github"]), 2);
    std::istringstream records(texts["rdjsonl"]);
    for (std::string line; std::getline(records, line);) EXPECT_TRUE(json::accept(line)) << line;
    std::istringstream commands(texts["github"]);
    for (std::string line; std::getline(commands, line);) EXPECT_TRUE(line.starts_with("::error file=a")) << line;
  }
}

}  // namespace
}  // namespace tieline::report
