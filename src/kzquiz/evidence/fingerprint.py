"""Fingerprints: prove quotations and absences from an article that is not there.

A fingerprint is made where the article is at hand and committed in its place. It holds

* for every paragraph, in order, a *code* of 9 bits for every three neighbouring words, with the
  punctuation between them: a slow salted hash (scrypt), cut short;
* a bit field of the first four letters of the words that occur anywhere;
* *proofs*: hashes of the phrases and absent terms of the unit that were proved on the article
  itself when the fingerprint was made. They tell nothing that the unit does not print already, and
  they are quick: the slow hash is only needed for phrases that are new since then.

What it proves. A phrase of the paragraph always passes. Five words that are not in it pass with
chance (words of the paragraph) / 2^(3·bits): under one in a million, for `make` takes 9 bits for
paragraphs of up to 130 words and more for longer ones; each further word takes a factor 2^bits
more. One changed word at the very end of a new phrase passes once in 512 times, elsewhere once in
262,144 times or less; phrases that have a proof are exact. Fewer than five words need a proof. A
term whose first letters are not in the bit field is certainly absent; about one absent term in
four needs a proof.

What it gives away. With a dictionary of common words, outcome and noise cannot be told apart, even
if the hashes cost nothing. But whatever tells right runs of words from wrong ones also helps to
guess a text word by word; no fingerprint that proves anything is free of that. The plain kind, fast
32-bit hashes of five words, gives the whole article within seconds to whoever knows four words of
it (a printed quotation) and tries a dictionary for the next, and the next. Here a code leaves one
word in 512 standing, so that many paths have to be followed at once, and every look costs a hash of
8 MB and some 25 milliseconds: from a printed quotation on, with the unit's own paraphrases as a
model of the text, a search that found the next twenty words took 250,000 hashes for each: more than
a day of computing for a sentence. ``tests/evidence/test_fingerprint.py`` measures the attack
without hints.
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
_SURE = 3  # codes that prove a phrase: five words
_COST = 13  # scrypt with n = 2^13 and r = 8: 8 MB and some 25 ms
# The lines of the file, and what their numbers may be: a code has three hexadecimal digits, and a
# higher cost would take more memory than scrypt allows.
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
    """A file that is no fingerprint, or one of another version; the message is for the author."""


class Fingerprint(Struct, frozen=True, dict=True):
    """What stands for an article that is not at hand.

    ``codes`` has a character for each three words of a paragraph, its number is the code;
    ``lengths`` the words of each paragraph. ``proofs`` has the hashes of phrases with the
    paragraphs they stand in, of absent terms with none. ``cost`` is the logarithm of scrypt's n; 0
    means a fast hash, for tests.
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
        """The codes of a text, one for each three words of it."""
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
        """The paragraphs for which there is a proof that the quotation stands there."""
        return self.proofs.get(_proof(self.sha256, quote), ())

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether the quotation stands in the paragraph (from 1), and how surely that is known."""
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
        if len(words) > self.lengths[paragraph - 1] or not all(map(self.may_hold, words)):
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
        """The paragraphs the quotation is proved for or, with none, passes in."""
        numbers = range(1, len(self.codes) + 1)
        passed = (n for n in numbers if self.match(quote, n) == "passed")
        return self.proved(quote) or tuple(passed)

    def is_absent(self, term: str) -> Verdict:
        """Whether a term is absent: proved or ``unsure``; a term that occurs is never proved."""
        if not all(map(self.may_hold, split(term).words)):
            return "proved"
        return "proved" if self.proofs.get(_proof(self.sha256, term)) == () else "unsure"

    def may_hold(self, word: str) -> bool:
        """Whether some word of the article may start with the first letters of this one."""
        size = _field_size(sum(self.lengths))
        return bool(self.starts >> _start_place(bytes.fromhex(self.sha256), word, size) & 1)


def make(
    article: str, phrases: Iterable[str] = (), terms: Iterable[str] = (), *, cost: int = _COST
) -> Fingerprint:
    """Make the fingerprint of an article; prove the unit's phrases and absent terms on it.

    Takes some seconds for a news article. Raises `FingerprintError` for a paragraph that is too
    long to be told from others.
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
    """The file of a fingerprint."""
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
    """Read the file of a fingerprint, with any line ends.

    Raises `FingerprintError` with a message for the author, which names the line.
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
    """The hash of a phrase that was proved: exactly these words, with what stands between them."""
    read_as = split(phrase)
    text = f"proof {' | '.join(read_as.pairs or read_as.words)}"
    return _hash(bytes.fromhex(sha), text, 5).hex()


def _field_size(words: int) -> int:
    """As many places as words, and some: about a quarter of them is taken."""
    return 1 << max(8, (words - 1).bit_length())


@lru_cache(maxsize=65536)
def _start_place(key: bytes, word: str, size: int) -> int:
    return int.from_bytes(_hash(key, f"start {word[:START]}", 4)) % size
