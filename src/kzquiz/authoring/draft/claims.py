"""Drafts the claims of the articles: a statement each, with its speakers, figures and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from kzquiz.authoring.draft.attributions import Attribution, attributions, tokens
from kzquiz.authoring.draft.figures import figures
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.speakers import Speaker, Speakers
from kzquiz.authoring.draft.statements import (
    Quotation,
    Sentence,
    Span,
    masked,
    quotations,
    sentences,
)
from kzquiz.authoring.draft.times import as_of
from kzquiz.authoring.draft.words import Words, language_of, words
from kzquiz.authoring.intake import Block, dateline
from kzquiz.model import Part, SpeakerSide, Status

_PHRASE = 8  # words of a drafted quotation
_MOST_QUOTED = 15  # words of a quotation (docs/format.md)
_OPENING = 6  # tokens in which the subject of a sentence begins
_HEADING = 8  # words of a question that heads a paragraph
_CLAIMING: frozenset[str] = frozenset({"body", "headline", "sub-heading", "notice"})


class Text(Struct, frozen=True):
    """An article to draft from: the id of its source, its blocks, its language as declared."""

    source: str
    blocks: tuple[Block, ...]
    language: str = ""


class Drafted(Struct, frozen=True):
    """A drafted claim. ``span`` is its place in the text of the paragraph, counted from 1.

    ``speakers`` are ids, originator first; empty for the newsroom. ``sure`` is False if the speaker
    is taken from a sentence before. ``text`` is the statement as printed.
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


class Draft(Struct, frozen=True):
    """What was drafted from the articles of an event; ``notes`` say what could not be."""

    claims: tuple[Drafted, ...]
    speakers: tuple[Speaker, ...]
    notes: tuple[str, ...] = ()


def draft(texts: Sequence[Text]) -> Draft:
    """Draft the claims of some articles. The same texts give the same draft."""
    known = Speakers()
    claims: list[Drafted] = []
    notes: list[str] = []
    for text in texts:
        body = "\n".join(block.text for block in text.blocks if block.is_kept)
        language = language_of(body, text.language)
        if not language:
            notes.append(
                f"source {text.source}: its language is none of those that a draft can read "
                "(English, German, Russian, Kazakh); write its claims by hand"
            )
            continue
        found = list(_Reader(text, known, words(language)).claims())
        if found and not any(one.speakers or one.figures for one in found):
            notes.append(
                f"source {text.source}: nobody is named as a speaker and nothing is counted, so it "
                "may be no news report; only its sentences were taken"
            )
        claims += found
    return Draft(tuple(claims), tuple(known.known), tuple(notes))


class _State(Struct):
    """What the sentences before a sentence leave behind: who spoke last, and who is quoted."""

    last: Speaker | None = None
    last_person: Speaker | None = None
    chain: tuple[str, ...] = ()
    open_quotation: bool = False  # a quotation that the paragraph before did not close


