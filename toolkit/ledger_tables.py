"""The tables of the ledger, version by version. A row is only ever added: triggers refuse every other change."""

from __future__ import annotations


def _guards(*tables: str) -> tuple[str, ...]:
    """What makes tables only grow."""
    return tuple(
        f"CREATE TRIGGER {table}_{deed.lower()} BEFORE {deed} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
        for table in tables
        for deed in ("UPDATE", "DELETE")
    )


# One tuple of statements a version; PRAGMA user_version says how many have been applied. Never edit one: add one.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # One number an identity, for ever; a number never moves to another identity.
        """CREATE TABLE numbers (
            number TEXT NOT NULL PRIMARY KEY, series TEXT NOT NULL, sequence INTEGER NOT NULL,
            kind TEXT NOT NULL, subject TEXT NOT NULL, period TEXT NOT NULL, edition TEXT NOT NULL,
            UNIQUE (series, sequence), UNIQUE (kind, subject, period, edition))""",
        # What happened to each revision, in order. Its state is its last event.
        """CREATE TABLE events (
            id INTEGER NOT NULL PRIMARY KEY, number TEXT NOT NULL REFERENCES numbers, revision INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('reserved', 'void', 'issued', 'superseded', 'withdrawn')),
            at TEXT NOT NULL, reason TEXT NOT NULL)""",
        """CREATE TABLE issues (
            number TEXT NOT NULL REFERENCES numbers, revision INTEGER NOT NULL, at TEXT NOT NULL,
            content TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (number, revision))""",
        """CREATE TABLE files (
            number TEXT NOT NULL, revision INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
            PRIMARY KEY (number, revision, name), FOREIGN KEY (number, revision) REFERENCES issues)""",
        """CREATE TABLE sources (
            number TEXT NOT NULL, revision INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
            PRIMARY KEY (number, revision, file, sha256), FOREIGN KEY (number, revision) REFERENCES issues)""",
        "CREATE INDEX events_by_revision ON events (number, revision)",
        "CREATE INDEX files_by_digest ON files (sha256)",
        *_guards("numbers", "events", "issues", "files", "sources"),
    ),
    (
        # What was said of a finding, in order; the last row holds.
        """CREATE TABLE judgements (
            id INTEGER NOT NULL PRIMARY KEY, mark TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('done', 'not-a-fault', 'undone', 'fixed')),
            who TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, sheet TEXT NOT NULL)""",
        # A check is kept where it found other things than the one before, as what changed: no place means gone.
        "CREATE TABLE checks (id INTEGER NOT NULL PRIMARY KEY, verb TEXT NOT NULL, at TEXT NOT NULL)",
        """CREATE TABLE changes (
            id INTEGER NOT NULL PRIMARY KEY, check_id INTEGER NOT NULL REFERENCES checks,
            mark TEXT NOT NULL, kind TEXT NOT NULL, place TEXT)""",
        "CREATE INDEX judgements_by_mark ON judgements (mark)",
        *_guards("judgements", "checks", "changes"),
    ),
    (
        "ALTER TABLE events ADD COLUMN who TEXT NOT NULL DEFAULT ''",
        # Each entry covers rows and the entry before it: toolkit/ledger_chain.py.
        """CREATE TABLE chain (
            id INTEGER NOT NULL PRIMARY KEY, what TEXT NOT NULL, key TEXT NOT NULL,
            number TEXT NOT NULL, revision INTEGER, digest TEXT NOT NULL)""",
        "CREATE INDEX chain_by_key ON chain (what, key)",
        *_guards("chain"),
    ),
    (
        # A message a person approved: the digest of its bytes, in their one order for each document and reader.
        """CREATE TABLE approvals (
            id INTEGER NOT NULL PRIMARY KEY, number TEXT NOT NULL, revision INTEGER NOT NULL,
            reader TEXT NOT NULL, message TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
            FOREIGN KEY (number, revision) REFERENCES issues)""",
        # What became of it at each address, in order; 'attempting' is written before the attempt. The last row holds.
        """CREATE TABLE sendings (
            id INTEGER NOT NULL PRIMARY KEY, approval INTEGER NOT NULL REFERENCES approvals, address TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('attempting', 'sent', 'refused', 'unknown', 'not-sent')),
            at TEXT NOT NULL, answer TEXT NOT NULL, who TEXT NOT NULL)""",
        "CREATE INDEX approvals_by_document ON approvals (number, revision)",
        "CREATE INDEX sendings_by_approval ON sendings (approval)",
        *_guards("approvals", "sendings"),
    ),
    (
        # What was said of two rows of a register, in order; the last word on a pair holds.
        """CREATE TABLE pairings (
            id INTEGER NOT NULL PRIMARY KEY, register TEXT NOT NULL,
            one TEXT NOT NULL, one_tells TEXT NOT NULL, other TEXT NOT NULL, other_tells TEXT NOT NULL,
            word TEXT NOT NULL CHECK (word IN ('same', 'household', 'different', 'undone')),
            who TEXT NOT NULL, at TEXT NOT NULL, sheet TEXT NOT NULL)""",
        *_guards("pairings"),
    ),
    (
        # A finding a person knows of and bears with until a day, and why; taken back as a judgement is.
        """CREATE TABLE acknowledgements (
            id INTEGER NOT NULL PRIMARY KEY, mark TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''), until TEXT NOT NULL CHECK (until <> ''),
            who TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, sheet TEXT NOT NULL)""",
        *_guards("acknowledgements"),
    ),
    (
        # How complete the registers were on a day: counts by register, category and field.
        "CREATE TABLE scorecards (id INTEGER NOT NULL PRIMARY KEY, day TEXT NOT NULL, card TEXT NOT NULL)",
        *_guards("scorecards"),
    ),
    (
        # What was said of a letter and of its exact words, in order; the last word on a letter holds.
        """CREATE TABLE decisions (
            id INTEGER NOT NULL PRIMARY KEY, mark TEXT NOT NULL, words TEXT NOT NULL,
            word TEXT NOT NULL CHECK (word IN ('yes', 'no', 'undone')),
            who TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, sheet TEXT NOT NULL)""",
        "CREATE INDEX decisions_by_mark ON decisions (mark)",
        *_guards("decisions"),
    ),
)
CHAINED = 3
"""The version with which the chain began: the rows of older ledgers are bound when they are brought to it."""
