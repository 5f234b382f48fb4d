"""What Switchroom can ask of a provider, one Protocol per capability."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from console.domain.callbacks.event import Event
from console.domain.callbacks.request import CallbackRequest
from console.domain.codes.result_code import ResultCode
from console.domain.findings import Finding
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.message import Outcome
from console.domain.sms.draft import Draft
from console.domain.state import State

if TYPE_CHECKING:
    from console.domain.account import Account  # pydantic: whoever only names a provider does not pay for it
    from console.domain.gates.firewall import Host
    from console.domain.whatsapp.message_request import MessageRequest

SourceCheck = Literal["known", "loopback", "unlisted"]
"""Where a callback came from: a host the provider lists, this machine, or anywhere else."""


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """What is known after one request to send.

    `unknown` means that the request may have left: the message may have been delivered and billed, and is never
    sent again by itself. `code` is the provider's, where it gave one; `description` its words, or ours for a
    failure on the way; `state` the triple the code stands for.
    """

    outcome: Outcome
    state: State
    provider_ids: tuple[str, ...] = ()
    code: int | None = None
    description: str | None = None
    http_status: int | None = None


@dataclass(frozen=True, slots=True)
class MaskedRequest:
    """A request as it would go out, with every secret masked: for dry runs, copies and records."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str
    curl: str


@dataclass(frozen=True, slots=True)
class CredentialCheck:
    """What the cheapest call proved, in a sentence; `ok` is False when the provider refused the credentials."""

    ok: bool
    proved: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class SendLimits:
    """How fast and how long: requests a second to one account (its option `rate` wins), and seconds."""

    rate: float = 10.0
    connect_timeout: float = 5.0
    read_timeout: float = 20.0


DEFAULT_LIMITS = SendLimits()


class ProvesCredentials(Protocol):
    """An open way to a provider that can say whether the account's credentials are right."""

    async def check(self) -> CredentialCheck:
        """The cheapest call that proves the credentials; it changes nothing, and can neither send nor charge.

        Raises ProviderUnreachable, or OutcomeUnknown when the answer proves nothing; SecretMissing.
        """
        ...

    async def aclose(self) -> None: ...


class SendsText(ProvesCredentials, Protocol):
    """Sends one text to one destination per call. Never retries."""

    async def wait_for_turn(self) -> None:
        """Return when the account's rate allows a request; nothing leaves before that. Asked before each `send`."""
        ...

    async def send(self, draft: Draft, destination: str) -> SendOutcome:
        """One request. Failures are outcomes, never exceptions: a missing secret or a text that cannot be written is
        refused with nothing sent."""
        ...

    def request(self, draft: Draft, destination: str) -> MaskedRequest:
        """What `send` would send, without asking for the secret. Raises InvalidInput when it cannot be written."""
        ...


class SendsWhatsApp(ProvesCredentials, Protocol):
    """Sends one request, of any number of messages to any number of destinations, per call. Never retries."""

    async def wait_for_turn(self) -> None:
        """As for `SendsText`: asked before each `send`."""
        ...

    async def send(self, request: MessageRequest) -> tuple[SendOutcome, ...]:
        """One outcome for each destination, in their order; its one provider id stands for all messages, whose reports
        differ by their part. Nothing for a request to nobody. Failures are outcomes, never exceptions."""
        ...

    def request(self, request: MessageRequest) -> MaskedRequest:
        """What `send` would send, without asking for the secret. Raises InvalidInput when it cannot be written."""
        ...


class ReadsCallbacks(Protocol):
    """Turns a request to the listener into events. Never raises: what it cannot understand is `unrecognised`."""

    def read(self, request: CallbackRequest) -> tuple[Event, ...]: ...

    def recognises(self, request: CallbackRequest) -> bool:
        """Whether the request looks like this provider's, by shape alone (for a path that names no account)."""
        ...


class ManagesGates(ProvesCredentials, Protocol):
    """The gates of one account. They come and go with their real passwords: whoever keeps them seals them first.

    Every call raises ProviderRefused with LINK's code, the HTTP status and our words (GateMissing and GateTaken where
    it is that), ProviderUnreachable when nothing was changed, SecretMissing. One that writes raises OutcomeUnknown when
    it may have been done: reading back tells. Nothing is tried twice, except once with a new token.
    """

    async def list_gates(self) -> tuple[Gate, ...]: ...

    async def get_gate(self, gate_id: str) -> Gate: ...

    async def get_gate_by_ref(self, ref_id: str) -> Gate: ...

    async def add_gate(self, gate: Gate) -> str:
        """The new gate's id; "" when the answer names none: then the refId finds it."""
        ...

    async def update_gate(self, gate: Gate) -> None:
        """The gate's id says which one. Raises InvalidInput without one."""
        ...

    async def remove_gate(self, gate_id: str) -> None: ...


