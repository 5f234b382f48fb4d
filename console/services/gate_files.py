"""Gates as files, YAML or JSON: sealed, with their passwords by reference."""

from __future__ import annotations

import contextlib
import json
import math
import re
import secrets
from collections.abc import Mapping, Sequence
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any, Final

from console.domain.gates.gate import OURS, Gate
from console.domain.gates.plan import WantedGate
from console.domain.plain_text import plain
from console.domain.timestamps import format_rfc3339
from console.errors import InvalidInput
from console.services.known_gate import KnownGate

_ENDINGS: Final = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a file; forty gates with templates take some tens of kilobytes."""
_MOST_VALUES: Final = 200_000
"""In one file, aliases followed: a few lines of YAML can stand for more than any memory holds."""
_DEEPEST: Final = 50


class FileFormat(StrEnum):
    YAML = "yaml"
    JSON = "json"


def read_gate_files(paths: Sequence[Path]) -> list[WantedGate]:
    """Every gate of these files (`.yaml`, `.yml`, `.json`) and of those in these folders, by name; a file holds one
    gate or a list. `origin` is the file's name. Raises InvalidInput saying which file, and where in it."""
    wanted: list[WantedGate] = []
    for path in dict.fromkeys(file for named in paths for file in _files(named)):
        wanted += (WantedGate(gate, path.name) for gate in _gates(path))
    return wanted


def write_gate_files(folder: Path, gates: Sequence[KnownGate], form: FileFormat) -> list[Path]:
    """One file for each gate, named after its refId; an existing file of that name is replaced. Raises InvalidInput
    when it cannot be written."""
    written: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for known in gates:
            name = _file_name(known.gate)
            if name.lower() in written:  # two refIds that differ only in what a file name cannot say
                name = f"{name}-{_file_name(Gate({'refId': known.gate_id}))}"
            path = folder / f"{name}.{form}"
            _replace(path, gate_text(known, form))
            written[name.lower()] = path
    except OSError as error:
        raise InvalidInput(
            f"{folder} cannot be written: {error.strerror or error}.", hint="Name another folder.", field="folder"
        ) from None
    return list(written.values())


def gate_text(known: KnownGate, form: FileFormat) -> str:
    """What such a file holds: the gate, and under `switchroom` its account, revision and when it was read."""
    document = {**known.gate.bare.document, OURS: ours(known)}
    if form is FileFormat.JSON:
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    text = StringIO()
    _yaml().dump(document, text)
    return text.getvalue()


def ours(known: KnownGate) -> dict[str, Any]:
    """What stands under `switchroom` beside a gate."""
    return {
        "account": known.account,
        "fetched_at": format_rfc3339(known.fetched_at),
        "revision": known.revision,
    }


def read_gate_text(text: str, origin: str, form: FileFormat) -> list[Gate]:
    """The gates of a text. Raises InvalidInput, naming `origin` and the place."""
    documents = _of_json(text, origin) if form is FileFormat.JSON else _of_yaml(text, origin)
    gates: list[Gate] = []
    for entry in (
        entry for document in documents for entry in (document if isinstance(document, list) else [document])
    ):
        if not isinstance(entry, dict):
            raise InvalidInput(
                f"{origin} holds something that is no gate.", hint="Write one object, or a list of them.", field="file"
            )
        gates.append(Gate(entry))
    if not gates:
        raise InvalidInput(f"{origin} holds no gate.", hint="Write one object, or a list of them.", field="file")
    return gates


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in _ENDINGS and file.is_file())
        if not found:
            raise InvalidInput(f"There are no gates in {path}.", hint="They end in .yaml or .json.", field="file")
        return found
    if path.suffix.lower() not in _ENDINGS:
        raise InvalidInput(
            f"{path.name} is neither YAML nor JSON by its name.", hint="Let it end in .yaml or .json.", field="file"
        )
    return [path]


def _gates(path: Path) -> list[Gate]:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror or error}.", field="file") from None
    if len(content) > _LARGEST:
        raise InvalidInput(f"{path.name} is too large to hold gates.", hint="Split it.", field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{path.name} is not UTF-8 (byte {error.start}).", hint="Save it as UTF-8.", field="file"
        ) from None
    return read_gate_text(text, path.name, FileFormat(_ENDINGS[path.suffix.lower()]))


def _of_json(text: str, origin: str) -> list[Any]:
    try:
        return [_checked(json.loads(text), origin)]
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"{origin} is no JSON: {error.msg} (line {error.lineno}, column {error.colno}).",
            hint="Correct that place.",
            field="file",
        ) from None
    except (RecursionError, ValueError):
        raise _too_much(origin) from None


def _of_yaml(text: str, origin: str) -> list[Any]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return [_checked(document, origin) for document in _yaml().load_all(text) if document is not None]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" (line {mark.line + 1}, column {mark.column + 1})" if mark is not None else ""
        problem = " ".join(str(error.problem or error.context or "it cannot be read").split())
        raise InvalidInput(
            f"{origin} is no YAML: {plain(problem, 120)}{place}.", hint="Correct that place.", field="file"
        ) from None
    except (YAMLError, ValueError) as error:
        raise InvalidInput(
            f"{origin} is no YAML: {plain(' '.join(str(error).split()), 120)}.", hint="Correct it.", field="file"
        ) from None
    except RecursionError:
        raise _too_much(origin) from None


def _yaml() -> Any:
    """YAML 1.2, in which NO and on are words; loaded late."""
    from ruamel.yaml import YAML

    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.sort_base_mapping_type_on_output = False
    return yaml


def _checked(value: Any, origin: str) -> Any:
    """The value as JSON has it. Raises InvalidInput for what JSON has not: dates, other keys than texts."""
    left = [_MOST_VALUES]

    def copy(item: Any, depth: int) -> Any:
        left[0] -= 1
        if left[0] < 0 or depth > _DEEPEST:
            raise _too_much(origin)
        if isinstance(item, Mapping):
            return {_key(name, origin): copy(held, depth + 1) for name, held in item.items()}
        if isinstance(item, list):
            return [copy(held, depth + 1) for held in item]
        if item is None or isinstance(item, str | bool | int) or (isinstance(item, float) and math.isfinite(item)):
            return item
        raise InvalidInput(
            f"{origin} holds a value that no gate can carry: {plain(str(item), 60)}.",
            hint="Put it in quotes: gates hold texts, numbers, true and false.",
            field="file",
        )

    return copy(value, 0)


def _key(name: Any, origin: str) -> str:
    if isinstance(name, str):
        return name
    raise InvalidInput(
        f"{origin} has a key that is no text: {plain(str(name), 60)}.", hint="Put it in quotes.", field="file"
    )


def _too_much(origin: str) -> InvalidInput:
    return InvalidInput(f"{origin} holds more than any gate, or is nested too deeply.", hint="Split it.", field="file")


def _file_name(gate: Gate) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", gate.name).strip("._-")
    return name[:100] or "gate"


def _replace(path: Path, text: str) -> None:
    """A neighbour is written and put in the file's place: whoever reads sees the old text or the new one."""
    neighbour = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        neighbour.write_text(text, encoding="utf-8")
        neighbour.replace(path)
    finally:
        with contextlib.suppress(OSError):
            neighbour.unlink()
