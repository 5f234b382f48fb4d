"""What a phone shows of a message, as text alone: for where there is no WhatsApp."""

from __future__ import annotations

from collections.abc import Iterator

from console.domain.whatsapp.preview.bubble import Bubble, PlaceFacts


def words(bubble: Bubble) -> str:
    """From top to bottom, a line each, without marks and buttons; a picture or file as its link. Empty where nothing
    can be said."""
    return "\n".join(_lines(bubble)).strip()


def _lines(bubble: Bubble) -> Iterator[str]:
    yield from (line.text for line in bubble.title)
    if bubble.place is not None:
        yield from _place(bubble.place)
    for card in bubble.cards:
        yield card.name
        yield from (value for _, value in card.rows)
    yield from (line.text for line in (*bubble.lines, *bubble.footer))
    if bubble.media is not None and bubble.media.link:
        yield bubble.media.link


def _place(place: PlaceFacts) -> Iterator[str]:
    yield from filter(None, (place.name, place.address))
    if place.latitude is not None and place.longitude is not None:
        yield f"{place.latitude}, {place.longitude}"
