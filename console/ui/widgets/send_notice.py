"""Over a form that sends: why nothing can be sent at all, or what is special about this send."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from console.domain.account import Account
from console.domain.plain_text import plain
from console.ui.actions import action


class SendNotice(Static):
    """Takes no room for an ordinary send."""

    DEFAULT_CSS = """
    SendNotice { height: auto; padding: 0 1; background: $panel; display: none; }
    """

    def __init__(self, no_account: str, *, sandbox: bool, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        """`no_account` says that there is none; `sandbox`: there will be one soon."""
        super().__init__(markup=False, id=id)
        self._no_account = no_account
        self._sandbox = sandbox

    def show(self, account: Account | None, *, unreadable: str | None, otherwise: Content | None) -> None:
        """`unreadable` is why there are no accounts to offer, where their file cannot be read; `otherwise` is shown
        where this account can send."""
        said = otherwise if account is not None and not account.read_only else self._why_not(account, unreadable)
        self.display = said is not None
        self.update(said or "")

    def _why_not(self, account: Account | None, unreadable: str | None) -> Content:
        if account is not None:
            return _warning(
                f"⚠ {plain(account.name)} is read-only: it can look, not send.",
                "Choose another account here, or allow writing under Accounts.",
            )
        if unreadable is not None:
            return Content.styled(f"✕ {plain(unreadable)}", "$text-error")
        if self._sandbox:
            return Content.styled("◌ The sandbox is starting; its account appears here by itself.", "$state-temporary")
        return _warning(
            f"⚠ {self._no_account}",
            f"{action('console.accounts').key} then a adds one; to practise without one, leave and run "
            "switchroom --sandbox.",
        )


def sending_again(message_id: str | None) -> Content | None:
    """For a message that nobody knows the end of; nothing for one that is sent for the first time."""
    if message_id is None:
        return None
    return _warning(
        f"↻ Sending message {plain(message_id)} again.",
        "It may have been delivered and billed already; you will be asked why.",
    )


def _warning(what: str, remedy: str) -> Content:
    return Content.assemble((f"{what} ", "$text-warning"), remedy)
