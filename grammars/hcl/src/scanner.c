// Heredocs, the one part of HCL whose lexing depends on what was read before: a heredoc ends where its own delimiter
// stands alone on a line. Everything else is left to the generated lexer, so this scanner is asked nothing outside
// heredocs.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <stddef.h>
#include <string.h>

enum Token {
  DELIMITER,      // the delimiter after `<<` or `<<-`, and the rest of that line
  TEXT,           // literal text
  INTERPOLATION,  // `${` or `${~`
  DIRECTIVE,      // `%{` or `%{~`
  END,            // the delimiter at the end, with the blanks before it
  UNCLOSED,       // nothing, where the end of a heredoc without one is taken to be
  ERROR_SENTINEL  // used by no rule: valid only while the parser looks for a way out of an error
};

// Heredocs nest: one can stand in an interpolation of another. Deeper ones than this are a syntax error. The whole
// stack has to fit into TREE_SITTER_SERIALIZATION_BUFFER_SIZE (1024) bytes.
enum { MAX_DEPTH = 60 };

// How often the end of a heredoc is looked for in vain. Each time costs a look at the whole rest of the file, so after
// that many a heredoc is taken to have an end.
enum { MAX_FAILED_SEARCHES = 8 };

// A delimiter is known by its length and hash, so one of any length takes as much room.
typedef struct {
  uint64_t hash;
  uint32_t length;
  bool line_start;  // the next token begins a line
  bool unclosed;    // no line of the file ends it
} Heredoc;

typedef struct {
  uint32_t depth;
  uint32_t failed_searches;
  Heredoc stack[MAX_DEPTH];
} Scanner;

// Serialized as it lies in memory, up to the stack's top.
enum { HEAD_SIZE = offsetof(Scanner, stack) };
_Static_assert(sizeof(Scanner) <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "fits");

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

// Reads the name at the start of a line, behind blanks. True where it is the heredoc's delimiter.
static inline bool read_delimiter(TSLexer *lexer, const Heredoc *heredoc) {
  while (is_blank(lexer->lookahead)) advance(lexer);
  uint64_t hash;
  uint32_t length;
  read_name(lexer, &hash, &length);
  return length == heredoc->length && hash == heredoc->hash;
}

// True where some line of what is left is the delimiter alone.
static bool find_end(TSLexer *lexer, const Heredoc *heredoc) {
  for (;;) {
    if (read_delimiter(lexer, heredoc) && (read_line_end(lexer) || lexer->eof(lexer))) return true;
    while (lexer->lookahead != '\n') {
      if (lexer->lookahead == 0 && lexer->eof(lexer)) return false;
      advance(lexer);
    }
    advance(lexer);
  }
}

static bool scan_delimiter(Scanner *scanner, TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  if (!is_name(c) || c == '-' || (c >= '0' && c <= '9') || scanner->depth == MAX_DEPTH) return false;
  Heredoc *heredoc = &scanner->stack[scanner->depth];
  read_name(lexer, &heredoc->hash, &heredoc->length);
  if (!read_line_end(lexer)) return false;
  lexer->mark_end(lexer);
  heredoc->line_start = true;
  heredoc->unclosed = scanner->failed_searches < MAX_FAILED_SEARCHES && !find_end(lexer, heredoc);
  if (heredoc->unclosed) scanner->failed_searches++;
  scanner->depth++;
  lexer->result_symbol = DELIMITER;
  return true;
}

// Reads the opening of a block, `name "label" {`, that fills a line. Where a heredoc has no end, the next block at the
// margin is where the author's mind was elsewhere again. When false, what was read is plain text.
static bool read_block_opening(TSLexer *lexer) {
  uint64_t hash;
  uint32_t length;
  read_name(lexer, &hash, &length);
  if (length == 0) return false;
  for (;;) {
    if (!is_blank(lexer->lookahead)) return false;
    while (is_blank(lexer->lookahead)) advance(lexer);
    if (lexer->lookahead == '{') break;
    if (lexer->lookahead == '"') {
      advance(lexer);
      while (is_name(lexer->lookahead)) advance(lexer);
      if (lexer->lookahead != '"') return false;
      advance(lexer);
    } else {
      read_name(lexer, &hash, &length);
      if (length == 0) return false;
    }
  }
  advance(lexer);
  return read_line_end(lexer);
}

static bool scan_content(Scanner *scanner, TSLexer *lexer) {
  Heredoc *heredoc = &scanner->stack[scanner->depth - 1];
  bool line_start = heredoc->line_start;
  bool has_text = false;
  for (;;) {
    if (line_start) {
      line_start = false;
      // Perhaps the last line. Where text comes first, that is a token of its own and ends here.
      lexer->mark_end(lexer);
      const bool reads = is_name(lexer->lookahead) || (!heredoc->unclosed && is_blank(lexer->lookahead));
      bool is_last = false;
      if (heredoc->unclosed) {
        is_last = read_block_opening(lexer);
      } else if (read_delimiter(lexer, heredoc)) {
        if (!has_text) lexer->mark_end(lexer);
        is_last = read_line_end(lexer) || lexer->eof(lexer);
      }
      if (is_last) {
        if (has_text) {
          heredoc->line_start = true;
          lexer->result_symbol = TEXT;
        } else {
          scanner->depth--;
          lexer->result_symbol = heredoc->unclosed ? UNCLOSED : END;
        }
        return true;
      }
      has_text = has_text || reads;
    }
    int32_t c = lexer->lookahead;
    if (c == '\n') {
      advance(lexer);
      has_text = line_start = true;
    } else if (c == '$' || c == '%') {
      if (has_text) lexer->mark_end(lexer);
      advance(lexer);
      if (lexer->lookahead == '{') {
        heredoc->line_start = false;
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
      lexer->mark_end(lexer);
      heredoc->line_start = false;
      if (!has_text) scanner->depth--;
      lexer->result_symbol = has_text ? TEXT : UNCLOSED;
      return true;
    } else {
      advance(lexer);
      has_text = true;
    }
  }
}

// Where a `${` in a heredoc is not closed, the delimiter alone on a line is the end all the same, of both.
static bool scan_lost_end(Scanner *scanner, TSLexer *lexer) {
  if (scanner->depth == 0) return false;
  bool line_start = false;
  for (int32_t c = lexer->lookahead; is_blank(c) || c == '\r' || c == '\n'; c = lexer->lookahead) {
    if (c == '\n') line_start = true;
    lexer->advance(lexer, true);
  }
  if (!line_start || !read_delimiter(lexer, &scanner->stack[scanner->depth - 1])) return false;
  lexer->mark_end(lexer);
  if (!read_line_end(lexer) && !lexer->eof(lexer)) return false;
  scanner->depth--;
  lexer->result_symbol = END;
  return true;
}

void *tree_sitter_hcl_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_hcl_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_hcl_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  if (scanner->depth == 0 && scanner->failed_searches == 0) return 0;
  const unsigned size = HEAD_SIZE + scanner->depth * (unsigned)sizeof(Heredoc);
  memcpy(buffer, scanner, size);
  return size;
}

void tree_sitter_hcl_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->depth = 0;
  scanner->failed_searches = 0;
  if (length != 0) memcpy(scanner, buffer, length);
}

bool tree_sitter_hcl_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  if (valid[ERROR_SENTINEL]) return scan_lost_end(scanner, lexer);
  if (valid[DELIMITER]) return scan_delimiter(scanner, lexer);
  if (scanner->depth == 0) return false;
  if (valid[TEXT]) return scan_content(scanner, lexer);
  if (valid[END]) return scan_lost_end(scanner, lexer);
  return false;
}
