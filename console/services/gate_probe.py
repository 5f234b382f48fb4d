"""Calling a destination as the platform would, after asking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.domain.gates.destination import Destination
from console.domain.gates.destination_rules import check_destination
from console.domain.gates.gate import Gate
from console.domain.gates.template_language.delivered_request import delivered_request
from console.domain.plain_text import plain
from console.errors import InvalidInput
from console.providers.contract import ProbeExchange, ProbeReport, ProbeRequest, ProbeStep, StepResult
from console.services.gate_change import Confirmation
from console.services.gate_samples import GateSamples, Rendering, Sample

if TYPE_CHECKING:
    from console.services.audit import Audit
    from console.services.gate_access import GateAccess
    from console.services.gate_vault import GateVault

__all__ = ["GateProbe", "ProbeExchange", "ProbePlan", "ProbeReport", "ProbeStep", "StepResult"]


@dataclass(frozen=True, slots=True)
class ProbePlan:
    """What would be sent, masked, and what to ask before: it calls a real server. `refusal` is why there is nothing to
    probe (do://drop, no URL), else None."""

    account: str
    destination: Destination
    acknowledge: bool
    rendering: Rendering
    confirmation: Confirmation
    sample: Sample
    zone: str
    refusal: str | None = None


class GateProbe:
    def __init__(self, access: GateAccess, vault: GateVault, samples: GateSamples, audit: Audit) -> None:
        self._access = access
        self._vault = vault
        self._samples = samples
        self._audit = audit
        self._answer_empty: set[str] = set()

    def prepare(self, account: str, gate: Gate, place: int, sample: Sample, zone: str = "UTC") -> ProbePlan:
        """`place` is that of the destination, from 0. The gate may hold typed passwords, as a form does. Calls nobody.
        Raises InvalidInput for a place that is none."""
        self._access.account(account)
        sealed = self._vault.seal_typed(account, gate.bare)
        if not 0 <= place < len(sealed.destinations):
            raise InvalidInput(f"There is no destination {place + 1}.", hint="Choose one of the gate's.", field="place")
        destination = sealed.destinations[place]
        rendering = self._samples.render(destination, sample, zone)
        return ProbePlan(
            account,
            destination,
            sealed.acknowledge,
            rendering,
            Confirmation(f"Call {_host(destination)} now, as the platform would, with {sample.title}?"),
            sample,
            zone,
            _refusal(destination, rendering),
        )

    async def run(self, plan: ProbePlan, on_step: Callable[[ProbeStep], None] | None = None) -> ProbeReport:
        """Each step is told as it ends. Raises InvalidInput for a plan with a refusal, SecretMissing."""
        if plan.refusal is not None:
            raise InvalidInput(plan.refusal, hint="Nothing was called.")
        account = self._access.account(plan.account)
        gate = Gate({"destinations": [plan.destination.document]})
        destination = (await asyncio.to_thread(self._vault.unseal, plan.account, gate)).destinations[0]
        request = delivered_request(destination, plan.sample.source, kind=plan.sample.kind, zone=plan.zone)
        if request is None:
            raise InvalidInput("The destination throws everything away.", hint="Nothing was called.")
        headers = tuple((name, value) for name, value in request.headers if name.lower() != "authorization")
        report = await self._access.probe(account).probe(
            destination,
            ProbeRequest(request.method, request.url, headers, request.body),
            acknowledge=plan.acknowledge,
            on_step=on_step,
        )
        if report.answers_empty:
            self._answer_empty.add(plan.destination.url)
        else:
            self._answer_empty.discard(plan.destination.url)
        await self._audit.record(
            "gates.probe",
            _host(plan.destination),
            account=plan.account,
            environment=account.environment.value,
            outcome=report.verdict.result.value,
        )
        return report

    def answers_empty(self) -> frozenset[str]:
        """URLs that answered a probe of this console with an empty body."""
        return frozenset(self._answer_empty)


def _refusal(destination: Destination, rendering: Rendering) -> str | None:
    if rendering.dropped:
        return "do://drop throws everything away: there is nothing to call."
    wrong = next(
        (one for one in check_destination(destination) if one.field in {"url", "method"} and one.severity == "error"),
        None,
    )
    return f"{wrong.text} {wrong.hint or ''}".strip() if wrong is not None else None


def _host(destination: Destination) -> str:
    try:
        host = urlsplit(destination.url.strip()).hostname
    except ValueError:
        host = None
    return plain(host or "nobody", 80)
