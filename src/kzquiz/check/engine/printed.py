"""What rules on print run on: the sheets and decks of a unit as composed, and their cards."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from kzquiz.check.engine.once import once
from kzquiz.check.engine.shapes import is_scale
from kzquiz.check.engine.subjects import Path, QuestionView, UnitView
from kzquiz.check.engine.words import without_markup
from kzquiz.generators.anki import SHOWS
from kzquiz.load import Recipe
from kzquiz.model import BLANK, Choice, Gap, Item, Match, Order, Quiz, Table, Text
from kzquiz.quiz.compose import compose, recipes
from kzquiz.quiz.fallback import simplify

__all__ = ["CardView", "QuizView", "cards", "quizzes"]


class QuizView:
    """A sheet or deck of a unit as printed: options shuffled, sections in order."""

    def __init__(self, unit: UnitView, recipe: Recipe) -> None:
        """Wrap the quiz that a recipe makes of a unit."""
        self.unit = unit
        self.recipe = recipe

    @property
    def entry(self) -> str:
        """Findings on a sheet as a whole point into unit.yaml."""
        return "unit"

    @once
    def quiz(self) -> Quiz:
        """The composed quiz."""
        return compose(self.unit.unit, self.recipe)

    @once
    def at(self) -> Path:
        """The path of the recipe in unit.yaml; empty if it is one of kzquiz's own."""
        ids = [entry.id for entry in self.unit.info.recipes]
        return ("recipes", ids.index(self.recipe.id)) if self.recipe.id in ids else ()

    @once
    def placed(self) -> tuple[tuple[QuestionView, Item], ...]:
        """Each question with its item as printed (options shuffled), in printed order."""
        by_id = self.unit.by_id
        return tuple((by_id[item.id], item) for item in self.quiz.items)

    @once
    def questions(self) -> tuple[QuestionView, ...]:
        """The questions in printed order."""
        return tuple(question for question, _ in self.placed)


class CardView:
    """A flashcard of a deck: a question, or a part of one (see `kzquiz.quiz.fallback`)."""

    def __init__(self, unit: UnitView, question: QuestionView, item: Item) -> None:
        """Wrap a card; ``item`` is what it shows."""
        self.unit = unit
        self.question = question
        self.item = item

    @property
    def entry(self) -> str:
        """Findings on a card point at its question."""
        return self.question.entry

    @once
    def front(self) -> str:
        """The front of the card: stem, then stimulus with its labels; a gap is ``____``."""
        whole = self.item.stem == self.question.item.stem
        shown = [self.question.stem if whole else without_markup(self.item.stem)]
        shown += [f"{piece.label}: {without_markup(piece.text)}" for piece in self.item.stimulus]
        match self.item.shape:
            case Gap(pieces=pieces):
                shown.append("".join(p if isinstance(p, str) else BLANK for p in pieces))
            case Choice() | Text() | Match() | Order() | Table():
                pass  # their options, prompts and cells are no part of the front's text
            case _:
                assert_never(self.item.shape)
        return " \n".join(shown)

    @once
    def printed(self) -> str:
        """The front as the deck prints it; a scale has its instruction first."""
        if not is_scale(self.item.shape):
            return self.front
        return f"{without_markup(self.item.instruction)} {self.front}"

    @property
    def stem_at(self) -> Path:
        """The path of the author's stem; empty for part of a question or the kind's own stem."""
        return () if self.item.part or self.question.question.stem is None else ("stem",)

    @once
    def answer(self) -> str:
        """The key of the card; empty for a shape that no card shows."""
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
        return " · ".join(without_markup(text) for text in right)


@lru_cache(maxsize=1)
def quizzes(unit: UnitView) -> tuple[QuizView, ...]:
    """The sheets and decks as composed; the sheet with all questions is first."""
    return tuple(QuizView(unit, recipe) for recipe in recipes(unit.unit))


@lru_cache(maxsize=1)
def cards(unit: UnitView) -> tuple[CardView, ...]:
    """The cards of all decks, without repeats."""
    found: dict[tuple[str, str], CardView] = {}
    for quiz in quizzes(unit):
        if quiz.recipe.output == "deck":
            for question, item in quiz.placed:
                for piece in simplify(item, SHOWS)[0]:
                    found.setdefault((piece.id, piece.part), CardView(unit, question, piece))
    return tuple(found.values())
