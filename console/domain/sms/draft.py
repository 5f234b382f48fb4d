"""An SMS that has not been sent."""

from __future__ import annotations

from dataclasses import dataclass, field


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
