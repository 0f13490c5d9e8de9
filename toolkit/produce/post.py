"""The post: letters about issued documents, approved by a person, sent once, or put among the drafts of the mailbox.

What leaves is the message that was approved, byte for byte, with its date before it. The ledger is told of an attempt
before it is made; what became of one that ended midway a person says, and it is never made again by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from toolkit.addresses import mailbox
from toolkit.files import digest
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.mail import MOST, Letter, addresses, dated, message, opened
from toolkit.mail_account import imap_account, smtp_account
from toolkit.mail_imap import Mailbox
from toolkit.mail_smtp import Line
from toolkit.outbox import Approval, Delivery
from toolkit.produce.outcome import Look
from toolkit.produce.post_round import Parcel, Posted, Round

__all__ = [
    "Parcel",
    "Posted",
    "approve",
    "exit_code",
    "in_doubt",
    "keep_drafts",
    "parcel",
    "resolve",
    "review",
    "send",
    "try_out",
]


def parcel(house: House, number: str, revision: int, letter: Letter) -> Parcel:
    """The letter as a parcel: from the house's address, named after its document. ToolkitError for a wrong address."""
    where = house["mail.from"] or house["house.email"]
    named = replace(letter, sender=(letter.sender[0], mailbox(where) or ""), identifier=f"{number}.r{revision}")
    try:
        whole, to = message(named), addresses(named)
    except ValueError as error:
        raise ToolkitError(
            f"The letter about {number} cannot be addressed: {error}.",
            "The house's address is [mail] from or [house] email; the reader's stands in her contract.",
            code="mail-address",
        ) from error
    if len(whole) > MOST:
        raise ToolkitError(
            f"The letter about {number} has {len(whole) // 1_000_000} MB; many mailboxes refuse more than 20.",
            "Enclose fewer files.",
            code="mail-size",
        )
    return Parcel(number, revision, named, whole, to)


def approve(house: House, parcels: Sequence[Parcel], who: str, look: Look, *, at: datetime) -> tuple[Approval, ...]:
    """Record that a person approved these very messages; all are looked at first, so that all pass or none.

    ToolkitError where ``look`` finds what a reader must not see, or a letter encloses what was not issued.
    """
    _require_person(who)
    with Ledger.open(house.folder) as ledger:
        for one in parcels:
            _require_own(ledger, one)
            look(_read(one))
        return tuple(ledger.approve((one.number, one.revision), one.reader, one.message, who, at=at) for one in parcels)


def review(house: House, parcels: Sequence[Parcel]) -> tuple[Posted, ...]:
    """What sending would find: what is approved, what left, what nobody knows of. Nothing is sent or written."""
    with Ledger.rehearse(house.folder) as ledger:
        return tuple(Round(house, ledger).standing(one) or Posted(one, "dry-run") for one in parcels)


def send(house: House, parcels: Sequence[Parcel], *, now: datetime, again: bool = False) -> tuple[Posted, ...]:
    """Send what is approved and has not left; ``again`` also where it was refused for good.

    ``now`` is the clock's moment, whatever the run calls today: a letter leaves when it leaves. ToolkitError where the
    server cannot be talked to at all; where the line fails midway the rest is ``not-sent``.
    """
    with Ledger.open(house.folder) as ledger, ledger.posting():
        ledger.settle(at=now)
        going = Round(house, ledger, now=now, again=again)
        standing = [going.standing(one) for one in parcels]
        if all(standing):
            return tuple(one for one in standing if one)
        with Line(smtp_account(house)) as line:
            return tuple(there or going.go(line, one) for there, one in zip(standing, parcels, strict=True))


def resolve(house: House, number: str, revision: int, *, sent: bool, who: str, at: datetime) -> int:
    """Record what a person found out about a letter of which nobody knew; at how many addresses. Zero is an error."""
    _require_person(who)
    with Ledger.open(house.folder) as ledger, ledger.posting():
        ledger.settle(at=at)
        open_ones = [one for one in ledger.states(number, revision).values() if one.state == "unknown"]
        if not open_ones:
            raise ToolkitError(
                f"Of {number}, revision {revision} everything is known: there is nothing to say.", code="known"
            )
        for one in open_ones:
            ledger.resolve(one, sent=sent, who=who, at=at)
        return len(open_ones)


