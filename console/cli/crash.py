"""What nobody expected: one sentence for the person, the traceback in a file, secrets in neither."""

from __future__ import annotations

import traceback

from console.cli.output import Invocation
from console.errors import SwitchroomError


class Unexpected(SwitchroomError):
    kind = "unexpected"


def crashed(error: Exception, invocation: Invocation) -> SwitchroomError:
    """Write the traceback to `crash.log` in the home's state folder and say where it is."""
    from console.domain.redact import redact

    name = type(error).__name__
    try:
        folder = invocation.home().root_state
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = folder / "crash.log"
        log.write_text(redact("".join(traceback.format_exception(error))), encoding="utf-8", errors="backslashreplace")
        log.chmod(0o600)
    except (OSError, SwitchroomError):
        return Unexpected(f"Something went wrong that should not: {name}.", hint="It could not be written to a log.")
    return Unexpected(f"Something went wrong that should not: {name}.", hint=f"What happened is in {log}.")
