"""`switchroom sandbox`: the provider simulators alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from console.cli.output import Invocation, Styled, emit, remark, say, shared_options
from console.errors import InvalidInput
from console.sandbox.behaviour import AskedBehaviour
from console.sandbox.link_gate.behaviours import Behaviour as GateBehaviour
from console.sandbox.link_gate.codes import ErrorCode
from console.sandbox.link_smsc.behaviours import Behaviour
from console.sandbox.link_whatsapp.behaviours import Behaviour as WhatsappBehaviour
from console.sandbox.link_whatsapp.codes import DESCRIPTIONS, NEWER, STATUSES
from console.settings.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

_FORMATS = ("json", "xml", "form", "get")


def _rows(behaviours: type[AskedBehaviour], width: int) -> str:
    return "\n".join(
        f"  {behaviour.digits or '----'}  {behaviour.title:<{width}}  {behaviour.sentence}" for behaviour in behaviours
    )


def _magic_numbers() -> str:
    """What --help says about destinations, from the table the simulator itself goes by."""
    return (
        "\b\nThe last four digits of a destination say what becomes of a message:\n"
        "  a result code, with leading zeros where it is shorter: +46700002106 gives 2106,\n"
        "  +46700000004 gives 4. Codes that show in the request itself (3, 104 to 106,\n"
        "  2000 to 2003, 2100 to 2102, 2108, 3000 to 4007) are the answer; all others are\n"
        "  accepted and come in the report. After a temporary code comes no other.\n"
        f"{_rows(Behaviour, 16)}\n"
        "  anything else     delivered (1001)"
    )


def _magic_ref_ids() -> str:
    """The same for gates."""
    errors = "\n".join(f"  {code.number}  {code.status.value}  {code.name}: {code.cause}" for code in ErrorCode)
    return (
        "\b\nThe Gate API keeps its gates until the sandbox ends, and callbacks go out through them:\n"
        "  reports through gates whose refId's first word is DLR (DLR-MAIN), messages from\n"
        "  handsets where it is MO (MO-72401). Those two are there at the start and follow\n"
        "  this home's listener until you point them elsewhere. Only this machine is called.\n"
        "\b\nThe last four digits of a refId, or of an id in a path, ask for a behaviour:\n"
        f"{_rows(GateBehaviour, 17)}\n"
        "\b\nA refId or an id that ends in an error code gets it (x-103050), and so does:\n"
        f"{errors}\n"
        "\b\nA token for the client_id internal-error is refused with internal_error."
    )


def _magic_contacts() -> str:
    """The same for WhatsApp."""
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
        f"{_rows(WhatsappBehaviour, 16)}\n"
        "  the end of a result code: +46700002404 gives 112404, the last report or the answer:\n"
        f"{results}"
    )


def _always_option(name: str, behaviours: type[AskedBehaviour], sentence: str) -> Callable[[Any], Any]:
    return click.option(
        f"--{name}",
        multiple=True,
        type=click.Choice([behaviour.title for behaviour in behaviours]),
        metavar="NAME",
        envvar=f"SWITCHROOM_SANDBOX_{name.upper().replace('-', '_')}",
        help=f"{sentence}; may be repeated. The names are below.",
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
@_always_option("always", Behaviour, "Behave so for every message")
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
@_always_option("gate-always", GateBehaviour, "Let the Gate API behave so for every request")
@_always_option("whatsapp-always", WhatsappBehaviour, "Behave so for every WhatsApp destination")
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

    if callback_url is not None:
        _require_callback_url(callback_url)
    config = SandboxConfig(
        home=invocation.home(),
        port=port,
        callback_url=callback_url,
        form=Format(form),
        link_smsc=Conduct(delay, frozenset(map(Behaviour.named, always))),
        link_gate=GateConduct(frozenset(map(GateBehaviour.named, gate_always)), token_life, token_under_gate),
        link_whatsapp=WhatsappConduct(delay, frozenset(map(WhatsappBehaviour.named, whatsapp_always))),
        attempts=attempts,
        acknowledge=acknowledge,
        announced_in=_announced_in(invocation),
        parent=exit_with_parent,
    )
    tell = remark if invocation.json else say
    asyncio.run(serve(config, emit if invocation.json else _introduce, tell))


def _require_callback_url(url: str) -> None:
    """Raises InvalidInput for what is no address, and for one without a path: no listener takes callbacks at its root,
    and whoever has a receiver of another kind there can say so with a slash."""
    example = "http://127.0.0.1:8471/callbacks/my-account"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # the port is parsed, and refused, only when asked for
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        raise InvalidInput("The callback URL is not one.", hint=f"Write it like {example}.", field="callback_url")
    if not parts.path:
        raise InvalidInput(
            "The callback URL has no path, so it names no account.",
            hint="The listener takes callbacks at http://host:port/callbacks/ACCOUNT; write / behind the port for a "
            "receiver of your own at its root.",
            field="callback_url",
        )


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