class _Reader:
    """Reads one article from its first paragraph to its last."""

    def __init__(self, text: Text, known: Speakers, words: Words) -> None:
        self.text, self.known, self.words = text, known, words
        self.state = _State()

    def claims(self) -> Iterator[Drafted]:
        """Give the claims of the article in order."""
        number = 0
        line = dateline(self.text.blocks)
        for block in self.text.blocks:
            number += block.is_kept
            if block.part in _CLAIMING:
                body = block.part == "body"
                for span, chain, sure in self._statements(block.text, in_body=body):
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
        )  # fmt: skip

    # --- who says it ----------------------------------------------------------------------------

    def _statements(
        self, text: str, *, in_body: bool
    ) -> Iterator[tuple[Span, tuple[str, ...], bool]]:
        """The statements of a paragraph with their chains of speakers."""
        blotted = masked(text, self.words)
        parts = sentences(text, self.words)
        found = [attributions(part.span.of(blotted), self.words) for part in parts]
        quoted = quotations(text)
        goes_on = self.state.open_quotation and bool(quoted) and quoted[0].span.start <= 1
        if not goes_on:
            self.state.open_quotation = False
        fresh = True  # nobody has spoken in this paragraph
        before: tuple[str, ...] = ()  # who said the sentence before
        for number, (part, named) in enumerate(zip(parts, found, strict=True)):
            if named:
                for span, chain, sure in self._attributed(text, part.span, named):
                    yield span, chain, sure
                    before = chain
                fresh = False
                continue
            self._mention(part.span.of(text))
            later = self._closing(parts, found, quoted, number)
            chain, sure = self._continued(text, part, later, before, fresh=fresh, goes_on=goes_on)
            before = chain
            yield self._trim(text, part.span), chain, sure
        self.state.open_quotation = bool(quoted) and not quoted[-1].closed and in_body

    def _mention(self, sentence: str) -> None:
        """Remember the person with whom a sentence begins, for “she” in the next one."""
        opening = [token for token in tokens(sentence)[:_OPENING] if token.is_word]
        run = [token for token in opening if token.text[0].isupper() and token.start > 0]
        names = [token.text for token in run]
        for one in self.known.known:
            if one.is_person and one.name.split()[-1] in names:
                self.state.last_person = one
                return

    def _closing(
        self,
        parts: Sequence[Sentence],
        found: Sequence[tuple[Attribution, ...]],
        quoted: Sequence[Quotation],
        number: int,
    ) -> tuple[Attribution, ...]:
        """The attribution of a later sentence of the same quotation."""
        span = parts[number].span
        around = next(
            (
                q.span
                for q in quoted
                if q.span.start <= span.start + 1 and q.span.end > span.start + 1
            ),
            None,
        )
        if around is None:
            return ()
        for part, named in zip(parts[number + 1 :], found[number + 1 :], strict=True):
            if part.span.start > around.end:
                break
            if named:
                return named
        return ()

    def _continued(
        self,
        text: str,
        part: Sentence,
        later: tuple[Attribution, ...],
        before: tuple[str, ...],
        *,
        fresh: bool,
        goes_on: bool,
    ) -> tuple[tuple[str, ...], bool]:
        """The speakers of a sentence that names none: those of its quotation, or the newsroom."""
        said = part.span.of(text)
        quoted = part.inside or self._is_quotation(text, part.span)
        opened_before = part.inside and not fresh
        if quoted and later and not goes_on and not (opened_before and before):
            if not self._pronoun(later[0].who):
                return self._chain(later[:1]), True
            return self.state.chain, False
        if quoted and self.state.chain:
            return self.state.chain, False
        if before and (self._is_reported(said) or self._has_pronoun(said)):
            return before, False
        return (), True

    def _has_pronoun(self, sentence: str) -> bool:
        """Whether a sentence goes on about the person who spoke before: “He will come”."""
        first = next((token.lower for token in tokens(sentence) if token.is_word), "")
        return first in self.words.set("persons") and self.state.last_person is not None

    def _is_quotation(self, text: str, span: Span) -> bool:
        """Whether a sentence is in quotation marks as a whole."""
        return any(
            q.span.start <= span.start + 1 and span.end <= q.span.end + 2 for q in quotations(text)
        )

    def _is_reported(self, sentence: str) -> bool:
        """Whether a verb shows reported speech, as the German subjunctive does."""
        forms = self.words.set("open_subjunctive")
        return bool(forms) and any(token.lower in forms for token in tokens(sentence))

    def _pronoun(self, who: str) -> bool:
        return who.lower() in self.words.set("pronouns")

    def _attributed(
        self, text: str, span: Span, named: tuple[Attribution, ...]
    ) -> Iterator[tuple[Span, tuple[str, ...], bool]]:
        """The statements of a sentence that has attributions, each with its chain."""
        groups = _grouped(named)
        start = span.start
        for number, group in enumerate(groups):
            first, last = group[0], group[-1]
            end = span.end
            if number + 1 < len(groups):
                end = span.start + groups[number + 1][0].span.start
            chain = self._chain(group)
            sure = not self._pronoun(first.who)
            opening = span.start + first.span.start
            lead = text[start:opening]
            if first.side == "after" and _is_clause(lead):
                yield self._trim(text, Span(start, opening)), (), True
                start = opening
            tail = span.start + last.span.end
            rest = text[tail:end]
            if (
                last.side == "before"
                and len(group) == 1
                and not (_is_clause(rest) and rest.lstrip()[:1] not in ",;")
            ):
                yield self._trim(text, Span(start, opening)), chain, sure
                if _is_clause(rest) and not self._is_about_speaker(rest):
                    yield self._trim(text, Span(tail, end)), chain, sure
                start = end
                continue
            yield self._trim(text, Span(start, end)), chain, sure
            start = end

    def _is_about_speaker(self, rest: str) -> bool:
        """Whether the words after a speaker's name say who he is: “…, who leads the inquiry”."""
        said = [token.lower for token in tokens(rest) if token.is_word]
        plain = not any(word in self.words.set("auxiliaries") for word in said)
        opening = self.words.set("articles")
        return said[0] in self.words.set("relatives") or (said[0] in opening and plain)

    def _trim(self, text: str, span: Span) -> Span:
        start, end = span.start, span.end
        joins = tuple(word.strip(' "') for word in self.words.list("joins"))
        while start < end and (text[start].isspace() or text[start] in ",;—–-"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;—–-"):
            end -= 1
        last = text[start:end].rpartition(" ")[2]
        if last.lower() in joins:
            end -= len(last)
            return self._trim(text, Span(start, end))
        return Span(start, end)

    def _chain(self, group: Sequence[Attribution]) -> tuple[str, ...]:
        """The ids of the speakers of a group of attributions, originator first."""
        chain: list[str] = []
        carriers: list[str] = []
        for one in group:
            speaker = self._speaker(one)
            if speaker is None:
                continue
            passed_on = bool(chain) and one.side == "before" and not speaker.role
            if (speaker.side == "media" and not speaker.is_person) or passed_on:
                carriers.append(speaker.id)
            else:
                chain.append(speaker.id)
            self.state.last = speaker
            if speaker.is_person:
                self.state.last_person = speaker
            for carrier in one.carriers:
                if not self._is_own(carrier):
                    found = self.known.of(carrier, "", self.words)
                    if any(t.lower in self.words.set("media") for t in tokens(carrier)):
                        found.side = "media"
                    carriers.append(found.id)
        people = [one.id for one in self.known.known if one.is_person and one.id in chain]
        if len(chain) > 1 and people and len(people) < len(set(chain)):
            chain = people  # the body speaks through its head
        ids = tuple(dict.fromkeys([*chain, *carriers]))
        self.state.chain = ids or self.state.chain
        return ids

    def _is_own(self, name: str) -> bool:
        """Whether a paper is the article's own: byline, stamp or dateline names it."""
        last = tokens(name)[-1].lower
        around = [b.text for b in self.text.blocks if b.part in ("byline", "stamp", "dateline")]
        return any(last in part.lower() for part in (*around, dateline(self.text.blocks)))

    def _speaker(self, one: Attribution) -> Speaker | None:
        who = one.who.lower()
        if self._pronoun(who):
            return (
                self.state.last_person or self.state.last
                if who not in ("they", "it", "они")
                else self.state.last
            )
        parts = tokens(one.who)
        if parts[-1].lower in self.words.set("documents"):
            return self.state.last
        nouns = [part for part in parts if part.lower not in self.words.set("articles")]
        if len(nouns) == 1 and nouns[0].lower in self.words.set("spokesmen") and self.state.last:
            return self.state.last  # of the body that was named
        return self.known.of(one.who, one.role, self.words)

    # --- of what status it is -------------------------------------------------------------------

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


def _grouped(named: tuple[Attribution, ...]) -> list[list[Attribution]]:
    """Attributions of one statement together: “police said, according to the agency”.

    One that stands before its statement begins a new one.
    """
    groups: list[list[Attribution]] = []
    for one in named:
        if groups and one.side != "after":
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_clause(text: str) -> bool:
    """Whether some words before or after an attribution may be a statement of their own."""
    return sum(token.is_word for token in tokens(text)) > 4  # noqa: PLR2004 (a time or place has fewer)


def phrase(claim: Drafted) -> str:
    """A phrase of a statement to quote: around its figure, or its first words; never all of it."""
    found = list(tokens(claim.text))
    words_only = [token for token in found if token.is_word]
    most = min(_MOST_QUOTED, max(len(words_only) - 2, 0))
    if most < 3:  # noqa: PLR2004 (a phrase of two words says little)
        return ""
    start = 0
    if claim.figures:
        offset = claim.figures[0].span.start - claim.span.start
        at = next((n for n, t in enumerate(words_only) if t.start >= offset), 0)
        start = max(0, min(at, len(words_only) - 3))
    chosen = words_only[start : start + min(most, _PHRASE)]
    known = words(claim.language)
    weak = known.set("common") | known.set("ends_name") | known.set("articles")
    while len(chosen) > 3 and chosen[-1].lower in weak:  # noqa: PLR2004 (the same)
        chosen.pop()
    text = claim.text[chosen[0].start : chosen[-1].end]
    return text.partition("\n")[0]


def _says_nothing(sentence: str, paragraph: str) -> bool:
    """Whether a sentence is a question that heads a paragraph, or a dateline with nothing more."""
    count = sum(token.is_word for token in tokens(sentence))
    question = sentence.endswith("?") and count <= _HEADING and sentence[0] not in '“„«"'
    first = tokens(sentence)[0].text
    place = (
        paragraph.startswith(sentence) and count < _HEADING and len(first) > 1 and first.isupper()
    )
    return question or (place and sentence == paragraph)
