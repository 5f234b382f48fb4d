"""`switchroom sandbox`: the provider simulators alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from console.cli.output import Invocation, Styled, emit, remark, say, shared_options
from console.errors import InvalidInput
from console.sandbox.link_gate import behaviours as gate_behaviours
from console.sandbox.link_gate.codes import ErrorCode
from console.sandbox.link_smsc.behaviours import Behaviour, named
from console.sandbox.link_whatsapp import behaviours as whatsapp_behaviours
from console.sandbox.link_whatsapp.codes import DESCRIPTIONS, NEWER, STATUSES
from console.settings.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

_FORMATS = ("json", "xml", "form", "get")


def _magic_numbers() -> str:
    """What --help says about destinations, from the table the simulator itself goes by."""
    rows = "\n".join(f"  {behaviour.digits}  {behaviour.title:<16}  {behaviour.sentence}" for behaviour in Behaviour)
    return (
        "\b\nThe last four digits of a destination say what becomes of a message:\n"
        "  a result code, with leading zeros where it is shorter: +46700002106 gives 2106,\n"
        "  +46700000004 gives 4. Codes that show in the request itself (3, 104 to 106,\n"
        "  2000 to 2003, 2100 to 2102, 2108, 3000 to 4007) are the answer; all others are\n"
        "  accepted and come in the report. After a temporary code comes no other.\n"
        f"{rows}\n"
        "  anything else     delivered (1001)"
    )


def _magic_ref_ids() -> str:
    """The same for gates."""
    faults = "\n".join(
        f"  {behaviour.digits or '----'}  {behaviour.title:<17}  {behaviour.sentence}"
        for behaviour in gate_behaviours.Behaviour
    )
    errors = "\n".join(f"  {code.number}  {code.status.value}  {code.name}: {code.cause}" for code in ErrorCode)
    return (
        "\b\nThe Gate API keeps its gates until the sandbox ends, and callbacks go out through them:\n"
        "  reports through gates whose refId's first word is DLR (DLR-MAIN), messages from\n"
        "  handsets where it is MO (MO-72401). Those two are there at the start and follow\n"
        "  this home's listener until you point them elsewhere. Only this machine is called.\n"
        "\b\nThe last four digits of a refId, or of an id in a path, ask for a behaviour:\n"
        f"{faults}\n"
        "\b\nA refId or an id that ends in an error code gets it (x-103050), and so does:\n"
        f"{errors}\n"
        "\b\nA token for the client_id internal-error is refused with internal_error."
    )


def _magic_contacts() -> str:
    """The same for WhatsApp."""
    rows = "\n".join(
        f"  {behaviour.digits}  {behaviour.title:<16}  {behaviour.sentence}"
        for behaviour in whatsapp_behaviours.Behaviour
    )
    results = "\n".join(
        f"  {code}  {description}{' (newer than the document)' if code in NEWER else ''}"
        f"{f', the answer: HTTP {STATUSES[code].value}' if code in STATUSES else ''}"
        for code, description in DESCRIPTIONS.items()
    )
    return (
        "\b\nWhatsApp messages are sent, delivered and read, each told in an event report of its own.\n"
        "  What is no template is not delivered (112403) while a contact's 24-hour window is\n"
        "  closed: a template to +46700009930 is answered, and that opens it.\n"
        "  Reports go through the gates a request names by id (eventReportGates), else to this\n"
        "  home's listener, as do messages from contacts.\n"
        "\b\nThe last four digits of a WhatsApp destination say what becomes of its messages:\n"
        f"{rows}\n"
        "  the end of a result code: +46700002404 gives 112404, the last report or the answer:\n"
        f"{results}"
    )


@click.command(epilog=f"{_magic_numbers()}\n\n{_magic_ref_ids()}\n\n{_magic_contacts()}")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes any free port.")
@click.option(
    "--callback-url",
    metavar="URL",
    envvar="SWITCHROOM_SANDBOX_CALLBACK_URL",
    help="Where callbacks go; may hold USER:PASSWORD@ for Basic auth or end in a token, and {provider} stands for "
    "the provider's name. Unless given: the listener running on this home.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="json",
    show_default=True,
    envvar="SWITCHROOM_SANDBOX_FORMAT",
    help="How delivery reports are written.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=0.5,
    show_default=True,
    metavar="SECONDS",
    envvar="SWITCHROOM_SANDBOX_DELAY",
    help="From the answer to the final report; a WhatsApp message is read half as long after.",
)
@click.option(
    "--always",
    multiple=True,
    type=click.Choice([behaviour.title for behaviour in Behaviour]),
    metavar="NAME",
    envvar="SWITCHROOM_SANDBOX_ALWAYS",
    help="Behave so for every message; may be repeated. The names are below.",
)
@click.option(
    "--attempts",
    type=click.IntRange(1, 100),
    default=8,
    show_default=True,
    help="How often a callback is sent until it is confirmed, if its gate's ttl lasts that long.",
)
@click.option(
    "--acknowledge",
    metavar="TEXT",
    help="What the receiver's answer must hold besides, where the gate has acknowledge; the report gate then has.",
)
@click.option(
    "--gate-always",
    multiple=True,
    type=click.Choice([behaviour.title for behaviour in gate_behaviours.Behaviour]),
    metavar="NAME",
    envvar="SWITCHROOM_SANDBOX_GATE_ALWAYS",
    help="Let the Gate API behave so for every request; may be repeated. The names are below.",
)
@click.option(
    "--whatsapp-always",
    multiple=True,
    type=click.Choice([behaviour.title for behaviour in whatsapp_behaviours.Behaviour]),
    metavar="NAME",
    envvar="SWITCHROOM_SANDBOX_WHATSAPP_ALWAYS",
    help="Behave so for every WhatsApp destination; may be repeated. The names are below.",
)
@click.option(
    "--token-life",
    type=click.FloatRange(1, 86_400),
    default=3599,
    show_default=True,
    metavar="SECONDS",
    help="How long a token of the Gate API lasts.",
)
@click.option("--token-under-gate", is_flag=True, help="Give tokens at /gate/auth/token in place of /auth/token.")
@click.option("--exit-with-parent", type=int, metavar="PID", hidden=True, help="Stop when PID is gone.")
@shared_options
def sandbox(
    invocation: Invocation,
    port: int,
    callback_url: str | None,
    form: str,
    delay: float,
    always: tuple[str, ...],
    attempts: int,
    acknowledge: str | None,
    gate_always: tuple[str, ...],
    whatsapp_always: tuple[str, ...],
    token_life: float,
    token_under_gate: bool,
    exit_with_parent: int | None,
) -> None:
    """Run simulators of the providers on loopback until SIGTERM or Ctrl-C.

    They answer as the providers' documents say and send their callbacks to the listener. With --json the first line
    holds their addresses and the credentials they know.
    """
    import asyncio

    from console.sandbox.link_gate.simulator import Conduct as GateConduct
    from console.sandbox.link_smsc.callbacks import Format
    from console.sandbox.link_smsc.simulator import Conduct
    from console.sandbox.link_whatsapp.simulator import Conduct as WhatsappConduct
    from console.sandbox.server import SandboxConfig, serve

    if callback_url is not None and not callback_url.startswith(("http://", "https://")):
        raise InvalidInput(
            "The callback URL is not one.",
            hint="Write it like http://127.0.0.1:8471/callbacks/my-account.",
            field="callback_url",
        )
    config = SandboxConfig(
        home=invocation.home(),
        port=port,
        callback_url=callback_url,
        form=Format(form),
        link_smsc=Conduct(delay, frozenset(named(title) for title in always)),
        link_gate=GateConduct(
            frozenset(gate_behaviours.named(title) for title in gate_always), token_life, token_under_gate
        ),
        link_whatsapp=WhatsappConduct(delay, frozenset(whatsapp_behaviours.named(title) for title in whatsapp_always)),
        attempts=attempts,
        acknowledge=acknowledge,
        announced_in=_announced_in(invocation),
        parent=exit_with_parent,
    )
    tell = remark if invocation.json else say
    asyncio.run(serve(config, emit if invocation.json else _introduce, tell))


def _announced_in(invocation: Invocation) -> Path | None:
    """Others find this sandbox only in a home that was named for it: it has no business in anybody's own."""
    named_home = invocation.directory or invocation.sandbox or os.environ.get(HOME_VARIABLE)
    return invocation.home().sandbox_file if named_home else None


def _introduce(document: dict[str, object]) -> None:
    say(Styled("LINK SMSC Simple HTTP", "strong"), f" answers at {document['link_smsc']}")
    say("  ServiceId 1001, Username sandbox, Password sandbox")
    say("  a destination that ends in a result code gets it: +46700002106 gives 2106; see 'switchroom sandbox --help'")
    say(Styled("LINK Gate API", "strong"), f" answers at {document['link_gate']}")
    say("  Username sandbox, Password sandbox, platform SANDBOX, partner PRACTICE; reports go out through its gates")
    say(Styled("LINK WhatsApp Message API", "strong"), f" answers at {document['link_whatsapp']}")
    say("  Username sandbox, Password sandbox, platform SANDBOX, partner PRACTICE, source +46701740699")
    say("Ctrl-C stops it.")
