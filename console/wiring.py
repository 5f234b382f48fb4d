"""The only place that builds things: database, credentials, desks, listener, screen.

Building is cheap. Nothing here opens the network or the database before somebody asks a desk for something, and
heavy modules are imported where they are needed, so that the first frame waits for none of it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.domain.callbacks.event import Arrival, Recorded
    from console.domain.timestamps import Clock, Millis
    from console.listener.configuration import AccountTable, Listening
    from console.services.account_desk import AccountDesk
    from console.services.archive import Archive
    from console.services.audit import Audit
    from console.services.desks import Desks
    from console.services.gate_desk import GateDesk
    from console.settings.credentials import Credentials
    from console.settings.model import Settings
    from console.settings.paths import Home
    from console.store.database import Database


def now() -> Millis:
    """The clock everybody is given."""
    return time.time_ns() // 1_000_000


def open_desks(home: Home, *, sandbox: bool, clock: Clock = now) -> Desks:
    """All desks of a home, which tell the time by `clock`. Raises SettingsError when `config.toml` cannot be read."""
    from console.domain.sms.draft import Draft
    from console.domain.whatsapp.draft import Draft as WhatsAppDraft
    from console.services.account_desk import AccountDesk
    from console.services.archive import Archive
    from console.services.audit import Audit
    from console.services.code_book import CodeBook
    from console.services.desks import Desks
    from console.services.dispatch import Dispatch
    from console.services.drafts import Drafts
    from console.services.event_log import EventLog
    from console.services.listener_desk import ListenerDesk
    from console.services.media_files import MediaFiles
    from console.services.message_desk import MessageDesk
    from console.services.outbox import Outbox
    from console.services.provider_access import ProviderAccess
    from console.services.template_register import TemplateRegister
    from console.services.underway import Underway
    from console.services.whatsapp_contacts import WhatsAppContacts
    from console.services.whatsapp_desk import WhatsAppDesk
    from console.services.whatsapp_outbox import WhatsAppOutbox
    from console.settings.credentials import Credentials

    settings = settings_of(home, sandbox=sandbox)
    credentials = Credentials(home)
    archive = Archive(lambda: open_database(home))
    audit = Audit(archive, clock, operating_system_user)
    underway = Underway(home.root_state / "sending")
    accounts = AccountDesk(home, credentials, audit)
    access = ProviderAccess(accounts, credentials, settings.sending)
    listener = ListenerDesk(
        home, settings.listener, lambda account: credentials.place(account, "callback_token") is not None
    )

    gates = gate_desk(home, settings, accounts, credentials, archive, audit, clock)
    accounts.follow(gates)

    dispatch = Dispatch(archive, audit, clock, underway)
    register, contacts = TemplateRegister(archive, clock), WhatsAppContacts(archive, clock)
    whatsapp = WhatsAppDesk(
        register,
        WhatsAppOutbox(access, dispatch, register, contacts, clock),
        contacts,
        Drafts("whatsapp", WhatsAppDraft, archive, clock),
        MediaFiles(settings.sending),
    )
    accounts.follow(whatsapp)
    drafts = Drafts("sms", Draft, archive, clock)
    accounts.follow(drafts)

    async def close() -> None:
        await gates.aclose()
        await listener.aclose()
        await archive.aclose()

    return Desks(
        settings=settings,
        sandbox=sandbox,
        accounts=accounts,
        outbox=Outbox(access, dispatch),
        messages=MessageDesk(archive, clock, underway),
        log=EventLog(archive, clock),
        codes=CodeBook(archive, clock),
        drafts=drafts,
        listener=listener,
        gates=gates,
        whatsapp=whatsapp,
        clock=clock,
        aclose=close,
    )


def gate_desk(
    home: Home,
    settings: Settings,
    accounts: AccountDesk,
    credentials: Credentials,
    archive: Archive,
    audit: Audit,
    clock: Clock,
) -> GateDesk:
    """The gates of a home, with all that changes them."""
    from console.services.callback_addresses import CallbackAddresses
    from console.services.callback_target import CallbackTargets
    from console.services.gate_access import GateAccess
    from console.services.gate_changes import GateChanges
    from console.services.gate_copies import GateCopies
    from console.services.gate_desk import GateDesk
    from console.services.gate_ledger import GateLedger
    from console.services.gate_plans import GatePlans
    from console.services.gate_pointer import GatePointer
    from console.services.gate_probe import GateProbe
    from console.services.gate_run import GateRun
    from console.services.gate_samples import GateSamples
    from console.services.gate_settler import GateSettler
    from console.services.gate_vault import GateVault
    from console.services.gate_writer import GateWriter
    from console.services.provider_access import ProviderAccess

    who = operating_system_user
    addresses = CallbackAddresses(home, settings.listener)
    vault = GateVault(credentials)
    copies = GateCopies(archive, clock, addresses.account_of)
    access = GateAccess(ProviderAccess(accounts, credentials, settings.sending), vault, copies)
    ledger = GateLedger(copies, archive, clock, who)
    writer = GateWriter(access, copies, vault, ledger)
    changes = GateChanges(access, copies, vault, writer, GateSettler(access, copies, ledger))
    samples = GateSamples(archive, addresses.account_of)
    targets = CallbackTargets(accounts, credentials, addresses, vault)
    return GateDesk(
        access,
        vault,
        copies=copies,
        changes=changes,
        samples=samples,
        probe=GateProbe(access, vault, samples, audit),
        plans=GatePlans(access, copies, vault, GateRun(writer, copies, archive, clock, who), archive),
        pointer=GatePointer(targets, changes, copies, archive, clock, who),
    )


def run_console(
    open_desks: Callable[[], Desks],
    *,
    theme: str | None = None,
    prepare: Callable[[], Awaitable[None]] | None = None,
) -> int:
    """Open the screen; returns the exit code when it was left.

    The desks are opened behind the first frame, which has `theme`; `prepare` runs when they are. Raises what opening
    them raised.
    """
    from console.ui.app import SwitchroomApp

    def opened() -> Desks:
        # What start-up made stays to the end. Looking through all of it for garbage takes several frames each time,
        # and nothing that comes before this is garbage worth the wait.
        desks = open_desks()
        gc.freeze()
        gc.enable()
        return desks

    app = SwitchroomApp(opened, theme=theme, prepare=prepare)
    gc.disable()
    try:
        app.run()
    finally:
        gc.enable()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def run_listener(
    home: Home,
    *,
    sandbox: bool,
    host: str | None = None,
    port: int | None = None,
    announce: Callable[[Listening], None],
    parent: int | None = None,
) -> int:
    """Run the listener in this process until it is told to stop; returns the exit code.

    `host` and `port` replace those of the settings. Raises what `listener.server.serve` raises, SettingsError, and
    StoreError when the database cannot be opened.
    """
    from console.listener.configuration import ListenerConfig
    from console.listener.server import serve
    from console.store.arrivals import record_arrivals

    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings_of(home, sandbox=sandbox).listener.model_copy(update=changes)
    database = open_database(home)
    where = f"{settings.host}:{settings.port}"

    def announced(listening: Listening) -> None:
        nonlocal where
        where = listening.url
        announce(listening)

    def record(arrivals: Sequence[Arrival]) -> Recorded:
        return database.write_now(lambda connection: record_arrivals(connection, arrivals, where))

    try:
        database.write_now(lambda _: None)  # one that can only be read is of no use here
        return serve(
            ListenerConfig(
                home=home,
                settings=settings,
                record=record,
                accounts=lambda: callback_accounts(home),
                account_files=(home.accounts_file, home.secrets_file),
                check_source=source_check(),
                clock=now,
                parent=parent,
            ),
            announced,
        )
    finally:
        database.close()


def settings_of(home: Home, *, sandbox: bool) -> Settings:
    """The settings of a home. A sandbox takes any free port for its listener unless its own settings name one, so
    that it never stands in the way of the real one."""
    from console.settings.files import load_settings

    settings = load_settings(home)
    if sandbox and "port" not in settings.listener.model_fields_set:
        return settings.model_copy(update={"listener": settings.listener.model_copy(update={"port": 0})})
    return settings


def open_database(home: Home) -> Database:
    """Blocks: opens, and migrates where needed. Raises StoreError."""
    from console.store.database import Database

    return Database(home.database)


def callback_accounts(home: Home) -> AccountTable:
    """How the callbacks come in of each account that has any, secrets included. Raises SettingsError."""
    from console.listener.configuration import AccountTable, CallbackAccount
    from console.providers.registry import callback_providers, provider
    from console.settings.credentials import Credentials
    from console.settings.files import load_accounts

    credentials = Credentials(home)
    readers = {known.name: known.callback_reader() for known in callback_providers()}

    def secret(account: str, option: str) -> str | None:
        return credentials.secret(account, option) if credentials.place(account, option) is not None else None

    accounts = {}
    for name, account in load_accounts(home).items():
        reader = readers.get(provider(account.provider).name)
        if reader is None:
            continue
        accounts[name] = CallbackAccount(
            name=name,
            provider=account.provider,
            reader=reader,
            acknowledge_body=account.options.get("acknowledge_body", "OK"),
            token=secret(name, "callback_token"),
            username=account.options.get("callback_username"),
            password=secret(name, "callback_password"),
        )
    return AccountTable(accounts, list(readers.values()))


def source_check() -> Callable[[str], str]:
    """What is known about the address a callback came from: the most any provider says about it."""
    from console.providers.registry import callback_providers

    known = callback_providers()

    def check(peer: str) -> str:
        said = {provider.source_check(peer) for provider in known}
        return next((word for word in ("known", "loopback") if word in said), "unlisted")

    return check


def operating_system_user() -> str:
    """Who the audit names."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
