"""An SMS that has not been sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Premium:
    """LINK SMSC Simple HTTP 5.2, "Query parameters": charging. All None means an ordinary message.

    `tariff` is currency and minor units (`SEK1000` is 10 SEK), `vat` a percentage, `reference_id` the id of the
    incoming message that is answered.
    """

    tariff: str | None = None
    vat: str | None = None
    charge_only: bool = False
    reference_id: str | None = None

    @property
    def charges(self) -> bool:
        """Whether the receiver pays: a tariff other than nothing (`null` and `SEK0` mean bulk)."""
        if self.tariff is None or self.tariff.strip().lower() in {"", "null"}:
            return False
        return self.tariff.strip().lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz").strip("0") != ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the composer holds. Nothing in it is checked yet."""

    account: str | None = None
    source: str = ""
    destinations: tuple[str, ...] = ()
    text: str = ""
    premium: Premium = field(default_factory=Premium)
    asynchronous: bool = False
    user_data_header: str | None = None

    def document(self) -> dict[str, Any]:
        """As JSON, to be kept."""
        return asdict(self)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Draft:
        """From what was kept. Fields of a later version that this one does not know are left out."""
        premium = document.get("premium", {})
        known = {one.name: document[one.name] for one in fields(cls) if one.name in document}
        known["destinations"] = tuple(known.get("destinations", ()))
        known["premium"] = Premium(**{one.name: premium[one.name] for one in fields(Premium) if one.name in premium})
        return cls(**known)
