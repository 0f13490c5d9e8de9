"""Letters and chance: which letters may stand for which, drawn from a secret that is thrown away.

A replacement keeps what a rule may look at (length, capitals, accents, alphabet, a zero in front) and nothing else:
where the vowels of a name stood is not kept, for that and a list of clients would be enough to find it again. The first
letter of every word is changed by one exchange of letters for the whole twin, so that an initial still fits its name.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from random import Random

VOWELS = "aeiou"
CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_COMMON = "bcdfghklmnprstvw"
_BEHIND_VOWEL, _BEHIND_OTHER = 0.15, 0.7
"""How often a letter is a vowel, behind a vowel and behind any other."""
_BLOCK = 256
_SYLLABLES = ("\uac00", "\ud7a3")
_WHOLE = ((0x03B1, 0x03C9), (0x0430, 0x044F), (0x0621, 0x064A), (0x3041, 0x30FA), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3))
"""Alphabets from their first sign to their last: a part of them would tell which sign it was."""


class Chance:
    """Chance that answers alike for the same question, and that nobody can ask again once its secret is gone."""

    def __init__(self, secret: bytes | None = None) -> None:
        """Draw a secret; tests give one."""
        self._secret = secret or secrets.token_bytes(32)
        first = {letters: self.of("first", letters).sample(letters, len(letters)) for letters in (VOWELS, CONSONANTS)}
        self.first = {old: new for letters, drawn in first.items() for old, new in zip(letters, drawn, strict=True)}

    def of(self, *question: object) -> Random:
        """A source of chance for one question."""
        said = "\x1f".join(map(str, question)).encode()
        drawn = hmac.new(self._secret, said, hashlib.sha256).digest()
        return Random(int.from_bytes(drawn, "big"))  # noqa: S311 - seeded by a keyed digest of a real secret


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """A word without case and accents, letter for letter: as long as the word itself."""
    return "".join(_base(letter) for letter in word)


@lru_cache(maxsize=4096)
def _base(letter: str) -> str:
    if _SYLLABLES[0] <= letter <= _SYLLABLES[1]:
        return letter  # made of parts, none of which is an accent
    return (unicodedata.normalize("NFKD", letter.casefold()) or letter)[0]


def drawn(chance: Chance, plain: str, salt: int, accented: Collection[int] = ()) -> str:
    """Letters to stand for those of a bare word, an ``accented`` vowel by a vowel; a sign of no alphabet stays."""
    source, made = chance.of("word", plain, salt), ""
    for at, letter in enumerate(plain):
        first = chance.first.get(letter) if not at else None
        taken = source.choice(VOWELS) if at in accented and letter in VOWELS else _other(source, letter, made[-1:])
        made += first or taken
    return made


def accents(word: str) -> set[int]:
    """Where a word has accents."""
    return {at for at, letter in enumerate(word) if len(unicodedata.normalize("NFD", letter)) > 1}


def _other(source: Random, letter: str, before: str) -> str:
    """A letter of the same alphabet, such as may be spoken behind the one before."""
    if "a" <= letter <= "z":
        vowel = source.random() < (_BEHIND_VOWEL if before in VOWELS else _BEHIND_OTHER)
        return source.choice(VOWELS if vowel else _COMMON)
    alike = _alphabet(letter)
    return source.choice(alike) if alike else letter


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    """The letters any of which may stand for one that is not of A to Z; none for what is no letter or a Latin one."""
    script = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    if not letter.isalpha() or script == "LATIN":
        return ""
    around = ord(letter) // _BLOCK * _BLOCK
    first, last = next((span for span in _WHOLE if span[0] <= ord(letter) <= span[1]), (around, around + _BLOCK - 1))
    return "".join(
        other for at in range(first, last + 1)
        if (other := chr(at)).isalpha() and unicodedata.category(other) == unicodedata.category(letter)
        and unicodedata.name(other, "").startswith(script) and _base(other) == other
    )  # fmt: skip


def dressed(plain: str, word: str) -> str:
    """Bare letters with the capitals and the accents of a word; an accent that a letter cannot take keeps its own."""
    return "".join(_like(new, old) for new, old in zip(plain, word, strict=True))


def _like(new: str, old: str) -> str:
    parts = unicodedata.normalize("NFD", old)
    if len(parts) > 1 and _base(old) != old:
        whole = unicodedata.normalize("NFC", new + parts[1:])
        if len(whole) > 1 or (ord(whole) > 0xFF >= ord(old)):
            return old  # no such letter, or none in the file's encoding
        new = whole
    elif len(old.casefold()) > 1:
        return old
    return new.upper() if old.isupper() and len(new.upper()) == 1 else new
