"""Settings and accounts files: strict to read, gentle to write."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.account import Account, Environment
from console.errors import InvalidInput, SettingsError
from console.settings.files import load_accounts, load_settings, remove_account, save_account
from console.settings.model import Settings
from console.settings.paths import Home, find_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return find_home(tmp_path / "home", sandbox=False)


def account(name: str = "acme", **changes: object) -> Account:
    return Account.model_validate(
        {"name": name, "provider": "link-smsc", "base_url": "https://se.example.com/smscsimplehttp", **changes}
    )


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# --- config.toml ----------------------------------------------------------------------------------------------------


def test_no_file_means_the_defaults(home: Home) -> None:
    assert load_settings(home) == Settings()


def test_what_is_set_replaces_the_default_and_nothing_else(home: Home) -> None:
    write(home.config_file, "[listener]\nport = 9000\n[sending]\nrate = 2\n")
    found = load_settings(home)
    assert (found.listener.port, found.listener.host, found.sending.rate) == (9000, "127.0.0.1", 2.0)


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("[listener]\nprot = 1", "listener.prot", "Did you mean port?"),
        ("[listner]\nport = 1", "listner", "Did you mean listener?"),
        ("[screen]\nxyz = 1", "screen.xyz", "Known here: mask, theme."),
        ("[listener]\nport = '8471'", "listener.port", "It should be a whole number."),
        ("[listener]\nport = 70000", "listener.port", "It should be less than or equal to 65535."),
        ("[sending]\nrate = 'fast'", "sending.rate", "It should be a number."),
        ("[screen]\nmask = 'maybe'", "screen.mask", "It should be true or false."),
        ("[screen]\ntheme = 3", "screen.theme", "It should be text in quotes."),
        ("listener = 3", "listener", "It should be a section of its own."),
        ("keys = 'q'", "keys", "It should be a section of its own."),
    ],
)
def test_what_cannot_be_used_is_named_with_what_to_do(home: Home, text: str, key: str, hint: str) -> None:
    write(home.config_file, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(home)
    assert str(home.config_file) in caught.value.message
    assert key in caught.value.message
    assert (caught.value.field, caught.value.hint) == (key, hint)


@pytest.mark.parametrize("line", ['callbacks.follow = "f"', '"callbacks.follow" = "f"'])
def test_binding_ids_are_read_with_and_without_quotes(home: Home, line: str) -> None:
    write(home.config_file, f"[keys]\n{line}\n")
    assert load_settings(home).keys == {"callbacks.follow": "f"}


# --- accounts.toml --------------------------------------------------------------------------------------------------


def test_an_account_reads_back_as_it_was_saved(home: Home) -> None:
    saved = account(environment="production", read_only=True, options={"service_id": "1001", "rate": "5"})
    save_account(home, saved)
    assert load_accounts(home) == {"acme": saved}


def test_saving_keeps_comments_order_and_the_other_accounts(home: Home) -> None:
    write(
        home.accounts_file,
        """# Ask Ana before changing anything here.

[zeta]  # the old one
base_url = "https://old.example.com/smscsimplehttp"   # until May
provider = "link-smsc"

[zeta.options]
username = "u" # theirs
service_id = "1"

