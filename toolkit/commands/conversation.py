"""The guided conversation of ``boutique init``: a few questions on a terminal, which flags answer elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.settings import BASES

if TYPE_CHECKING:
    from toolkit.produce.setup import Plan
    from toolkit.produce.survey import SheetSeen
    from toolkit.readers.mapping import Proposal

LATER, UNUSED = "later", "not used"


@dataclass(slots=True)
class Answers:
    """What was answered: currencies by word, settings, and the meaning of columns by (register, file, sheet)."""

    currencies: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    meanings: dict[tuple[str, str, str | None], dict[str, str]] = field(default_factory=dict)


def converse(made: Plan) -> Answers:
    """Ask what only a person can know. Ctrl-C leaves the rest for later; nothing asked here is needed to go on."""
    import questionary

    from toolkit import house as houses

    answers = Answers()
    for word, count in made.words.items():
        code = questionary.text(
            f"Which currency is {word!r} ({count} figures)? Its code, such as GBP; empty for later:"
        ).ask()
        if code is None:
            return answers
        if code.strip():
            answers.currencies[word] = code.strip().upper()
    if not houses.parse(made.text, made.folder)["insurance.basis"]:
        basis = questionary.select("On which basis is the stock insured?", [*BASES, LATER]).ask()
        if basis and basis != LATER:
            answers.settings["insurance.basis"] = basis
    for sheet in made.sheets:
        for proposal in sheet.proposals:
            if sheet.register and not proposal.sure and not _settled(answers, sheet, proposal):
                return answers
    return answers


def _settled(answers: Answers, sheet: SheetSeen, proposal: Proposal) -> bool:
    """Ask what one column means. Returns False where the person has had enough."""
    import questionary

    from toolkit.findings import Place
    from toolkit.registers import register

    kind = register(sheet.register or "")
    taken = {other.field for other in sheet.proposals if other is not proposal}
    free = [column.field for column in kind.columns if column.field not in taken and column.field != proposal.field]
    first = [proposal.field, UNUSED] if proposal.field else [UNUSED]
    samples = "; ".join(proposal.samples)
    where = Place(sheet.file, sheet.sheet)
    question = f"{where}: what is the column {proposal.heading.text!r} ({samples})? {proposal.reason}."
    chosen = questionary.select(question, [*first, *free]).ask()
    if chosen is None:
        return False
    meanings = answers.meanings.setdefault((kind.name, sheet.url or sheet.file, sheet.sheet), {})
    meanings[proposal.heading.text] = "" if chosen == UNUSED else chosen
    return True
