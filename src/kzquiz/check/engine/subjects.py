"""What rules look at: the unit, its questions, claims, differences, sheets and cards, prepared.

A view computes each thing once, when a rule first asks for it. Texts are plain (no markup).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, assert_never

from msgspec.structs import replace

from kzquiz.check.engine.words import parted, spoken
from kzquiz.evidence.verifier import Proof, proofs
from kzquiz.generators.anki import SHOWS
from kzquiz.kinds import Facts, Question
from kzquiz.kinds.cloze import BLANK
from kzquiz.kinds.fields import AuthoredText, Path, TextRole
from kzquiz.load import Recipe, Unit
from kzquiz.load.schema import UnitFile
from kzquiz.model import (
    Choice,
    Claim,
    Difference,
    Evidence,
    Gap,
    Item,
    Match,
    Order,
    Quiz,
    Table,
    Text,
)
from kzquiz.quiz.compose import compose, recipes
from kzquiz.quiz.fallback import simplify

__all__ = [
    "AuthoredText",
    "CardView",
    "ClaimView",
    "DifferenceView",
    "Path",
    "QuestionView",
    "QuizView",
    "TextRole",
    "UnitView",
]

# What no rule reads as the author's words: another's, proved by the verifier, or no sentence.
_NOT_READ: frozenset[TextRole] = frozenset({"quotation", "absent-term", "record"})
# What is shown before an answer is given, besides the options of a choice.
_FRONT: frozenset[TextRole] = frozenset({"stem", "statement", "heading", "phrase", "warning"})
_ANSWER: frozenset[TextRole] = frozenset({"key", "accept", "correction"})


class QuestionView:
    """A question: the author's fields, the item it became, and its texts by role."""

    def __init__(self, unit: UnitView, question: Question, item: Item) -> None:
        """Look at a question of a unit; ``item`` is what it was lowered to."""
        self.unit = unit
        self.question = question
        self.item = item
        self.id = question.id
        self.kind = question.kind
        self.entry = f"question/{question.id}"  # its name in `Finding.entry`
        # What nearly every rule asks for is no property: those take longer than what they hold.
        self.texts = tuple(
            replace(text, text=spoken(text.text))
            for text in question.texts()
            if text.role not in _NOT_READ
        )
        """Every text the author wrote, without markup, in the order of the fields of the kind."""
        self.text = "\n".join([text.text for text in self.texts])
        """All its texts in one."""
        self.words = frozenset(parted(self.text))
        """Every word of its texts in lower case; hyphens and apostrophes part words."""

    def of(self, *roles: TextRole) -> tuple[AuthoredText, ...]:
        """The texts with one of these roles."""
        return tuple(text for text in self.texts if text.role in roles)

    @cached_property
    def stem(self) -> str:
        """The question as printed, the kind's own stem where the author wrote none."""
        return spoken(self.item.stem)

    @cached_property
    def stem_tokens(self) -> list[str]:
        """Every word of the stem, quotations and all, in order."""
        return parted(self.stem)

    @cached_property
    def front_tokens(self) -> list[str]:
        """Every word of what is seen before answering, less the options."""
        return self.stem_tokens if self.front == self.stem else parted(self.front)

    @cached_property
    def keys(self) -> tuple[AuthoredText, ...]:
        """The right answers an author wrote (none for kinds whose key is a name from a list)."""
        return self.of("key")

    @cached_property
    def distractors(self) -> tuple[AuthoredText, ...]:
        """The wrong options."""
        return self.of("distractor")

    @cached_property
    def options(self) -> tuple[AuthoredText, ...]:
        """The options that the author wrote, keys first; none where they are a list's."""
        written = isinstance(self.item.shape, Choice) and self.keys
        return (*self.keys, *self.distractors) if written else ()

    @cached_property
    def answers(self) -> tuple[AuthoredText, ...]:
        """What is printed as right: keys, further accepted answers and corrections."""
        return tuple(text for text in self.texts if text.role in _ANSWER)

    @cached_property
    def front(self) -> str:
        """All that is seen before answering, less the options: stem, stimulus, statements."""
        shown = [self.stem, *(spoken(piece.text) for piece in self.item.stimulus)]
        shown += [text.text for text in self.shown if text.text not in shown]
        return " \n".join(shown)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims the item rests on, in its order."""
        found = self.unit.facts.claims
        return tuple(found[evidence.claim] for evidence in self.item.evidence)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence as printed; its ``quote`` is the question's own phrase where it has one."""
        return self.item.evidence

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The differences of the unit that it asks about."""
        found = self.unit.facts.differences
        return tuple(found[name] for name in self.question.named("difference"))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that it names as the ones it asks about."""
        return tuple(self.question.named("source"))

    @cached_property
    def stem_at(self) -> Path:
        """Where the words of its stem are written; the key ``stem`` where it has a standard one."""
        return next((text.at for text in self.texts if text.role == "stem"), ("stem",))

    @property
    def keyed(self) -> bool:
        """Whether there is a key, so that one answer is right and another wrong."""
        return self.question.keyed

    @cached_property
    def stem_is_statement(self) -> bool:
        """Whether its stem is a statement to be judged, and no question."""
        return self.stem_at != ("stem",)

    @cached_property
    def shown(self) -> tuple[AuthoredText, ...]:
        """The author's texts that are seen before answering, less the options."""
        return tuple(text for text in self.texts if text.role in _FRONT)

    @cached_property
    def absent_terms(self) -> tuple[AuthoredText, ...]:
        """The words said to stand in no source that the question is about."""
        return tuple(text for text in self.question.texts() if text.role == "absent-term")

    @cached_property
    def asks_fact(self) -> bool:
        """Whether it asks the sources one thing: nothing to tick one by one, match or fill in."""
        match self.item.shape:
            case Choice(multiple=several):
                one = not several
            case Gap() | Text():
                one = True
            case Match() | Order() | Table():
                one = False
            case _:
                assert_never(self.item.shape)
        return one and self.keyed and not self.differences

    @cached_property
    def asks_speaker(self) -> bool:
        """Whether it is asked who said something, so that the question cannot name the speaker."""
        speakers = self.unit.facts.speakers
        match self.item.shape:
            case Match(targets=asked) | Order(steps=asked):
                return any(one.id in speakers for one in asked)
            case Choice() | Gap() | Table() | Text():
                return False
            case _:
                assert_never(self.item.shape)

    def beside(self, text: AuthoredText, field: str) -> object:
        """The value of another field in the group of keys that a text stands in; None without."""
        group: Any = self.question
        for step in text.at[:-1]:
            group = group[step] if isinstance(step, int) else getattr(group, step)
        return getattr(group, field, None)

    @cached_property
    def single(self) -> bool:
        """Whether it has options that the author wrote, one of them right."""
        shape = self.item.shape
        return isinstance(shape, Choice) and not shape.multiple and bool(self.options)


