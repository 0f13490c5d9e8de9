"""Animals whose skins, shells and teeth the trade works, and the annex of the wildlife regulations each stands in.

The annexes are those of the United Kingdom's and the European Union's wildlife trade regulations (A and B answer to
CITES appendices I and II). Which animal stands where is trade knowledge, to be verified with the authority; none of it
is advice. A row with annex ``?`` is a word that names no animal closely enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from toolkit.checks.telling import any_of


@dataclass(frozen=True, slots=True)
class Species:
    """A word of the trade for an animal: the family it is looked up in, its annex, since when, and who says so.

    ``pattern`` is tried on a text as ``telling.spoken`` gives it; within a family the first row that fits counts.
    ``annex`` is ``A``, ``B``, empty for an animal that is not listed, or ``?`` where the word names several.
    """

    family: str
    name: str
    pattern: re.Pattern[str]
    annex: str
    since: date
    source: str
    last_checked: date
    verified: bool = False


_CHECKED = date(2026, 11, 21)
_SINCE = date(1997, 6, 1)
_PRACTICE = "trade practice, to be verified against the annexes of Regulation (EC) 338/97 as retained and amended"


def _row(family: str, name: str, annex: str, *words: str) -> Species:
    return Species(family, name, any_of(*words), annex, _SINCE, _PRACTICE, _CHECKED)


SPECIES: tuple[Species, ...] = (
    _row("crocodile", "Alligator sinensis", "A", r"alligator sinensis|chinese alligator"),
    _row("crocodile", "Alligator mississippiensis", "B",
         r"alligators?|alligatore|aligator|alligatorleder\w*|alligatorband\w*|a mississip+iensis",
         r"mississip+iensis"),
    _row("crocodile", "Crocodylus porosus or niloticus", "B",
         r"porosus|(?<!varanus )(?<!lizard )(?<!lezard )niloticus(?! (lizard|lezard))|(salt ?water|nile) crocod\w*",
         r"crocodile? (du nil|marin)|nilkrokodil\w*|leistenkrokodil\w*|coccodrillo (del nilo|marino)",
         r"cocodrilo (del nilo|marino)|crocodylus novaeguineae"),
    _row("crocodile", "Caiman crocodilus", "B", r"caimans?|caimano|caiman|kaiman\w*"),
    _row("crocodile", "crocodile", "?",
         r"crocs?|crocos?|crocodiles?|crocodylus|coccodrillo|cocco|cocodrilo|krokos?|krokodil\w*",
         r"krokoleder\w*"),
    _row("lizard", "Varanus bengalensis", "A", r"bengalensis|bengal monitor|varanus (flavescens|griseus)"),
    _row("lizard", "Varanus niloticus or salvator", "B",
         r"varanus niloticus|varanus salvator|salvator|(lizard|lezard) niloticus|niloticus (lizard|lezard)",
         r"varans?|warane?|varano|monitor lizard|nile monitor|tegu|teju\w*|tupinambis"),
    _row("lizard", "lizard", "?", r"lizards?|lezards?|eidechse\w*|lucertola|lagarto|varanus"),
    _row("snake", "Python molurus molurus", "A", r"molurus molurus|indian python|python molurus(?! bivittatus)"),
    _row("snake", "Python reticulatus or bivittatus", "B",
         r"pythons?|pythonleder\w*|pitone|piton|reticulatus|bivittatus"),
    _row("snake", "snake", "?",
         r"snakeskin|snake skin|peau de serpent|cuir de serpent|schlangenleder|pelle di serpente",
         r"piel de serpiente"),
    _row("shell", "Eretmochelys imbricata", "A",
         r"tortoiseshell|tortoise shell|ecaille de tortue|schildpatt|carey|guscio di tartaruga|hawksbill",
         r"eretmochelys"),
    _row("ivory", "Loxodonta africana or Elephas maximus", "A",
         r"elephant ivory|ivoire d elephant|elefantenelfenbein|avorio di elefante|marfil de elefante",
         r"loxodonta|elephas"),
    _row("ivory", "ivory-bearing animal", "?", r"ivory|ivoire|elfenbein|avorio|marfil"),
    _row("coral", "Antipatharia", "B",
         r"black coral|corail noir|schwarze koralle|corallo nero|coral negro|antipath\w*"),
    _row("coral", "Heliopora coerulea", "B", r"blue coral|corail bleu|blaue koralle|corallo blu|heliopora"),
    _row("coral", "Corallium", "", r"corals?|corail|coraux|koralle\w*|corallo|coralli|corales"),
    _row("ray", "stingray and shagreen", "", r"stingray|galuchat|shagreen|rochen\w*|razza|raya"),
    _row("ostrich", "ostrich", "", r"ostrich|autruche|strauss\w*|struzzo|avestruz"),
    _row("cat", "Panthera pardus or Leopardus pardalis", "A",
         r"(leopard|ocelot|jaguar|tiger|tigre|cheetah|gepard|guepard) (skin|fur|coat|fell|pelz)",
         r"(peau|fourrure) de (leopard|jaguar|tigre|guepard)|fourrure d ocelot",
         r"(pelliccia|pelle) di (leopardo|giaguaro|tigre)"),
    _row("cat", "Lynx", "B", r"lynx (fur|skin|coat)|fourrure de lynx|luchs\w*|pelliccia di lince|piel de lince"),
    _row("fur", "fur-bearing animal", "?", r"(?<!\w )(fur|fourrure|pelz|pelliccia)(?! \w)"),
)  # fmt: skip

ANNEX_A = "gov.uk, endangered species: certificates for commercial use"
"""Who says that Annex A species need an Article 10 certificate, and Annex B evidence of lawful acquisition."""

IVORY_SINCE = date(2022, 6, 6)
"""From this day the Ivory Act 2018 applies; trade knowledge, to be verified."""

WORKED_BEFORE = 1947
"""Articles worked before March 1947 are exempt from the certificate in both territories; to be verified."""
