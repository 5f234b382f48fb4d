"""The user's keys: checked before the screen gets them, because Textual drops bindings that clash without a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from console.errors import SettingsError
from console.settings.files import nearest

# Textual's own names for characters whose Unicode name is not what people say.
_SPOKEN = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


@dataclass(frozen=True, slots=True)
class KnownBinding:
    """A binding as the program declares it: `keys` its default keys separated by commas, `context` where it holds
    (the name of a screen or widget; bindings of one context may not share a key)."""

    id: str
    keys: str
    context: str


def keymap(table: Mapping[str, str], known: Iterable[KnownBinding]) -> dict[str, str]:
    """The user's `keys` table as Textual wants it: binding id to key names separated by commas.

    Raises SettingsError for an id nobody knows, for an empty key, and for two ids on one key in the same context.
    """
    bindings = {binding.id: binding for binding in known}
    result: dict[str, str] = {}
    for binding_id, keys in table.items():
        if binding_id not in bindings:
            near = nearest(binding_id, sorted(bindings))
            raise SettingsError(
                f"config.toml: keys.{binding_id} names no action.",
                hint=f"Did you mean {near}?" if near else "`?` in the console shows the actions and their names.",
                field=f"keys.{binding_id}",
            )
        result[binding_id] = ",".join(_key_names(binding_id, keys))

    holders: dict[tuple[str, str], str] = {}
    for binding in bindings.values():
        for key in _key_names(binding.id, result.get(binding.id, binding.keys)):
            holder = holders.setdefault((binding.context, key), binding.id)
            if holder != binding.id and (holder in result or binding.id in result):
                ours, other = (holder, binding.id) if holder in result else (binding.id, holder)
                raise SettingsError(
                    f"config.toml: keys.{ours} cannot be {key}, because {other} has that key in the same place.",
                    hint=f"Choose another key, or give {other} another one as well.",
                    field=f"keys.{ours}",
                )
    return result


def _key_names(binding_id: str, keys: str) -> list[str]:
    """`"j, ?"` -> `["j", "question_mark"]`."""
    names = [_key_name(key.strip() or key) for key in keys.split(",")] if keys != "," else ["comma"]
    if not all(names):
        raise SettingsError(
            f"config.toml: keys.{binding_id} holds an empty key.",
            hint='Write a key such as "ctrl+s", or several as "j,down".',
            field=f"keys.{binding_id}",
        )
    return names


def _key_name(key: str) -> str:
    *modifiers, last = key.split("+") if len(key) > 1 and not key.endswith("+") else (key,)
    if len(last) == 1 and not last.isalnum():
        spoken = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
        last = _SPOKEN.get(spoken, spoken)
    return "+".join((*modifiers, last))
