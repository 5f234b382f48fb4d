"""The passwords of destinations: out of every gate that is kept or shown, back into those that are sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.matching import partners
from console.domain.gates.sealing import reference, references, referred, seal, unseal
from console.domain.plain_text import plain
from console.domain.redact import MASK
from console.errors import InvalidInput, SecretMissing

if TYPE_CHECKING:
    from console.settings.credentials import Credentials

PREFIX: Final = "gate_"
"""What the name of a gate's secret begins with, so that a file cannot ask for the password of the account itself."""


class GateVault:
    """Seals and unseals the gates of an account. Secrets are kept with the account's others, as
    `gate_password_<ULID>`; a file may name others that begin with `gate_`. Blocks: a keyring may take its time."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._unkept: dict[tuple[str, str], str] = {}
        """Typed and not written yet, or without a place to be kept: known as long as this process lives."""

    def seal_read(
        self, account: str, gates: Sequence[Gate], earlier: Mapping[str, Gate], written: Sequence[Gate] = ()
    ) -> tuple[Gate, ...]:
        """Gates from the wire. `earlier` are the known copies by id, `written` what we may have made of them: a
        password of either keeps its name. New ones are kept where there is a place, else only until this process
        ends."""
        known, lost = self._open(account, [*earlier.values(), *written])
        sealed: list[Gate] = []
        for gate in gates:
            before = earlier.get(gate.id or "")
            found = _found_again(before, gate, lost) if before is not None and lost else {}
            known |= found
            # Of several names for the same secret its own one, or else the one it was just written with: the gate would
            # look changed by any other.
            own, made = (
                set(references(one)) if one is not None else set() for one in (before, _written_as(gate, written))
            )
            ordered = sorted(known.items(), key=lambda kept: (kept[0] in own, kept[0] in made))
            result = seal(gate, dict(ordered), _new_name)
            known |= result.secrets
            self._unkept |= {(account, name): secret for name, secret in (found | dict(result.secrets)).items()}
            self.keep(account, result.gate)
            sealed.append(result.gate)
        return tuple(sealed)

    def seal_typed(self, account: str, gate: Gate, known: Gate | None = None) -> Gate:
        """A gate from a form or a file: references stay, a typed password becomes one; it is kept for good only when
        the gate is written. Raises InvalidInput for a reference to a secret that is no gate's, or a mask."""
        secrets, _ = self._open(account, [known] if known is not None else [])
        result = seal(gate, secrets, _new_name, trusted=True)
        if MASK in result.secrets.values():
            raise InvalidInput(
                f"A password is {MASK}, which only stands for one that is not shown.",
                hint="Leave the reference as it was, or type the password itself.",
                field="destinations",
            )
        if any(MASK in destination.url for destination in result.gate.destinations):
            raise InvalidInput(
                f"A URL holds {MASK}, which only stands for a secret that is not shown.",
                hint="Leave the reference as it was, or type the whole URL.",
                field="destinations",
            )
        foreign = next((name for name in references(result.gate) if not name.startswith(PREFIX)), None)
        if foreign is not None:
            raise InvalidInput(
                f"The gate refers to a secret called {foreign}, which is none of a gate.",
                hint=f"Names of gates' secrets begin with {PREFIX}: write {reference(PREFIX + foreign)} and set "
                f"{_variable(account, PREFIX + foreign)}.",
                field="destinations",
            )
        self._unkept |= {(account, name): secret for name, secret in result.secrets.items()}
        return result.gate

    def unseal(self, account: str, gate: Gate) -> Gate:
        """Raises SecretMissing, saying which destination's is not here and where it can be put."""

        def secret(name: str) -> str:
            held = self._unkept.get((account, name))
            if held is not None:
                return held
            try:
                return self._credentials.secret(account, name)
            except SecretMissing:
                place, whose = _whose(gate, name)
                raise SecretMissing(
                    f"The password of {whose} of {gate.name} is not on this machine.",
                    hint=f"Type it anew in the gate's form, or set {_variable(account, name)}.",
                    field=place,
                ) from None

        return unseal(gate, secret)

    def keep(self, account: str, gate: Gate) -> bool:
        """Give what a gate refers to its lasting place. False where there is none for some of it."""
        for name in references(gate):
            secret = self._unkept.get((account, name))
            if secret is None:
                continue
            try:
                self._credentials.keep(account, name, secret)
            except SecretMissing:
                return False
            del self._unkept[account, name]
        return True

    def can_keep(self, account: str, gate: Gate) -> bool:
        """Whether `keep` would find a place for all of it."""
        waiting = any((account, name) in self._unkept for name in references(gate))
        return not waiting or self._credentials.new_secret_place() is not None

    def unkept(self, account: str, gates: Iterable[Gate]) -> int:
        """How many secrets of these gates are known only until this process ends."""
        return len({name for gate in gates for name in references(gate) if (account, name) in self._unkept})

    def move(self, old: str, new: str, gates: Sequence[Gate]) -> None:
        """The account has another name: what these gates refer to goes along."""
        known, _ = self._open(old, gates)
        for name, secret in known.items():
            if self._credentials.place(old, name) in {"keyring", "file"}:
                self._credentials.keep(new, name, secret, allow_file=True)
                self._credentials.forget(old, name)
            elif self._unkept.pop((old, name), None) is not None:
                self._unkept[new, name] = secret

    def forget(self, account: str, gates: Sequence[Gate]) -> None:
        """The account is gone: what these gates refer to goes too."""
        for name in {name for gate in gates for name in references(gate)}:
            self._credentials.forget(account, name)
            self._unkept.pop((account, name), None)

    def _open(self, account: str, gates: Iterable[Gate]) -> tuple[dict[str, str], set[str]]:
        """The secrets these gates refer to, by name, and the names of those that are not here."""
        known: dict[str, str] = {}
        lost: set[str] = set()
        for name in dict.fromkeys(name for gate in gates for name in references(gate)):
            held = self._unkept.get((account, name))
            try:
                known[name] = held if held is not None else self._credentials.secret(account, name)
            except SecretMissing:
                lost.add(name)
        return known, lost


def _written_as(gate: Gate, written: Sequence[Gate]) -> Gate | None:
    """The write that made a gate nobody knew: the newest of its refId."""
    return next((one for one in reversed(written) if one.ref_id == gate.ref_id), None)


def _found_again(before: Gate, now: Gate, lost: set[str]) -> dict[str, str]:
    """Passwords that were lost here and that a read brought back, by the name they had: they are taken not to have
    changed, or every read on such a machine would look like somebody's work."""
    found: dict[str, str] = {}
    pairs = partners([held.document for held in before.destinations], [held.document for held in now.destinations])
    for new, old in pairs.items():
        name = referred(before.destinations[old].password or "")
        password = now.destinations[new].password
        if name is not None and name in lost and password:
            found[name] = password
    return found


def _whose(gate: Gate, name: str) -> tuple[str, str]:
    """The field that refers to a secret, and its owner in words."""
    for place, destination in enumerate(gate.destinations):
        if name in references(Gate({"destinations": [destination.document]})):
            return f"destinations.{place}.password", f"destination {place + 1} ({_host(destination)})"
    return "customParameters", "a custom parameter"


def _host(destination: Destination) -> str:
    try:
        host = urlsplit(destination.url.strip()).hostname
    except ValueError:
        host = None
    return plain(host or "without a host", 60)


def _new_name() -> str:
    from ulid import ULID

    return f"{PREFIX}password_{ULID()}".lower()


def _variable(account: str, name: str) -> str:
    from console.settings.credentials import environment_variable

    return environment_variable(account, name)
