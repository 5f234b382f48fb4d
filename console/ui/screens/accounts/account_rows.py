"""How an account reads: in the list, and in full."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from console.domain.account import Account, Environment
from console.domain.plain_text import plain
from console.services.account_desk import AccountCheck, ProviderForm
from console.ui.widgets.facts import Fact

_BANDS = {
    Environment.PRODUCTION: "bold $production-text on $production",
    Environment.TEST: "$environment-test-text on $environment-test",
    Environment.SANDBOX: "$environment-sandbox-text on $environment-sandbox",
}
_PLACES = {
    "environment": "from the environment",
    "keyring": "in the keyring",
    "file": "in a file only you can read",
}


def environment_band(environment: Environment) -> Content:
    return Content.styled(f" {environment.value} ", _BANDS[environment])


def account_row(account: Account) -> Content:
    """`acme-sms   sandbox   LINK SMSC`, read-only said."""
    band = environment_band(account.environment)
    return Content.assemble(
        (f"{plain(account.name):<18} ", "bold"),
        band,
        " " * (13 - band.cell_length),
        (f"{plain(account.provider):<12}", "$quiet"),
        ("read-only" if account.read_only else "", "$text-warning"),
    )


def check_line(check: AccountCheck | None) -> Content:
    """What the last check proved; `None` while it runs."""
    if check is None:
        return Content.styled("◌ asking the provider…", "$state-temporary")
    sign, style = {True: ("✓", "$text-success"), False: ("✕", "$text-error"), None: ("?", "$state-unknown")}[check.ok]
    said = Content.styled(f"{sign} {plain(check.sentence)}", style)
    return Content.assemble(said, f" {plain(check.hint)}") if check.hint else said


def account_facts(
    account: Account,
    form: ProviderForm | None,
    places: Mapping[str, str | None],
    callbacks: str,
    checked: Content,
) -> list[Fact]:
    """Everything about an account but its secrets: of those, where they are."""
    remarks = dict(form.base_urls) if form else {}
    remark = remarks.get(account.base_url)
    url = Content.assemble(plain(account.base_url), (f"\n{plain(remark)}" if remark else "", "$quiet"))
    facts: list[Fact] = [
        ("Provider", plain(form.title) if form else account.provider),
        ("Base URL", url),
        ("Used for", _use(account)),
    ]
    for field in form.fields if form else ():
        if field.secret:
            place = places.get(field.name)
            if place is None and not field.required:
                facts.append((field.label, Content.styled("not set", "$quiet")))
            elif place is None:
                facts.append((field.label, Content.styled("⚠ not set: e sets it", "$text-warning")))
            else:
                facts.append((field.label, Content.assemble("••••  ", (_PLACES.get(place, place), "$quiet"))))
        elif field.name in account.options:
            facts.append((field.label, account.options[field.name]))
        elif field.default is not None:
            facts.append((field.label, Content.assemble(plain(field.default), ("   as nothing else is set", "$quiet"))))
    facts.append(("Callbacks", callbacks))
    facts.append(("Checked", checked))
    return facts


def _use(account: Account) -> str:
    sends = "looking only: it is read-only" if account.read_only else "looking and sending"
    if account.environment is Environment.PRODUCTION and not account.read_only:
        sends += ", each send confirmed with its name"
    return f"{account.environment.value}: {sends}"
