"""Fingerprints: prove quotations and absences from an article that is not there.

A fingerprint is made where the article is at hand and committed in its place. It holds

* for every paragraph, in order, a *code* of a few bits for each pair of neighbouring words (the
  two words and the punctuation between them, hashed with the article's own SHA-256 as the key);
* a bit field of the first four letters of the words that occur anywhere;
* *proofs*: hashes of the phrases and absent terms of the unit that were proved on the article
  itself. They tell nothing that the unit does not print already.

What it proves. A phrase of the paragraph always passes. Five words that are not in it pass with
chance (words of the paragraph) / 2^(4·bits): under one in a million, for `make` takes 7 bits for
paragraphs of up to 250 words and more for longer ones. Each further word takes a factor 2^bits
more. One changed word at the end of a phrase changes one code (1 in 128 passes), in the middle two
(1 in 16,384); phrases the unit printed when the fingerprint was made are proved exactly. A term
whose first letters are not in the bit field is certainly absent; about one absent term in four
needs a proof.

Why the text cannot be rebuilt. A code says only that one of 128 possible pairs stands there, and
every code depends on the word before: with a dictionary of 10,000 words about 80 words fit each
step, each of them leads on to 80 others, and nothing tells the right path from the wrong ones; a
wrong word makes all that follow wrong. Hashes long enough to tell would be far worse: with 32-bit
hashes of five words, which look safe, whoever knows four words (a printed quotation) finds the
fifth by trying the dictionary, then the sixth, and so on to the end of the paragraph. What a code
of 7 bits gives away, and what a language model with the unit's own paraphrases might guess from it,
is measured in ``tests/test_fingerprint.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Literal

VERSION = 1
Verdict = Literal["proved", "passed", "unsure", "refused"]
"""What is known of a quotation: ``proved`` on the article, ``passed`` with a chance of error under
one in ten thousand, ``unsure`` (too short to tell), ``refused``: certainly not there."""

_MARKS = {
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚"), "'"),
    **dict.fromkeys(map(ord, "–—−‑"), "-"),
    0x00AD: None,  # soft hyphen
    0x200B: None,  # zero-width space
}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:(?:'|(?<=\d)[.,:](?=\d))[^\W_]+)*|[%$€£]")
_LOST = re.compile(r"[\s\"'\ufffd]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")
_CUT = re.compile(r"\[[^\]]*\]")
_DOTS = re.compile(r"\.\.\.")
_START = 4
_SURE = 3  # codes: one chance in 2^21 for each place of the paragraph


class FingerprintError(ValueError):
    """A file that is no fingerprint, or one of another version; the message is for the author."""


def norm(text: str) -> str:
    """A text with one kind of quotation mark, dash and space; capitals stay.

    >>> norm("“Wait”,  he\\u00a0said – now …")
    '"Wait", he said - now ...'
    """
    if text.isascii():
        return " ".join(text.split())
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_MARKS)).strip()


def paragraphs(article: str) -> tuple[str, ...]:
    """The paragraphs of an article: blocks of the file between blank lines, the first is 1."""
    text = article.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(block for block in _BLANK_LINE.split(text) if block.strip())


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words in lower case; ``pairs[i]`` is word i, what stands between, and word i+1.

    Quotation marks and spaces between words do not count, other punctuation does.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...]


@lru_cache(maxsize=16384)
def split(text: str) -> Words:
    """Cut a text into words.

    >>> split("He said: “about 2,500 troops”, no more.").pairs
    ('he said', 'said: about', 'about 2,500', '2,500 troops', 'troops, no', 'no more')
    """
    plain = norm(text).lower()
    found = list(_WORD.finditer(plain))
    words = tuple(match[0] for match in found)
    gaps = (
        _LOST.sub("", plain[one.end() : two.start()])
        for one, two in zip(found, found[1:], strict=False)
    )
    pairs = (f"{one}{gap} {two}" for one, gap, two in zip(words, gaps, words[1:], strict=False))
    return Words(words, tuple(pairs))


def segments(quote: str) -> Iterator[tuple[str, ...]]:
    """The ways to read a quotation: its pieces between ``[...]`` and ``[words]``.

    A bare ``...`` is read first as it stands (the article may have it), then as an ellipsis.
    """
    pieces = tuple(piece for piece in _CUT.split(norm(quote)) if _WORD.search(piece))
    yield pieces
    if any("..." in piece for piece in pieces):
        yield tuple(part for piece in pieces for part in _DOTS.split(piece) if _WORD.search(part))


@dataclass(frozen=True)
class Article:
    """An article at hand: the exact answers."""

    text: str
    sha256: str
    texts: tuple[str, ...]
    parts: tuple[Words, ...]

    @classmethod
    def of(cls, text: str) -> Article:
        """Read an article."""
        texts = paragraphs(text)
        return cls(text, sha256(text.encode()).hexdigest(), texts, tuple(map(split, texts)))

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether the quotation stands in the paragraph (from 1)."""
        if not 1 <= paragraph <= len(self.parts):
            return "refused"
        part = self.parts[paragraph - 1]
        found = any(_places(part, [split(piece) for piece in pieces]) for pieces in segments(quote))
        return "proved" if found else "refused"

    def find(self, quote: str) -> tuple[int, ...]:
        """The paragraphs the quotation stands in."""
        numbers = range(1, len(self.parts) + 1)
        return tuple(n for n in numbers if self.match(quote, n) == "proved")

    def cut(self, quote: str, paragraph: int) -> tuple[str, ...]:
        """The words that the ellipses of a quotation leave out; none where it does not stand."""
        part = self.parts[paragraph - 1]
        for pieces in segments(quote):
            read = [split(piece) for piece in pieces]
            starts = _places(part, read)
            if starts:
                ends = [start + len(piece.words) for start, piece in zip(starts, read, strict=True)]
                return tuple(
                    word
                    for end, start in zip(ends, starts[1:], strict=False)
                    for word in part.words[end:start]
                )
        return ()

    def occurs(self, term: str) -> tuple[int, ...]:
        """The paragraphs in which the words of a term occur, also with another ending."""
        wanted = split(term).words
        return tuple(
            number
            for number, part in enumerate(self.parts, 1)
            if any(
                all(same_word(word, part.words[at + i]) for i, word in enumerate(wanted))
                for at in range(len(part.words) - len(wanted) + 1)
            )
        )


