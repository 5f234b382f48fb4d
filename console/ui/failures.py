"""How a failure reads on the screen: the one place where an exception becomes a sentence."""

from __future__ import annotations

from textual.dom import DOMNode
from textual.widget import Widget
from textual.worker import WorkerFailed

from console.domain.plain_text import plain
from console.errors import SwitchroomError


def sentence(error: BaseException) -> str:
    """What happened and, where there is one, what to do. Inbound text in it is made harmless."""
    if isinstance(error, WorkerFailed):
        error = error.error
    if isinstance(error, SwitchroomError):
        return plain(f"{error.message} {error.hint}" if error.hint else error.message)
    return (
        f"Something went wrong inside Switchroom ({type(error).__name__}). What was stored is safe; "
        "try again, and report it if it comes back."
    )


def show(node: DOMNode, error: BaseException) -> None:
    """Say it in a corner of the screen, once, without a traceback. The details go to the developer's console."""
    node.log.error(repr(error))
    if isinstance(node, Widget):
        node.notify(sentence(error), severity="error", timeout=8, markup=False)
    else:
        node.app.notify(sentence(error), severity="error", timeout=8, markup=False)