class ClaimView:
    """A claim and its unit."""

    def __init__(self, unit: UnitView, claim: Claim) -> None:
        """Look at a claim of a unit."""
        self.unit = unit
        self.claim = claim

    @property
    def entry(self) -> str:
        """The claim's name in `Finding.entry`."""
        return f"claim/{self.claim.id}"


class DifferenceView:
    """A difference, its claims and its unit."""

    def __init__(self, unit: UnitView, difference: Difference) -> None:
        """Look at a difference of a unit."""
        self.unit = unit
        self.difference = difference
        self.claims = tuple(unit.facts.claims[name] for name in difference.claims)

    @property
    def entry(self) -> str:
        """The difference's name in `Finding.entry`."""
        return f"difference/{self.difference.id}"


class UnitView:
    """A unit as a whole, with everything rules look up."""

    entry = "unit"

    def __init__(self, unit: Unit, articles: Mapping[str, str] | None = None) -> None:
        """Look at a unit; ``articles`` are the texts at hand by source id."""
        self.unit = unit
        self.articles = dict(articles or {})
        self.info: UnitFile = unit.info
        self.facts: Facts = unit.facts

    @cached_property
    def questions(self) -> tuple[QuestionView, ...]:
        """The questions in the author's order."""
        pairs = zip(self.unit.questions, self.unit.items, strict=True)
        return tuple(QuestionView(self, question, item) for question, item in pairs)

    @cached_property
    def by_id(self) -> Mapping[str, QuestionView]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def claims(self) -> tuple[ClaimView, ...]:
        """The claims in the author's order."""
        return tuple(ClaimView(self, claim) for claim in self.facts.claims.values())

    @cached_property
    def differences(self) -> tuple[DifferenceView, ...]:
        """The differences in the author's order."""
        return tuple(DifferenceView(self, entry) for entry in self.facts.differences.values())

    @cached_property
    def differences_of(self) -> Mapping[str, tuple[Difference, ...]]:
        """Claim id → the differences it is part of."""
        found: dict[str, tuple[Difference, ...]] = {}
        for difference in self.facts.differences.values():
            for claim in difference.claims:
                found[claim] = (*found.get(claim, ()), difference)
        return found

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Speaker id → the ways a text may name it: its name, then its aliases."""
        return {
            speaker.id: tuple(dict.fromkeys((speaker.name, *speaker.aliases)))
            for speaker in self.facts.speakers.values()
        }

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The printed labels of the sources: ``Source A``."""
        return tuple(source.label for source in self.facts.sources.values())

    @cached_property
    def terms(self) -> frozenset[str]:
        """The glossary's terms in lower case."""
        return frozenset(entry.term.lower() for entry in self.info.glossary)

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """Source id → what proves quotations from it: article, fingerprint, both or neither."""
        return proofs(self.facts.sources.values(), self.articles, self.unit.fingerprints)

    @cached_property
    def quizzes(self) -> tuple[QuizView, ...]:
        """The sheets and decks as composed, everything on one sheet first."""
        return tuple(QuizView(self, recipe) for recipe in recipes(self.unit))

    @cached_property
    def cards(self) -> tuple[CardView, ...]:
        """The cards of all decks, each once."""
        found: dict[tuple[str, str], CardView] = {}
        for quiz in self.quizzes:
            if quiz.recipe.output == "deck":
                for question, item in quiz.placed:
                    for piece in simplify(item, SHOWS)[0]:
                        found.setdefault((piece.id, piece.part), CardView(self, question, piece))
        return tuple(found.values())


