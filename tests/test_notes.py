"""What notes say between the lines: phrases of five languages that ask for discretion, and phrases that only sound so."""

from __future__ import annotations

import pytest

from toolkit.checks.notes import heard


def read(note: str, register: str) -> list[str]:
    """The codes a note of a register has."""
    return [code.removesuffix("-note") for code in heard(note, register)]


TOLD = (
    ("stock", "Mr K. deceased 2/24", "deceased"),
    ("clients", "RIP 3/2019", "deceased"),
    ("clients", "mr vane rip", "deceased"),
    ("service", "Owner R.I.P., collect by son", "deceased"),
    ("clients", "† 2021", "deceased"),
    ("clients", "her late husband's watch", "deceased"),
    ("clients", "widow since spring", "deceased"),
    ("clients", "Il est décédé en mars", "deceased"),
    ("clients", "verstorben", "deceased"),
    ("clients", "vedova dal 2020", "deceased"),
    ("clients", "falleció en enero", "deceased"),
    ("clients", "don't call wife!", "do-not-contact"),
    ("clients", "DO NOT CONTACT after the auction business. Ask EH.", "do-not-contact"),
    ("contacts", "asked not to be contacted again", "do-not-contact"),
    ("clients", "no mailings please", "do-not-contact"),
    ("stock", "ne pas appeler à la maison", "do-not-contact"),
    ("clients", "bitte nicht mehr anschreiben", "do-not-contact"),
    ("clients", "keine Werbung!", "do-not-contact"),
    ("clients", "non chiamare a casa", "do-not-contact"),
    ("clients", "no llamar", "do-not-contact"),
    ("clients", "Unsubscribed from the newsletter", "do-not-contact"),
    ("stock", "gift for M., don't tell wife", "secret-gift"),
    ("stock", "surprise for her birthday", "secret-gift"),
    ("sales", "SURPRISE", "secret-gift"),
    ("stock", "cadeau pour sa fille", "secret-gift"),
    ("clients", "invoice to his office only", "secret-gift"),
    ("clients", "Überraschung zum Geburtstag", "secret-gift"),
    ("stock", "è un regalo per Anna, non dire niente", "secret-gift"),
    ("sales", "regalo para su mujer", "secret-gift"),
    ("clients", "nothing to the house, please", "secret-gift"),
    ("clients", "divorced 2023", "separation"),
    ("clients", "now separated", "separation"),
    ("clients", "ex-wife keeps the ring", "separation"),
    ("clients", "en instance de divorce", "separation"),
    ("clients", "geschieden", "separation"),
    ("stock", "client furious about the clasp", "open-complaint"),
    ("clients", "Open complaint: strap", "open-complaint"),
    ("clients", "cliente mécontente", "open-complaint"),
    ("clients", "Beschwerde wegen Gravur", "open-complaint"),
    ("clients", "letter from her solicitor", "legal-dispute"),
    ("clients", "small claims court, March", "legal-dispute"),
    ("clients", "mise en demeure reçue", "legal-dispute"),
    ("clients", "Klage eingereicht", "legal-dispute"),
    ("clients", "letter returned, gone away", "gone-away"),
    ("clients", "wrong address", "gone-away"),
    ("clients", "NPAI 2024", "gone-away"),
    ("clients", "unbekannt verzogen", "gone-away"),
    ("clients", "indirizzo errato", "gone-away"),
    ("clients", "Journalist, writes for a magazine", "press"),
    ("clients", "giornalista di moda", "press"),
    ("clients", "former employee, staff discount", "employee"),
    ("clients", "Mitarbeiterin Filiale Bern", "employee"),
    ("clients", "works for a competitor? mystery shopper", "competitor"),
    ("clients", "is a minor, see mother", "under-age"),
    ("clients", "menor de edad", "under-age"),
)
QUIET = (
    ("stock", "strip of leather on the strap"),
    ("stock", "small rip in the lining"),
    ("stock", "SMALL RIP IN LINING"),
    ("stock", "battery died, replaced"),
    ("stock", "Black Widow dial"),
    ("stock", "widowed stone replaced"),
    ("stock", "Tiffany Surprise brooch"),
    ("stock", "model Surprise, 1998"),
    ("stock", "montre à secret, 1930"),
    ("stock", "secret watch, diamond cover"),
    ("stock", "Secret Garden collection"),
    ("stock", "stones separated from the setting"),
    ("stock", "no letters on the case back"),
    ("stock", "ideal gift for a graduation"),
    ("stock", "gift box included"),
    ("stock", "at present for sale at the fair"),
    ("stock", "minor scratches on the bezel"),
    ("stock", "aged patina"),
    ("stock", "rayure mineure"),
    ("stock", "press photo exists"),
    ("stock", "moved to window"),
    ("stock", "rubber strap, journal of the trade"),
    ("stock", "tête de mort, émail"),
    ("stock", "returned from the workshop"),
    ("service", "do not write on the box"),
    ("service", "concurrent repair, see R0044"),
    ("clients", "no contact number"),
    ("clients", "no contact since 2019"),
    ("clients", "no complaints so far"),
    ("clients", "lawyer, likes vintage pieces"),
    ("clients", "avocat à la cour, aime les perles"),
    ("clients", "Firm. Buys staff gifts in December."),
    ("clients", "buys for her employees each Christmas"),
    ("clients", "bought the last one from a competitor"),
    ("clients", "ring size is 16"),
    ("clients", "taken by surprise at the price"),
    ("clients", "Tallow Court, second floor"),
    ("clients", "daughter is 25"),
    ("clients", "KBE since 2019. Never 'Sir Ashdene'."),
    ("clients", "Signs Layla Al-Rashidi. Letters in English."),
    ("clients", "Ambassador. Letters to the residence only."),
    ("clients", "prefers calls in the morning"),
    ("clients", "collects pens and travel clocks"),
    ("clients", "sans réclamation"),
)


@pytest.mark.parametrize(("register", "note", "code"), TOLD)
def test_a_note_that_asks_is_heard(register: str, note: str, code: str) -> None:
    """Each phrase is heard for what it is."""
    assert code in read(note, register)


@pytest.mark.parametrize(("register", "note"), QUIET)
def test_a_note_that_only_sounds_so_is_left_alone(register: str, note: str) -> None:
    """Words of the trade, of professions and of models raise no alarm."""
    assert read(note, register) == []


def test_a_note_can_say_several_things_once_each() -> None:
    """Two things in one note are both heard; the same thing twice is heard once."""
    assert read("cadeau surprise, ne pas appeler, ne pas écrire", "stock") == ["secret-gift", "do-not-contact"]
