"""A French house: its registers in French, its dossiers in French, and no private name in a client's copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.dossiers import texts
from tests.houses import make, table
from toolkit.produce.reading import read_and_check, read_house
from toolkit.readers.prose import parse
from toolkit.reports.provenance import Dossier, Edition, Withheld
from toolkit.reports.provenance_facts import Holdings, dossier

STOCK = ("N° de stock", "Désignation", "Catégorie", "Marque", "Modèle", "N° de série", "Année", "État", "Propriété", "Statut",
         "Métal", "Acheté à", "Type de vendeur", "Date d'entrée", "Facture d'achat", "Prix d'achat", "Devise", "Remarques")  # fmt: skip
EVENTS = ("N° de stock", "Événement", "Date", "Jusqu'à", "De", "À", "Lieu", "Preuve", "N° du document", "Selon", "Certitude",
          "Remarques")  # fmt: skip
JOBS = ("N° de réparation", "Client", "N° de stock", "Reçu le", "Rendu le", "Atelier", "Travaux effectués")
SUPPLIERS = ("N° fournisseur", "Fournisseur", "Type", "Ville")
WATCH: Mapping[str, str] = {
    "N° de stock": "M1", "Désignation": "cadran argenté", "Catégorie": "Montre", "Marque": "Ravelle", "Modèle": "Alba",
    "N° de série": "671042", "Année": "1951", "État": "Vintage", "Propriété": "En propre", "Statut": "Disponible",
    "Métal": "Or jaune 750", "Acheté à": "Mme Honorine Beaulieu", "Type de vendeur": "Particulier",
    "Date d'entrée": "2026-03-11", "Facture d'achat": "F26-1", "Prix d'achat": "8900", "Devise": "EUR",
    "Remarques": "appeler Mme Beaulieu",
}  # fmt: skip
CALLED = {"seller": "Acheté à", "kind": "Type de vendeur", "words": "Désignation"}
PAST: tuple[Mapping[str, str], ...] = (
    {"Événement": "Fabrication", "Date": "1951", "À": "Ravelle SA", "Lieu": "Genève", "Preuve": "Extrait des archives",
     "N° du document": "EX-9", "Certitude": "certain"},
    {"Événement": "Vente", "Date": "1951", "Jusqu'à": "1991", "De": "Ravelle SA", "À": "Collection particulière, Paris",
     "Preuve": "Extrait des archives", "N° du document": "EX-9"},
    {"Événement": "Par descendance", "Date": "1991", "De": "Collection particulière, Paris",
     "À": "Colonel Ambroise d'Albret, Neuilly-sur-Seine", "Lieu": "Neuilly-sur-Seine", "Preuve": "Lettre de la famille",
     "N° du document": "L-8", "Selon": "la famille"},
    {"Événement": "Révision", "Date": "2004", "Lieu": "Neuilly-sur-Seine", "Preuve": "Facture d'entretien",
     "N° du document": "2004/118", "Certitude": "certain"},
    {"Événement": "Vente publique", "Date": "2008-05-14", "De": "Colonel Ambroise d'Albret, Neuilly-sur-Seine",
     "À": "Mme Honorine Beaulieu, Lyon", "Lieu": "Genève", "Preuve": "Catalogue de vente Christie's Genève, lot 45"},
)  # fmt: skip


def house(folder: Path, *past: Mapping[str, str], suppliers: Sequence[Sequence[str]] = (), **watch: str) -> Holdings:
    """The French house with one watch and what its register of provenance tells of it."""
    events = [{"N° de stock": "M1", **event} for event in past]
    piece = {**WATCH, **{CALLED[name]: value for name, value in watch.items()}}
    files = {
        "Stock.csv": table(STOCK, [[piece.get(name, "") for name in STOCK]]),
        "Provenance.csv": table(EVENTS, [[event.get(name, "") for name in EVENTS] for event in events]),
        "Réparations.csv": table(JOBS, [("R1", "Mme Beaulieu", "M1", "2026-04-22", "2026-04-28", "Atelier Perrin", "Révision")]),
        "Fournisseurs.csv": table(SUPPLIERS, [("S1", "Atelier Perrin", "Atelier", "Besançon"), *suppliers]),
    }  # fmt: skip
    settings = {"house_name": "Maison Corvane", "house_language": "fr", "house_currency": "EUR"}
    make(folder, files, **settings)
    checked = read_and_check(*read_house(folder, "2026-10-31"))
    return Holdings(checked.registers, checked.house, checked.as_at, checked.findings, {}, parse)


def made(holdings: Holdings, edition: Edition = "client") -> Dossier:
    """The watch's dossier; a withheld one fails the test with its reasons."""
    told = dossier(holdings, "M1", edition)
    assert isinstance(told, Dossier), told
    return told


def printed(told: Dossier) -> str:
    """Every text of a dossier."""
    return " | ".join(texts(told))


def test_both_editions_in_french(tmp_path: Path) -> None:
    """The house's copy names everybody and every cell; the client's neither names, nor costs, nor workshops."""
    told = house(tmp_path, *PAST)
    client, own = made(told), made(told, "internal")
    assert [link.party for link in client.chain] == [
        "Ravelle SA", "Collection particulière, Paris", "Collection particulière, Neuilly-sur-Seine",
        "Collection particulière, Lyon", "Maison Corvane",
    ]  # fmt: skip
    assert [link.kind for link in client.chain] == ["made", "sale", "inheritance", "auction", "sale"]
    assert not client.gaps
    secret = ("Albret", "Ambroise", "Beaulieu", "Honorine", "Perrin", "8 900", "8900", "F26-1", ".csv", "Christie")
    assert not [words for words in secret if words in printed(client)]
    told_to_us = ("d'Albret", "Mme Honorine Beaulieu", "Perrin", "F26-1", ".csv")
    assert not [words for words in told_to_us if words not in printed(own)]
    assert [one.kind for one in client.evidence][:4] == ["extract", "letter", "service", "catalogue"]
    english = {"Not recorded", "stated by", "Private collection", "purchased", "Invoice", "workshop"}
    assert not [words for words in english if words in printed(client) + printed(own)]


