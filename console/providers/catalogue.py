"""Code tables as they lie beside the clients: `codes.toml`, data of one provider's document."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from console.domain.codes.result_code import ResultCode
from console.domain.state import Billing, Delivery, Finality, State


@cache
def read_catalogue(package: str) -> tuple[ResultCode, ...]:
    """The codes of a provider's package, in the document's order. `state` is [finality, delivery, billing] or none."""
    table = tomllib.loads(files(package).joinpath("codes.toml").read_text(encoding="utf-8"))
    return tuple(
        ResultCode(
            catalogue=table["catalogue"],
            code=row["code"],
            name=row["name"],
            description=row["description"],
            state=_state(row["state"]) if "state" in row else None,
            cause=row["cause"],
            check=row["check"],
            remedy=row["remedy"],
            resend=row["resend"],
            customer=row["customer"],
            progress=row.get("progress", 0),
        )
        for row in table["codes"]
    )


def _state(words: list[str]) -> State:
    finality, delivery, billing = words
    return State(Finality(finality), Delivery(delivery), Billing(billing))
