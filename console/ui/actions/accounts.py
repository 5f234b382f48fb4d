"""Among the accounts."""

from __future__ import annotations

from console.ui.actions.row import Action

ACCOUNTS = (
    Action(
        "accounts.add",
        "a",
        "Add",
        "Add an account.",
        "accounts",
        show=True,
        command_line="switchroom accounts add NAME",
    ),
    Action("accounts.edit", "e", "Edit", "Change the account.", "accounts", show=True),
    Action(
        "accounts.check",
        "c",
        "Check",
        "Make the cheapest call that proves the credentials.",
        "accounts",
        show=True,
        command_line="switchroom accounts check NAME",
    ),
    Action(
        "accounts.copy-url",
        "y",
        "Copy callback URL",
        "Copy where the provider should send callbacks.",
        "accounts",
        show=True,
    ),
    Action(
        "accounts.remove",
        "delete",
        "Remove",
        "Remove the account and its secrets; what it sent stays.",
        "accounts",
        show=True,
        command_line="switchroom accounts remove NAME",
    ),
    Action("accounts.leave", "escape", "Back", "Back to the list.", "accounts"),
)

ACCOUNT_FORM = (
    Action("account-form.save", "f9,ctrl+t", "Save", "Save the account.", "account-form", show=True, key_display="F9"),
    Action("account-form.leave", "escape", "Back", "Leave without saving.", "account-form", show=True),
)