def try_out(house: House, one: Parcel, *, now: datetime) -> str:
    """Send the letter to the house's own address alone, as a test; it is not recorded as sent. The address."""
    own = one.letter.sender[1]
    letter = replace(
        one.letter,
        to=("", own),
        cc=(),
        subject=f"Test: {one.letter.subject}",
        identifier=f"{one.letter.identifier}.test",
    )
    with Line(smtp_account(house)) as line:
        state, answer = line.deliver(own, (own,), dated(message(letter), now), lambda _: None)[own]
    if state == "sent":
        return own
    became = {
        "unknown": "may have arrived or not: the line was cut before the server answered",
        "not-sent": "did not leave: the line was cut",
    }.get(state, f"did not arrive: the server answered {answer}")
    raise ToolkitError(
        f"The test letter to {own} {became}.",
        "The letter to its reader was not touched.",
        code="mail-refused",
        status=Exit.OUTSIDE,
    )


def keep_drafts(house: House, parcels: Sequence[Parcel], looks: Sequence[Look], *, at: datetime) -> tuple[Posted, ...]:
    """Put the letters among the drafts of the house's mailbox, each once; a person sends them from there.

    Each is looked at by its own of ``looks`` before any leaves the house.
    """
    for one, look in zip(parcels, looks, strict=True):
        look(_read(one))
    box = Mailbox(imap_account(house), house["mail.drafts_folder"])
    with Ledger.open(house.folder) as ledger, ledger.posting(), box:
        return tuple(_drafted(box, one, at) for one in parcels)


def in_doubt(house: House) -> tuple[Delivery, ...]:
    """Everything of which nobody knows whether it arrived, of all documents."""
    with Ledger.rehearse(house.folder) as ledger:
        return tuple(one for one in ledger.deliveries() if one.state in {"unknown", "attempting"})


def exit_code(posted: Sequence[Posted]) -> int:
    """The command's exit code: a failed service before a doubt, a doubt before an approval that is missing."""
    states = {one.state for one in posted}
    for some, code in (
        ({"not-sent"}, Exit.OUTSIDE),
        ({"unknown", "partly", "refused", "limit", "kept"}, Exit.IN_DOUBT),
        ({"waiting"}, Exit.WAITING),
    ):
        if states & some:
            return code
    return Exit.DONE


def _require_person(who: str) -> None:
    if not who.strip():
        raise ToolkitError("Nobody is named who decides it.", "Add your name or initials.", status=Exit.USAGE)


def _require_own(ledger: Ledger, one: Parcel) -> None:
    """Stop where a letter encloses anything but files that were issued as its document."""
    issued = ledger.find(one.number, one.revision)
    known = {sha256 for _, sha256 in issued.files} if issued else set()
    for name, data in one.letter.enclosed.items():
        if digest(data) not in known:
            raise ToolkitError(
                f"{name} is not what was issued as {one.number}, revision {one.revision}. Nothing was approved.",
                "Enclose the issued files alone.",
                code="not-issued",
            )


def _read(one: Parcel) -> dict[str, bytes]:
    """All that the finished message holds, read back from it."""
    read = opened(one.message)
    heading = "\n".join(f"{name}: {value}" for name, value in read.heading.items())
    return {f"{one.number}.txt": f"{heading}\n\n{read.words}".encode(), **read.enclosed}


def _drafted(box: Mailbox, one: Parcel, at: datetime) -> Posted:
    identifier = opened(one.message).heading["Message-ID"].strip()
    if box.keep(one.message, identifier, at) != "kept":
        return Posted(one, "drafted")
    note = "Another draft of this document is in the mailbox, perhaps changed by hand: delete it there to have it anew."
    return Posted(one, "kept", note=note)
