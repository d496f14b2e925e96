"""The completions in the shells themselves; bash is in the tests of the command line."""

import shutil
import subprocess

import pytest

from conftest import PROGRAM


@pytest.fixture
def script(tmp_path, environment):
    def write(shell, name):
        run = subprocess.run([PROGRAM, "completions", shell], env=environment, capture_output=True, text=True, check=True)
        (tmp_path / name).write_text(run.stdout, encoding="utf-8")
        return tmp_path / name

    return write


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish(script, environment, tmp_path):
    file = script("fish", "tieline.fish")

    def offered(line):
        run = subprocess.run(
            ["fish", "--no-config", "--command", f"source {file}; complete -C '{line}'"],
            env={**environment, "HOME": str(tmp_path)}, capture_output=True, text=True, check=True,
        )
        return {entry.split("\t")[0] for entry in run.stdout.splitlines()}

    assert offered("tieline explain EI40") == {"EI401", "EI402", "EI403", "EI404"}
    assert offered("tieline check --fail-on w") == {"warning"}
    assert "TL001,EI401" in offered("tieline check --select TL001,EI40")
    assert offered("tieline graph --no-f") == {"--no-faults"}
    assert offered("tieline rules --no-f") == set()
    assert "explain" in offered("tieline ex")
    assert "--fail-on" in offered("tieline --fail")


ZSH = r"""
zmodload zsh/zpty
zpty shell 'TERM=dumb zsh -f -i'
zpty -w shell "PS1='> '; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word; print rea''dy"
for answer in {1..50}; do zpty -r -m shell line '*ready*' && break; done
for begun in 'tieline explain EI30' 'tieline check --fail-on wa' 'tieline graph --no-f' 'tieline gra'; do
  zpty -w -n shell $'\x15'"$begun"$'\t\t'
  sleep 1
done
while zpty -r -t shell line; do print -r -- "$line"; done
"""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_zsh(script, environment, tmp_path):
    file = script("zsh", "_tieline")
    subprocess.run(["zsh", "-n", file], check=True)
    run = subprocess.run(
        ["zsh", "-f", "-c", ZSH, "zsh", str(tmp_path)],
        env={**environment, "HOME": str(tmp_path)}, capture_output=True, text=True, timeout=60,
    )
    for offered in ("EI309  -- security-group-vpc-mismatch", "--fail-on warning", "graph --no-faults", "tieline graph "):
        assert offered in run.stdout, run.stdout
