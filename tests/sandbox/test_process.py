"""Starting, finding and stopping a sandbox from another process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.sandbox.process import SandboxFailed, attach, running, start
from console.settings.paths import find_home


async def test_it_runs_for_as_long_as_the_block(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    assert attach(home) is None
    async with running(home) as sandbox:
        assert sandbox.child is not None
        assert sandbox.child.pid == sandbox.pid
        found = attach(home)
        assert found is not None
        assert (found.urls, found.accounts, found.pid) == (sandbox.urls, sandbox.accounts, sandbox.pid)
    assert sandbox.child.returncode == 0
    assert attach(home) is None


async def test_one_that_runs_is_joined_and_left_running(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    async with running(home) as ours:
        async with running(home) as joined:
            assert (joined.pid, joined.child) == (ours.pid, None)
        assert attach(home) is not None


async def test_what_a_killed_one_left_behind_is_not_believed(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    killed = await start(home)
    assert killed.child is not None
    killed.child.kill()
    killed.child.wait()
    assert home.sandbox_file.exists()
    assert attach(home) is None
    async with running(home) as fresh:
        assert fresh.pid != killed.pid


@pytest.mark.parametrize("left", ["", "{", "[]", "3", json.dumps({"link_smsc": "http://127.0.0.1:1/x"})])
def test_a_file_of_another_shape_is_no_sandbox(tmp_path: Path, left: str) -> None:
    home = find_home(tmp_path, sandbox=False)
    home.sandbox_file.write_text(left)
    assert attach(home) is None


async def test_modules_in_the_folder_one_stands_in_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = find_home(tmp_path / "home", sandbox=True)
    for name in ("uvicorn", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('somebody else')")
    monkeypatch.chdir(tmp_path)
    async with running(home) as sandbox:
        assert sandbox.child is not None


async def test_one_that_cannot_start_says_why(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    with pytest.raises(SandboxFailed, match="callback URL"):
        await start(home, "--callback-url", "nonsense")


async def test_a_home_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "sandbox").write_text("a file in the folder's place")
    with pytest.raises(SandboxFailed, match="is a file"):
        await start(find_home(tmp_path, sandbox=True))


async def test_stopping_twice_is_once(tmp_path: Path) -> None:
    sandbox = await start(find_home(tmp_path, sandbox=True))
    sandbox.stop()
    sandbox.stop()
    assert sandbox.child is not None
    assert sandbox.child.returncode == 0
