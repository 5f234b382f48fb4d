"""The form of one account, built from what its provider asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Checkbox, Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from console.domain.account import Account, Environment
from console.domain.findings import Finding, Severity, blocks
from console.domain.plain_text import plain
from console.errors import InvalidInput, SecretMissing, StoreError
from console.services.account_desk import OptionField, ProviderForm
from console.services.desks import Desks
from console.settings.credentials import environment_variable
from console.ui.actions import bindings
from console.ui.after_rest import CHECK_AFTER, AfterRest
from console.ui.dialogs.secret_place import SecretPlaceDialog
from console.ui.screens.area import AreaScreen
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.line_list import LineList


class ProviderFields(Vertical):
    """What one provider asks for; composed anew when another one is chosen."""

    def __init__(self, fields: Callable[[], ComposeResult]) -> None:
        super().__init__(id="provider-fields")
        self._fields = fields

    def compose(self) -> ComposeResult:
        return self._fields()


class AccountFormScreen(AreaScreen):
    """`saved` is the name of the account once it was saved, None when the form was left. Secrets typed here are handed
    to the desk and never shown again."""

    AREA = "accounts"
    HELP_FILE = "help.md"
    CSS_PATH = Path(__file__).with_name("accounts.tcss")
    BINDINGS = bindings("account-form")
    AUTO_FOCUS = "#account-name"

    def __init__(self, desks: Desks, account: Account | None) -> None:
        super().__init__(desks)
        self._editing = account
        self._forms = {form.name: form for form in desks.accounts.providers()}
        self._provider = account.provider if account else next(iter(self._forms))
        self._touched: set[str] = set()
        self._checking = AfterRest(self, CHECK_AFTER, self._check_touched)
        self._saving = False
        self.saved: str | None = None

    @property
    def form(self) -> ProviderForm:
        return self._forms[self._provider]

    # the fields

    def compose_area(self) -> ComposeResult:
        account = self._editing
        title = f"Change {account.name}" if account else "Add an account"
        yield Static(Content.styled(plain(title), "bold"), id="form-title", markup=False)
        with VerticalScroll(id="form-fields", can_focus=False):
            yield from self._line(
                "Name", _input("account-name", account.name if account else "", "acme-sms, as you call it")
            )
            yield FindingsList("name")
            if account is None:
                yield from self._line("Provider", self._providers())
            yield FindingsList("provider")
            yield from self._line("Environment", self._environments(account))
            yield Static(markup=False, id="environment-meaning", classes="form-help")
            yield ProviderFields(self._provider_fields)
            read_only = account is not None and account.read_only
            yield Checkbox("Read-only: look, never send", read_only, id="read-only", compact=True)
            yield Static(self._where_secrets_go(), id="secret-place", classes="form-help", markup=False)

    def _provider_fields(self) -> ComposeResult:
        account = self._editing
        url = account.base_url if account else ""
        yield from self._line("Base URL", _input("base-url", url, "the one you were given; choose below or type"))
        yield FindingsList("base_url")
        widest = max((len(url) for url, _ in self.form.base_urls), default=0)
        offers = [
            Content.assemble(f"{plain(url):<{widest}}  ", (plain(why), "$quiet")) for url, why in self.form.base_urls
        ]
        yield LineList(*map(Option, offers), id="base-urls")
        for field in self.form.fields:
            yield from self._option_line(field, account)

    def _line(self, label: str, field: Input | Select[str]) -> ComposeResult:
        with Horizontal(classes="form-line"):
            yield Static(Content(label), classes="form-label", markup=False)
            yield field

    def _providers(self) -> Select[str]:
        return Select(
            [(Content(plain(form.title)), form.name) for form in self._forms.values()],
            value=self._provider,
            allow_blank=False,
            id="provider",
            compact=True,
        )

    def _environments(self, account: Account | None) -> Select[str]:
        chosen = account.environment if account else Environment.TEST
        return Select(
            [(environment.value, environment.value) for environment in Environment],
            value=chosen.value,
            allow_blank=False,
            id="environment",
            compact=True,
        )

    def _option_line(self, field: OptionField, account: Account | None) -> ComposeResult:
        value = "" if field.secret or account is None else account.options.get(field.name, "")
        hint = field.default or ("required" if field.required else "")
        if field.secret:
            place = self.desks.accounts.secret_places(account).get(field.name) if account else None
            hint = f"set ({place}); empty keeps it" if place else hint
        yield from self._line(
            field.label,
            _input(_id_of(field.name), value, hint, secret=field.secret),
        )
        yield FindingsList(field.name)
        yield Static(Content(plain(field.help)), classes="form-help", markup=False)

    def _where_secrets_go(self) -> Content:
        place = self.desks.accounts.secret_store()
        said = {
            "keyring": "Secrets are kept in this machine's keyring.",
            "file": "Secrets are kept in a file that only you can read, as you allowed before.",
            None: "There is no keyring here: before a secret goes into a file you are asked.",
        }[place]
        return Content(f"{said} An environment variable always comes first.")

    def area_mounted(self) -> None:
        self._show_environment()

    # what it says

    def _value(self, selector: str) -> str:
        return self.query_one(selector, Input).value.strip()

    def _account(self) -> Account:
        """The account as typed. Raises ValidationError for a name that cannot be one."""
        options = {
            field.name: value
            for field in self.form.fields
            if not field.secret and (value := self._value(f"#{_id_of(field.name)}"))
        }
        return Account(
            name=self._value("#account-name"),
            provider=self._provider,
            base_url=self._value("#base-url"),
            environment=Environment(str(self.query_one("#environment", Select).value)),
            read_only=self.query_one("#read-only", Checkbox).value,
            options=options,
        )

    def _secrets(self) -> dict[str, str]:
        typed = {
            field.name: self.query_one(f"#{_id_of(field.name)}", Input).value
            for field in self.form.fields
            if field.secret
        }
        return {name: value for name, value in typed.items() if value}

    def _findings(self) -> list[Finding]:
        try:
            account = self._account()
        except ValidationError:
            return [
                Finding(
                    Severity.ERROR,
                    "name",
                    "The name cannot be used." if self._value("#account-name") else "There is no name.",
                    "Letters, digits, dots, dashes and underscores; a letter or digit first; at most 64.",
                )
            ]
        found = list(self.desks.accounts.findings(account))
        others = {
            other.name
            for other in self.desks.accounts.accounts()
            if self._editing is None or other.name != self._editing.name
        }
        if account.name in others:
            found.append(
                Finding(
                    Severity.ERROR, "name", f"There is already an account '{account.name}'.", "Choose another name."
                )
            )
        kept = self.desks.accounts.secret_places(self._editing or account)
        for field in self.form.fields:
            if field.secret and field.required and field.name not in self._secrets() and kept.get(field.name) is None:
                variable = environment_variable(account.name, field.name)
                found.append(
                    Finding(
                        Severity.ERROR,
                        field.name,
                        f"{field.label} is missing.",
                        f"Type it, or set {variable} before you start.",
                    )
                )
        return found

    def _show(self, findings: Iterable[Finding]) -> None:
        shown = list(findings)
        for place in self.query(FindingsList):
            place.show(shown)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._touched.add(_field_of(event.input.id or ""))
        self._checking.soon()

    @on(Select.Changed, "#provider")
    async def _provider_chosen(self, event: Select.Changed) -> None:
        event.stop()
        if event.value != self._provider:
            self._provider = str(event.value)
            await self.query_one(ProviderFields).recompose()
            self._touched &= {"name"}
            self._checking.soon()

    @on(Checkbox.Changed)
    @on(Select.Changed, "#environment")
    def _chosen(self) -> None:
        self._show_environment()
        self._checking.soon()

    def _show_environment(self) -> None:
        environment = Environment(str(self.query_one("#environment", Select).value))
        said = {
            Environment.SANDBOX: "A simulator on this machine: nothing is charged, nobody is reached.",
            Environment.TEST: "Real, but not for customers: sends are confirmed with a plain yes.",
            Environment.PRODUCTION: "Real messages to real people: every send wants the account's name typed.",
        }[environment]
        style = "$text-error" if environment is Environment.PRODUCTION else "$quiet"
        self.query_one("#environment-meaning", Static).update(Content.styled(said, style))

    def _check_touched(self) -> None:
        """While the form is being filled in, a field is judged once something was typed into it."""
        self._show(finding for finding in self._findings() if finding.field in self._touched)

    # moving

    @on(OptionList.OptionSelected, "#base-urls")
    def _take_url(self, event: OptionList.OptionSelected) -> None:
        field = self.query_one("#base-url", Input)
        field.value = self.form.base_urls[event.option_index][0]
        self.query_one(f"#{_id_of(self.form.fields[0].name)}").focus()

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_leave(self) -> None:
        self.dismiss()

    # saving

    def action_save(self) -> None:
        self._checking.drop()
        findings = self._findings()
        self._touched = {finding.field for finding in findings} | self._touched
        self._show(findings)
        if blocks(findings):
            worst = next(finding for finding in findings if finding.severity is Severity.ERROR)
            self._point_at(worst.field)
            return
        if not self._saving:
            self._saving = True
            self._save()

    @work(exclusive=False, group="accounts.save", exit_on_error=False)
    async def _save(self) -> None:
        try:
            await self._save_account(self._account(), self._secrets())
        except (InvalidInput, SecretMissing) as error:
            field = error.field or "name"
            self._touched.add(field)
            self._show([Finding(Severity.ERROR, field, error.message, error.hint)])
            self._point_at(field)
        except StoreError:
            # The account itself is saved; only the audit is not, and that is said by whoever shows the failure.
            self.saved = self._value("#account-name")
            self.dismiss()
            raise
        finally:
            self._saving = False

    async def _save_account(self, account: Account, secrets: dict[str, str]) -> None:
        allow_file = False
        if secrets and self.desks.accounts.secret_store() is None:
            variables = [environment_variable(account.name, option) for option in secrets]
            allowed = await self.app.push_screen_wait(SecretPlaceDialog(variables))
            if not allowed:
                return
            allow_file = True
        await self.desks.accounts.save(
            account,
            secrets,
            replacing=self._editing.name if self._editing else None,
            allow_file=allow_file,
        )
        self.saved = account.name
        self.dismiss()

    def _point_at(self, field: str) -> None:
        for place in self.query(f"#{_id_of(field)}"):
            place.focus()


def _input(dom_id: str, value: str, placeholder: str, *, secret: bool = False) -> Input:
    return LineInput(value, placeholder=placeholder, password=secret, id=dom_id, compact=True, max_length=500)


def _id_of(field: str) -> str:
    """The DOM id of a field of an account; those of the provider come from its own table, never from data."""
    return {"name": "account-name", "base_url": "base-url"}.get(field, f"option-{field.replace('_', '-')}")


def _field_of(dom_id: str) -> str:
    return {"account-name": "name", "base-url": "base_url"}.get(
        dom_id, dom_id.removeprefix("option-").replace("-", "_")
    )
