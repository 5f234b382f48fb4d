"""What can be said of a picture, sound, film or file without fetching it."""

from __future__ import annotations

from typing import Final

from console.domain.plain_text import plain
from console.domain.whatsapp.media import Media, ending_of
from console.domain.whatsapp.preview.bubble import MediaFacts

_NAMES: Final = {"image": "Picture", "audio": "Sound", "video": "Film", "document": "Document"}
_LONG: Final = 500  # characters of a name or a link


def media_facts(media: Media) -> MediaFacts:
    """Named as a phone names it, else by its kind."""
    name = plain(media.name, _LONG) or _NAMES.get(media.kind, media.kind)
    return MediaFacts(media.kind, name, ending_of(media.link).upper(), plain(media.link, _LONG))
