"""Reads an article paragraph by paragraph: its statements, and who says each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kzquiz.authoring.draft.attributions import attributions
from kzquiz.authoring.draft.clauses import Attribution, tokens
from kzquiz.authoring.draft.figures import figures
from kzquiz.authoring.draft.speakers import DraftedSpeaker, Speakers
from kzquiz.authoring.draft.statements import (
    Quotation,
    Sentence,
    Span,
    masked,
    quotations,
    sentences,
    trimmed,
)
from kzquiz.authoring.intake import Block, dateline
from kzquiz.languages.words import Words

_LONGEST = 250  # characters of a quotation that is one statement
_OPENING = 6  # tokens in which the subject of a sentence begins

Said = tuple[Span, tuple[str, ...], bool]
"""A statement: its place, the ids of its speakers, and whether the sentence itself names them."""


class _State(Struct):
    """What the sentences before a sentence leave behind: who spoke last, and who is quoted."""

    last: DraftedSpeaker | None = None
    last_person: DraftedSpeaker | None = None
    chain: tuple[str, ...] = ()
    open_quotation: bool = False  # a quotation that the paragraph before did not close


class Reader:
    """Reads one article from its first paragraph to its last, and remembers who spoke."""

    def __init__(self, blocks: Sequence[Block], known: Speakers, words: Words) -> None:
        """Begin an article; ``known`` are the speakers of the others."""
        self.blocks, self.known, self.words = blocks, known, words
        self.state = _State()

    def statements(self, text: str, *, in_body: bool) -> Iterator[Said]:
        """The statements of a paragraph with their chains of speakers.

        What stands in one pair of quotation marks without a break is one statement.
        """
        blotted = masked(text, self.words)
        before: Said | None = None
        for one in self._each(text, in_body=in_body):
            if before and _is_one(blotted, before, one):
                before = (Span(before[0].start, one[0].end), before[1], before[2] and one[2])
                continue
            if before:
                yield before
            before = one
        if before:
            yield before

    def _each(self, text: str, *, in_body: bool) -> Iterator[Said]:
        """The statements of a paragraph, sentence by sentence."""
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
            yield trimmed(text, part.span, self.words), chain, sure
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

    def _attributed(self, text: str, span: Span, named: tuple[Attribution, ...]) -> Iterator[Said]:
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
                yield trimmed(text, Span(start, opening), self.words), (), True
                start = opening
            tail = span.start + last.span.end
            rest = text[tail:end]
            if (
                last.side == "before"
                and len(group) == 1
                and not (_is_clause(rest) and rest.lstrip()[:1] not in ",;")
                and (_is_clause(rest) or not self._counts(rest))
            ):
                yield trimmed(text, Span(start, opening), self.words), chain, sure
                if _is_clause(rest) and not self._is_about_speaker(rest):
                    yield trimmed(text, Span(tail, end), self.words), chain, sure
                start = end
                continue
            yield trimmed(text, Span(start, end), self.words), chain, sure
            start = end

    def _counts(self, rest: str) -> bool:
        """Whether the few words after an attribution have a figure, which is no time."""
        found = figures(rest, self.words)
        return any(one.measure not in {"clock", "date", "year"} for one in found)

    def _is_about_speaker(self, rest: str) -> bool:
        """Whether the words after a speaker's name say who he is: “…, who leads the inquiry”."""
        said = [token.lower for token in tokens(rest) if token.is_word]
        plain = not any(word in self.words.set("auxiliaries") for word in said)
        opening = self.words.set("articles")
        return said[0] in self.words.set("relatives") or (said[0] in opening and plain)

    def _chain(self, group: Sequence[Attribution]) -> tuple[str, ...]:
        """The ids of the speakers of a group of attributions, originator first."""
        chain: list[str] = []
        carriers: list[str] = []
        if not all(self._pronoun(one.who) for one in group):  # “he denies it, his lawyer said”
            group = [one for one in group if not self._pronoun(one.who)]
        for one in sorted(group, key=lambda one: not one.cited):
            speaker = self._speaker(one)
            if speaker is None:
                continue
            passed_on = bool(chain) and (
                group[-1].cited or (one.side == "before" and not speaker.role)
            )
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
        parts = [token.lower for token in tokens(name) if token.text[0].isupper()]
        around = [b.text for b in self.blocks if b.part in ("byline", "stamp", "dateline")]
        return bool(parts) and any(
            all(part in text.lower() for part in parts) for text in (*around, dateline(self.blocks))
        )

    def _speaker(self, one: Attribution) -> DraftedSpeaker | None:
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


def _is_one(blotted: str, before: Said, one: Said) -> bool:
    """Whether two statements stand in one quotation without a break, by one speaker."""
    inside = blotted[before[0].start : one[0].end]
    return before[1] == one[1] and set(inside) == {"\x01"} and len(inside) <= _LONGEST


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
