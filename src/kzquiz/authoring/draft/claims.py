"""Drafts the claims of the articles: a statement each, with its speakers, figures and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.figures import figures
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.reader import Reader
from kzquiz.authoring.draft.speakers import DraftedSpeaker, Speakers
from kzquiz.authoring.draft.statements import Span
from kzquiz.authoring.draft.times import as_of
from kzquiz.authoring.draft.words import language_of
from kzquiz.authoring.intake import Block, dateline
from kzquiz.languages.words import Words, words
from kzquiz.model import Part, SpeakerSide, Status

_PHRASE = 8  # words of a drafted quotation
_MOST_QUOTED = 15  # words of a quotation (docs/format.md)
_SENTENCES = 3  # of a text that can be told to be no news report
_HEADING = 8  # words of a question that heads a paragraph
_CLAIMING: frozenset[str] = frozenset({"body", "headline", "sub-heading", "notice"})


class ArticleText(Struct, frozen=True):
    """An article to draft from: the id of its source, its blocks, its language as declared."""

    source: str
    blocks: tuple[Block, ...]
    language: str = ""


class Drafted(Struct, frozen=True):
    """A drafted claim. ``span`` is its place in the text of the paragraph, counted from 1.

    ``speakers`` are ids, originator first; empty for the newsroom. ``sure`` is False if the speaker
    is taken from a sentence before. ``text`` is the statement as printed. ``caveat``: it says
    that something could not be confirmed.
    """

    source: str
    paragraph: int
    part: Part
    span: Span
    text: str
    language: str
    speakers: tuple[str, ...] = ()
    sure: bool = True
    status: Status = "reported-fact"
    figures: tuple[Found, ...] = ()
    as_of: str = ""
    at: str = ""
    caveat: bool = False


class Draft(Struct, frozen=True):
    """What was drafted from the articles of an event; ``notes`` say what could not be.

    ``translated`` has the words by which sources may say that they are translations.
    """

    claims: tuple[Drafted, ...]
    speakers: tuple[DraftedSpeaker, ...]
    notes: tuple[str, ...] = ()
    translated: Mapping[str, str] = {}


def draft(texts: Sequence[ArticleText]) -> Draft:
    """Draft the claims of some articles. The same texts give the same draft."""
    known = Speakers()
    claims: list[Drafted] = []
    notes: list[str] = []
    translated: dict[str, str] = {}
    for text in texts:
        body = "\n".join(block.text for block in text.blocks if block.is_kept)
        language = language_of(body, text.language)
        if not language:
            notes.append(
                f"source {text.source}: its language is none of those that a draft can read "
                "(English, German, Russian, Kazakh); write its claims by hand"
            )
            continue
        found = list(_Drafter(text, known, words(language)).claims())
        if len(found) >= _SENTENCES and not any(one.speakers or one.as_of for one in found):
            counted = [one for one in found if one.figures and one.part == "body"]
            notes.append(
                f"source {text.source}: nobody is named as a speaker and no time is given, so it "
                "may be no news report; of its sentences only those with a figure were taken "
                f"({len(counted)} of {len(found)})"
            )
            found = counted
        claims += found
        if word := _translation(text, words(language)):
            translated[text.source] = word
    return Draft(tuple(claims), tuple(known.known), tuple(notes), translated)


def _translation(text: ArticleText, known: Words) -> str:
    """The words around an article by which it may say that it is a translation; “” if none."""
    around = "\n".join(block.text for block in text.blocks if block.part != "body")
    found = re.search(rf"\b(?:{known.any_of('translated')})\b", around, re.IGNORECASE)
    return found[0] if found else ""


class _Drafter:
    """Drafts the claims of one article."""

    def __init__(self, text: ArticleText, known: Speakers, words: Words) -> None:
        """Begin an article; ``known`` are the speakers of the others."""
        self.text, self.known, self.words = text, known, words
        self.reader = Reader(text.blocks, known, words)

    def claims(self) -> Iterator[Drafted]:
        """Give the claims of the article in order."""
        number = 0
        line = dateline(self.text.blocks)
        for block in self.text.blocks:
            number += block.is_kept
            if block.part in _CLAIMING:
                body = block.part == "body"
                for span, chain, sure in self.reader.statements(block.text, in_body=body):
                    cut = self._without(line, block, span)
                    if cut and not (body and _says_nothing(cut.of(block.text), block.text)):
                        yield self._claim(block, number, cut, chain, sure=sure)

    @staticmethod
    def _without(line: str, block: Block, span: Span) -> Span | None:
        """The span without the dateline that the paragraph begins with; None if nothing is left."""
        if not line or not " ".join(block.text.split()).startswith(line) or span.start > len(line):
            return span
        end = len(block.text) - len(block.text[len(line) :].lstrip(" \u00a0.,—–-"))
        return Span(end, span.end) if end < span.end else None

    def _claim(
        self, block: Block, number: int, span: Span, chain: tuple[str, ...], *, sure: bool
    ) -> Drafted:
        text = span.of(block.text)
        counted = tuple(
            structs.replace(one, span=Span(one.span.start + span.start, one.span.end + span.start))
            for one in figures(text, self.words)
        )
        part: Part = block.part if block.part in ("headline", "sub-heading", "notice") else "body"
        return Drafted(
            self.text.source, number, part, span, text, self.words.language, chain, sure,
            self._status(text, chain), counted, as_of(text, self.words), block.at,
            self._has("unconfirmed", text.lower()),
        )  # fmt: skip

    def _status(self, text: str, chain: tuple[str, ...]) -> Status:
        lower = text.lower()
        said = {token.lower for token in tokens(text)}
        if said & self.words.set("verdict") and (chain or "“" in text):
            return "judgement"
        if self._has("future", lower):
            return "prediction"
        if chain:
            sides = {one.id: one.side for one in self.known.known}
            return _STATUSES.get(sides[chain[0]], "party-claim")
        return "background" if self._has("past", lower) else "reported-fact"

    def _has(self, name: str, lower: str) -> bool:
        """Whether a text has an entry of a list."""
        return bool(re.search(rf"\b(?:{self.words.any_of(name)})\b", lower))


_STATUSES: Mapping[SpeakerSide, Status] = {
    "authorities": "official-claim",
    "witness": "witness-claim",
    "public": "witness-claim",
    "media": "reported-fact",
}


def phrase(claim: Drafted) -> str:
    """A phrase of a statement to quote: from a loaded word or its figure on, or its first words.

    It is never all of the statement.
    """
    found = list(tokens(claim.text))
    words_only = [token for token in found if token.is_word]
    most = min(_MOST_QUOTED, max(len(words_only) - 2, 0))
    if most < 3:  # noqa: PLR2004 (a phrase of two words says little)
        return ""
    known = words(claim.language)
    loaded = next((t.start for t in words_only if t.lower in known.set("loaded")), None)
    start = 0
    if loaded is not None or claim.figures:
        offset = claim.figures[0].span.start - claim.span.start if loaded is None else loaded
        at = next((n for n, t in enumerate(words_only) if t.start >= offset), 0)
        start = max(0, min(at, len(words_only) - 3))
    chosen = words_only[start : start + min(most, _PHRASE)]
    weak = known.set("common") | known.set("ends_name") | known.set("articles")
    while len(chosen) > 3 and chosen[-1].lower in weak:  # noqa: PLR2004 (the same)
        chosen.pop()
    text = claim.text[chosen[0].start : chosen[-1].end].partition("\n")[0]
    clause = re.split(r"[,;:](?!\d)", text)[0]
    return clause if len(clause.split()) >= 3 else text  # noqa: PLR2004 (the same)


def _says_nothing(sentence: str, paragraph: str) -> bool:
    """Whether a sentence is a question that heads a paragraph, or a dateline with nothing more."""
    count = sum(token.is_word for token in tokens(sentence))
    question = sentence.endswith("?") and count <= _HEADING and sentence[0] not in '“„«"'
    first = tokens(sentence)[0].text
    place = (
        paragraph.startswith(sentence) and count < _HEADING and len(first) > 1 and first.isupper()
    )
    return question or (place and sentence == paragraph)
