"""Calling a destination as the platform would, after asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.providers.contract import ProbeExchange, ProbeReport, ProbeRequest, ProbeStep, StepResult
from console.services.gate_changes import Confirmation
from console.services.gate_samples import Rendering, Sample

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
    refusal: str | None = None
    request: ProbeRequest | None = field(default=None, repr=False)


class GateProbe:
    def prepare(self, account: str, gate: Gate, place: int, sample: Sample, zone: str = "UTC") -> ProbePlan:
        """`place` is that of the destination, from 0. The gate may hold typed passwords, as a form does. Calls nobody.
        Raises InvalidInput for a place that is none."""
        raise NotImplementedError

    async def run(self, plan: ProbePlan, on_step: Callable[[ProbeStep], None] | None = None) -> ProbeReport:
        """Each step is told as it ends. Raises InvalidInput for a plan with a refusal, SecretMissing."""
        raise NotImplementedError

    def answers_empty(self) -> frozenset[str]:
        """URLs that answered a probe of this console with an empty body."""
        raise NotImplementedError
