"""The one place that touches secrets: the environment, else the keyring, else a 0600 file the user allowed."""

from __future__ import annotations

import os
import re
import stat
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from console.errors import SecretMissing, SettingsError
from console.settings import toml_file
from console.settings.paths import Home

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

ENVIRONMENT = "environment"
KEYRING = "keyring"
FILE = "file"

_KEYRING_PATIENCE = 3.0  # seconds; a keyring that takes longer is asking somebody, perhaps on no screen at all


def environment_variable(account: str, option: str) -> str:
    """`SWITCHROOM_<ACCOUNT>_<OPTION>`: upper case, any other character as `_`."""
    return re.sub(r"[^A-Z0-9]", "_", f"SWITCHROOM_{account}_{option}".upper())


class Credentials:
    """The secrets of one home's accounts. Nothing is remembered between two questions."""

    def __init__(self, home: Home) -> None:
        self._file = home.secrets_file
        self._keyring = _Keyring(f"switchroom {home.root_config}")

    def secret(self, account: str, option: str) -> str:
        """Raises SecretMissing, saying where one can be put."""
        found = self._find(account, option)
        if found is None:
            raise SecretMissing(
                f"Account {account} has no {option}.",
                hint=f"Set {environment_variable(account, option)}, or give it with "
                f"`switchroom accounts add` or in the console under Accounts.",
                field=option,
            )
        return found[1]

    def place(self, account: str, option: str) -> str | None:
        """Where the secret would be taken from now: "environment", "keyring", "file", or None."""
        found = self._find(account, option)
        return found[0] if found else None

    def new_secret_place(self) -> str | None:
        """Where a new one would be kept: "keyring", "file" where one was allowed before, or None: ask first."""
        if self._keyring.usable():
            return KEYRING
        return FILE if self._file.exists() else None

    def keep(self, account: str, option: str, value: str, allow_file: bool = False) -> str:
        """Keep a secret and say where it went. Raises SecretMissing when there is no place for it."""
        if self._keyring.set(account, option, value):
            self._put_in_file(account, option, None)  # an older one would be left lying about
            return KEYRING
        if not allow_file and not self._file.exists():
            raise SecretMissing(
                f"There is no keyring on this machine to keep the {option} of {account} in.",
                hint=f"Set {environment_variable(account, option)}, or allow a file that only you can read "
                "(--allow-file).",
                field=option,
            )
        self._put_in_file(account, option, value)
        self._keyring.delete(account, option)  # an older one would win over the file
        return FILE

    def forget(self, account: str, option: str) -> None:
        """Remove it from keyring and file; what is in the environment is not ours."""
        self._keyring.delete(account, option)
        self._put_in_file(account, option, None)

    def _find(self, account: str, option: str) -> tuple[str, str] | None:
        value = os.environ.get(environment_variable(account, option))
        if value:
            return ENVIRONMENT, value
        value = self._keyring.get(account, option)
        if value is not None:
            return KEYRING, value
        value = self._read_file().get(account, {}).get(option)
        return (FILE, value) if value is not None else None

    def _read_file(self) -> dict[str, dict[str, str]]:
        try:
            mode = self._file.stat().st_mode
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingsError(
                f"{self._file} cannot be read: {error.strerror}.", hint="Check who owns it and its permissions."
            ) from None
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsError(
                f"{self._file} holds secrets and can be read by others, so it is not used.",
                hint=f"Run `chmod 600 {self._file}`; change the passwords in it if others may have seen them.",
            )
        tables = toml_file.read(self._file)
        for account, options in tables.items():
            if not isinstance(options, dict) or not all(isinstance(value, str) for value in options.values()):
                raise SettingsError(
                    f'{self._file}: {account} is not a section of option = "secret" lines.',
                    hint="Correct or remove it.",
                    field=account,
                )
        return tables

    def _put_in_file(self, account: str, option: str, value: str | None) -> None:
        if value is None and option not in self._read_file().get(account, {}):
            return
        with toml_file.locked(self._file):
            tables = self._read_file()
            if value is None:
                tables.get(account, {}).pop(option, None)
            else:
                tables.setdefault(account, {})[option] = value

            import tomlkit

            kept = {name: options for name, options in tables.items() if options}
            toml_file.replace(self._file, tomlkit.dumps(kept))


class _Keyring:
    """The keyring of the desktop, where there is one that answers by itself.

    A backend that fails, or waits for somebody to unlock it, counts as no keyring. Once one has waited it is not
    asked again by this process.
    """

    def __init__(self, service: str) -> None:
        self._service = service
        self._silent = False

    def usable(self) -> bool:
        return self._ask(lambda _backend: True) is True

    def get(self, account: str, option: str) -> str | None:
        return self._ask(lambda backend: backend.get_password(self._service, f"{account}/{option}"))

    def set(self, account: str, option: str, value: str) -> bool:
        def store(backend: KeyringBackend) -> bool:
            backend.set_password(self._service, f"{account}/{option}", value)
            return True

        return self._ask(store) is True

    def delete(self, account: str, option: str) -> None:
        self._ask(lambda backend: backend.delete_password(self._service, f"{account}/{option}"))

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T | None:
        """The answer, or None: no backend, a failing one, or one that did not answer in time.

        It runs in a thread of its own that is left behind when it does not come back: there is no way to call off
        a desktop's unlock dialog.
        """
        if self._silent:
            return None
        answers: list[T] = []

        def run() -> None:
            backend = _backend()
            if backend is not None:
                try:
                    answers.append(question(backend))
                except Exception:  # noqa: BLE001 - backends raise whatever their desktop raises
                    return

        thread = threading.Thread(target=run, name="keyring", daemon=True)
        thread.start()
        thread.join(_KEYRING_PATIENCE)
        self._silent = thread.is_alive()
        return answers[0] if answers else None


def _backend() -> KeyringBackend | None:
    try:
        import keyring

        backend = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - looking for backends imports what the desktop installed
        return None
    return backend if _keeps_something(backend) else None


def _keeps_something(backend: Any) -> bool:
    """Whether the backend is more than keyring's stand-ins for having none."""
    module = type(backend).__module__
    if module in {"keyring.backends.fail", "keyring.backends.null"}:
        return False
    if module == "keyring.backends.chainer":
        return any(_keeps_something(link) for link in backend.backends)
    return True
