"""Fingerprints: they prove quotations and absent terms where the article itself may not be.

Articles are not published with a unit. A fingerprint is made from the article and published in its
place. It has three parts:

* A *code* of 9 bits for every three neighbouring words of a paragraph, in order, with the
  punctuation between them: a slow salted hash (scrypt), cut to 9 bits.
* A bit field of the first four letters of all words of the article.
* *Proofs*: hashes of the unit's phrases and absent terms that the article proved when the
  fingerprint was made. They reveal nothing, as the unit prints these phrases. They are fast: only
  phrases that are newer than the fingerprint need the slow hash.

What it proves. A phrase of the paragraph always passes. Five words that are not in the paragraph
pass with a probability of (words of the paragraph) / 2^(3·bits). That is under one in a million:
`make` takes 9 bits for paragraphs of up to 130 words, and more bits for longer ones. Every further
word divides it by 2^bits. A new phrase with one changed word passes once in 512 times if the word
is the last one, else once in 262,144 times or less. Phrases with a proof are exact. Fewer than five
words need a proof. A term whose first letters are not in the bit field is certainly absent; about
one absent term in four needs a proof.

What it reveals. Any fingerprint that tells right words from wrong ones helps to guess the text word
by word. With fast 32-bit hashes of five words, someone who knows four words (a printed quotation)
finds the whole article within seconds, by trying a dictionary for each next word. Here one wrong
word in 512 passes too, so that a search must follow many paths, and each try costs 8 MB and about
25 milliseconds. Measured: a search that started at a printed quotation, with the unit's paraphrases
as a model of the text, needed 250,000 hashes for each of the next twenty words: more than a day
for a sentence. A search with a dictionary of common words alone finds nothing, even if hashes cost
nothing (``tests/evidence/test_fingerprint.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b, scrypt
from itertools import pairwise
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from kzquiz.evidence.article import START, Article, Verdict, Words, segments, split
from kzquiz.progress import each

__all__ = ["Article", "Fingerprint", "FingerprintError", "Verdict", "dump", "make", "read"]

VERSION = 1
_SURE = 3  # codes that prove a phrase: those of five words
_COST = 13  # scrypt with n = 2^13 and r = 8: 8 MB and about 25 ms
# The lines of the file, and what their values may be. A code has three hexadecimal digits. A higher
# cost would take more memory than scrypt allows.
_ONCE = ("sha256", "bits", "cost", "starts")
_PROVED = r"[0-9a-f]+:(?:[1-9]\d{0,4}(?:\.[1-9]\d{0,4})*)?"
_FORMS: Mapping[str, re.Pattern[str]] = {
    "sha256": re.compile("[0-9a-f]{64}"),
    "bits": re.compile("[1-9]|1[0-2]", re.ASCII),
    "cost": re.compile("[0-9]|1[0-4]", re.ASCII),
    "starts": re.compile("[0-9a-f]+"),
    "paragraph": re.compile(r"\d{1,5}(?: (?:[0-9a-f]{3})*)?", re.ASCII),
    "proved": re.compile(rf"(?:{_PROVED}(?: {_PROVED})*)?", re.ASCII),
    "": re.compile(""),
}
_BITS = ((130, 9), (1000, 10), (10_000, 11))  # words of the longest paragraph, bits of a code


class FingerprintError(ValueError):
    """A fingerprint cannot be read or made; the message is for the author."""


class Fingerprint(Struct, frozen=True, dict=True):
    """A fingerprint of an article.

    ``codes`` has a string for each paragraph; the code point of each character is a code of
    ``bits`` bits. ``lengths`` are the numbers of words of the paragraphs. ``starts`` is the bit
    field of first letters. ``proofs``: hash of a phrase → the paragraphs that have it, or hash of
    an absent term → none. ``cost`` is log2 of scrypt's n; 0 is a fast hash, for tests.
    """

    sha256: str
    bits: int
    cost: int
    codes: tuple[str, ...]
    lengths: tuple[int, ...]
    starts: int
    proofs: Mapping[str, tuple[int, ...]]

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def coded(self, text: Words) -> str:
        """The codes of a text, one for every three neighbouring words."""
        found = []
        for one, two in pairwise(text.pairs):
            three = f"{one}|{two}"
            if (code := self._known.get(three)) is None:
                code = self._known[three] = chr(self._code(three))
            found.append(code)
        return "".join(found)

    def _code(self, words: str) -> int:
        key = bytes.fromhex(self.sha256)
        if self.cost:
            digest = scrypt(words.encode(), salt=key, n=1 << self.cost, r=8, p=1, dklen=4)
        else:
            digest = _hash(key, words, 4)
        return int.from_bytes(digest) >> (32 - self.bits)

    def proved(self, quote: str) -> tuple[int, ...]:
        """The paragraphs that have the quotation, by a proof."""
        return self.proofs.get(_proof(self.sha256, quote), ())

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether the quotation is in the paragraph (numbered from 1)."""
        if not 1 <= paragraph <= len(self.codes):
            return "refused"
        if paragraph in self.proved(quote):
            return "proved"
        verdicts = [self._read(pieces, paragraph) for pieces in segments(quote) if pieces]
        order: Sequence[Verdict] = ("passed", "unsure", "refused")
        return min(verdicts, key=order.index, default="refused")

    def _read(self, pieces: Sequence[str], paragraph: int) -> Verdict:
        parts = [split(piece) for piece in pieces]
        words = [word for part in parts for word in part.words]
        if len(words) > self.lengths[paragraph - 1] or not all(map(self.may_contain, words)):
            return "refused"
        codes, at, seen = self.codes[paragraph - 1], 0, 0
        for part in parts:
            wanted = self.coded(part)
            at = codes.find(wanted, at)
            if at < 0:
                return "refused"
            at += len(wanted)
            seen += len(wanted)
        return "passed" if seen >= _SURE else "unsure"

    def find(self, quote: str) -> tuple[int, ...]:
        """The paragraphs that have the quotation by a proof or, without one, by their codes."""
        numbers = range(1, len(self.codes) + 1)
        passed = (n for n in numbers if self.match(quote, n) == "passed")
        return self.proved(quote) or tuple(passed)

    def is_absent(self, term: str) -> Verdict:
        """Whether a term is absent: ``proved`` or ``unsure``; for a term that occurs ``unsure``."""
        if not all(map(self.may_contain, split(term).words)):
            return "proved"
        return "proved" if self.proofs.get(_proof(self.sha256, term)) == () else "unsure"

    def may_contain(self, word: str) -> bool:
        """Whether a word of the article may start with the first letters of this word."""
        size = _field_size(sum(self.lengths))
        return bool(self.starts >> _start_place(bytes.fromhex(self.sha256), word, size) & 1)


