"""Everything that can go wrong in a way a person can act on.

    SwitchroomError
    ├── InvalidInput            what was typed or written in a file cannot be used     exit 2
    │   └── SettingsError       a settings or accounts file cannot be read or written
    ├── SecretMissing           an account has no password yet, or no place to keep one exit 2
    ├── ProviderRefused         the other side answered no                              exit 1
    │   ├── GateMissing         there is no such gate
    │   └── GateTaken           another gate has this refId
    ├── GateChanged             somebody changed the gate since it was shown; nothing was written  exit 1
    ├── ProviderUnreachable     nothing was sent: no connection could be made           exit 1
    ├── OutcomeUnknown          the request may have left; nobody knows what became of it  exit 3
    ├── StoreError              the database cannot do what was asked                   exit 1
    │   ├── DatabaseLocked
    │   ├── DatabaseFull
    │   ├── DatabaseUnwritable
    │   ├── DatabaseDamaged
    │   └── NotFound            the row asked for is not there
    └── ListenerError           the listener cannot start or be reached                 exit 1
        └── PortTaken

Each carries one sentence (`message`) and what to do about it (`hint`); neither ever holds a secret.
"""

from __future__ import annotations


class SwitchroomError(Exception):
    """A failure with a sentence for the person in front of the screen."""

    kind = "error"
    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        field: str | None = None,
        http_status: int | None = None,
        code: int | str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.field = field
        self.http_status = http_status
        self.code = code


class InvalidInput(SwitchroomError):
    kind = "invalid_input"
    exit_code = 2


class SettingsError(InvalidInput):
    kind = "settings"


class SecretMissing(SwitchroomError):
    kind = "secret_missing"
    exit_code = 2


class ProviderRefused(SwitchroomError):
    kind = "refused"


class GateMissing(ProviderRefused):
    kind = "gate_missing"


class GateTaken(ProviderRefused):
    kind = "gate_taken"


class GateChanged(SwitchroomError):
    kind = "gate_changed"


class ProviderUnreachable(SwitchroomError):
    kind = "unreachable"


class OutcomeUnknown(SwitchroomError):
    kind = "outcome_unknown"
    exit_code = 3


class StoreError(SwitchroomError):
    kind = "store"


class DatabaseLocked(StoreError):
    kind = "database_locked"


class DatabaseFull(StoreError):
    kind = "database_full"


class DatabaseUnwritable(StoreError):
    kind = "database_unwritable"


class DatabaseDamaged(StoreError):
    kind = "database_damaged"


class NotFound(StoreError):
    kind = "not_found"


class ListenerError(SwitchroomError):
    kind = "listener"


class PortTaken(ListenerError):
    kind = "port_taken"
