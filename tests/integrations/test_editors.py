"""The recipes for editors: Neovim itself with the module, and the pattern of the task for VS Code on real output."""

import json
import re
import shutil
import subprocess

import pytest

from conftest import COMPLETE, FAULTY_ENDPOINT, PROGRAM, ROOT

TEXT = '''resource "aws_vpc_endpoint" "ei" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  vpc_endpoint_type = "Interface"
  service_name      = /* größe 😀 */ "com.amazonaws.us-west-2.elastic-inference"
}
'''


def test_json_of_a_buffer(tmp_path, environment):
    """What README says: the buffer stands for the file, the rest of its folder is read from disk."""
    folder = tmp_path / "folder"
    shutil.copytree(COMPLETE, folder)
    buffer = (folder / "network.tf").read_text(encoding="utf-8") + FAULTY_ENDPOINT
    for name in ("network.tf", str(folder / "network.tf")):
        run = subprocess.run(
            [PROGRAM, "check", "--stdin-filename", name, "--format", "json"],
            cwd=folder, env=environment, input=buffer, capture_output=True, text=True,
        )
        assert run.returncode == 1, run.stderr
        report = json.loads(run.stdout)
        (fault,) = [finding for finding in report["findings"] if finding["code"] == "EI201"]
        assert (folder / fault["file"]).resolve() == folder / "network.tf"
        assert buffer.splitlines()[fault["range"]["start"]["line"] - 1].strip().startswith("service_name")
        assert not any(finding["code"] == "TL002" for finding in report["findings"]), "the other files were not read"


@pytest.mark.skipif(shutil.which("nvim") is None, reason="no Neovim here")
def test_neovim(tmp_path, environment):
    file = tmp_path / "main.tf"
    file.write_text("# another text is on disk\n", encoding="utf-8")
    lua = tmp_path / "lua"
    lua.mkdir()
    shutil.copy(ROOT / "integrations/neovim/tieline.lua", lua)
    (tmp_path / "buffer.txt").write_text(TEXT, encoding="utf-8")
    script = tmp_path / "script.lua"
    script.write_text(
        f"""
        vim.opt.runtimepath:prepend('{tmp_path}')
        require('tieline').setup()
        vim.cmd('edit {file}')
        vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.fn.readfile('{tmp_path}/buffer.txt'))
        vim.cmd('doautocmd TextChanged')
        vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end)
        vim.fn.writefile({{ vim.json.encode(vim.diagnostic.get(0)) }}, '{tmp_path}/diagnostics.json')
        vim.cmd('qall!')
        """,
        encoding="utf-8",
    )
    subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-n", "-i", "NONE", "-S", script],
        env={**environment, "HOME": str(tmp_path)}, cwd=tmp_path, check=True, timeout=60, capture_output=True,
    )
    diagnostics = json.loads((tmp_path / "diagnostics.json").read_text(encoding="utf-8"))
    (fault,) = [diagnostic for diagnostic in diagnostics if diagnostic["code"] == "EI201"]
    line = TEXT.splitlines()[fault["lnum"]].encode()
    assert line[fault["col"] : fault["end_col"]] == b'"com.amazonaws.us-west-2.elastic-inference"'
    assert fault["severity"] == 1 and "help: " in fault["message"]


def test_vscode_task(tmp_path, environment):
    task = json.loads((ROOT / "integrations/vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    first, second = task["problemMatcher"]["pattern"]
    (tmp_path / "main.tf").write_text(TEXT, encoding="utf-8")
    run = subprocess.run(
        [PROGRAM, *task["args"]], cwd=tmp_path, env={**environment, **task["options"]["env"]}, capture_output=True, text=True
    )
    lines = run.stdout.splitlines()
    problems = []
    for header, place in zip(lines, lines[1:]):
        if found := re.match(first["regexp"], header):
            at = re.match(second["regexp"], place)
            assert at, place
            problems.append((found[first["severity"]], found[first["code"]], at[second["file"]], at[second["line"]]))
    assert ("error", "EI201", "main.tf", "4") in problems
    summary = re.search(r"Found (\d+) errors?, (\d+) warnings?", run.stdout)
    assert len([problem for problem in problems if problem[0] != "info"]) == int(summary[1]) + int(summary[2])


@pytest.mark.skipif(shutil.which("nvim") is None, reason="no Neovim here")
def test_vim_errorformat(tmp_path, environment):
    """The line that README gives, in Neovim, which reads Vim's options."""
    (tmp_path / "main.tf").write_text(TEXT, encoding="utf-8")
    readme = (ROOT / "integrations/README.md").read_text(encoding="utf-8")
    (setting,) = re.findall(r"`:(set makeprg=.*?)`", readme)
    script = tmp_path / "script.vim"
    script.write_text(
        f"{setting}\nsilent make!\n"
        "call writefile(map(getqflist(), {_, entry -> bufname(entry.bufnr).':'.entry.lnum.' '.entry.type.' '.entry.text}), "
        "'entries')\nqall!\n",
        encoding="utf-8",
    )
    subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-n", "-i", "NONE", "-S", script],
        env={**environment, "HOME": str(tmp_path), "SHELL": "/bin/sh"}, cwd=tmp_path, check=True, timeout=60, capture_output=True,
    )
    entries = (tmp_path / "entries").read_text(encoding="utf-8").splitlines()
    assert any(entry.startswith("main.tf:4 e wrong-endpoint-service-name: ") for entry in entries), entries
