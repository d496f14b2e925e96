# Shared by the scripts beside this folder: install what is missing, build what is stale. Source it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }
die() { say "tieline: $*"; exit 2; }

# packages_of LIST...: the package names of the lists, without comments.
packages_of() {
  local list
  for list in "$@"; do sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$root/scripts/lib/$list.txt"; done
}

# ensure_packages LIST...: installs what is missing. What was found complete once is not asked for again until a list
# changes, so that a second run starts at once.
ensure_packages() {
  local stamp_name lists=("$@") wanted missing=()
  stamp_name=$(IFS=-; echo "${lists[*]}")
  local stamp="$root/build/.packages-$stamp_name"
  wanted=$(packages_of "${lists[@]}")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    command -v cmake >/dev/null 2>&1 && command -v ninja >/dev/null 2>&1 && return 0
    die "this script installs packages on Debian and Ubuntu only. Install what corresponds to these, then run it again:
$(printf '  %s\n' $wanted)"
  fi
  local package
  for package in $wanted; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
      command -v sudo >/dev/null 2>&1 ||
        die "these packages are missing and there is no sudo to install them: ${missing[*]}"
      as_root=(sudo)
    fi
    say "tieline: installing ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
           "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
             "${missing[@]}"; } >"$log" 2>&1; then
      cat "$log" >&2
      die "the packages could not be installed"
    fi
    rm -f "$log"
  fi
  mkdir -p "$root/build"
  printf '%s\n' "$wanted" >"$stamp"
}

# ensure_schemas: the schemas that reports are validated against, fetched once into build/schemas. Without a network the
# tests run without them, except where CI asks.
ensure_schemas() {
  local fetch="$root/scripts/lib/fetch-schemas" folder="$root/build/schemas" python=/usr/bin/python3 log
  cmp -s "$fetch" "$folder/.fetched-by" && return 0
  [ -x "$python" ] || python=python3
  say "tieline: fetching the schemas of the report formats"
  log=$(mktemp)
  if "$python" "$fetch" "$folder" >"$log" 2>&1; then
    cp "$fetch" "$folder/.fetched-by"
  else
    cat "$log" >&2
    [ -z "${CI:-}" ] || die "the schemas could not be fetched"
    say "tieline: the schemas could not be fetched; reports are not validated"
  fi
  rm -f "$log"
}

# build PRESET TARGET... [-- CMAKE OPTION...]: configures once and builds. Quiet unless it fails; shows progress on a
# terminal.
build() {
  local preset=$1 targets=() options=()
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do targets+=("$1"); shift; done
  [ $# -gt 0 ] && shift && options=("$@")
  local folder="$root/build/$preset" log
  log=$(mktemp)
  # Not where everything is optimised together: what gcc says then is about code that it has moved.
  case "${CI:+in-ci}-$preset" in
    in-ci-debug | in-ci-asan | in-ci-tsan) options+=(-DTIELINE_WERROR=ON) ;;
  esac
  if [ ! -f "$folder/build.ninja" ] || [ ${#options[@]} -gt 0 ]; then
    [ -t 2 ] && say "tieline: configuring ($preset)"
    if ! (cd "$root" && cmake --preset "$preset" "${options[@]}") >"$log" 2>&1; then
      cat "$log" >&2
      rm -f "$log"
      die "the build could not be configured"
    fi
  fi
  if [ -t 2 ]; then
    local status='tieline: building [%f/%t] '
    NINJA_STATUS=$status ninja -C "$folder" "${targets[@]}" 2>&1 | tee "$log" |
      awk '/no work to do|Entering directory/ {next} {printf "\r\033[K%s", substr($0, 1, 100) > "/dev/stderr"}
           END {printf "\r\033[K" > "/dev/stderr"}'
    local result=${PIPESTATUS[0]}
  else
    ninja -C "$folder" "${targets[@]}" >"$log" 2>&1
    local result=$?
  fi
  if [ "$result" -ne 0 ]; then
    cat "$log" >&2
    rm -f "$log"
    die "the build failed"
  fi
  rm -f "$log"
}
