"""What came of fetching what a message links to."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.domain.findings import Finding
from console.domain.whatsapp.file_head import FileHead
from console.domain.whatsapp.picture import Picture


@dataclass(frozen=True, slots=True)
class MediaFile:
    """`content_type` as the server names it, without parameters, safe to paint and empty where it names none; `length`
    in bytes, None where only a part was read and the server does not tell. `inside` is what is wrong with the host as
    the end of a sentence, where nobody on the internet reaches it. `unseen` says why no picture of it is shown."""

    content_type: str = ""
    length: int | None = None
    head: FileHead = field(default_factory=FileHead)
    inside: str | None = None
    picture: Picture | None = None
    unseen: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """As in `image/png`, `12.4 KB`, `640 x 480`."""
        size = self.head.size
        return tuple(
            filter(
                None,
                (
                    self.content_type or "no content type",
                    length_words(self.length) if self.length is not None else "length not told",
                    f"{size[0]} x {size[1]}" if size else "",
                    "animated" if self.picture and self.picture.animated else "",
                ),
            )
        )


@dataclass(frozen=True, slots=True)
class NoFile:
    """Why nothing came, and what to do about it. Both are safe to paint."""

    text: str
    hint: str = ""


def length_words(length: int) -> str:
    """A KB has 1024 bytes."""
    if length < 1_024:
        return "1 byte" if length == 1 else f"{length} bytes"
    if length < 1_023.95 * 1_024:
        return f"{length / 1_024:.1f} KB"
    return f"{length / 1_024 / 1_024:,.1f} MB"
