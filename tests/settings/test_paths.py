"""Where things are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.settings.paths import HOME_VARIABLE, find_home


def test_a_named_folder_holds_everything(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=False)
    assert home.config_file == tmp_path / "config.toml"
    assert home.accounts_file == tmp_path / "accounts.toml"
    assert home.secrets_file == tmp_path / "secrets.toml"
    assert home.database == tmp_path / "switchroom.db"
    assert home.listener_file == tmp_path / "listener.json"
    assert home.sandbox_file == tmp_path / "sandbox.json"


def test_the_variable_names_it_where_nobody_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "from-variable"))
    assert find_home(None, sandbox=False).root_data == tmp_path / "from-variable"
    assert find_home(tmp_path / "given", sandbox=False).root_data == tmp_path / "given"


def test_the_sandbox_has_a_home_of_its_own(tmp_path: Path) -> None:
    practice, real = find_home(tmp_path, sandbox=True), find_home(tmp_path, sandbox=False)
    assert practice.root_config == practice.root_data == practice.root_state == tmp_path / "sandbox"
    assert practice.database != real.database
    assert practice.accounts_file != real.accounts_file


def test_without_a_name_the_platform_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    home = find_home(None, sandbox=False)
    assert (home.root_config, home.root_data, home.root_state) == (
        tmp_path / "config" / "switchroom",
        tmp_path / "data" / "switchroom",
        tmp_path / "state" / "switchroom",
    )
    assert find_home(None, sandbox=True).root_config == tmp_path / "data" / "switchroom" / "sandbox"


def test_a_relative_folder_means_the_same_wherever_we_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_home(Path("here"), sandbox=False).root_data == tmp_path / "here"


def test_naming_a_home_creates_nothing(tmp_path: Path) -> None:
    find_home(tmp_path / "new", sandbox=True)
    assert list(tmp_path.iterdir()) == []
