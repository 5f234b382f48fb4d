"""What a send comes to, in words: the line under the form and the facts of the confirmation."""

from __future__ import annotations

from textual.content import Content

from console.domain.account import Environment
from console.services.outbox import SendPlan
from console.ui.widgets.segment_meter import plural

_SHOWN = 3


def charge_in_words(plan: SendPlan) -> str:
    """What the receiver or the customer pays, never left unsaid."""
    if plan.charge:
        return plan.charge
    if plan.account.environment is Environment.SANDBOX:
        return "not charged"
    return "charged to the account as usual"


def cost_line(plan: SendPlan) -> Content:
    """`3 messages, 6 segments, sandbox, not charged`."""
    environment = plan.account.environment
    return Content.assemble(
        (plural(len(plan.destinations), "message"), "bold"),
        f", {plural(plan.segments_total, 'segment')}, ",
        (
            environment.value,
            f"bold $environment-{environment.value}-text"
            if environment is not Environment.PRODUCTION
            else "bold $text-error",
        ),
        f", {charge_in_words(plan)}",
    )


def facts(plan: SendPlan) -> list[tuple[str, str | Content]]:
    """The confirmation: from, to how many, segments, where, and what it costs."""
    count = len(plan.destinations)
    shown = ", ".join(plan.destinations[:_SHOWN])
    if count > _SHOWN:
        shown += f" and {count - _SHOWN:,} more"
    segments = plural(plan.segments_total, "segment")
    if count > 1:
        segments = f"{plan.segments_each:,} each, {segments} in total"
    if plan.draft.premium.charge_only:
        segments = "none: only the charge is made, no SMS is sent"
    return [
        ("from", plan.draft.source),
        ("to", f"{plural(count, 'number')}: {shown}" if count > 1 else shown),
        ("segments", segments),
        ("account", f"{plan.account.name}, {plan.account.environment.value}"),
        ("charge", charge_in_words(plan)),
    ]
