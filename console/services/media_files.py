"""What the messages of a request link to, fetched when somebody wants to see it, and kept in memory for as long."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from console.domain.plain_text import plain
from console.domain.reach import why_unreachable
from console.domain.whatsapp.file_head import LENGTH, read_head
from console.domain.whatsapp.media import Media
from console.domain.whatsapp.media_file import MediaFile, NoFile
from console.domain.whatsapp.rules.media_file import check_file
from console.services import picture_reader

if TYPE_CHECKING:
    from console.domain.whatsapp.message import Message
    from console.settings.model import SendingSettings

LARGEST_PICTURE: Final = 8 * 1_048_576
"""Bytes of a picture that are read. Of anything else its first bytes tell what there is to know."""
SECONDS: Final = 20.0
"""For name, connection, redirects and file together."""
MOST_KEPT: Final = 16
TOO_MUCH: Final = f"It has more than {LARGEST_PICTURE // 1_048_576} MB: too much to be shown here."
EXTRA: Final = "pip install 'switchroom[pictures]' lets it be shown here."

_Key = tuple[str, str, bool]


class MediaFiles:
    def __init__(self, settings: SendingSettings) -> None:
        self._settings = settings
        self._kept: dict[_Key, MediaFile | NoFile] = {}

    def known(self, message: Message) -> MediaFile | NoFile | None:
        """What came of the last `fetch` of this link as this kind of message; None where there was none."""
        key = _key(message)
        return self._kept.get(key) if key is not None else None

    async def fetch(self, message: Message) -> MediaFile | NoFile:
        """Calls the server the link leads to: only when somebody asked for it. Failures are answers."""
        key = _key(message)
        if key is None:
            return NoFile("This message links to nothing.")
        came = await self._fetch(*key)
        self._kept.pop(key, None)
        self._kept[key] = came
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return came

    def keep_only(self, messages: Iterable[Message]) -> None:
        """Forget what none of these messages links to."""
        wanted = set(map(_key, messages))
        self._kept = {key: file for key, file in self._kept.items() if key in wanted}

    async def _fetch(self, kind: str, link: str, in_header: bool) -> MediaFile | NoFile:
        await asyncio.to_thread(_import_client)
        from console.providers.contract import SendLimits
        from console.providers.download import download

        picture = kind == "image"
        came = await download(
            link,
            most=LARGEST_PICTURE if picture else LENGTH,
            seconds=SECONDS,
            limits=SendLimits(self._settings.rate, self._settings.connect_timeout, self._settings.read_timeout),
            accept="image/*, */*;q=0.1" if picture else "*/*",
        )
        if isinstance(came, NoFile):
            return came
        # What the link itself shows of its host the form says already.
        inside = came.inside if why_unreachable(Media(kind, {"link": link}).host) is None else None
        content_type = plain(came.content_type.partition(";")[0].strip().lower(), 60)
        file = MediaFile(content_type, came.length, read_head(came.body), inside)
        file = replace(file, findings=tuple(check_file(kind, file, in_header=in_header)))
        if not picture or file.head.media_type not in picture_reader.FORMATS:
            return file
        if not came.whole:
            return replace(file, unseen=TOO_MUCH)
        if not picture_reader.can_read():
            return replace(file, unseen=EXTRA)
        seen = await asyncio.to_thread(picture_reader.read_picture, came.body)
        return replace(file, unseen=seen) if isinstance(seen, str) else replace(file, picture=seen)


def _import_client() -> None:
    """The first time this takes so long that one would feel it in the keys."""
    import console.providers.download  # noqa: F401 - it is there then


def _key(message: Message) -> _Key | None:
    media = message.linked
    return (media.kind, media.link, message.template is not None) if media is not None and media.link else None
