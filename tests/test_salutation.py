"""How a client is addressed: by the adviser's words, then the rules of titles, and never by a guess."""

from __future__ import annotations

import pytest

from toolkit.letters.address import envelope
from toolkit.letters.postnominals import ordered
from toolkit.letters.salutation import greet
from toolkit.letters.titles import TITLES
from toolkit.other_records import Client
from toolkit.records import Source

SOURCE = Source("clients", "Clients.xlsx", "Clients", {}, {})


def client(**fields: str) -> Client:
    """A client of these cells; ``names="Mrs|Ada|Vane"`` is title, first name and surname."""
    fields |= zip(("title", "first_name", "surname"), fields.pop("names", "").split("|"), strict=False)
    return Client(source=SOURCE, row=4, **{name: value or None for name, value in fields.items()})  # type: ignore[arg-type]


ENGLISH = {
    # cells | envelope | opening
    "Mr|John|Smith": ("Mr John Smith", "Dear Mr Smith,"),
    "Mr.|J.|O’Neill": ("Mr J. O’Neill", "Dear Mr O’Neill,"),
    "Mrs|Clara|van der Berg": ("Mrs Clara van der Berg", "Dear Mrs van der Berg,"),
    "Ms|Ngozi|de la Tour": ("Ms Ngozi de la Tour", "Dear Ms de la Tour,"),
    "Mx|Sam|Lee": ("Mx Sam Lee", "Dear Mx Lee,"),
    "Dr|A|Smith": ("Dr A Smith", "Dear Dr Smith,"),
    "Professor|Ada|Vane": ("Professor Ada Vane", "Dear Professor Vane,"),
    "Sir|John|Smith": ("Sir John Smith", "Dear Sir John,"),
    "Dame|Jane|Smith": ("Dame Jane Smith", "Dear Dame Jane,"),
    "Professor Dame|Jane|Smith": ("Professor Dame Jane Smith", "Dear Dame Jane,"),
    "Admiral Sir|John|Smith": ("Admiral Sir John Smith", "Dear Sir John,"),
    "Lady||Smith": ("Lady Smith", "Dear Lady Smith,"),
    "The Lord||Ashcombe": ("The Lord Ashcombe", "Dear Lord Ashcombe,"),
    "The Baroness||Ashcombe": ("The Baroness Ashcombe", "Dear Lady Ashcombe,"),
    "Viscount||Mersey": ("The Viscount Mersey", "Dear Lord Mersey,"),
    "Earl of||Mar": ("The Earl of Mar", "Dear Lord Mar,"),
    "The Marchioness of||Bute": ("The Marchioness of Bute", "Dear Lady Bute,"),
    "Duke of||Rutland": ("The Duke of Rutland", "Dear Duke,"),
    "The Hon Mrs|Jane|Smith": ("The Hon Mrs Jane Smith", "Dear Mrs Smith,"),
    "Air Commodore|X|Smith": ("Air Commodore X Smith", "Dear Air Commodore Smith,"),
    "Lt Col|Guy|Vane": ("Lieutenant Colonel Guy Vane", "Dear Colonel Vane,"),
    "Rear Admiral|Guy|Vane": ("Rear Admiral Guy Vane", "Dear Admiral Vane,"),
    "HE|Amara|Okafor": ("HE Amara Okafor", "Your Excellency,"),
    "Ambassador|Amara|Okafor": ("HE Amara Okafor", "Dear Ambassador,"),
    "Canon|Guy|Vane": ("Canon Guy Vane", "Dear Canon Vane,"),
    "Mme|Claire|Dubois": ("Madame Claire Dubois", "Dear Madame Dubois,"),
    "Herr|Jan|Weiss": ("Herr Jan Weiss", "Dear Herr Weiss,"),
    "Mr & Mrs|J|Smith": ("Mr and Mrs J Smith", "Dear Mr and Mrs Smith,"),
    "Mr and Mrs|John & Jane|Smith": ("Mr John and Mrs Jane Smith", "Dear Mr and Mrs Smith,"),
    "Dr and Mrs|John|Smith": ("Dr and Mrs John Smith", "Dear Dr and Mrs Smith,"),
    "Sir and Lady|John|Smith": ("Sir John and Lady Smith", "Dear Sir John and Lady Smith,"),
    "Dr & Mr|Ann & Tom|Jones & Smith": ("Dr Ann Jones and|Mr Tom Smith", "Dear Dr Jones and Mr Smith,"),
}  # fmt: skip

