"""What rules run on: a unit, its questions, claims and differences (sheets, cards: `printed`).

Each class wraps one of these and computes what rules often need, once, on first use. Texts are
plain (without markup).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from kzquiz.check.engine.named import forms, names_one
from kzquiz.check.engine.once import once
from kzquiz.check.engine.shapes import asks_for_one_of, asks_one_thing, options_of
from kzquiz.check.engine.words import (
    coarse_tokens,
    has_phrase,
    tokens,
    vocabulary,
    without_markup,
)
from kzquiz.evidence.verifier import Proof, proofs
from kzquiz.kinds import Facts, Question
from kzquiz.kinds.fields import AuthoredText, Path, TextRole
from kzquiz.languages import Language, base
from kzquiz.load import Unit
from kzquiz.load.schema import UnitFile
from kzquiz.model import Claim, Difference, Evidence, Item

__all__ = [
    "AuthoredText",
    "ClaimView",
    "DifferenceView",
    "Path",
    "QuestionView",
    "TextRole",
    "UnitView",
]

# Not the author's prose: a source's words, which the verifier checks, or no sentence.
_NO_PROSE: frozenset[TextRole] = frozenset({"quotation", "absent-term", "record"})
# Seen before answering, besides the options of a choice.
_FRONT: frozenset[TextRole] = frozenset({"stem", "statement", "heading", "phrase", "warning"})
_ANSWER: frozenset[TextRole] = frozenset({"key", "accept", "correction"})


class QuestionView:
    """A question: the author's fields, the item made of them, and its texts by role."""

    def __init__(self, unit: UnitView, question: Question, item: Item) -> None:
        """Wrap a question of a unit; ``item`` is what `Question.lower` made of it."""
        self.unit = unit
        self.question = question
        self.item = item
        self.id = question.id
        self.kind = question.kind
        self.entry = f"question/{question.id}"
        """Its name in `Finding.entry`."""
        # Plain attributes, as nearly every rule asks for them: a cached property is slower.
        self.authored = tuple(question.texts())
        """Every text of the question, with its markup."""
        self.texts = tuple([_plain(text) for text in self.authored if text.role not in _NO_PROSE])
        """Every text of the author, without markup, in the order of the kind's fields."""
        self.text = "\n".join([text.text for text in self.texts])
        """All its texts, joined."""
        self.stem = without_markup(item.stem)
        """The stem as printed: the author's, or the kind's own."""
        self._by_role: dict[TextRole, tuple[AuthoredText, ...]] = {}
        for text in self.texts:
            self._by_role[text.role] = (*self._by_role.get(text.role, ()), text)
        self.keys = self.of("key")
        """The right answers that the author wrote; none if the key is a name from a fixed list."""
        self.distractors = self.of("distractor")
        """The wrong options that the author wrote."""
        chosen = self.keys and self.distractors and options_of(item.shape)
        self.options = (*self.keys, *self.distractors) if chosen else ()
        """The options that the author wrote as key and distractors, keys first; none if they are a
        fixed list, or statements with a verdict."""

    def of(self, *roles: TextRole) -> tuple[AuthoredText, ...]:
        """The texts that have one of these roles, in the order of the kind's fields."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        return tuple([text for text in self.texts if text.role in roles])

    @once
    def vocabulary(self) -> frozenset[str]:
        """The words of all its texts and of the stem, as `words.vocabulary` cuts them."""
        written = any(text.text == self.stem for text in self.texts)
        return vocabulary(self.text if written else f"{self.text}\n{self.stem}")

    @once
    def option_vocabulary(self) -> frozenset[str]:
        """The words of `options`, as `vocabulary` cuts them."""
        return vocabulary("\n".join([option.text for option in self.options]))

    @once
    def stem_tokens(self) -> list[str]:
        """The words of the stem in order, those in quotation marks too."""
        return coarse_tokens(self.stem)

    @once
    def front_tokens(self) -> list[str]:
        """The words of `front`, in order."""
        return self.stem_tokens if self.front == self.stem else coarse_tokens(self.front)

    @once
    def answers(self) -> tuple[AuthoredText, ...]:
        """The answers that are printed as right: keys, further accepted answers, corrections."""
        return tuple(text for text in self.texts if text.role in _ANSWER)

    @once
    def front(self) -> str:
        """All text that is seen before answering, except options: stem, stimulus, statements."""
        shown = [self.stem, *(without_markup(piece.text) for piece in self.item.stimulus)]
        shown += [text.text for text in self.shown if text.text not in shown]
        return " \n".join(shown)

    @once
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the item cites, in its order."""
        known = self.unit.facts.claims
        return tuple(known[evidence.claim] for evidence in self.item.evidence)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence as printed; ``quote`` is the question's own phrase, if it has one."""
        return self.item.evidence

    @once
    def differences(self) -> tuple[Difference, ...]:
        """The differences of the unit that the question asks about."""
        known = self.unit.facts.differences
        return tuple(known[name] for name in self.question.all_ids("difference"))

    @once
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that the question names in a field of its own."""
        return tuple(self.question.all_ids("source"))

    @once
    def stem_at(self) -> Path:
        """The path of the author's stem; the key ``stem`` if the kind's own stem is used."""
        return next((text.at for text in self.texts if text.role == "stem"), ("stem",))

    @property
    def keyed(self) -> bool:
        """Whether the question has a key, by which an answer is right or wrong."""
        return self.question.keyed

    @once
    def stem_texts(self) -> tuple[AuthoredText, ...]:
        """The printed stem, at the place where its author wrote it."""
        return (AuthoredText(self.stem, "stem", self.stem_at),)

    @once
    def stem_is_statement(self) -> bool:
        """Whether the stem is a statement to be judged true or false, and no question."""
        return self.stem_at != ("stem",)

    @once
    def shown(self) -> tuple[AuthoredText, ...]:
        """The author's texts that are seen before answering, except options."""
        return tuple(text for text in self.texts if text.role in _FRONT)

    @once
    def absent_terms(self) -> tuple[AuthoredText, ...]:
        """The terms that, by the author, no source of the question has."""
        return tuple(text for text in self.authored if text.role == "absent-term")

    @once
    def asks_fact(self) -> bool:
        """Whether it asks for one fact from the sources.

        A question does not if it has several things to tick, match, order or fill in, no key, or a
        difference between claims to name.
        """
        return asks_one_thing(self.item.shape) and self.keyed and not self.differences

    @once
    def asks_speaker(self) -> bool:
        """Whether the answer is a speaker, so that the question cannot name the speaker."""
        return asks_for_one_of(self.item.shape, self.unit.speaker_keys)

    def sibling(self, text: AuthoredText, field: str) -> object:
        """The value of another key in the text's group of keys; None if there is no such key."""
        group: Any = self.question
        for step in text.at[:-1]:
            group = group[step] if isinstance(step, int) else getattr(group, step)
        return getattr(group, field, None)

    @once
    def single(self) -> bool:
        """Whether the author wrote its options, and exactly one of them is right."""
        return bool(self.options) and asks_one_thing(self.item.shape)