class QuizView:
    """One recipe of a unit, composed: options shuffled and sections in order, as printed."""

    def __init__(self, unit: UnitView, recipe: Recipe) -> None:
        """Look at a recipe of a unit."""
        self.unit = unit
        self.recipe = recipe

    @property
    def entry(self) -> str:
        """Findings about a sheet as a whole point into unit.yaml."""
        return "unit"

    @cached_property
    def quiz(self) -> Quiz:
        """The composed quiz."""
        return compose(self.unit.unit, self.recipe)

    @cached_property
    def at(self) -> Path:
        """The path of the recipe in unit.yaml; empty where kzquiz made it up."""
        ids = [entry.id for entry in self.unit.info.recipes]
        return ("recipes", ids.index(self.recipe.id)) if self.recipe.id in ids else ()

    @cached_property
    def placed(self) -> tuple[tuple[QuestionView, Item], ...]:
        """Each question with its item as presented (options shuffled), in printed order."""
        by_id = self.unit.by_id
        return tuple((by_id[item.id], item) for item in self.quiz.items)

    @cached_property
    def questions(self) -> tuple[QuestionView, ...]:
        """The questions in printed order."""
        return tuple(question for question, _ in self.placed)


class CardView:
    """One flashcard of a deck: a question, or the piece of one that `kzquiz.quiz.fallback` made."""

    def __init__(self, unit: UnitView, question: QuestionView, item: Item) -> None:
        """Look at a card; ``item`` is what is on it."""
        self.unit = unit
        self.question = question
        self.item = item

    @property
    def entry(self) -> str:
        """Findings point at the question."""
        return self.question.entry

    @cached_property
    def front(self) -> str:
        """Stem and stimulus, with their labels; a gap as a line."""
        whole = self.item.stem == self.question.item.stem
        shown = [self.question.stem if whole else spoken(self.item.stem)]
        shown += [f"{piece.label}: {spoken(piece.text)}" for piece in self.item.stimulus]
        if isinstance(self.item.shape, Gap):
            pieces = self.item.shape.pieces
            shown.append("".join(p if isinstance(p, str) else BLANK for p in pieces))
        return " \n".join(shown)

    @cached_property
    def printed(self) -> str:
        """The front as the deck prints it: a scale's instruction stands there too."""
        shape = self.item.shape
        scale = isinstance(shape, Choice) and shape.fixed
        return f"{spoken(self.item.instruction)} {self.front}" if scale else self.front

    @property
    def stem_at(self) -> Path:
        """Where the author wrote what a card made of the whole question asks."""
        return () if self.item.part or self.question.question.stem is None else ("stem",)

    @cached_property
    def answer(self) -> str:
        """The key alone; empty for a shape that no card shows."""
        match self.item.shape:
            case Choice(options=options):
                right = [option.text for option in options if option.correct]
            case Gap(pieces=pieces):
                right = [piece.answer for piece in pieces if not isinstance(piece, str)]
            case Text(answers=answers):
                right = [*answers[:1]]
            case Match() | Order() | Table():
                right = []
            case _:
                assert_never(self.item.shape)
        return " · ".join(spoken(text) for text in right)