def make(
    article: str, phrases: Iterable[str] = (), terms: Iterable[str] = (), *, cost: int = _COST
) -> Fingerprint:
    """Make the fingerprint of an article, with proofs of those phrases and terms that it proves.

    Takes some seconds for a news article. Raises `FingerprintError` for a paragraph that is too
    long for the codes.
    """
    known = Article.of(article)
    lengths = tuple(len(part.words) for part in known.parts)
    bits = next((bits for most, bits in _BITS if max(lengths, default=0) <= most), None)
    if bits is None:
        message = f"a paragraph of the article has more than {_BITS[-1][0]} words"
        raise FingerprintError(message)
    key, size = bytes.fromhex(known.sha256), _field_size(sum(lengths))
    starts = 0
    for word in {word for part in known.parts for word in part.words}:
        starts |= 1 << _start_place(key, word, size)
    proofs: dict[str, tuple[int, ...]] = {
        _proof(known.sha256, term): () for term in terms if not known.occurs(term)
    }
    found = ((_proof(known.sha256, phrase), known.find(phrase)) for phrase in phrases)
    proofs |= {proof: paragraphs for proof, paragraphs in found if paragraphs}
    bare = Fingerprint(known.sha256, bits, cost, (), lengths, starts, proofs)
    return replace(bare, codes=tuple(bare.coded(part) for part in each(known.parts)))


