#!/usr/bin/env bash
# Prints the throughput of our grammar and of the public one (npm: @tree-sitter-grammars/tree-sitter-hcl) over the same
# files in one run, both loaded by the same tree-sitter library.
#
#   bench/grammar_compare.sh FOLDER [path of the grammar_bench program]
#
# Without the program it is built here, with the compiler's usual -O2.
set -euo pipefail

files=${1:?usage: grammar_compare.sh FOLDER [grammar_bench]}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent @tree-sitter-grammars/tree-sitter-hcl@1.2.0 >/dev/null && tar xzf ./*.tgz)
public=$work/package/src

# The public parser is generated at ABI 15, which the library of Debian and Ubuntu does not load. The tables are the
# same at 14; what 15 adds is left out.
sed -i -e 's/^#define LANGUAGE_VERSION 15/#define LANGUAGE_VERSION 14/' \
  -e 's/TSLexerMode ts_lex_modes/TSLexMode ts_lex_modes/' \
  -e '/^    \.supertype_count = /d' -e '/^    \.name = /d' -e '/^    \.max_reserved_word_set_size = /d' \
  -e '/^    \.metadata = {$/,/^    },$/d' "$public/parser.c"
cc -O2 -w -fPIC -shared -Wl,-Bsymbolic -I"$public" "$public/parser.c" "$public/scanner.c" -o "$work/public.so"

program=${2:-}
if [ -z "$program" ]; then
  program=$work/grammar_bench
  source=$root/grammars/hcl/src
  for file in parser scanner; do cc -O2 -w -I"$source" -c "$source/$file.c" -o "$work/$file.o"; done
  c++ -std=c++20 -O2 "$root/bench/grammar_bench.cpp" "$work/parser.o" "$work/scanner.o" \
    -ltree-sitter -lbenchmark -lpthread -ldl -o "$program"
fi

TIELINE_OTHER_GRAMMAR=$work/public.so "$program" "$files" --benchmark_repetitions=5 \
  --benchmark_enable_random_interleaving=true