@dataclass(frozen=True)
class Fingerprint:
    """What stands for an article that is not at hand. ``codes`` has one byte for a word pair."""

    sha256: str
    bits: int
    codes: tuple[bytes, ...]
    starts: int
    proofs: frozenset[str]
    _known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def size(self) -> int:
        """How many places the bit field of word starts has."""
        return _field_size(sum(len(part) + 1 for part in self.codes))

    def coded(self, pairs: Iterable[str]) -> bytes:
        """The codes of word pairs."""
        known, key, bits = self._known, bytes.fromhex(self.sha256), self.bits
        found = bytearray()
        for pair in pairs:
            code = known.get(pair)
            if code is None:
                code = known[pair] = _hash(key, f"pair {pair}", 1)[0] >> (8 - bits)
            found.append(code)
        return bytes(found)

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether the quotation stands in the paragraph (from 1), and how surely that is known."""
        if not 1 <= paragraph <= len(self.codes):
            return "refused"
        if _proof(self.sha256, f"phrase {paragraph}", quote) in self.proofs:
            return "proved"
        verdicts = [self._read(pieces, paragraph) for pieces in segments(quote) if pieces]
        order: Sequence[Verdict] = ("passed", "unsure", "refused")
        return min(verdicts, key=order.index, default="refused")

    def _read(self, pieces: Sequence[str], paragraph: int) -> Verdict:
        parts = [split(piece) for piece in pieces]
        if not all(self._may_hold(word) for part in parts for word in part.words):
            return "refused"
        codes, at = self.codes[paragraph - 1], 0
        for part in parts:
            wanted = self.coded(part.pairs)
            at = codes.find(wanted, at)
            if at < 0:
                return "refused"
            at += len(wanted)
        return "passed" if sum(len(part.pairs) for part in parts) >= _SURE else "unsure"

    def find(self, quote: str) -> tuple[int, ...]:
        """The paragraphs the quotation is proved for or, with none, passes in."""
        verdicts = {n: self.match(quote, n) for n in range(1, len(self.codes) + 1)}
        proved = tuple(n for n, verdict in verdicts.items() if verdict == "proved")
        return proved or tuple(n for n, verdict in verdicts.items() if verdict == "passed")

    def is_absent(self, term: str) -> Verdict:
        """Whether a term is absent: proved or ``unsure``; a term that occurs is never proved."""
        words = split(term).words
        if any(not self._may_hold(word) for word in words):
            return "proved"
        known = _proof(self.sha256, "absent", term) in self.proofs
        return "proved" if known else "unsure"

    def _may_hold(self, word: str) -> bool:
        at = _start_place(bytes.fromhex(self.sha256), word, self.size)
        return bool(self.starts >> at & 1)


def make(article: str, phrases: Iterable[str] = (), terms: Iterable[str] = ()) -> Fingerprint:
    """Make the fingerprint of an article; prove the unit's phrases and absent terms on it."""
    read = Article.of(article)
    longest = max((len(part.words) for part in read.parts), default=0)
    bits = next(bits for bits in (7, 8) if bits == 8 or longest <= 250)  # noqa: PLR2004
    key = bytes.fromhex(read.sha256)
    words = {word for part in read.parts for word in part.words}
    size = _field_size(sum(max(1, len(part.words)) for part in read.parts))
    starts = 0
    for word in words:
        starts |= 1 << _start_place(key, word, size)
    proofs = {
        _proof(read.sha256, f"phrase {number}", phrase)
        for phrase in phrases
        for number in read.find(phrase)
    }
    proofs |= {_proof(read.sha256, "absent", term) for term in terms if not read.occurs(term)}
    bare = Fingerprint(read.sha256, bits, (), starts, frozenset(proofs))
    codes = tuple(bare.coded(part.pairs) for part in read.parts)
    return Fingerprint(read.sha256, bits, codes, starts, frozenset(proofs))


