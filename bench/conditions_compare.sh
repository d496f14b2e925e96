#!/usr/bin/env bash
# Prints what templates with many conditions cost, whole processes: Tieline and, where it is installed, cfn-lint, each on
# the same files in one run.
#
#   bench/conditions_compare.sh [path of tieline] [seconds that cfn-lint is given, 120 where not said]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-}
patience=${2:-120}
if [ -z "$program" ]; then
  . "$root/scripts/lib/build.sh"
  ensure_packages dependencies
  build release tieline
  program=$root/build/release/tieline
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$root/bench/generate_conditions.py" "$work"

python3 - "$program" "$patience" "$work" <<'PY'
import os, shutil, statistics, subprocess, sys, time
program, patience, folder = sys.argv[1], float(sys.argv[2]), sys.argv[3]
other = shutil.which('cfn-lint')

def run(command, seconds):
    """Seconds and peak MB of a process; None where it is not done in time."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        pid, _, usage = os.wait4(child.pid, os.WNOHANG)
        took = time.perf_counter() - start
        if pid:
            return took, usage.ru_maxrss / 1024
        if took > seconds:
            child.kill()
            os.wait4(child.pid, 0)
            return None
        time.sleep(0.0005)

print(f'{"template":16} {"tieline":>10} {"peak":>8}   cfn-lint')
for name in ['many.yaml', 'stacks/root.yaml', 'choices.yaml', 'nested-ifs.yaml', 'chain/root.yaml', 'large.yaml', 'large.json']:
    path = os.path.join(folder, name)
    mine = [run([program, 'check', path], 60) for _ in range(5)]
    line = 'more than 60 s' if None in mine else \
        f'{statistics.median(t for t, _ in mine) * 1000:7.0f} ms {max(m for _, m in mine):5.0f} MB'
    theirs = 'not installed' if other is None else run([other, path], patience)
    if other is not None:
        theirs = f'more than {patience:.0f} s' if theirs is None else f'{theirs[0]:.1f} s, {theirs[1]:.0f} MB'
    print(f'{name:16} {line}   {theirs}', flush=True)
PY
