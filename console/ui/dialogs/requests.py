"""A dry run: the requests as they would go out, secrets masked, ready to copy."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Button, Static

from console.domain.plain_text import plain
from console.services.outbox import PlannedRequest
from console.ui.dialogs.dialog import Dialog, button, sentence

_SHOWN = 3


class RequestsDialog(Dialog[None]):
    BINDINGS = [Binding("y", "copy", "Copy", tooltip="Copy the curl lines, secrets masked")]

    def __init__(self, requests: Sequence[PlannedRequest]) -> None:
        super().__init__("Dry run: nothing was sent")
        self._requests = requests

    def compose_body(self) -> ComposeResult:
        yield sentence("The password is masked: put it in before you run a line.", classes="-quiet")
        for request in self._requests[:_SHOWN]:
            yield Static(request_text(request), classes="request", markup=False)
        if len(self._requests) > _SHOWN:
            yield sentence(
                f"and {len(self._requests) - _SHOWN:,} more like these; y copies them all.", classes="-quiet"
            )

    def compose_buttons(self) -> ComposeResult:
        yield button("Copy as curl", "copy", variant="primary")
        yield button("Close", "close")

    def on_mount(self) -> None:
        self.query_one("#copy").focus()

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        self.app.copy_to_clipboard("\n".join(request.curl for request in self._requests))
        self.notify("The curl lines are on the clipboard, the password masked.", markup=False)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()


def request_text(request: PlannedRequest) -> Content:
    """Method and URL with one query parameter a line, then the body."""
    url, _, query = request.url.partition("?")
    lines = [Content.assemble((plain(request.method), "bold $text-primary"), f" {plain(url)}")]
    for number, pair in enumerate(query.split("&") if query else []):
        name, _, value = pair.partition("=")
        lines.append(Content.assemble((f"  {'&' if number else '?'}{plain(name)}", "$quiet"), f"={plain(value)}"))
    lines += [
        Content.assemble((f"  {plain(name)}: ", "$quiet"), plain(value)) for name, value in request.headers.items()
    ]
    if request.body:
        lines.append(Content(f"  {plain(request.body)}"))
    return Content("\n").join(lines)