@pytest.mark.parametrize(
    ("party", "words"),
    [
        ("Vente Christie's Genève", "Vente Christie's Genève"),
        ("Vente aux enchères Drouot, Paris", "Vente aux enchères Drouot, Paris"),
        ("Joaillerie Perrin, Lyon", "Joaillerie Perrin, Lyon"),
        ("Collection de M. Armand Delaunay, Paris", "Collection particulière, Paris"),
        ("Famille Delaunay-Roche, Lyon", "Collection particulière, Lyon"),
        ("Succession de Mme Vauquelin", "Collection particulière"),
        ("Collection d'un amateur, Genève", "Collection particulière, Genève"),
        ("Vente de Mme Vauquelin, Paris", "Collection particulière, Paris"),
        ("M. et Mme Delaunay", "Collection particulière"),
        ("Phillips-Delaunay", "Collection particulière"),
    ],
)
def test_who_is_named_to_a_client(tmp_path: Path, party: str, words: str) -> None:
    """Sales rooms and shops by their names, a private person never, however she is written."""
    event = {"Événement": "Acquis auprès de", "Date": "1960", "À": party, "Preuve": "Lettre", "N° du document": "L-1"}
    assert made(house(tmp_path, event)).chain[1].party == words


@pytest.mark.parametrize(
    "seller", ["Christie's Genève", "Vente Christie's Genève", "Christie's Genève (vente du 14 mai)"]
)
def test_a_supplier_is_an_auction_house_without_a_name(tmp_path: Path, seller: str) -> None:
    """From whom the house buys is its own affair: a client reads what kind of house it was."""
    suppliers = [("S2", "Christie's Genève", "Maison de vente", "Genève")]
    told = house(tmp_path, seller=seller, kind="Maison de vente", suppliers=suppliers)
    assert made(told).chain[-2].party == "Une maison de ventes"
    assert made(told).chain[-1].kind == "auction"
    assert "Christie" not in printed(made(told))
    assert seller in printed(made(told, "internal"))


@pytest.mark.parametrize(
    ("remark", "named"),
    [
        ("peut être nommé", True),
        ("Sa fille a écrit : accepte d'être nommée.", True),
        ("ne peut être nommé", False),
        ("ne peut pas être nommé", False),
        ("n'accepte d'être nommé qu'après sa mort", False),
        ("peut être nommé si la famille en est d'accord", False),
        ("peut être nommé ?", False),
        ("hasn't agreed to be named", False),
        ("has not yet agreed to be named", False),
    ],
)
def test_consent_in_a_remark(tmp_path: Path, remark: str, named: bool) -> None:
    """Only a plain yes names an owner; a no, a doubt or a condition does not."""
    event = {**PAST[2], "De": "", "Remarques": remark}
    assert ("Albret" in printed(made(house(tmp_path, event)))) is named


def test_a_house_with_a_name_is_no_town(tmp_path: Path) -> None:
    """The manor of a private owner is not printed as the place of a transfer."""
    event: dict[str, Any] = {**PAST[2], "De": "", "À": "Mme Odile Perrault", "Lieu": "Manoir de Kerlan"}
    told = house(tmp_path, event)
    assert "Kerlan" not in printed(made(told))
    assert "Manoir de Kerlan" in printed(made(told, "internal"))


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        ("Colonel d'Albret, Paris", "cadran argenté, ex d'Albret"),
        ("Collection de M. Pierre Martin", "cadran argenté, ancienne montre de Pierre Martin"),
        ("Succession de Mme Rose Petit", "cadran signé Rose Petit"),
    ],
)
def test_a_name_in_another_cell_withholds_the_client_edition(tmp_path: Path, owner: str, words: str) -> None:
    """A name behind a small letter, or one of everyday words, is found in the description; its cell is told."""
    event = {**PAST[2], "De": "", "À": owner}
    told = dossier(house(tmp_path, event, words=words), "M1")
    assert isinstance(told, Withheld)
    assert [reason.places[0].cell for reason in told.reasons] == ["B2"]


def test_a_french_text_that_is_not_understood_is_never_shown(tmp_path: Path) -> None:
    """What the program cannot take apart it cannot cut: the client's copy is withheld at its cell."""
    text = "Collection particulière, Lyon ; cédée amicalement par les Delaunay à un cousin de Vevey"
    told = house(tmp_path, {"Selon": text})
    held = dossier(told, "M1")
    assert isinstance(held, Withheld)
    assert held.reasons[0].places[0].cell == "J2"
    assert "cousin de Vevey" in printed(made(told, "internal"))


def test_the_date_of_a_search_under_its_short_heading(tmp_path: Path) -> None:
    """Beside the register's name a French register heads it "Date de contrôle": the search has its day."""
    heading = (*STOCK, "Watch Register", "Date de contrôle")
    piece = {**WATCH, "Watch Register": "No Match", "Date de contrôle": "2026-10-31"}
    files = {"Stock.csv": table(heading, [[piece.get(name, "") for name in heading]])}
    make(tmp_path, files, house_name="Maison Corvane", house_language="fr", house_currency="EUR")
    checked = read_and_check(*read_house(tmp_path, "2026-10-31"))
    (check,) = made(Holdings(checked.registers, checked.house, checked.as_at, checked.findings, {}, parse)).checks
    assert (check.date_words, check.age_words) == ("31 octobre 2026", "le jour de ce dossier")