def _plain(text: AuthoredText) -> AuthoredText:
    """A text without its markup."""
    if "*" not in text.text and text.text.isascii():  # as most
        return text
    plain = without_markup(text.text)
    return text if plain == text.text else replace(text, text=plain)


class ClaimView:
    """A claim and its unit."""

    def __init__(self, unit: UnitView, claim: Claim) -> None:
        """Wrap a claim of a unit."""
        self.unit = unit
        self.claim = claim

    @property
    def entry(self) -> str:
        """The claim's name in `Finding.entry`."""
        return f"claim/{self.claim.id}"


class DifferenceView:
    """A difference, its claims and its unit."""

    def __init__(self, unit: UnitView, difference: Difference) -> None:
        """Wrap a difference of a unit."""
        self.unit = unit
        self.difference = difference
        self.claims = tuple(unit.facts.claims[name] for name in difference.claims)

    @property
    def entry(self) -> str:
        """The difference's name in `Finding.entry`."""
        return f"difference/{self.difference.id}"


class UnitView:
    """A unit as a whole, with the lookup tables that rules need."""

    entry = "unit"

    def __init__(self, unit: Unit, articles: Mapping[str, str] | None = None) -> None:
        """Wrap a unit; ``articles`` are the articles at hand: source id → text.

        A text that the unit brings is at hand always, and is preferred to another copy.
        """
        self.unit = unit
        self.articles = {**(articles or {}), **unit.texts}
        self.info: UnitFile = unit.info
        self.facts: Facts = unit.facts
        self.words: Language = unit.facts.words
        self.tag = base(unit.info.language)
        """The language of the author's texts, without its region."""

    @once
    def questions(self) -> tuple[QuestionView, ...]:
        """The questions in the author's order."""
        pairs = zip(self.unit.questions, self.unit.items, strict=True)
        return tuple(QuestionView(self, question, item) for question, item in pairs)

    @once
    def by_id(self) -> Mapping[str, QuestionView]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    @once
    def claims(self) -> tuple[ClaimView, ...]:
        """The claims in the author's order."""
        return tuple(ClaimView(self, claim) for claim in self.facts.claims.values())

    @once
    def differences(self) -> tuple[DifferenceView, ...]:
        """The differences in the author's order."""
        return tuple(DifferenceView(self, entry) for entry in self.facts.differences.values())

    @once
    def differences_of(self) -> Mapping[str, tuple[Difference, ...]]:
        """Claim id → the differences that compare the claim."""
        found: dict[str, tuple[Difference, ...]] = {}
        for difference in self.facts.differences.values():
            for claim in difference.claims:
                found[claim] = (*found.get(claim, ()), difference)
        return found

    @once
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Speaker id → the speaker's name, then the aliases."""
        return {
            speaker.id: tuple(dict.fromkeys((speaker.name, *speaker.aliases)))
            for speaker in self.facts.speakers.values()
        }

    @once
    def speaker_keys(self) -> frozenset[str]:
        """The permanent ids of the speakers."""
        return frozenset(speaker.key for speaker in self.facts.speakers.values())

    @once
    def publishers(self) -> Mapping[str, frozenset[str]]:
        """Source id → the speakers who publish or write it, and need not be named in it."""
        return {
            source.id: frozenset(
                speaker.id
                for speaker in self.facts.speakers.values()
                if speaker.side not in ("newsroom", "media")
                and names_one(f"{source.publisher}\n{source.author}", forms(self.names[speaker.id]))
            )
            for source in self.facts.sources.values()
        }

    def tag_of(self, source: str) -> str:
        """The language of the text of a source, without its region."""
        return base(self.facts.sources[source].language)

    @once
    def labels(self) -> tuple[str, ...]:
        """The printed labels of the sources: ``Source A``."""
        return tuple(source.label for source in self.facts.sources.values())

    @once
    def by_label(self) -> Mapping[str, str]:
        """Printed label → the source's id."""
        return {source.label: source.id for source in self.facts.sources.values()}

    def labels_in(self, text: str) -> list[str]:
        """The labels of the sources that a text names, in the order of the sources."""
        lower = text.lower()
        if text.isascii() and not any(word in lower for word in self._label_words):  # for speed
            return []
        return [label for label in self.labels if has_phrase(text, label)]

    @once
    def _label_words(self) -> frozenset[str]:
        """The longest word of each label."""
        return frozenset(max(tokens(label), key=len, default="") for label in self.labels)

    @once
    def terms(self) -> frozenset[str]:
        """The glossary's terms in lower case."""
        return frozenset(entry.term.lower() for entry in self.info.glossary)

    @once
    def proofs(self) -> Mapping[str, Proof]:
        """Source id → its proof: article, fingerprint, both or neither."""
        return proofs(self.facts.sources.values(), self.articles, self.unit.fingerprints)
