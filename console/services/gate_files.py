"""Gates as files, YAML or JSON: sealed, with their passwords by reference."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from console.domain.gates.plan import WantedGate
from console.services.gate_copies import KnownGate


class FileFormat(StrEnum):
    YAML = "yaml"
    JSON = "json"


def read_gate_files(paths: Sequence[Path]) -> list[WantedGate]:
    """Every gate of these files (`.yaml`, `.yml`, `.json`) and of those in these folders, by name; a file holds one
    gate or a list. `origin` is the file's name. Raises InvalidInput saying which file, and where in it."""
    raise NotImplementedError


def write_gate_files(folder: Path, gates: Sequence[KnownGate], form: FileFormat) -> list[Path]:
    """One file for each gate, named after its refId; an existing file of that name is replaced. Raises InvalidInput
    when it cannot be written."""
    raise NotImplementedError


def gate_text(known: KnownGate, form: FileFormat) -> str:
    """What such a file holds: the gate, and under `switchroom` its account, revision and when it was read."""
    raise NotImplementedError
