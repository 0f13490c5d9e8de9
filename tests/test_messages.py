"""Every message as the office manager reads it: rules of language that hold for each kind of finding.

The catalogue is what the rules declare; the golden records beside the small registers are what they say of real cells.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from toolkit.checks.run import RULES as CHECKS
from toolkit.findings import CATALOGUE, Kind
from toolkit.readers import load
from toolkit.reconcile.run import RULES as COMPARISONS

KINDS = list(CATALOGUE.kinds.values())
HOUSE_RULE = "house-rule"
"""The one kind whose words are the house's own."""

VERBS = frozenset((
    "Add", "Ask", "Bring", "Call", "Check", "Choose", "Clear", "Compare", "Correct", "Decide", "Describe", "Enter",
    "Fill", "Find", "Format", "Give", "Have", "Keep", "Leave", "Look", "Mend", "Mention", "Note", "Open", "Put",
    "Read", "Record", "Report", "Restore", "Run", "Say", "Scan", "See", "Set", "Settle", "Show", "Take", "Type",
    "Weigh", "Work", "Write",
))  # fmt: skip
"""What a hint may begin with: it says what to do. A new one is a matter of adding it here."""

JARGON = re.compile(
    r"\b(schema|regex|regular expression|null|fields?|records|parse[dr]?|boolean|ISO|UTF-?8?|strings?|tokens?|JSON"
    r"|invalid|mapped|mapping|integer|decimal places?|dict|enum|exception|traceback|value error|column-?name|default"
    r"|e\.g\.|i\.e\.|etc)\b",
    re.IGNORECASE,
)
ACCUSES = re.compile(
    r"money laundering|launder|fraud|criminal|suspicious|suspect|(you|she|he) (must|forgot|failed)|careless|your (error|"
    r"mistake)",
    re.IGNORECASE,
)
VOUCHES = re.compile(r"\b(is|are|looks|proves?) (genuine|authentic|valid)\b", re.IGNORECASE)
AMERICAN = re.compile(r"\b(color|center|jewelry|gray|catalog|canceled|organize|recognize|authorize|license plate)\w*\b")
# A doubtful figure, a code's own word or a number without its plural; what stands in quotes was read, not said.
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
ODD = re.compile(
    r"[a-z]_[a-z]|\d\.0\b(?!\d)|\d[eE][+-]\d|\\|\bNone\b|\bDecimal\b|\b1 (cells|rows|figures|pieces|days|sums|columns)\b"
    r"|  |\.\.(?!\.)| [,.;:]"
)


def _words(template: str) -> str:
    """The fixed words of a template."""
    return "".join(text for text, *_ in Formatter().parse(template))


def _parts(kind: Kind) -> dict[str, str]:
    """What is said of a kind, without what a finding puts in."""
    return {"title": kind.title, "why": kind.why, "message": _words(kind.message), "hint": _words(kind.hint)}


def test_the_whole_catalogue_is_here() -> None:
    """The kinds of checks, of comparisons and of the reading itself are all declared once they are imported."""
    assert CHECKS
    assert COMPARISONS
    assert load
    assert {"error-cell", "sold-still-listed", "column-missing", "table-unread", "cash-split"} <= set(CATALOGUE.kinds)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_is_said_in_plain_words(kind: Kind) -> None:
    """Whole sentences, a hint that says what to do, no jargon, no shouting, nobody accused and nothing vouched for."""
    assert kind.title[0].isupper()
    assert not kind.title.endswith(".")
    assert kind.why.endswith(".")
    if kind.code != HOUSE_RULE:
        assert kind.hint.split()[0] in VERBS
        assert kind.hint.endswith(".")
    assert kind.message.endswith(".")
    for text in _parts(kind).values():
        assert not JARGON.search(text)
        assert not ACCUSES.search(text)
        assert not VOUCHES.search(text)
        assert not AMERICAN.search(text)
        assert "!" not in text


def test_no_two_kinds_share_a_title() -> None:
    """The title is how a kind is told in a list."""
    assert [title for title, count in Counter(kind.title for kind in KINDS).items() if count > 1] == []


def test_one_register_has_one_name() -> None:
    """The same thing is called the same everywhere."""
    others = re.compile(r"client register|clients register|customer register|sales ledger|stock list|stock row|service reg"
                        r"|register of movements|register of repairs|stock code|\bSKU\b|inventory number", re.IGNORECASE)  # fmt: skip
    assert [kind.code for kind in KINDS for text in _parts(kind).values() if others.search(text)] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "verified" in kind.source], ids=lambda kind: kind.code)
def test_what_nobody_has_verified_holds_nothing_back(kind: Kind) -> None:
    """A rule that rests on trade practice alone warns; only an error holds a document back."""
    assert kind.severity != "error"


@pytest.mark.parametrize("record", sorted((Path(__file__).parent / "registers").glob("*.golden.txt")),
                         ids=lambda path: path.name.partition(".")[0])  # fmt: skip
def test_a_finding_reads_as_a_sentence(record: Path) -> None:
    """No code words, no idle noughts, no ``1 cells``: what a finding says of real cells, apart from what was read."""
    said = _sentences(record.read_text("utf-8"))
    odd = {line: found[0] for line in said if (found := ODD.search(QUOTED.sub("''", line)))}
    assert odd == {}
    assert [line for line in said if not line.endswith((".", ".)", "?"))] == []


def _sentences(golden: str) -> list[str]:
    """The messages and hints of a golden record: the lines below each finding but the one of what was read."""
    lines, found, within = golden.splitlines(), [], False
    for line in lines:
        within = bool(re.match(r"(error|warning|information): ", line)) or (within and line.startswith("  "))
        if within and line.startswith("  ") and not line.startswith("  reads "):
            found.append(line.strip().removeprefix("-> "))
    return found


def test_golden_records_have_sentences_to_read() -> None:
    """The lines this module looks for are the ones the golden records have."""
    records = (Path(__file__).parent / "registers").glob("*.golden.txt")
    assert sum(len(_sentences(record.read_text("utf-8"))) for record in records) > 300
