"""What the paragraph of a claim has of the claim: its speakers, names, times, numbers, units.

The words need the article. Of a fingerprint only one thing is certain: a word whose first letters
it does not have stands nowhere in the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, get_args

from kzquiz.check.engine.named import (
    capitals,
    forms,
    has_form,
    has_words,
    head,
    names_one,
    telling,
)
from kzquiz.check.engine.subjects import ClaimView
from kzquiz.check.engine.timed import Time, day_names, days_and_clocks
from kzquiz.check.engine.words import STOP, has_phrase, tokens, word_set
from kzquiz.figures import gives_figure, values
from kzquiz.languages.words import Words, rule_words
from kzquiz.model import Source, Speaker
from kzquiz.numbers import Number, all_numbers, gives_number, numbers

__all__ = [
    "GROUNDS",
    "SAYS",
    "Ground",
    "Grounds",
    "Place",
    "own_words",
]

Ground = Literal["quotation", "figure", "speaker", "time", "text"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
SAYS: frozenset[Ground] = frozenset({"quotation", "figure", "text"})
"""What proves something of what a claim says; a speaker and a time alone do not."""
Place = Literal["here", "by pronoun", "near", "elsewhere", "nowhere", "unknown"]
"""Where a source has something: ``here`` is the paragraph of the claim, ``near`` is one of the two
before it. ``by pronoun``: near, and here stands a pronoun. ``unknown``: nothing shows it."""

_NEAR = 2
_PRONOUNS = word_set(
    "he she it they him her them his its their who which i we my our us this these such former"
    " latter both"
)
_SMALL = 10
_UNNAMED = word_set("whoever somebody someone unnamed unknown")


def own_words(source: Source) -> str:
    """What the copy of a source says of itself: place, times, notices, title."""
    own = (source.dateline, *source.stamps, *source.notices, source.published, source.title)
    return "\n".join(own)


class Grounds:
    """A claim beside the source that it cites."""

    def __init__(self, view: ClaimView) -> None:
        """Wrap a claim of a unit."""
        self.claim = view.claim
        self.unit = view.unit
        self.source = view.unit.facts.sources[view.claim.source]
        self.proof = view.unit.proofs[view.claim.source]
        self.tag = view.unit.tag_of(view.claim.source)
        """The language of the source, without its region."""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs of the article; none if it is not at hand."""
        article = self.proof.article
        at_hand = article is not None and 1 <= self.claim.paragraph <= len(article.texts)
        return article.texts if article is not None and at_hand else ()

    @cached_property
    def paragraph(self) -> str:
        """The paragraph that the claim cites; empty if the article is not at hand."""
        return self.texts[self.claim.paragraph - 1] if self.texts else ""

    @property
    def passage(self) -> str:
        """What a message calls the paragraph: in a recording it is cited by its time code."""
        return self.source.passage(self.claim.paragraph)

    @cached_property
    def whole(self) -> str:
        """The article and what the copy says of itself, as one text."""
        return "\n".join((*self.texts, own_words(self.source)))

    @cached_property
    def near(self) -> str:
        """The two paragraphs before that of the claim."""
        at = self.claim.paragraph - 1
        return "\n".join(self.texts[max(0, at - _NEAR) : at])

    # --- speakers -------------------------------------------------------------------------------

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers whom a source has to name; a newsroom does not name itself."""
        chain = (self.unit.facts.speakers[name] for name in self.claim.speakers)
        return tuple(speaker for speaker in chain if speaker.side != "newsroom")

    def speaker(self, speaker: Speaker) -> Place:
        """Where the source names a speaker: by name or other name, surname, role or abbreviation.

        In an article that is not in English no pronoun is known, and none is asked for.
        """
        names = tuple(forms(self.unit.names[speaker.id]))
        unnamed = speaker.name.split(" ", 1)[0].lower() in _UNNAMED
        if unnamed or speaker.id in self.unit.publishers[self.source.id]:
            return "here"
        if not self.texts:
            return "nowhere" if self._all_absent(names) else "unknown"
        if words := rule_words(self.tag):
            return self._in_forms(speaker, words)
        if names_one(self.paragraph, (*names, *head(speaker.role))):
            return "here"
        if names_one(self.near, names):
            known = self.source.language == "en" and _PRONOUNS.isdisjoint(tokens(self.paragraph))
            return "near" if known else "by pronoun"
        return "elsewhere" if names_one(self.whole, names) else "nowhere"

    def _in_forms(self, speaker: Speaker, words: Words) -> Place:
        """Where a source names a speaker by a word of its names or its role, in any form of it."""
        names = [word for name in self.unit.names[speaker.id] for word in telling(name)]
        if has_form(self.paragraph, (*names, *telling(speaker.role)[:1]), words):
            return "here"
        if has_form(self.near, names, words):
            pronouns = words.set("pronouns")
            known = pronouns and pronouns.isdisjoint(tokens(self.paragraph))
            return "near" if known else "by pronoun"
        return "elsewhere" if has_form(self.whole, names, words) else "nowhere"

    @property
    def names_a_speaker(self) -> bool:
        """Whether the paragraph names a speaker of the claim who does not only carry it."""
        return any(one.side != "media" and self.speaker(one) == "here" for one in self.speakers)

    @property
    def others_named(self) -> tuple[Speaker, ...]:
        """The speakers whom the paragraph names in full and who are not those of the claim."""
        return tuple(
            speaker
            for speaker in self.unit.facts.speakers.values()
            if speaker.side not in ("newsroom", "media")
            and speaker.id not in self.claim.speakers
            and any(has_phrase(self.paragraph, name) for name in self.unit.names[speaker.id])
        )

    def is_only_speaker(self, speaker: Speaker) -> bool:
        """Whether the source has one speaker besides its newsroom, as a post has."""
        chains = (c.speakers for c in self.unit.facts.claims.values() if c.source == self.source.id)
        sides = self.unit.facts.speakers
        others = {one for chain in chains for one in chain if sides[one].side != "newsroom"}
        return others == {speaker.id}

    def _all_absent(self, names: Iterable[str]) -> bool:
        """Whether the fingerprint shows that no name of a speaker has all its words there."""
        return bool(self.proof) and all(
            any(not self._may_have(word) for word in tokens(name) if word not in STOP)
            for name in names
        )

    def _may_have(self, word: str) -> bool:
        print_ = self.proof.fingerprint
        return print_ is None or print_.may_contain(word.removesuffix("'s"))

    # --- names ----------------------------------------------------------------------------------

    def name(self, name: str) -> Place:
        """Where the source has every word of a name, with any ending."""
        words = [word.removesuffix("'s") for word in tokens(name) if word not in STOP]
        if not self.texts:
            sure = bool(self.proof) and not all(map(self._may_have, words))
            return "nowhere" if sure else "unknown"
        if has_words(self.paragraph, words):
            return "here"
        return "elsewhere" if has_words(self.whole, words) else "nowhere"

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words that a claim may use on its own account: the unit's names, labels and terms."""
        names = [name for names in self.unit.names.values() for name in names]
        terms = (entry.term for entry in self.unit.info.glossary)
        labels = (entry.label for entry in self.unit.info.labels)
        texts = (*names, *self.unit.labels, *terms, *labels, self.source.publisher)
        return frozenset(word for text in texts for word in tokens(text))

    # --- times, numbers -------------------------------------------------------------------------

    def time(self, time: Time) -> Place:
        """Where the source has a weekday or a clock time."""
        if any(time.same(other) for other in days_and_clocks(self.paragraph, self.tag)):
            return "here"
        if any(time.same(other) for other in days_and_clocks(self.whole, self.tag)):
            return "elsewhere"
        if self.texts:
            return "nowhere"
        if time.clock or not self.proof:
            return "unknown"
        absent = not any(map(self._may_have, day_names(time.value, self.tag)))
        return "nowhere" if absent else "unknown"

    @cached_property
    def other_numbers(self) -> tuple[Number, ...]:
        """The numbers of ``says`` that count something, without those of the figure."""
        figure = self.claim.figure
        of_figure = figure.with_unit() if figure else ""
        tag = self.unit.tag
        of_time = {number.value for number in all_numbers(self.claim.as_of, tag)}
        return tuple(
            number
            for number in numbers(self.claim.says, tag)
            if number.value not in of_time
            # A small number in words may count what the author lists: “two of them”.
            if not (number.spelled and number.value <= _SMALL)
            and not (of_figure and gives_number(of_figure, number.value, tag))
            and not (figure and figure.value == number.value)
        )

    # --- what is proved -------------------------------------------------------------------------

    @cached_property
    def proved(self) -> tuple[Ground, ...]:
        """What of the claim is proved. The words beside it are the author's, and are not."""
        times = days_and_clocks(self.claim.as_of, self.unit.tag)
        found: dict[Ground, bool] = {
            "quotation": self._quoted(self.claim.quote),
            "figure": self._figure(),
            "speaker": bool(self.speakers)
            and all(self.speaker(one) in ("here", "by pronoun") for one in self.speakers),
            "time": bool(times) and all(self.time(one) == "here" for one in times),
            "text": self._text(),
        }
        return tuple(ground for ground, is_proved in found.items() if is_proved)

    def _quoted(self, quote: str) -> bool:
        verdict = self.proof.match(quote, self.claim.paragraph) if quote and self.proof else ""
        return verdict in ("proved", "passed")

    def _figure(self) -> bool:
        """Whether the figure stands in the paragraph, or in a quotation that is proved."""
        figure = self.claim.figure
        if figure is None:
            return False
        text = self.paragraph or (self.claim.quote if self._quoted(self.claim.quote) else "")
        given = list(values(figure, self.unit.tag))
        if not given:
            return has_phrase(text, figure.word)
        return bool(text) and all(gives_figure(text, figure, value, self.tag) for value, _ in given)

    def _text(self) -> bool:
        """Whether ``says`` has names or numbers, and the paragraph has all of them."""
        names = [name for name in capitals(self.claim.says) if not self._is_speaker(name)]
        counts = self.other_numbers
        return (
            bool(self.paragraph)
            and bool(names or counts)
            and all(self.name(name) == "here" for name in names)
            and all(gives_number(self.paragraph, number.value, self.tag) for number in counts)
        )

    def _is_speaker(self, name: str) -> bool:
        own = (*self.claim.speakers, *self._newsrooms)
        names = [each for speaker in own for each in self.unit.names[speaker]]
        return any(has_phrase(each, name) for each in (*names, *self.unit.labels))

    @property
    def _newsrooms(self) -> Iterator[str]:
        speakers = self.unit.facts.speakers.values()
        return (speaker.id for speaker in speakers if speaker.side == "newsroom")
