#!/usr/bin/env bash
# Prints what a run costs: whole processes on one 400-line template and module and on templates of 1 MB, and whole runs
# against parsing alone on 10, 100 and 1,000 generated files, on module instances, resources, locals and whole set-ups in
# three numbers each, on set-ups that each hang on conditions of their own, and on 1 MB of YAML and JSON; and what part of
# the rules costs.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib/build.sh"

ensure_packages dependencies check-dependencies
build release tieline
build bench bench_run
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$root/bench/generate.py" "$work/400_lines" one
python3 "$root/bench/generate_conditions.py" "$work/hard"
for format in yaml json; do
  mkdir -p "$work/1_MB_$format"
  mv "$work/hard/large.$format" "$work/1_MB_$format/"
done
for count in 10 100 1000; do python3 "$root/bench/generate.py" "$work/$count" "$count"; done

python3 - "$root/build/release/tieline" "$work/400_lines" "$work/1_MB_yaml" "$work/1_MB_json" <<'PY'
import os, resource, statistics, subprocess, sys, time
program, *folders = sys.argv[1:]
for path in [os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(folder))]:
    times, memory = [], 0
    for _ in range(21):
        start = time.perf_counter()
        child = subprocess.Popen([program, 'check', path], stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        times.append((time.perf_counter() - start) * 1000)
        memory = max(memory, usage.ru_maxrss / 1024)
    print(f'{"/".join(path.split("/")[-2:])}: median {statistics.median(times):.1f} ms, at most {max(times):.1f} ms, '
          f'peak {memory:.1f} MB')
PY
folders=("10_files=$work/10" "100_files=$work/100" "1000_files=$work/1000")
shape() {  # NAME SIZE: a configuration that is large in one way
  python3 "$root/bench/generate.py" "$work/$1_$2" "$1" "$2"
  folders+=("$1_$2=$work/$1_$2")
}
for size in 3 6 12; do shape modules "$size"; done
for size in 100 1000 10000; do shape resources "$size"; done
for size in 50 500 5000; do shape locals "$size"; done
for size in 30 100; do
  mkdir -p "$work/conditions_$size"
  mv "$work/hard/setups-$size.yaml" "$work/conditions_$size/"
  folders+=("conditions_$size=$work/conditions_$size")
done
folders+=("1_MB_yaml=$work/1_MB_yaml" "1_MB_json=$work/1_MB_json")
for size in 5 50 500; do shape setups "$size"; done
"$root/build/bench/bench_run" "${folders[@]}" --benchmark_min_time=1