class StepResult(StrEnum):
    """How a step of a probe ended. SKIPPED: it made no sense, or was held back, for the reason in the sentence."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"
    SKIPPED = "skipped"


ProbePart = Literal["name", "connection", "tls", "certificate", "exchange", "verdict"]


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One thing looked at: what came out in a sentence, what to do about it, and the facts as (label, value)."""

    part: ProbePart
    result: StepResult
    sentence: str
    hint: str | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """What the destination is to get. `headers` without credentials: those come from the destination itself."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class ProbeExchange:
    """Request and answer as they went over the wire, secrets masked, the answer's text cut where it is long.

    `status` None: no answer came.
    """

    method: str
    url: str
    request_headers: tuple[tuple[str, str], ...]
    request_body: str
    status: int | None = None
    answer_headers: tuple[tuple[str, str], ...] = ()
    answer_body: str = ""


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """All steps in their order; the last one is the verdict. `answers_empty`: a 2xx came without a body."""

    steps: tuple[ProbeStep, ...]
    exchange: ProbeExchange | None = None
    answers_empty: bool = False

    @property
    def verdict(self) -> ProbeStep:
        return self.steps[-1]


class ProbesDestinations(Protocol):
    """Calls a destination as the platform would. Never raises for what the other side does: that is the report."""

    async def probe(
        self,
        destination: Destination,
        request: ProbeRequest,
        *,
        acknowledge: bool,
        on_step: Callable[[ProbeStep], None] | None = None,
    ) -> ProbeReport:
        """`destination` with its real password, `acknowledge` its gate's. Each step is told as it ends. It calls a
        real server: ask before."""
        ...


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """One option of an account: its name on the command line, what it is, whether it is a secret or required."""

    name: str
    label: str
    help: str
    secret: bool = False
    required: bool = False
    default: str | None = None


class Secrets(Protocol):
    """Where an account's secrets come from, asked at each use. Raises SecretMissing."""

    def secret(self, account: str, option: str) -> str: ...


class Provider(Protocol):
    """What the rest of the program may know about any provider's API; what it can do comes in the Protocols below.

    The methods import what they need when called, so that naming a provider costs nothing.
    """

    name: str
    title: str
    options: tuple[OptionSpec, ...]
    base_urls: tuple[tuple[str, str], ...]  # (url, remark)

    def check_account(self, account: Account) -> list[Finding]: ...

    def open_check(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> ProvesCredentials:
        """Raises InvalidInput when the account's findings forbid using it."""
        ...

    def codes(self) -> Sequence[ResultCode]: ...


class SmsProvider(Provider, Protocol):
    """Sends text messages."""

    segment_profile: str

    def check_draft(self, draft: Draft) -> list[Finding]: ...

    def draft_again(self, recorded: Mapping[str, str], draft: Draft) -> Draft:
        """`draft` with what only this provider's own parameters say: charging, headers. `recorded` is the
        `parameters` of a stored message."""
        ...

    def open_sender(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> SendsText:
        """Raises InvalidInput when the account's findings forbid sending."""
        ...


class WhatsAppProvider(Provider, Protocol):
    """Sends WhatsApp messages."""

    def complete(self, account: Account, request: MessageRequest) -> MessageRequest:
        """The request with what the account says, where it is silent itself. What both say is the request's. It gets
        neither a refId nor destinations by this."""
        ...

    def check_request(self, account: Account, request: MessageRequest) -> list[Finding]:
        """What the request says otherwise than the account; the rules of a request itself are the domain's."""
        ...

    def open_whatsapp(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> SendsWhatsApp:
        """Raises InvalidInput when the account's findings forbid sending."""
        ...


class CallbackProvider(Provider, Protocol):
    """Calls us back."""

    def callback_reader(self) -> ReadsCallbacks: ...

    def source_check(self, peer: str) -> SourceCheck:
        """Whether the provider documents that its callbacks come from this IP address."""
        ...


class GateProvider(Provider, Protocol):
    """Keeps gates: where its callbacks go."""

    def open_gates(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> ManagesGates:
        """Raises InvalidInput when the account's findings forbid using it."""
        ...

    def open_probe(self, limits: SendLimits = DEFAULT_LIMITS) -> ProbesDestinations: ...

    def hosts(self) -> Sequence[Host]:
        """The hosts its callbacks come from, those out of use among them, in the document's order."""
        ...
