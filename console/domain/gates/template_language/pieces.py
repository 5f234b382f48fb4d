"""What a template consists of. Every character of it lies in exactly one piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Some characters of the template and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that is sent as it is: `=`, `&`, and what no name stands for."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Key:
    """The name of a query parameter."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    """`${name}`, `${name|pipe|argument}`, or a bare name behind an equals sign.

    `closed` False: the brace that ends it is missing.
    """

    name: Part
    pipes: tuple[Part, ...]
    span: Span
    bare: bool = False
    closed: bool = True


Piece = Literal | Key | Value


@dataclass(frozen=True, slots=True)
class Template:
    text: str
    pieces: tuple[Piece, ...]

    @property
    def values(self) -> Iterator[Value]:
        return (piece for piece in self.pieces if isinstance(piece, Value))

    @property
    def pairs(self) -> Iterator[tuple[Piece, ...]]:
        """The pieces between the ampersands: nothing for an empty template, an empty pair for `&&`."""
        pair: list[Piece] = []
        for piece in self.pieces:
            if isinstance(piece, Literal) and piece.text == "&":
                yield tuple(pair)
                pair = []
            else:
                pair.append(piece)
        if self.pieces:
            yield tuple(pair)
