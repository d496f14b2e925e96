// GitHub-flavoured Markdown for the summary page of a job: a table of the findings, and the drawings as Mermaid.

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string>

#include "report/drawing.h"
#include "report/report.h"
#include "report/unicode.h"
#include "report/wording.h"

namespace tieline::report {
namespace {

/// A job summary is 1 MiB at the most; GitHub refuses what is longer. Bytes of the table, and of all drawings.
constexpr std::size_t most_table = 400'000;
constexpr std::size_t most_drawn = 400'000;
/// Mermaid refuses to draw what is longer (maxTextSize), or has more lines (maxEdges).
constexpr std::size_t most_mermaid = 50'000;
constexpr std::size_t most_edges = 500;

bool is_word(char byte) { return std::isalnum(static_cast<unsigned char>(byte)) != 0; }

/// Whether the byte may mean something in Markdown. An underscore within a word does not; addresses are full of them.
bool is_markup(std::string_view text, std::size_t at) {
  if (text[at] == '_') return at == 0 || at + 1 == text.size() || !is_word(text[at - 1]) || !is_word(text[at + 1]);
  return std::string_view("\\`*[]{}#|~!$").find(text[at]) != std::string_view::npos;
}

/// Text as it stands in a cell of a table: one line, without markup, mentions and links.
std::string cell(std::string_view text) {
  const std::string characters = well_formed(text);
  std::string out;
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const char byte = characters[at];
    if (byte == '<') {
      out += "&lt;";
    } else if (byte == '>') {
      out += "&gt;";
    } else if (byte == '&') {
      out += "&amp;";
    } else if (byte == '@') {
      out += "&#64;";  // no backslash keeps a mention from being one
    } else if (byte == '\n') {
      out += "<br>";
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      out += ' ';
    } else {
      if (is_markup(characters, at)) out += '\\';
      out += byte;
    }
  }
  return out;
}

/// Text as code in a cell of a table, between as many backticks as it needs.
std::string code(std::string_view text) {
  std::string inside;
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char byte : well_formed(text)) {
    run = byte == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (byte == '|') inside += '\\';  // a table's cells end before code is looked for
    inside += static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
  }
  const std::string fence(longest + 1, '`');
  const std::string margin(longest > 0 ? " " : "");
  return fence + margin + inside + margin + fence;
}

std::string place_cell(const Report& report, const lint::Finding& finding) {
  if (!finding.span.valid()) return {};
  return code(std::string(path_of(report, finding)) + ":" + std::to_string(report.sources.start(finding.span).line));
}

std::string rule_of(const lint::Finding& finding) {
  return "[" + std::string(finding.code) + "](" + rule_url(finding.code) + ") " + cell(finding.name);
}

/// Writes rows until the table is full, then says how many are left.
template <typename Row>
void write_rows(std::ostream& out, const std::vector<lint::Finding>& findings, const Row& row) {
  std::size_t written = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const std::string text = row(findings[i]);
    if (written + text.size() > most_table) {
      out << "\nand " << findings.size() - i << " more, for which there is no room here.\n";
      return;
    }
    out << text;
    written += text.size();
  }
}

void write_findings(std::ostream& out, const Report& report) {
  out << "| severity | rule | place | what is wrong |\n|---|---|---|---|\n";
  write_rows(out, report.result.findings, [&](const lint::Finding& finding) {
    return "| " + std::string(lint::name_of(finding.severity)) + " | " + rule_of(finding) + " | " +
           place_cell(report, finding) + " | " + cell(message_with_notes(report, finding)) + " |\n";
  });
}

void write_suppressed(std::ostream& out, const Report& report) {
  out << "\n<details><summary>Suppressed: " << report.result.suppressed.size()
      << "</summary>\n\n| rule | place | why |\n|---|---|---|\n";
  write_rows(out, report.result.suppressed, [&](const lint::Finding& finding) {
    const std::string why = finding.suppression ? suppression_text(*finding.suppression) : "";
    return "| " + rule_of(finding) + " | " + place_cell(report, finding) + " | " + cell(why) + " |\n";
  });
  out << "\n</details>\n";
}

bool has_faults(const Drawing& drawing) {
  const auto faulty = [](const auto& drawn) { return !drawn.faults.empty(); };
  return std::any_of(drawing.nodes.begin(), drawing.nodes.end(), faulty) ||
         std::any_of(drawing.edges.begin(), drawing.edges.end(), faulty);
}

/// Each drawing by itself: one that Mermaid cannot take does not take the others with it. Those with faults come first.
void write_drawings(std::ostream& out, const std::vector<Drawing>& drawings) {
  std::vector<const Drawing*> order;
  order.reserve(drawings.size());
  for (const Drawing& drawing : drawings) order.push_back(&drawing);
  std::stable_partition(order.begin(), order.end(), [](const Drawing* drawing) { return has_faults(*drawing); });
  std::size_t drawn = 0;
  std::size_t left_out = 0;
  for (const Drawing* drawing : order) {
    std::ostringstream mermaid;
    write_mermaid(mermaid, {*drawing});
    const std::string text = std::move(mermaid).str();
    if (text.size() > most_mermaid || drawing->edges.size() > most_edges || drawn + text.size() > most_drawn) {
      ++left_out;
      continue;
    }
    drawn += text.size();
    const std::string title = drawing->name == "." ? "" : " of " + cell(drawing->name);
    out << "\n### Graph" << title << "\n\n```mermaid\n" << well_formed(text) << "```\n";
  }
  if (left_out > 0) {
    out << "\nToo large to be shown here: " << left_out << (left_out == 1 ? " drawing" : " drawings")
        << "; `tieline graph` draws everything.\n";
  }
}

}  // namespace

void write_markdown(std::ostream& out, const Report& report) {
  out << "## Tieline\n\n" << summary(report.result) << '\n';
  if (!report.result.findings.empty()) {
    out << '\n';
    write_findings(out, report);
  }
  if (!report.result.suppressed.empty()) write_suppressed(out, report);
  if (report.drawings != nullptr) write_drawings(out, *report.drawings);
}

}  // namespace tieline::report
