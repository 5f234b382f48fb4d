"""Reading, locking and replacing files, against other processes too."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from console.errors import SettingsError
from console.settings import toml_file


def test_a_file_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert toml_file.read(tmp_path / "none.toml") == {}


def test_broken_toml_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[listener]\nport = \n")
    with pytest.raises(SettingsError) as caught:
        toml_file.read(path)
    assert str(path) in caught.value.message
    assert "line 2" in caught.value.message


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        toml_file.read(path)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        toml_file.read(tmp_path)


def test_what_is_written_is_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "accounts.toml"
    with toml_file.locked(path):
        toml_file.replace(path, "a = 1\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert toml_file.read(path) == {"a": 1}


def test_a_replaced_file_leaves_no_neighbour(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    toml_file.replace(path, "a = 1\n")
    toml_file.replace(path, "a = 2\n")
    assert [file.name for file in tmp_path.iterdir()] == ["accounts.toml"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "accounts.toml"
    real.parent.mkdir()
    real.write_text("a = 1\n")
    link = tmp_path / "accounts.toml"
    link.symlink_to(real)
    with toml_file.locked(link):
        toml_file.replace(link, "a = 2\n")
    assert link.is_symlink()
    assert real.read_text() == "a = 2\n"


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as caught, toml_file.locked(tmp_path / "file" / "accounts.toml"):
        pass
    assert "cannot be written" in caught.value.message
    assert "--home" in str(caught.value.hint)


def test_a_folder_that_vanished_is_told_and_the_rest_stays(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written: no such file"):
        toml_file.replace(tmp_path / "gone" / "accounts.toml", "")
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_does_not_finish_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml_file, "_LOCK_PATIENCE", 0.05)
    path = tmp_path / "accounts.toml"
    holder = (
        "import sys, pathlib\nfrom console.settings import toml_file\n"
        "with toml_file.locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(SettingsError, match="another Switchroom"), toml_file.locked(path):
            pass
        other.communicate()
    with toml_file.locked(path):
        pass  # its end gave the lock back


def lowest_free_descriptor() -> int:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


def test_descriptors_are_given_back(tmp_path: Path) -> None:
    before = lowest_free_descriptor()
    for number in range(20):
        with toml_file.locked(tmp_path / "accounts.toml"):
            toml_file.replace(tmp_path / "accounts.toml", f"a = {number}\n")
    assert lowest_free_descriptor() == before
