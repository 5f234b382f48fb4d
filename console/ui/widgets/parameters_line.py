"""Custom parameters in one line: `name=value; name=value`."""

from __future__ import annotations

from collections.abc import Mapping


def parameters_line(parameters: Mapping[str, object]) -> str | None:
    """None where the line could not be read back: then only the JSON can say it."""
    pairs = [f"{name}={value}" for name, value in parameters.items()]
    line = "; ".join(pairs)
    return line if line.isprintable() and read_parameters(line) == dict(parameters) else None


def read_parameters(line: str) -> dict[str, str] | None:
    """The parameters in the line; None where something in it is no `name=value`."""
    parameters: dict[str, str] = {}
    for pair in filter(None, map(str.strip, line.split(";"))):
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name or name in parameters:
            return None
        parameters[name] = value.strip()
    return parameters
