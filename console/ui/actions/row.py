"""One row: a thing a user can trigger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is one key or several with commas, `show` whether the footer names it, `command_line` the line of the
    command line that does the same, where one does. `call` replaces the method's name where it takes an argument."""

    id: str
    key: str
    name: str
    help: str
    context: str
    show: bool = False
    command_line: str | None = None
    call: str | None = None
    key_display: str | None = None

    @property
    def method(self) -> str:
        return self.call or self.id.partition(".")[2].replace("-", "_")
