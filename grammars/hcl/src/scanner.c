// Heredocs, the one part of HCL whose lexing depends on what was read before: a heredoc ends where its own delimiter
// stands alone on a line. Everything else is left to the generated lexer, so this scanner is asked nothing outside
// heredocs.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <string.h>

enum Token {
  DELIMITER,      // the delimiter after `<<` or `<<-`, and the rest of that line
  TEXT,           // literal text
  INTERPOLATION,  // `${` or `${~`
  DIRECTIVE,      // `%{` or `%{~`
  END,            // the delimiter at the end, with the blanks before it
  ERROR_SENTINEL  // used by no rule: valid only while the parser looks for a way out of an error
};

// Heredocs nest: one can stand in an interpolation of another. Deeper ones than this are a syntax error. The whole
// stack has to fit into TREE_SITTER_SERIALIZATION_BUFFER_SIZE (1024) bytes.
enum { MAX_DEPTH = 64 };

// A delimiter is known by its length and hash, so one of any length takes as much room.
typedef struct {
  uint64_t hash;
  uint32_t length;
  uint32_t line_start;  // 1 where the next token begins a line
} Heredoc;

typedef struct {
  uint32_t depth;
  Heredoc stack[MAX_DEPTH];
} Scanner;

_Static_assert(sizeof(Heredoc) == 16, "serialized as it lies in memory");
_Static_assert(sizeof(Heredoc) * MAX_DEPTH <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "fits");

static inline void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static inline bool is_blank(int32_t c) { return c == ' ' || c == '\t'; }

// Part of a delimiter. Of characters beyond ASCII all are taken: whatever opens must close, and nothing else matters.
static inline bool is_name(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c > 0x7F;
}

// Reads a name and says its length and hash (FNV-1a).
static inline void read_name(TSLexer *lexer, uint64_t *hash, uint32_t *length) {
  uint64_t h = 0xcbf29ce484222325u;
  uint32_t n = 0;
  for (int32_t c = lexer->lookahead; is_name(c); c = lexer->lookahead) {
    h = (h ^ (uint32_t)c) * 0x100000001b3u;
    n++;
    advance(lexer);
  }
  *hash = h;
  *length = n;
}

// Goes over blanks and a line end. False, somewhere within, where anything else stands on the line.
static inline bool read_line_end(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) advance(lexer);
  if (lexer->lookahead == '\r') advance(lexer);
  if (lexer->lookahead == '\n') {
    advance(lexer);
    return true;
  }
  return false;
}

static bool scan_delimiter(Scanner *scanner, TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  if (!is_name(c) || c == '-' || (c >= '0' && c <= '9') || scanner->depth == MAX_DEPTH) return false;
  Heredoc *heredoc = &scanner->stack[scanner->depth];
  read_name(lexer, &heredoc->hash, &heredoc->length);
  if (!read_line_end(lexer)) return false;
  heredoc->line_start = 1;
  scanner->depth++;
  lexer->mark_end(lexer);
  lexer->result_symbol = DELIMITER;
  return true;
}

static bool scan_content(Scanner *scanner, TSLexer *lexer) {
  Heredoc *heredoc = &scanner->stack[scanner->depth - 1];
  bool line_start = heredoc->line_start != 0;
  bool has_text = false;
  for (;;) {
    if (line_start) {
      line_start = false;
      // Perhaps the last line. Where text comes first, that is a token of its own and ends here.
      if (has_text) lexer->mark_end(lexer);
      const bool was_text = has_text;
      while (is_blank(lexer->lookahead)) {
        advance(lexer);
        has_text = true;
      }
      if (is_name(lexer->lookahead)) {
        uint64_t hash;
        uint32_t length;
        read_name(lexer, &hash, &length);
        if (length == heredoc->length && hash == heredoc->hash) {
          if (!was_text) lexer->mark_end(lexer);
          if (read_line_end(lexer) || lexer->eof(lexer)) {
            if (was_text) {
              heredoc->line_start = 1;
              lexer->result_symbol = TEXT;
            } else {
              scanner->depth--;
              lexer->result_symbol = END;
            }
            return true;
          }
        }
        has_text = true;
      }
    }
    int32_t c = lexer->lookahead;
    if (c == '\n') {
      advance(lexer);
      has_text = line_start = true;
    } else if (c == '$' || c == '%') {
      if (has_text) lexer->mark_end(lexer);
      advance(lexer);
      if (lexer->lookahead == '{') {
        heredoc->line_start = 0;
        if (has_text) {
          lexer->result_symbol = TEXT;
          return true;
        }
        advance(lexer);
        if (lexer->lookahead == '~') advance(lexer);
        lexer->mark_end(lexer);
        lexer->result_symbol = c == '$' ? INTERPOLATION : DIRECTIVE;
        return true;
      }
      has_text = true;
      if (lexer->lookahead == c) {
        // `$${` is an escape; in a longer run the last two count.
        while (lexer->lookahead == c) advance(lexer);
        if (lexer->lookahead == '{') advance(lexer);
      }
    } else if (c == 0 && lexer->eof(lexer)) {
      // Not closed: what is left is text, and the end is missing.
      if (!has_text) return false;
      heredoc->line_start = 0;
      lexer->mark_end(lexer);
      lexer->result_symbol = TEXT;
      return true;
    } else {
      advance(lexer);
      has_text = true;
    }
  }
}

void *tree_sitter_hcl_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_hcl_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_hcl_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  const unsigned size = scanner->depth * (unsigned)sizeof(Heredoc);
  if (size != 0) memcpy(buffer, scanner->stack, size);
  return size;
}

void tree_sitter_hcl_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->depth = length / (unsigned)sizeof(Heredoc);
  if (length != 0) memcpy(scanner->stack, buffer, length);
}

bool tree_sitter_hcl_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  if (valid[ERROR_SENTINEL]) return false;
  if (valid[DELIMITER]) return scan_delimiter(scanner, lexer);
  if (valid[END] && scanner->depth != 0) return scan_content(scanner, lexer);
  return false;
}
