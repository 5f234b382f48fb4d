"""What a phone shows of one message, without saying how it is painted.

Every text in it is safe to paint and is no markup. What is empty is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.domain.whatsapp.media_file import MediaFile, NoFile
from console.domain.whatsapp.preview.formatting import Line


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What is known of a picture, sound, film or file without fetching it, and what came of that if it was. `ending` is
    as in PDF, empty where the link shows none."""

    kind: str
    name: str
    ending: str
    link: str
    file: MediaFile | NoFile | None = None


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """A button under the bubble: its label, and what a press sends back or opens. A fixed one has no value here."""

    label: str
    sub_type: str
    value: str


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A pin on a map. The address is shown under the name, and not without one."""

    latitude: float | None
    longitude: float | None
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Card:
    """A contact card: the name, and below it rows of label and value (`HOME`, `+1 (940) 555-1234`)."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message. From top to bottom: media, title, place, cards, lines, footer; then the buttons. `link` is what a
    preview of a URL is shown for; `remark` says what this picture cannot know."""

    kind: str
    media: MediaFacts | None = None
    title: tuple[Line, ...] = ()
    place: PlaceFacts | None = None
    cards: tuple[Card, ...] = ()
    lines: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    buttons: tuple[ButtonFace, ...] = ()
    link: str | None = None
    remark: str | None = None

    def with_file(self, file: MediaFile | NoFile | None) -> Bubble:
        """With what came of fetching its media; the same where there is none."""
        return self if self.media is None else replace(self, media=replace(self.media, file=file))
