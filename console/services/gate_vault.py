"""The passwords of destinations: out of every gate that is kept or shown, back into those that are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from console.domain.gates.gate import Gate

if TYPE_CHECKING:
    from console.settings.credentials import Credentials

PREFIX: Final = "gate_"
"""What the name of a gate's secret begins with, so that a file cannot ask for the password of the account itself."""


class GateVault:
    """Seals and unseals the gates of an account. Secrets are kept with the account's others, as
    `gate_password_<ULID>`; a file may name others that begin with `gate_`."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def seal_typed(self, account: str, gate: Gate, known: Gate | None = None) -> Gate:
        """A gate from a form or a file: references stay, a typed password becomes one; it is kept for good only when
        the gate is written. Raises InvalidInput for a reference to a secret that is no gate's, or a mask."""
        raise NotImplementedError

    def unseal(self, account: str, gate: Gate) -> Gate:
        """Raises SecretMissing, saying which destination's is not here and where it can be put."""
        raise NotImplementedError
