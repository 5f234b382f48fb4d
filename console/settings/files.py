"""`config.toml` and `accounts.toml`: read strictly, written without losing the user's comments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from console.domain.account import Account
from console.errors import InvalidInput, SettingsError
from console.settings import toml_file
from console.settings.model import Settings
from console.settings.paths import Home

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

_Model = TypeVar("_Model", bound=BaseModel)


def load_settings(home: Home) -> Settings:
    """What the user set, with defaults for the rest. Raises SettingsError naming file, key and nearest name."""
    tables = toml_file.read(home.config_file)
    if isinstance(tables.get("keys"), dict):
        tables["keys"] = _with_dotted_names(tables["keys"])
    return _validated(Settings, tables, home.config_file, (), strict=True)


def load_accounts(home: Home) -> dict[str, Account]:
    """All accounts by name. Raises SettingsError as above."""
    path = home.accounts_file
    return {name: _account(name, table, path) for name, table in sorted(toml_file.read(path).items())}


def save_account(home: Home, account: Account, replacing: str | None = None) -> None:
    """Add an account, or change the one called `replacing`, which may thereby get another name.

    Raises InvalidInput when the name is taken or the replaced one is gone, SettingsError when the file cannot be
    read or written.
    """
    path = home.accounts_file
    with toml_file.locked(path):
        known = load_accounts(home)
        if replacing is not None and replacing not in known:
            raise _no_such_account(replacing, known)
        if account.name != replacing and account.name in known:
            raise InvalidInput(
                f"There is already an account called {account.name}.", hint="Choose another name.", field="name"
            )
        document = _document(path)
        if replacing is not None and replacing != account.name:
            document = _renamed(document, replacing, account.name)
        _put(document, account)
        known.pop(replacing or account.name, None)
        _write(path, document, known | {account.name: account})


def remove_account(home: Home, name: str) -> None:
    """Raises InvalidInput naming the nearest account where there is none of that name."""
    path = home.accounts_file
    with toml_file.locked(path):
        known = load_accounts(home)
        if name not in known:
            raise _no_such_account(name, known)
        document = _document(path)
        document.remove(name)
        del known[name]
        _write(path, document, known)


def _with_dotted_names(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Binding ids hold a dot, which TOML reads as a table unless the user quotes them; both spellings are meant."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= _with_dotted_names(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return flat


def _account(name: str, table: Any, path: Path) -> Account:
    if not isinstance(table, dict):
        raise SettingsError(
            f"{path}: {name} stands outside any account.",
            hint="Put it below a line such as [my-account].",
            field=name,
        )
    if "name" in table:
        raise SettingsError(
            f"{path}: {name}.name is not known; an account's name is the one in its brackets.",
            hint="Remove that line.",
            field=f"{name}.name",
        )
    return _validated(Account, {"name": name, **table}, path, (name,))


def _validated(
    model: type[_Model], table: Mapping[str, Any], path: Path, within: tuple[str, ...], *, strict: bool = False
) -> _Model:
    try:
        return model.model_validate(table, strict=strict)
    except ValidationError as error:
        # Raised below, outside this block: a chained ValidationError quotes the file's values in a traceback.
        problem = _problem(model, error.errors(include_input=False, include_url=False)[0], path, within)
    raise problem


def _problem(model: type[BaseModel], error: ErrorDetails, path: Path, within: tuple[str, ...]) -> SettingsError:
    """The first thing wrong, in words. Says nothing of the value: it may be a secret in the wrong place."""
    location = tuple(str(step) for step in error["loc"])
    key = ".".join((*within, *location))
    if error["type"] == "extra_forbidden":
        known = sorted(_section(model, location[:-1]).model_fields.keys() - {"name"})
        near = nearest(location[-1], known)
        return SettingsError(
            f"{path}: {key} is not known.",
            hint=f"Did you mean {near}?" if near else f"Known here: {', '.join(known)}.",
            field=key,
        )
    if error["type"] == "missing":
        return SettingsError(f"{path}: {key} is missing.", hint=f"Add a line {location[-1]} = ...", field=key)
    if location == ("name",):
        return SettingsError(
            f"{path}: {'.'.join(within)} cannot be the name of an account.",
            hint="Use letters, digits, '-', '_' and '.', at most 64 of them, starting with a letter or digit.",
            field=key,
        )
    return SettingsError(f"{path}: {key} cannot be used.", hint=f"It should be {_expectation(error)}.", field=key)


def _expectation(error: ErrorDetails) -> str:
    """What pydantic wants, in a user's words: `int_type` -> "a whole number"."""
    words = {
        "string": "text in quotes",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "model": "a section of its own",
        "dict": "a section of its own",
    }
    return words.get(error["type"].split("_")[0]) or error["msg"].removeprefix("Input should be ")


def _section(model: type[BaseModel], location: tuple[str, ...]) -> type[BaseModel]:
    for step in location:
        annotation = model.model_fields[step].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return model


def nearest(name: str, known: list[str]) -> str | None:
    """The known name that was probably meant."""
    import difflib

    return next(iter(difflib.get_close_matches(name, known, n=1)), None)


def _no_such_account(name: str, known: Mapping[str, Account]) -> InvalidInput:
    near = nearest(name, sorted(known))
    return InvalidInput(
        f"There is no account called {name}.",
        hint=f"Did you mean {near}?" if near else "`switchroom accounts list` shows them all.",
        field="name",
    )


def _document(path: Path) -> TOMLDocument:
    import tomlkit

    return tomlkit.parse(toml_file.read_text(path))


def _put(document: TOMLDocument, account: Account) -> None:
    """Set what differs and leave every other line, comments included, as it stands."""
    import tomlkit

    if account.name not in document:
        document[account.name] = tomlkit.table()
    table = _subtable(document, account.name)
    plain: dict[str, Any] = account.model_dump(mode="json", exclude={"name", "options"})
    for key, value in plain.items():
        if table.get(key) != value:
            table[key] = value
    if not account.options:
        table.pop("options", None)
        return
    if "options" not in table:
        table["options"] = tomlkit.table()
    options = _subtable(table, "options")
    for key in [key for key in options if key not in account.options]:
        options.remove(key)
    for key, value in account.options.items():
        if options.get(key) != value:
            options[key] = value


def _subtable(parent: TOMLDocument | Table, key: str) -> Table:
    table: Any = parent[key]  # a table of the file, an inline one included
    return table  # type: ignore[no-any-return]  # tomlkit types every value alike


def _renamed(document: TOMLDocument, old: str, new: str) -> TOMLDocument:
    """The same file with one table called otherwise, in its place."""
    import tomlkit

    result = tomlkit.document()
    for key, item in document.body:
        if key is not None and key.key == old:
            result.append(tomlkit.key(new), item)
        else:
            result.append(key, item)
    return result


def _write(path: Path, document: TOMLDocument, expected: Mapping[str, Account]) -> None:
    """Replace the file, once it is certain that it will read back as what it should say."""
    text = document.as_string()
    try:
        written = {name: _account(name, table, path) for name, table in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, SettingsError):
        written = {}
    if written != expected:
        raise SettingsError(
            f"{path} is laid out in a way that cannot be changed without disturbing it.",
            hint="Write each account as one [name] section followed by its [name.options].",
        )
    toml_file.replace(path, text)
