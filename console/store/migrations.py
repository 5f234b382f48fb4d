"""How the file came to have its tables. Append only: a file in the field has run some of these, in this order.

Imported only when a file lacks one of them; sqlite-utils keeps the list of those applied.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

migrations = Migrations("switchroom")


def migrate(connection: sqlite3.Connection, application_id: int, version: int) -> None:
    """Bring the file to `version`, whole or not at all. Two processes may try at once: the second finds it done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Tables(connection, execute_plugins=False, recursive_triggers=False))
        connection.execute(f"PRAGMA application_id={application_id}")
        connection.execute(f"PRAGMA user_version={version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@migrations(name="0001_messages_and_callbacks")
def messages_and_callbacks(db: Tables) -> None:
    db.executescript("""
        CREATE TABLE callback (
            id INTEGER PRIMARY KEY,
            received_at INTEGER NOT NULL,
            listener TEXT NOT NULL,
            account TEXT,
            peer TEXT NOT NULL,
            method TEXT NOT NULL,
            path TEXT NOT NULL,
            query TEXT NOT NULL,
            headers TEXT NOT NULL,
            content_type TEXT NOT NULL,
            body BLOB NOT NULL,
            answer_status INTEGER NOT NULL,
            source_check TEXT NOT NULL
        );

        CREATE TABLE message (
            id TEXT PRIMARY KEY,
            sent_at INTEGER NOT NULL,
            account TEXT NOT NULL,
            provider TEXT NOT NULL,
            channel TEXT NOT NULL,
            environment TEXT NOT NULL,
            source TEXT NOT NULL,
            text TEXT NOT NULL,
            reference TEXT,
            request TEXT NOT NULL,
            outcome TEXT NOT NULL,
            finality TEXT NOT NULL,
            delivery TEXT NOT NULL,
            billing TEXT NOT NULL,
            segments INTEGER NOT NULL,
            resend_of TEXT REFERENCES message(id),
            resend_reason TEXT
        ) WITHOUT ROWID;
        CREATE INDEX message_sent_at ON message(sent_at, id);
        CREATE INDEX message_reference ON message(reference) WHERE reference IS NOT NULL;

        -- answer_*: what the answer to the send said, kept beside the state folded from the reports.
        CREATE TABLE recipient (
            id INTEGER PRIMARY KEY,
            message TEXT NOT NULL REFERENCES message(id),
            position INTEGER NOT NULL,
            destination TEXT NOT NULL,
            outcome TEXT NOT NULL,
            code INTEGER,
            description TEXT,
            answered_at INTEGER,
            answer_finality TEXT,
            answer_delivery TEXT,
            answer_billing TEXT,
            segments INTEGER NOT NULL DEFAULT 0,
            finality TEXT NOT NULL,
            delivery TEXT NOT NULL,
            billing TEXT NOT NULL,
            UNIQUE (message, position)
        );
        CREATE INDEX recipient_sending ON recipient(message) WHERE outcome = 'sending';

        CREATE TABLE part (
            id INTEGER PRIMARY KEY,
            recipient INTEGER NOT NULL REFERENCES recipient(id),
            part_index INTEGER NOT NULL,
            provider_message_id TEXT,
            finality TEXT NOT NULL,
            delivery TEXT NOT NULL,
            billing TEXT NOT NULL,
            code INTEGER,
            UNIQUE (recipient, part_index)
        );

        -- Every key under which a report may name a part: a report then looks up its own key and nothing else.
        CREATE TABLE sent_key (
            key TEXT NOT NULL,
            recipient INTEGER NOT NULL REFERENCES recipient(id),
            provider_message_id TEXT NOT NULL,
            PRIMARY KEY (key, recipient, provider_message_id)
        ) WITHOUT ROWID;

        -- dedup is a digest of account, provider and the reader's dedup_key: the unique index stays small.
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            callback INTEGER REFERENCES callback(id),
            received_at INTEGER NOT NULL,
            occurred_at INTEGER,
            sent_at INTEGER,
            provider TEXT NOT NULL,
            account TEXT,
            channel TEXT NOT NULL,
            kind TEXT NOT NULL,
            provider_message_id TEXT,
            id_key TEXT,
            part INTEGER,
            reference TEXT,
            source TEXT,
            destination TEXT,
            code INTEGER,
            status TEXT,
            finality TEXT,
            delivery TEXT,
            billing TEXT,
            operator TEXT,
            operator_code TEXT,
            text TEXT,
            extra TEXT,
            dedup_key TEXT NOT NULL,
            dedup BLOB NOT NULL UNIQUE,
            repeats INTEGER NOT NULL DEFAULT 0,
            message TEXT REFERENCES message(id),
            recipient INTEGER REFERENCES recipient(id),
            matched_by TEXT
        );
        CREATE INDEX event_recipient ON event(recipient) WHERE recipient IS NOT NULL;
        -- Reports that a message recorded later may still claim: those that joined none, or one by a lenient rule.
        -- kind is in it so that the index alone can count them.
        CREATE INDEX event_loose ON event(id_key, matched_by, kind) WHERE kind = 'report' AND matched_by IS NOT 'exact';

        -- Events a day, counted as they are stored, so that totals and sightings need no scan. code '' is none.
        CREATE TABLE tally (
            day INTEGER NOT NULL,
            provider TEXT NOT NULL,
            kind TEXT NOT NULL,
            code INTEGER NOT NULL,
            events INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            PRIMARY KEY (day, provider, kind, code)
        ) WITHOUT ROWID;

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            account TEXT,
            environment TEXT,
            subject TEXT,
            before TEXT,
            after TEXT,
            outcome TEXT NOT NULL
        );

        CREATE TABLE draft (
            id INTEGER PRIMARY KEY,
            saved_at INTEGER NOT NULL,
            draft TEXT NOT NULL
        );
    """)


@migrations(name="0002_gates")
def gates(db: Tables) -> None:
    db.executescript("""
        -- The last known copy of each gate. Every document in these tables is sealed: secrets are references.
        -- seen_revision: the newest the user made or looked at. formerly: the id before it was created anew.
        CREATE TABLE gate (
            account TEXT NOT NULL,
            gate_id TEXT NOT NULL,
            ref_id TEXT,
            document TEXT NOT NULL,
            fetched_at INTEGER NOT NULL,
            revision INTEGER NOT NULL REFERENCES gate_revision(id),
            seen_revision INTEGER REFERENCES gate_revision(id),
            removed_at INTEGER,
            formerly TEXT,
            PRIMARY KEY (account, gate_id)
        ) WITHOUT ROWID;

        -- Every version ever read or written. Append only. batch: the plan that wrote it.
        CREATE TABLE gate_revision (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            gate_id TEXT NOT NULL,
            ref_id TEXT,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            origin TEXT NOT NULL,
            document TEXT NOT NULL,
            batch TEXT REFERENCES gate_batch(id)
        );
        CREATE INDEX gate_revision_gate ON gate_revision(account, gate_id, id);
        CREATE INDEX gate_revision_batch ON gate_revision(batch) WHERE batch IS NOT NULL;

        -- When an account's whole list was last read.
        CREATE TABLE gate_list (
            account TEXT PRIMARY KEY,
            fetched_at INTEGER NOT NULL
        ) WITHOUT ROWID;

        -- A write that is on its way, or whose outcome nobody knows. Recorded before the request leaves.
        CREATE TABLE gate_write (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            gate_id TEXT NOT NULL,
            ref_id TEXT,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            before TEXT,
            after TEXT,
            batch TEXT REFERENCES gate_batch(id),
            formerly TEXT
        );

        CREATE TABLE gate_batch (
            id TEXT PRIMARY KEY,
            account TEXT NOT NULL,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            title TEXT NOT NULL,
            undoes TEXT REFERENCES gate_batch(id)
        ) WITHOUT ROWID;

        -- Gates pointed at this listener for a while. former: the gate before; pointed: as it was written.
        CREATE TABLE gate_pointing (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            gate_id TEXT NOT NULL,
            ref_id TEXT,
            target TEXT NOT NULL,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            former TEXT NOT NULL,
            pointed TEXT NOT NULL,
            until INTEGER,
            at_exit INTEGER NOT NULL,
            ended_at INTEGER
        );
        CREATE INDEX gate_pointing_open ON gate_pointing(account, gate_id) WHERE ended_at IS NULL;

        -- The newest event of each account and kind; with a gate, of those that named it. Kept as events are stored.
        CREATE TABLE sighting (
            account TEXT NOT NULL,
            gate TEXT NOT NULL,
            kind TEXT NOT NULL,
            last_at INTEGER NOT NULL,
            event INTEGER NOT NULL,
            PRIMARY KEY (account, gate, kind)
        ) WITHOUT ROWID;
        INSERT INTO sighting
            SELECT account, '', kind, max(received_at), max(id) FROM event WHERE account IS NOT NULL
            GROUP BY account, kind;
    """)


@migrations(name="0003_progress")
def progress(db: Tables) -> None:
    # The place of the event's code on the way a message takes, kept beside it: the fold knows no provider's codes.
    db.execute("ALTER TABLE event ADD COLUMN progress INTEGER NOT NULL DEFAULT 0")


@migrations(name="0004_whatsapp")
def whatsapp(db: Tables) -> None:
    db.executescript("""
        -- What an approved template looks like: our own copy. shape is the JSON that an export has.
        CREATE TABLE template (
            account TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            shape TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            origin TEXT NOT NULL,
            PRIMARY KEY (account, namespace, name)
        ) WITHOUT ROWID;

        -- The values a template was last sent with, by language. There may be some of a template that is not kept.
        CREATE TABLE template_use (
            account TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            language TEXT NOT NULL,
            used_at INTEGER NOT NULL,
            slot_values TEXT NOT NULL,
            PRIMARY KEY (account, namespace, name, language)
        ) WITHOUT ROWID;

        -- Whom our numbers write with: by both numbers, however their plus was written, and when. The earliest stamp
        -- counts: WhatsApp's own (sent_at), the platform's, or ours where a clock runs ahead. The list of contacts
        -- reads it alone.
        CREATE INDEX event_whatsapp ON event(
            ltrim(source, '+0'), ltrim(destination, '+0'),
            min(ifnull(sent_at, received_at), ifnull(occurred_at, received_at), received_at), account
        ) WHERE channel = 'whatsapp' AND kind = 'inbound';
        CREATE INDEX message_whatsapp ON message(sent_at, account) WHERE channel = 'whatsapp';
        CREATE INDEX recipient_number ON recipient(ltrim(destination, '+0'));
    """)


@migrations(name="0005_drafts_of_channels")
def drafts_of_channels(db: Tables) -> None:
    db.execute("ALTER TABLE draft ADD COLUMN channel TEXT NOT NULL DEFAULT 'sms'")
    db.execute("ALTER TABLE draft ADD COLUMN resend_of TEXT")
