"""Where everything is kept: one `Home` per person, another for practice."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "SWITCHROOM_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one set of accounts and messages. Nothing is created by naming it."""

    root_config: Path
    root_data: Path
    root_state: Path

    @property
    def config_file(self) -> Path:
        return self.root_config / "config.toml"

    @property
    def accounts_file(self) -> Path:
        return self.root_config / "accounts.toml"

    @property
    def secrets_file(self) -> Path:
        """Exists only where the user allowed secrets in a file."""
        return self.root_config / "secrets.toml"

    @property
    def database(self) -> Path:
        return self.root_data / "switchroom.db"

    @property
    def listener_file(self) -> Path:
        """Says where the running listener of this home is (`url`, `pid`, `started_at`)."""
        return self.root_state / "listener.json"

    @property
    def sandbox_file(self) -> Path:
        """What the running sandbox of this home printed."""
        return self.root_state / "sandbox.json"


def find_home(directory: Path | None, *, sandbox: bool) -> Home:
    """The home in `directory`, else in SWITCHROOM_HOME, else in the folders the platform has for such things.

    The sandbox has a home of its own below the data folder, so that practice and real accounts never meet.
    """
    named = directory or os.environ.get(HOME_VARIABLE)
    if named:
        root = Path(named).expanduser().absolute()
        return _all_in(root / "sandbox") if sandbox else _all_in(root)

    from platformdirs import PlatformDirs

    folders = PlatformDirs("switchroom", appauthor=False)
    if sandbox:
        return _all_in(folders.user_data_path / "sandbox")
    return Home(folders.user_config_path, folders.user_data_path, folders.user_state_path)


def _all_in(root: Path) -> Home:
    return Home(root_config=root, root_data=root, root_state=root)
