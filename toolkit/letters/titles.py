"""The table of titles: how each stands on an envelope and in an opening, in English and in French.

After Debrett's for Britain and the usage of French official letters. A title that is not here, or that can mean two
things, is never guessed: the letter waits for the words that are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.columns.declared import spelled

Kind = Literal["plain", "knight", "lady", "lord", "peer", "alone", "unclear"]


@dataclass(frozen=True, slots=True)
class Title:
    """How somebody of a title is addressed.

    ``plain``: title and surname. ``knight``: title and first name, never the surname alone. ``peer``: Lord or Lady and
    the name of the peerage, on the envelope the rank. ``alone``: an opening without a name. ``lady`` and ``lord`` are
    plain where no first name stands beside them. ``unclear``: ``why`` says what is to be asked.
    """

    kind: Kind
    envelope: str = ""
    opening: str = ""
    fr: str = ""
    why: str = ""


# words | on the envelope | in the opening (empty: the same) | a French opening (empty: none that is sure)
_PLAIN = (
    ("mr|mister", "Mr", "", "Monsieur"),
    ("mrs|missus", "Mrs", "", "Madame"),
    ("ms", "Ms", "", "Madame"),
    ("miss", "Miss", "", "Madame"),
    ("mx", "Mx", "", ""),
    ("dr|doctor", "Dr", "", "Docteur"),
    ("docteur|dre", "Docteur", "Dr", "Docteur"),
    ("prof|professor", "Professor", "", ""),
    ("professeur|professeure", "Professeur", "Professor", ""),
    ("m|monsieur", "Monsieur", "", "Monsieur"),
    ("mme|madame", "Madame", "", "Madame"),
    ("mlle|mademoiselle", "Mademoiselle", "", "Madame"),
    ("me|maitre", "Maître", "", "Maître"),
    ("herr|hr", "Herr", "", "Monsieur"),
    ("frau", "Frau", "", "Madame"),
    ("signor|signore|sig", "Signor", "", "Monsieur"),
    ("signora|sig ra", "Signora", "", "Madame"),
    ("senor", "Señor", "", "Monsieur"),
    ("senora|sra", "Señora", "", "Madame"),
    ("canon", "Canon", "", ""),
    ("father|pere", "Father", "", "Mon Père"),
    ("rabbi", "Rabbi", "", ""),
    ("captain|capt", "Captain", "", ""),
    ("major|maj", "Major", "", ""),
    ("lieutenant colonel|lt colonel|lt col", "Lieutenant Colonel", "Colonel", ""),
    ("colonel|col", "Colonel", "", ""),
    ("brigadier|brig", "Brigadier", "", ""),
    ("major general|maj gen", "Major General", "General", ""),
    ("lieutenant general|lt gen", "Lieutenant General", "General", ""),
    ("general|gen", "General", "", ""),
    ("lieutenant commander|lt cdr", "Lieutenant Commander", "Commander", ""),
    ("commander|cdr", "Commander", "", ""),
    ("commodore|cdre", "Commodore", "", ""),
    ("rear admiral", "Rear Admiral", "Admiral", ""),
    ("vice admiral", "Vice Admiral", "Admiral", ""),
    ("admiral|adm", "Admiral", "", ""),
    ("flight lieutenant|flt lt", "Flight Lieutenant", "", ""),
    ("squadron leader|sqn ldr", "Squadron Leader", "", ""),
    ("wing commander|wg cdr", "Wing Commander", "", ""),
    ("group captain|gp capt", "Group Captain", "", ""),
    ("air commodore|air cdre", "Air Commodore", "", ""),
    ("air vice marshal|avm", "Air Vice Marshal", "", ""),
    ("air marshal", "Air Marshal", "", ""),
    ("the hon mr|hon mr", "The Hon", "Mr", "Monsieur"),
    ("the hon mrs|hon mrs", "The Hon Mrs", "Mrs", "Madame"),
    ("the hon ms|hon ms|the hon miss|hon miss", "The Hon", "Ms", "Madame"),
)

_PEERS = (
    ("viscount|the viscount", "The Viscount", "Lord"),
    ("viscountess|the viscountess", "The Viscountess", "Lady"),
    ("earl|the earl|earl of|the earl of", "The Earl", "Lord"),
    ("marquess|the marquess|marquess of|the marquess of", "The Marquess", "Lord"),
    ("marchioness|the marchioness|marchioness of|the marchioness of", "The Marchioness", "Lady"),
    ("the lord|the rt hon lord|rt hon lord|the baron", "The Lord", "Lord"),
    ("the baroness|the rt hon baroness", "The Baroness", "Lady"),
    ("the lady", "The Lady", "Lady"),
)

_ALONE = (
    ("duke|the duke|duke of|the duke of", "The Duke", "Dear Duke", ""),
    ("duchess|the duchess|duchess of|the duchess of", "The Duchess", "Dear Duchess", ""),
    ("he|h e|his excellency|her excellency|excellency|son excellence|s e", "HE", "Your Excellency", "Excellence"),
    ("ambassador|the ambassador", "HE", "Dear Ambassador", ""),  # the English word does not say whether he or she
    ("ambassadeur|monsieur l ambassadeur", "HE", "Dear Ambassador", "Monsieur l’Ambassadeur"),
    ("ambassadrice|madame l ambassadrice", "HE", "Dear Ambassador", "Madame l’Ambassadrice"),
)

_UNCLEAR = (
    ("fr|sr", "it is short for several titles"),
    ("rev|revd|reverend|the rev|the revd|the reverend",
     "a clergyman is Dear Mr, Mrs or Canon, by how he or she is known"),
    ("hon|the hon|the honourable", "The Hon stands on the envelope; the opening needs Mr, Mrs or Ms"),
    ("baron|baroness|baronin|baronne|freiherr", "a British baron is Lord, and a foreign one keeps the title"),
    ("count|countess|contessa|conte|comte|comtesse|vicomte|vicomtesse|graf|grafin|marquis|marquise|marchese|marchesa",
     "an earl's wife is Lady, and a foreign countess keeps the title"),
    ("prince|princess|hrh|h r h|sheikh|sheikha|shaikh|emir|king|queen|sultan|begum|dato|datuk|tan sri",
     "forms for royal and ruling houses differ from one to the next"),
    ("judge|justice|bishop|archbishop|dean|archdeacon|imam|chief|sister|brother|mayor|lord mayor|senator|minister",
     "an office is addressed by its own form"),
)  # fmt: skip


def _table() -> dict[str, Title]:
    found: dict[str, Title] = {}

    def put(words: str, title: Title) -> None:
        for word in spelled(words):
            found.setdefault(word, title)

    for words, envelope, opening, french in _PLAIN:
        put(words, Title("plain", envelope, opening or envelope, french))
    for words, envelope, opening in _PEERS:
        put(words, Title("peer", envelope, opening))
    for words, envelope, opening, french in _ALONE:
        put(words, Title("alone", envelope, opening, french))
    for words, why in _UNCLEAR:
        put(words, Title("unclear", why=why))
    found |= {
        "sir": Title("knight", "Sir", "Sir", "Sir"),
        "dame": Title("knight", "Dame", "Dame", "Dame"),
        "lady": Title("lady", "Lady", "Lady"),
        "lord": Title("lord", "The Lord", "Lord"),
    }
    return found


TITLES: Mapping[str, Title] = _table()
"""Every title known, by its folded words."""

AMERICAN = {"Mr": "Mr.", "Mrs": "Mrs.", "Ms": "Ms.", "Dr": "Dr."}
"""What an American letter shortens with a full stop."""

FRENCH = {
    "Mr": "Monsieur",
    "Mrs": "Madame",
    "Ms": "Madame",
    "Miss": "Madame",
    "Dr": "Docteur",
    "Mademoiselle": "Madame",
    "HE": "S. E.",
}
"""What a French envelope writes in full for an English title."""