FRENCH = {
    "M.|Jean|Dubois": ("Monsieur Jean Dubois", "Monsieur,"),
    "Mme|Claire|de la Tour": ("Madame Claire de la Tour", "Madame,"),
    "Mrs|Noor|Belvoisin": ("Madame Noor Belvoisin", "Madame,"),
    "Miss|Noor|Belvoisin": ("Madame Noor Belvoisin", "Madame,"),
    "Dr|Luc|Morel": ("Docteur Luc Morel", "Docteur,"),
    "Maître|Luc|Morel": ("Maître Luc Morel", "Maître,"),
    "Sir|John|Smith": ("Sir John Smith", "Sir John,"),
    "Monsieur l’Ambassadeur|Luc|Morel": ("S. E. Luc Morel", "Monsieur l’Ambassadeur,"),
    "M. et Mme|Jean|Dubois": ("Monsieur et Madame Jean Dubois", "Madame, Monsieur,"),
}

HELD = (
    "|John|Smith", "Sir|J.|Smith", "Sir||Smith", "Dame|J|Smith", "Lady|Jane|Smith", "Lord|John|Smith", "Rev|John|Smith",
    "The Hon|Jane|Smith", "Baron|Karl|Weiss", "Comtesse|Anne|Morel", "Sheikh|Omar|Said", "Fr|Jan|Weiss", "Grand Poobah|A|B",
    "Mr|John|", "Mr|John|private", "Mr|John|DUBOIS", "Mr & Mrs|John & Jane & Jim|Smith", "|John & Jane|Smith",
    "Mr & Mr|A & B|Smith", "Sheikh & Mrs|A|B", "Lady & Sir|A|B", "Mr|P.|Mrs Belvoisin", "Mr|Mrs Ada|Vane", "Mr|John|Smith OBE", "Mr|John|Smith, John", "Mr|John|Smith 2",
)  # fmt: skip


@pytest.mark.parametrize("cells", ENGLISH)
def test_english_forms(cells: str) -> None:
    """Each title in its British form, on the envelope and in the opening."""
    name, opening = ENGLISH[cells]
    found = greet(client(names=cells), "en")
    assert ("|".join(found.addressee), found.opening) == (name, opening)
    assert found.close == "Yours sincerely,"


@pytest.mark.parametrize("cells", FRENCH)
def test_french_forms(cells: str) -> None:
    """A French letter opens by the title alone, and closes with the same words."""
    name, opening = FRENCH[cells]
    found = greet(client(names=cells), "fr")
    assert ("|".join(found.addressee), found.opening) == (name, opening)
    assert found.close == f"Je vous prie d’agréer, {opening} l’expression de ma considération distinguée."


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("cells", HELD)
def test_what_is_not_certain_waits(cells: str, language: str) -> None:
    """No opening, a reason, and what to type; never Dear Sir Smith, never a guess."""
    found = greet(client(names=cells), language)
    assert found.opening == ""
    assert found.why
    assert found.ask
    assert found.fields


def test_an_ambassador_is_not_made_a_man_in_french() -> None:
    """The English word does not say whether it is Monsieur l’Ambassadeur or Madame l’Ambassadrice: it waits."""
    found = greet(client(names="Ambassador|Amara|Okafor"), "fr")
    assert (found.opening, bool(found.why)) == ("", True)


def test_no_title_of_the_table_makes_a_blank_opening() -> None:
    """Every title known either greets somebody by words of her own or waits."""
    for title in TITLES:
        for first in ("Ada", ""):
            for language in ("en", "fr"):
                found = greet(client(title=title, first_name=first, surname="Vane"), language)
                assert bool(found.opening) != bool(found.why), title
                assert found.opening not in {"Dear ,", "Dear Vane,", ","}
                assert "Dear Sir Vane" not in found.opening


def test_a_sir_beside_her_makes_lady_certain() -> None:
    """The wife of a knight is Lady Smith, whatever her first name."""
    lady = client(names="Lady|Jane|Smith")
    assert greet(lady, "en", partner="Sir").opening == "Dear Lady Smith,"
    assert greet(lady, "en", partner="Sir").addressee == ("Lady Smith",)


def test_the_advisers_words_come_first() -> None:
    """In full or as a name; the envelope keeps to the rules."""
    lady = client(names="Lady|Jane|Ashcombe", salutation="Dear Lady Jane")
    assert greet(lady, "en").opening == "Dear Lady Jane,"
    assert greet(client(names="Mrs|Claire|Dubois", salutation="Claire"), "en").opening == "Dear Claire,"
    assert greet(client(names="Mrs|Claire|Dubois", salutation="My dear Claire,"), "en").opening == "My dear Claire,"
    french = greet(client(names="Mme|Claire|Dubois", salutation="Chère Claire"), "fr")
    assert french.opening == "Chère Claire,"
    assert french.close == "Je vous prie d’agréer, chère Claire, l’expression de ma considération distinguée."