# Ours:
[acme]
provider = "link-smsc"
base_url = "https://se.example.com/smscsimplehttp"
""",
    )
    save_account(
        home, account("zeta", base_url="https://new.example.com/smscsimplehttp", options={"username": "u"}), "zeta"
    )
    text = home.accounts_file.read_text()
    for comment in ("# Ask Ana", "# the old one", "# until May", "# theirs", "# Ours:"):
        assert comment in text
    assert text.index("[zeta]") < text.index("[acme]")
    assert load_accounts(home)["zeta"].base_url == "https://new.example.com/smscsimplehttp"
    assert load_accounts(home)["zeta"].options == {"username": "u"}
    assert load_accounts(home)["acme"] == account()


def test_a_renamed_account_stays_in_its_place_with_its_comments(home: Home) -> None:
    save_account(home, account("first", options={"service_id": "1"}))
    save_account(home, account("second"))
    path = home.accounts_file
    path.write_text(path.read_text().replace('service_id = "1"', 'service_id = "1"  # from Bo'))
    save_account(home, account("primus", options={"service_id": "1"}), replacing="first")
    assert list(tomllib.loads(path.read_text())) == ["primus", "second"]
    assert "# from Bo" in path.read_text()


def test_a_taken_name_is_refused(home: Home) -> None:
    save_account(home, account("one"))
    save_account(home, account("two"))
    before = home.accounts_file.read_text()
    for replacing in (None, "one"):
        with pytest.raises(InvalidInput, match="already an account called two"):
            save_account(home, account("two"), replacing)
    assert home.accounts_file.read_text() == before


def test_what_is_gone_cannot_be_changed_or_removed(home: Home) -> None:
    save_account(home, account("acme-sms"))
    with pytest.raises(InvalidInput) as caught:
        save_account(home, account("acme"), replacing="acme-smss")
    assert caught.value.hint == "Did you mean acme-sms?"
    with pytest.raises(InvalidInput, match="no account called other"):
        remove_account(home, "other")


def test_removing_one_leaves_the_others(home: Home) -> None:
    for name in ("a", "b.c", "d"):
        save_account(home, account(name, options={"service_id": name}))
    remove_account(home, "b.c")
    assert sorted(load_accounts(home)) == ["a", "d"]


@pytest.mark.parametrize(
    ("text", "key", "part"),
    [
        ("[acme]\nprovidr = 'x'\nprovider = 'link-smsc'\nbase_url = 'u'", "acme.providr", "Did you mean provider?"),
        ("[acme]\nprovider = 'link-smsc'", "acme.base_url", "base_url = ..."),
        ("[acme]\nprovider = 1\nbase_url = 'u'", "acme.provider", "text in quotes"),
        ("[acme]\nprovider = 'p'\nbase_url = 'u'\nenvironment = 'prod'", "acme.environment", "'production'"),
        ("[acme]\nprovider = 'p'\nbase_url = 'u'\n[acme.options]\nservice_id = 1", "acme.options.service_id", "quotes"),
        ("[acme]\nname = 'other'\nprovider = 'p'\nbase_url = 'u'", "acme.name", "Remove that line"),
        ("port = 1", "port", "[my-account]"),
    ],
)
def test_a_bad_accounts_file_is_named_with_what_to_do(home: Home, text: str, key: str, part: str) -> None:
    write(home.accounts_file, text)
    with pytest.raises(SettingsError) as caught:
        load_accounts(home)
    assert key in caught.value.message
    assert caught.value.field == key
    assert part in str(caught.value.hint)


def test_no_error_quotes_a_value_which_may_be_a_password_in_the_wrong_place(home: Home) -> None:
    write(home.accounts_file, "[acme]\nprovider = 'p'\nbase_url = 'u'\nread_only = 'hunter2secret'")
    with pytest.raises(SettingsError) as caught:
        load_accounts(home)
    error: BaseException | None = caught.value
    while error is not None:
        assert "hunter2secret" not in repr(error)
        error = error.__cause__ or error.__context__


def test_a_layout_that_cannot_be_kept_is_left_alone(home: Home) -> None:
    text = "acme.provider = 'p'\nacme.base_url = 'u'\n"
    write(home.accounts_file, text)
    try:
        save_account(home, account("acme", environment="production"), replacing="acme")
    except SettingsError:
        assert home.accounts_file.read_text() == text
    else:
        assert load_accounts(home)["acme"].environment is Environment.PRODUCTION


_NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,12}", fullmatch=True)
_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
_ACCOUNTS = st.builds(
    Account,
    name=_NAMES,
    provider=st.sampled_from(["link-smsc", "mobivate"]),
    base_url=_WORDS,
    environment=st.sampled_from(Environment),
    read_only=st.booleans(),
    options=st.dictionaries(_WORDS, _WORDS, max_size=3),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(_ACCOUNTS, st.sampled_from(["add", "change", "rename", "remove"])), max_size=8))
def test_any_sequence_of_changes_leaves_exactly_what_was_meant(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Account, str]]
) -> None:
    home = find_home(tmp_path_factory.mktemp("accounts"), sandbox=False)
    home.accounts_file.write_text("# kept\n")
    expected: dict[str, Account] = {}
    for fresh, what in steps:
        victim = next(iter(expected), None)
        if what == "add" and fresh.name not in expected:
            save_account(home, fresh)
            expected[fresh.name] = fresh
        elif what == "change" and victim:
            changed = fresh.model_copy(update={"name": victim})
            save_account(home, changed, replacing=victim)
            expected[victim] = changed
        elif what == "rename" and victim and fresh.name not in expected:
            save_account(home, fresh, replacing=victim)
            del expected[victim]
            expected[fresh.name] = fresh
        elif what == "remove" and victim:
            remove_account(home, victim)
            del expected[victim]
        assert load_accounts(home) == expected
    assert "# kept" in home.accounts_file.read_text()


def test_two_processes_that_write_at_once_lose_no_account(home: Home) -> None:
    writer = (
        "import sys, pathlib\nfrom console.domain.account import Account\n"
        "from console.settings.files import save_account\nfrom console.settings.paths import find_home\n"
        "home = find_home(pathlib.Path(sys.argv[1]), sandbox=False)\nsys.stdin.readline()\n"
        "for number in range(15):\n"
        "    save_account(home, Account(name=f'{sys.argv[2]}-{number}', provider='p', base_url='u'))\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", writer, str(home.root_config), name], stdin=subprocess.PIPE)
        for name in ("left", "right")
    ]
    for process in writers:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in writers:
        process.communicate()
        assert process.returncode == 0
    assert len(load_accounts(home)) == 30
