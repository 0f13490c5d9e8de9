"""What descriptions say of fields that are blank or filled: shown first, taken field by field, withdrawn as easily."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.columns.described import DESCRIBED
from toolkit.findings import Exit, Place, ToolkitError
from toolkit.house import House, SourceSetting
from toolkit.produce.remap import Where, fill_from_descriptions
from toolkit.readers.describe import Proposal
from toolkit.readers.describe_agree import agree
from toolkit.readers.describe_fill import proposals, says, typed
from toolkit.readers.load import load
from toolkit.readers.parse import Dialect
from toolkit.records import Piece

SAMPLES = 3
EVERY = "all"
FULL = 3
"""So many fields that only the description says make a register one whose pieces stand in their descriptions."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A description that says something of a field: where it stands, what it says, the words and their places."""

    place: Place
    value: str
    words: str
    start: int
    end: int


@dataclass(slots=True)
class Told:
    """What the descriptions of one source say of one field.

    ``fills`` rows are blank in their own column or have none; of those that say something themselves the description
    ``agrees`` or ``differs``. ``doubted`` are rows whose own cell cannot be read. ``samples`` are of rows it fills,
    ``contrary`` of rows where it differs.
    """

    name: str
    accepted: bool
    mapped: bool
    fills: int = 0
    agrees: int = 0
    differs: int = 0
    doubted: int = 0
    samples: list[Sample] = field(default_factory=list)
    contrary: list[Sample] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Descriptions:
    """One source's descriptions: how many rows have one, and what they say, field by field."""

    number: int
    setting: SourceSetting
    rows: int
    described: int
    fields: tuple[Told, ...]


def survey(house: House, where: Where) -> list[Descriptions]:
    """What the descriptions of the house's stock registers say. Raises ToolkitError where none has any."""
    found = [
        _surveyed(house, number, setting)
        for number, setting in enumerate(house.sources)
        if where.holds(setting) and "description" in setting.columns.values()
    ]
    if not found:
        raise ToolkitError(
            "No stock register that is meant has a column of descriptions.",
            "Say with 'boutique map stock' which column holds the descriptions.",
            code="no-descriptions",
        )
    return found


def _surveyed(house: House, number: int, setting: SourceSetting) -> Descriptions:
    alone = replace(house, sources=(replace(setting, describe=()),))
    pieces = load(alone).pieces
    mapped = {name for name in setting.columns.values() if name}
    told = {name: Told(name, name in setting.describe, name in mapped) for name in DESCRIBED}
    parse = typed(Dialect(house.currencies, house.words))
    own = house.words.get("brand", {})
    for piece in pieces:
        for proposal in proposals(piece):
            _count(told[proposal.field], piece, proposal, parse(proposal), own)
    said = tuple(one for one in told.values() if one.accepted or one.fills or one.agrees or one.differs)
    return Descriptions(number, setting, len(pieces), sum(bool(piece.description) for piece in pieces), said)


def _count(told: Told, piece: Piece, proposal: Proposal, value: object, brands: Mapping[str, str]) -> None:
    """Count one proposal with its field."""
    if value is None:
        return
    seen = Sample(piece.place("description"), proposal.value, proposal.words, proposal.start, proposal.end)
    if proposal.field in piece.doubts:
        told.doubted += 1
    elif not says(piece, proposal.field):
        told.fills += 1
        if len(told.samples) < SAMPLES and seen.value not in {sample.value for sample in told.samples}:
            told.samples.append(seen)
    elif agree(proposal.field, getattr(piece, proposal.field), value, brands):
        told.agrees += 1
    else:
        told.differs += 1
        told.contrary += [seen][: SAMPLES - len(told.contrary)]


def accept(house: House, where: Where, taken: Collection[str], withdrawn: Collection[str], *, dry_run: bool) -> House:
    """The house with fields of its stock registers filled from descriptions, or no longer; boutique.toml is edited.

    ``all`` takes every field that the descriptions of a source say anything of, or withdraws every one. Raises
    ToolkitError (usage) for a field that no description fills.
    """
    for name in (*taken, *withdrawn):
        if name not in {*DESCRIBED, EVERY}:
            raise ToolkitError(
                f"{name!r} is nothing that is read from descriptions.",
                f"Name one of {', '.join(DESCRIBED)}, or 'all'.",
                code="usage",
                status=Exit.USAGE,
            )
    wanted = {one.number: _wanted(one, taken, withdrawn) for one in survey(house, where)}
    return fill_from_descriptions(house, wanted, dry_run=dry_run)


def _wanted(one: Descriptions, taken: Collection[str], withdrawn: Collection[str]) -> Sequence[str]:
    """The fields that a source fills from now on, in the order of the register's columns."""
    standing = set(one.setting.describe)
    standing |= {told.name for told in one.fields if told.fills or told.agrees} if EVERY in taken else set(taken)
    standing -= standing if EVERY in withdrawn else set(withdrawn)
    return [name for name in DESCRIBED if name in standing]


def in_one_column(pieces: Sequence[Piece], mapped: Collection[str]) -> tuple[str, ...]:
    """The fields that many rows say in their description alone; none where there are columns for what it says."""
    counts: Counter[str] = Counter(
        proposal.field
        for piece in pieces
        for proposal in proposals(piece)
        if proposal.field not in mapped and not says(piece, proposal.field)
    )
    often = tuple(name for name in DESCRIBED if counts[name] * 4 > len(pieces))
    return often if len(often) >= FULL else ()
