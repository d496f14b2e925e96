#include <algorithm>
#include <string>

#include "report/report.h"
#include "report/unicode.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

using lint::Finding;
using lint::Severity;

/// What a line of source shows at the most; a minified template is one line of a megabyte.
constexpr std::size_t window_columns = 140;
constexpr std::size_t window_lead = 40;

/// Terminal colours, or nothing.
struct Palette {
  bool on;
  [[nodiscard]] std::string_view reset() const { return on ? "\x1b[0m" : ""; }
  [[nodiscard]] std::string_view bold() const { return on ? "\x1b[1m" : ""; }
  [[nodiscard]] std::string_view place() const { return on ? "\x1b[1;34m" : ""; }
  [[nodiscard]] std::string_view help() const { return on ? "\x1b[1;36m" : ""; }
  [[nodiscard]] std::string_view of(Severity severity) const {
    if (!on) return "";
    switch (severity) {
      case Severity::error:
        return "\x1b[1;31m";
      case Severity::warning:
        return "\x1b[1;33m";
      case Severity::info:
        return "\x1b[1;32m";
    }
    return "";
  }
};

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// One source line with a part of it underlined.
class Excerpt {
 public:
  Excerpt(const text::SourceFile& file, const text::Span& span) {
    const text::Position start = file.position(span.begin);
    line_ = start.line;
    const std::string_view line = file.line(line_);
    const std::size_t from = std::min<std::size_t>(span.begin - file.line_start(line_), line.size());
    const std::size_t to = std::clamp<std::size_t>(span.end - file.line_start(line_), from, line.size());
    std::size_t cut_from = from > window_columns - window_lead ? from - window_lead : 0;
    std::size_t cut_to = std::min(line.size(), cut_from + window_columns);
    // Not within a character; these have four bytes at the most, whatever a hostile file says.
    for (int i = 0; i < 3 && cut_from > 0 && !starts_code_point(line[cut_from]); ++i) --cut_from;
    for (int i = 0; i < 3 && cut_to < line.size() && !starts_code_point(line[cut_to]); ++i) ++cut_to;
    const std::string before = printable(line.substr(cut_from, from - cut_from));
    const std::string marked = printable(line.substr(from, std::min(to, cut_to) - from));
    const std::string after = printable(line.substr(std::min(to, cut_to), cut_to - std::min(to, cut_to)));
    const std::string_view lead = cut_from > 0 ? "..." : "";
    text_ = std::string(lead) + before + marked + after + (cut_to < line.size() ? "..." : "");
    indent_ = lead.size() + cells(before);
    width_ = std::max<std::size_t>(1, cells(marked));
  }

  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string underline(char mark) const { return std::string(indent_, ' ') + std::string(width_, mark); }

 private:
  std::uint32_t line_ = 1;
  std::string text_;
  std::size_t indent_ = 0;
  std::size_t width_ = 1;
};

class TextWriter {
 public:
  TextWriter(std::ostream& out, const Report& report) : out_(out), report_(report), palette_{report.color} {}

  void write() {
    for (const Finding& finding : report_.result.findings) block(finding);
    out_ << summary(report_.result) << '\n';
  }

 private:
  void block(const Finding& finding) {
    out_ << palette_.of(finding.severity) << lint::name_of(finding.severity) << '[' << finding.code << ']'
         << palette_.reset() << palette_.bold() << ' ' << finding.name << ": " << printable(full_message(finding))
         << palette_.reset() << '\n';
    const std::size_t gutter = gutter_of(finding);
    if (finding.span.valid()) place(finding.span, "-->", '^', palette_.of(finding.severity), gutter, finding.resource);
    for (const auto& related : finding.related) {
      out_ << palette_.bold() << "note" << palette_.reset() << ": " << printable(related.message) << '\n';
      if (related.span.valid()) place(related.span, "-->", '-', palette_.place(), gutter, "");
    }
    for (const auto& fix : finding.fixes) {
      if (finding.help.empty()) note("help", fix.description, gutter);
    }
    if (!finding.help.empty()) note("help", finding.help, gutter);
    out_ << '\n';
  }

  void note(std::string_view kind, std::string_view message, std::size_t gutter) {
    const std::string margin(gutter + 1, ' ');
    out_ << margin << palette_.place() << "= " << palette_.reset() << palette_.help() << kind << palette_.reset()
         << ": ";
    // Continuation lines stand under the first one's text.
    for (std::size_t from = 0;;) {
      const std::size_t end = message.find('\n', from);
      out_ << printable(message.substr(from, end - from)) << '\n';
      if (end == std::string_view::npos) break;
      out_ << margin << std::string(kind.size() + 4, ' ');
      from = end + 1;
    }
  }

  void place(const text::Span& span, std::string_view arrow, char mark, std::string_view mark_color, std::size_t gutter,
             std::string_view resource) {
    const text::SourceFile& file = report_.sources.file(span.file);
    const text::Position at = file.position(span.begin);
    const std::string margin(gutter, ' ');
    out_ << margin << palette_.place() << arrow << palette_.reset() << ' ' << printable(file.path()) << ':' << at.line
         << ':' << at.column;
    if (!resource.empty()) out_ << " (" << printable(resource) << ')';
    out_ << '\n';
    const Excerpt excerpt(file, span);
    const std::string number = std::to_string(excerpt.line());
    out_ << palette_.place() << margin << " |" << palette_.reset() << '\n';
    out_ << palette_.place() << std::string(gutter - number.size(), ' ') << number << " |" << palette_.reset() << ' '
         << excerpt.text() << '\n';
    out_ << palette_.place() << margin << " |" << palette_.reset() << ' ' << mark_color << excerpt.underline(mark)
         << palette_.reset() << '\n';
  }

  /// The width of the widest line number in a block.
  [[nodiscard]] std::size_t gutter_of(const Finding& finding) const {
    std::uint32_t last = 1;
    const auto take = [&](const text::Span& span) {
      if (span.valid()) last = std::max(last, report_.sources.file(span.file).position(span.begin).line);
    };
    take(finding.span);
    for (const auto& related : finding.related) take(related.span);
    return std::to_string(last).size();
  }

  std::ostream& out_;
  const Report& report_;
  Palette palette_;
};

}  // namespace

void write_text(std::ostream& out, const Report& report) { TextWriter(out, report).write(); }

}  // namespace tieline::report
