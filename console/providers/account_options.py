"""Options that accounts of several providers have, in the same words for each."""

from __future__ import annotations

from console.providers.contract import OptionSpec

PLAIN_HTTP_WORDS = "send my password unencrypted"
"""What allows http:// to another machine: nobody writes it by mistake."""

PLAIN_HTTP = OptionSpec("plain_http", "Plain http", f"To use http:// to another machine, write: {PLAIN_HTTP_WORDS}")

CALLBACKS = (
    OptionSpec(
        "acknowledge_body",
        "Acknowledge body",
        "What the listener answers to a callback; LINK Support knows whether your gate demands a certain text.",
        default="OK",
    ),
    OptionSpec(
        "callback_token",
        "Callback token",
        "Last part of the callback URL, known to you and LINK alone: /callbacks/ACCOUNT/TOKEN.",
        secret=True,
    ),
    OptionSpec("callback_username", "Callback user", "Basic auth demanded from callbacks."),
    OptionSpec("callback_password", "Callback password", "Basic auth demanded from callbacks.", secret=True),
)
"""How the listener knows and answers those who call back for an account."""