def dump(fingerprint: Fingerprint) -> str:
    """The file of a fingerprint."""
    proofs = sorted(fingerprint.proofs)
    lines = [
        f"kzquiz fingerprint {VERSION}",
        f"sha256 {fingerprint.sha256}",
        f"bits {fingerprint.bits}",
        f"starts {fingerprint.starts:x}",
        *(f"paragraph {n} {codes.hex()}" for n, codes in enumerate(fingerprint.codes, 1)),
        *(f"proved {' '.join(proofs[at : at + 8])}" for at in range(0, len(proofs), 8)),
    ]
    return "\n".join(lines) + "\n"


def read(text: str) -> Fingerprint:
    """Read the file of a fingerprint. Raises `FingerprintError` with a message for the author."""
    head, *rest = text.split("\n")
    if head != f"kzquiz fingerprint {VERSION}":
        message = f"this is no fingerprint of version {VERSION}"
        raise FingerprintError(message)
    fields: dict[str, list[str]] = {}
    for line in rest:
        name, _, value = line.partition(" ")
        fields.setdefault(name, []).append(value)
    try:
        codes = [bytes.fromhex(value.partition(" ")[2]) for value in fields.get("paragraph", [])]
        return Fingerprint(
            sha256=bytes.fromhex(fields["sha256"][0]).hex(),
            bits=int(fields["bits"][0]),
            codes=tuple(codes),
            starts=int(fields["starts"][0], 16),
            proofs=frozenset(" ".join(fields.get("proved", [])).split()),
        )
    except (KeyError, ValueError) as error:
        message = "the fingerprint is damaged; make it again with “kzquiz fingerprint”"
        raise FingerprintError(message) from error


def same_word(term: str, word: str) -> bool:
    """Tell whether a word is the term, starts with it, or differs in its ending only.

    >>> same_word("terror", "terrorists"), same_word("warned", "warning")
    (True, True)
    >>> same_word("counted", "country"), same_word("26", "2600")
    (False, False)
    """
    if len(term) < _START or term[0].isdigit():
        return word == term
    return word.startswith(term) or ending_off(word) == ending_off(term)


@lru_cache(maxsize=65536)
def ending_off(word: str) -> str:
    """A word without its ending, four letters or more of it: light, and the same everywhere.

    >>> ending_off("protesters"), ending_off("dispatched"), ending_off("said")
    ('protester', 'dispatch', 'said')
    """
    for suffix in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "ly", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= _START:
            return word[: -len(suffix)]
    return word


# --- hashing ------------------------------------------------------------------------------------


def _hash(key: bytes, text: str, size: int) -> bytes:
    return blake2b(text.encode(), key=key, digest_size=size).digest()


def _proof(sha: str, what: str, phrase: str) -> str:
    """The hash of a phrase that was proved: exactly these words, with what stands between them."""
    read_as = split(phrase)
    text = f"{what} {' | '.join(read_as.pairs or read_as.words)}"
    return _hash(bytes.fromhex(sha), text, 5).hex()


def _field_size(words: int) -> int:
    """As many places as words, and some: about a quarter of them is taken."""
    return 1 << max(6, (words - 1).bit_length())


@lru_cache(maxsize=65536)
def _start_place(key: bytes, word: str, size: int) -> int:
    return int.from_bytes(_hash(key, f"start {word[:_START]}", 4)) % size


def _places(part: Words, pieces: Sequence[Words]) -> tuple[int, ...]:
    """Where the pieces start that stand one after another, without overlap; none if not all do."""
    at = 0
    found: list[int] = []
    for piece in pieces:
        have, wanted = (part.pairs, piece.pairs) if piece.pairs else (part.words, piece.words)
        length = len(wanted)
        places = range(at, len(have) - length + 1)
        start = next((p for p in places if have[p : p + length] == wanted), -1)
        if start < 0:
            return ()
        found.append(start)
        at = start + len(piece.words)
    return tuple(found)