def dump(fingerprint: Fingerprint) -> str:
    """The text of a fingerprint's file."""
    proofs = [
        f"{proof}:{'.'.join(map(str, paragraphs))}"
        for proof, paragraphs in sorted(fingerprint.proofs.items())
    ]
    lines = [
        f"kzquiz fingerprint {VERSION}",
        f"sha256 {fingerprint.sha256}",
        f"bits {fingerprint.bits}",
        f"cost {fingerprint.cost}",
        f"starts {fingerprint.starts:x}",
    ]
    for words, codes in zip(fingerprint.lengths, fingerprint.codes, strict=True):
        lines.append(f"paragraph {words} {''.join(f'{ord(code):03x}' for code in codes)}".rstrip())
    lines += [f"proved {' '.join(proofs[at : at + 8])}" for at in range(0, len(proofs), 8)]
    return "\n".join(lines) + "\n"


def read(text: str) -> Fingerprint:
    """Read the text of a fingerprint's file, with any line ends.

    Raises `FingerprintError`, whose message names the line.
    """
    head, *rest = text.removeprefix("\ufeff").splitlines() or [""]
    if head != f"kzquiz fingerprint {VERSION}":
        message = f"this is no fingerprint of version {VERSION}"
        raise FingerprintError(message)
    fields: dict[str, list[str]] = {}
    for number, line in enumerate(rest, 2):
        name, _, value = line.partition(" ")
        form = _FORMS.get(name)
        if form is None or not form.fullmatch(value) or (name in fields and name in _ONCE):
            _refuse(f"line {number} is damaged")
        fields.setdefault(name, []).append(value)
    if lacking := next((name for name in _ONCE if name not in fields), ""):
        _refuse(f"it has no line “{lacking}”")
    paragraphs = [value.partition(" ") for value in fields.get("paragraph", [])]
    proofs = _proofs(" ".join(fields.get("proved", [])))
    if any(n > len(paragraphs) for where in proofs.values() for n in where):
        _refuse("it proves something of a paragraph that it does not have")
    return Fingerprint(
        sha256=fields["sha256"][0],
        bits=int(fields["bits"][0]),
        cost=int(fields["cost"][0]),
        codes=tuple(_codes(codes) for _, _, codes in paragraphs),
        lengths=tuple(int(words) for words, _, _ in paragraphs),
        starts=int(fields["starts"][0], 16),
        proofs=proofs,
    )


def _refuse(why: str) -> NoReturn:
    message = f"{why}; make the fingerprint again with “kzquiz fingerprint”"
    raise FingerprintError(message)


def _proofs(text: str) -> Mapping[str, tuple[int, ...]]:
    parts = (word.partition(":") for word in text.split())
    return {proof: tuple(map(int, where.split("."))) if where else () for proof, _, where in parts}


def _codes(text: str) -> str:
    return "".join(chr(int(text[at : at + 3], 16)) for at in range(0, len(text), 3))


# --- hashing ------------------------------------------------------------------------------------


def _hash(key: bytes, text: str, size: int) -> bytes:
    return blake2b(text.encode(), key=key, digest_size=size).digest()


def _proof(sha: str, phrase: str) -> str:
    """The hash by which a proof knows a phrase: its words and the punctuation between them."""
    read_as = split(phrase)
    text = f"proof {' | '.join(read_as.pairs or read_as.words)}"
    return _hash(bytes.fromhex(sha), text, 5).hex()


def _field_size(words: int) -> int:
    """The size of the bit field: a power of two, so that about a quarter of the bits is set."""
    return 1 << max(8, (words - 1).bit_length())


@lru_cache(maxsize=65536)
def _start_place(key: bytes, word: str, size: int) -> int:
    return int.from_bytes(_hash(key, f"start {word[:START]}", 4)) % size