@pytest.mark.parametrize(
    ("salutation", "language"),
    [("Dear Sir or Madam", "en"), ("Dear", "en"), ("Dear ,", "en"), ("Chère Claire", "en"), ("Dear Claire", "fr"), ("Claire", "fr"),
     ("Sehr geehrte Frau Weiss", "en"), ("{{ name }}", "en"), ("Madame, Monsieur", "fr"), ("Dear Customer", "en")],
)  # fmt: skip
def test_words_that_greet_nobody_wait(salutation: str, language: str) -> None:
    """Or that are of another language than the letter."""
    assert greet(client(names="Mrs|Claire|Dubois", salutation=salutation), language).why


def test_american_punctuation() -> None:
    """A house in the United States writes Dear Mr. Smith: and Sincerely,."""
    found = greet(client(names="Mr|John|Smith"), "en", "US")
    assert (found.opening, found.close, found.addressee) == ("Dear Mr. Smith:", "Sincerely,", ("Mr. John Smith",))
    assert greet(client(names="Mr & Mrs|John|Smith"), "en", "US").opening == "Dear Mr. and Mrs. Smith:"


def test_letters_after_a_name() -> None:
    """In their order, on the envelope only; QC has been KC since 2022; Esq stands only where no title does."""
    assert ordered("FRCS, MA, O.B.E., DL, Bt") == ("Bt", "OBE", "DL", "MA", "FRCS")
    assert ordered("MP KC KBE Jr") == ("Jr", "KBE", "KC", "MP")
    found = greet(client(names="Mr|John|Smith", suffix="MP, QC, OBE"), "en")
    assert (found.addressee, found.opening) == (("Mr John Smith OBE KC MP",), "Dear Mr Smith,")
    assert found.remarks == ("QC is written KC: so it is since 8 September 2022",)
    esquire = greet(client(names="|John|Smith", suffix="Esq"), "en")
    assert (esquire.addressee, esquire.opening) == (("John Smith Esq",), "Dear Mr Smith,")
    both = greet(client(names="Mr|John|Smith", suffix="Esq"), "en")
    assert both.addressee == ("Mr John Smith",)
    assert both.remarks


ENVELOPES = {
    "FR": ({"street": "8 rue de la Paix", "town": "Paris", "postcode": "75002", "country": "France"}, ("8 rue de la Paix", "75002 Paris", "FRANCE")),
    "US": ({"street": "1 Fifth Avenue", "town": "New York", "region": "NY", "postcode": "00501", "country": "USA"}, ("1 Fifth Avenue", "New York, NY 00501", "UNITED STATES")),
    "US without state": ({"street": "1 Fifth Avenue", "town": "New York", "postcode": "00501-1234", "country": "US"}, ("1 Fifth Avenue", "New York 00501-1234", "UNITED STATES")),
    "GB": ({"street": "4 Linnet Walk", "town": "Bath", "region": "Somerset", "postcode": "BA1 5MV"}, ("4 Linnet Walk", "Bath", "BA1 5MV")),
    "IT": ({"street": "Via Roma 1", "town": "Milano", "region": "MI", "postcode": "20121", "country": "Italie"}, ("Via Roma 1", "20121 Milano MI", "ITALY")),
    "JP": ({"street": "1-2-3 Ginza", "street2": "Chuo-ku", "town": "Tokyo", "postcode": "104-0061", "country": "Japan"}, ("1-2-3 Ginza", "Chuo-ku", "Tokyo", "104-0061", "JAPAN")),
    "one cell": ({"address": "12 Lane, London, W1K 4CV"}, ("12 Lane", "London", "W1K 4CV")),
    "lines": ({"address": "Villa Rose\n12 Lane\nParis\nFrance", "country": "France"}, ("Villa Rose", "12 Lane", "Paris", "FRANCE")),
}  # fmt: skip


@pytest.mark.parametrize("case", ENVELOPES)
def test_envelopes_by_country(case: str) -> None:
    """Postcode and town as the country has them; the country in capitals, last, only abroad."""
    cells, lines = ENVELOPES[case]
    assert envelope(("Mrs Ada Vane",), client(**cells), "GB") == ("Mrs Ada Vane", *lines)


def test_the_country_in_the_language_of_the_senders_post() -> None:
    """From Paris a letter goes to ROYAUME-UNI."""
    abroad = client(street="4 Linnet Walk", town="Bath", postcode="BA1 5MV", country="UK")
    assert envelope(("Mrs Vane",), abroad, "FR", "fr")[-1] == "ROYAUME-UNI"


def test_a_firm_stands_below_the_name() -> None:
    """And not twice where it is the name."""
    lines = envelope(("Mrs Vane",), client(company="Vane & Sons", street="1 Lane", town="Bath"), "GB")
    assert lines == ("Mrs Vane", "Vane & Sons", "1 Lane", "Bath")
