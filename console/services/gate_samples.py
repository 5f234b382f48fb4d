"""What a destination would get: a real callback, a picked one or a sample, through its template and content type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.template_language.names import ObjectKind
from console.domain.timestamps import Millis
from console.services.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable


class SampleOrigin(StrEnum):
    CALLBACK = "callback"  # the newest that came in
    PICKED = "picked"
    BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Sample:
    """The JSON object of a callback to try a destination with. `title` says which one it is; `event_id`, `account` and
    `received_at` are those of a real one; `exact` False: it came in another form than JSON and was put together from
    what was read of it."""

    kind: ObjectKind
    source: Document
    origin: SampleOrigin
    title: str
    event_id: int | None = None
    account: str | None = None
    received_at: Millis | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the destination would get, every secret masked; `findings` have the destination's field names without an
    index. `dropped`: nothing at all, and the rest is empty."""

    method: str = ""
    url: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    findings: tuple[Finding, ...] = ()
    dropped: bool = False


class GateSamples:
    """Finds samples in the log, and shows what destinations make of them."""

    def __init__(self, archive: Archive, callback_account: Callable[[str], str | None]) -> None:
        """`callback_account` names the account whose callbacks a destination's URL brings here, None for others."""
        self._archive = archive
        self._callback_account = callback_account

    async def samples(self, gate: Gate | None = None, kind: ObjectKind | None = None) -> list[Sample]:
        """The newest real callback of each kind that came by this gate's destinations, else of any account, then the
        built-in ones. Never empty. `kind` leaves out the others."""
        raise NotImplementedError

    async def sample(self, event_id: int) -> Sample:
        """That of one event of the log. Raises NotFound; InvalidInput where it is no report or received SMS."""
        raise NotImplementedError

    def built_in(self, kind: ObjectKind) -> Sample:
        raise NotImplementedError

    def render(self, destination: Destination, sample: Sample, zone: str = "UTC") -> Rendering:
        """Never raises; quick enough to call at each key."""
        raise NotImplementedError
