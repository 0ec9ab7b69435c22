"""How a defect is planted: one small function for each, laid over one entry of a unit in memory.

A mutator is a generator function whose docstring names the defect. For a question, claim or
difference it yields the fields that change, once for each way to plant the defect; for a unit it
yields units. Nothing is yielded where the defect does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec.structs import replace
from pydantic import ValidationError

from kzquiz import kinds
from kzquiz.check.engine.assertions import assertions
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.text_roles import said
from kzquiz.kinds import Question
from kzquiz.load import Recipe, Unit
from kzquiz.model import Claim, Difference

Changes = Mapping[str, Any]
Path = tuple[str | int, ...]
_SEED = "seed-"
_DECK = (Recipe("deck", "Cards", output="deck"),)
_Some = TypeVar("_Some")


@dataclass(frozen=True, slots=True)
class Mutator:
    """A defect of one kind, the rule that has to find it, and how it is planted.

    ``scope`` is what ``plants`` takes besides the unit: question, claim, difference or nothing.
    ``setting`` is where a question is seen: ``alone``, or on the cards of a ``deck``.
    """

    code: str
    scope: str
    setting: str
    among: tuple[str, ...]
    seeds: bool
    plants: Callable[..., Iterator[Any]]

    @property
    def defect(self) -> str:
        """The defect in a few words."""
        return (self.plants.__doc__ or "").split("\n", 1)[0].rstrip(".")


MUTATORS: list[Mutator] = []
Function = Callable[..., Iterator[Any]]


def mutator(
    code: str, scope: str, *among: str, setting: str = "alone", seeds: bool = False
) -> Callable[[Function], Function]:
    """Register a mutator; ``among`` are the kinds of question it applies to, all where empty.

    With ``seeds`` it is also applied to plain questions made from the figures of the claims.
    """

    def register(plants: Function) -> Function:
        MUTATORS.append(Mutator(code, scope, setting, among, seeds, plants))
        return plants

    return register


# --- planting -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mutant:
    """A unit with one defect, the same unit without it, and where the defect was planted."""

    where: str
    sound: Unit
    spoilt: Unit


def mutants(unit: Unit, mutator: Mutator) -> Iterator[Mutant]:
    """Plant a defect everywhere it applies; a mutant that the loader would refuse is left out."""
    match mutator.scope:
        case "question":
            yield from _of_questions(unit, mutator)
        case "unit":
            for number, spoilt in enumerate(mutator.plants(unit), 1):
                yield Mutant(f"unit {number}", unit, spoilt)
        case scope:
            bare = replace(unit, questions=(), items=(), recipes=())
            held = getattr(unit.facts, f"{scope}s")
            for entry in held.values():
                for changes in mutator.plants(unit, entry):
                    laid = {scope + "s": {**held, entry.id: replace(entry, **changes)}}
                    spoilt = replace(bare, facts=replace(unit.facts, **laid))
                    yield Mutant(f"{scope} {entry.id}: {changes}", bare, spoilt)


def _of_questions(unit: Unit, mutator: Mutator) -> Iterator[Mutant]:
    for question in (*unit.questions, *(seeds(unit) if mutator.seeds else ())):
        if mutator.among and question.kind not in mutator.among:
            continue
        sound = _seen(unit, question, mutator.setting)
        for changes in mutator.plants(unit, question):
            if spoilt := changed(unit, question, changes):
                where = f"question {question.id}: {_shown(changes)}"
                yield Mutant(where, sound, _seen(unit, spoilt, mutator.setting))


def _shown(changes: Changes) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in changes.items())


def changed(unit: Unit, question: Question, changes: Changes) -> Question | None:
    """A question with other fields; None where the loader would refuse it."""
    try:
        return type(question).model_validate(question.model_dump() | changes, context=unit.facts)
    except ValidationError:
        return None


def _seen(unit: Unit, question: Question, setting: str) -> Unit:
    """What the rule gets to see: the question alone, in no recipe or on the cards of a deck."""
    recipes = _DECK if setting == "deck" else ()
    return replace(
        unit, questions=(question,), items=(question.lower(unit.facts),), recipes=recipes
    )


# --- seeds: sound questions on the figures of claims --------------------------------------------


def seeds(unit: Unit) -> tuple[Question, ...]:
    """For every figure of the claims a short-answer and, for numbers, a choice that ask for it."""
    return tuple(seed for claim in unit.facts.claims.values() for seed in _asking(unit, claim))


def _asking(unit: Unit, claim: Claim) -> Iterator[Question]:
    figure, label = claim.figure, unit.facts.sources[claim.source].label
    if figure is None:
        return
    speaker = unit.facts.speakers[claim.speakers[0]].name
    common = {
        "skill": ["figures"],
        "level": "core",
        "stem": f"Which figure does {speaker} give for {figure.category}, according to {label} "
        f"({claim.as_of or 'time not stated'})?",
        "key": str(figure),
        "feedback": f"The figure stands in paragraph {claim.paragraph} and keeps its qualifier.",
        "evidence": [claim.id],
    }
    short = common | {"id": f"{_SEED}{claim.id}", "kind": "short-answer"}
    yield kinds.kind("short-answer").model_validate(short, context=unit.facts)
    if figure.value:
        wrong = [
            {"text": str(replace(figure, value=value)), "role": "no-support", "why": "Not given."}
            for value in (figure.value * 3 + 1, figure.value * 7 + 2)
        ]
        choice = common | {"id": f"{_SEED}{claim.id}-2", "kind": "choice", "distractors": wrong}
        yield kinds.kind("choice").model_validate(choice, context=unit.facts)


# --- what mutators are made of ------------------------------------------------------------------


def rotated(variants: Sequence[_Some], name: str, count: int) -> Iterable[_Some]:
    """Some of many variants, others for each name: all of them occur over a unit."""
    start = sum(name.encode()) % len(variants)
    return [variants[(start + step) % len(variants)] for step in range(min(count, len(variants)))]


def told(question: Question, sentence: str) -> Changes:
    """A sentence more in the feedback."""
    return {"feedback": f"{question.feedback} {sentence}"}


def asked(question: Question) -> tuple[str, str]:
    """The field that asks, and its text; two empty texts where the kind asks by itself."""
    for name in ("statement", "stem", "text"):
        if text := getattr(question, name, None):
            return name, text
    return "", ""


def texts(question: Question, *roles: str) -> Iterator[tuple[Path, str]]:
    """The texts with one of these roles, as the author wrote them, and their paths."""
    seen = set()
    fields = question.model_dump()
    for entry in said(question):
        if entry.role in roles and entry.at not in seen:
            seen.add(entry.at)
            value: Any = fields
            for step in entry.at:
                value = value[step]
            yield entry.at, value


def with_text(question: Question, at: Path, text: str) -> Changes:
    """The fields of a question that change where one text is another."""
    first, *rest = at
    fields = {first: deepcopy(question.model_dump()[first])}
    value: Any = fields
    for step in (first, *rest)[:-1]:
        value = value[step]
    value[at[-1]] = text
    return fields


def wrong_options(question: Question) -> list[tuple[Path, str]]:
    """The paths and texts of the wrong options of a choice or select-all."""
    return list(texts(question, "distractor"))


def as_option(question: Question, text: str) -> Iterator[Changes]:
    """The last wrong option replaced by another text, no option pinned to the end."""
    if options := wrong_options(question):
        changes = dict(with_text(question, options[-1][0], text))
        if question.kind == "choice":
            changes["last"] = None
        yield changes


def cited(unit: Unit, question: Question) -> tuple[Claim, ...]:
    """The claims a question rests on."""
    item = question.lower(unit.facts)
    return tuple(unit.facts.claims[evidence.claim] for evidence in item.evidence)


def names(unit: Unit, claims: Iterable[Claim]) -> list[str]:
    """Every name of every speaker of the claims, the longest first."""
    speakers = [unit.facts.speakers[name] for claim in claims for name in claim.speakers]
    found = {name for speaker in speakers for name in (speaker.name, *speaker.aliases)}
    return sorted(found, key=len, reverse=True)


def without(text: str, words: Iterable[str], instead: str) -> str:
    """A text in which something else stands for each of the words, whatever their case."""
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", instead, text, flags=re.IGNORECASE)
    return text


def sharing(unit: Unit, question: Question) -> Iterator[Difference]:
    """The differences of which a question cites two claims or more."""
    ids = {claim.id for claim in cited(unit, question)}
    for difference in unit.facts.differences.values():
        if len(ids.intersection(difference.claims)) > 1:
            yield difference


def stated(unit: Unit, question: Question) -> Iterator[tuple[Claim, Path, str]]:
    """Where a text given out as true holds the figure of one of its claims."""
    one = replace(unit, questions=(question,), items=(question.lower(unit.facts),))
    for entry in assertions(QuestionView(UnitView(one), question, one.items[0])):
        if entry.role == "accept":
            continue
        raw = next(text for at, text in _everything(question) if at == entry.at)
        for claim in entry.claims:
            if claim.figure:
                yield claim, entry.at, raw


def _everything(question: Question) -> Iterator[tuple[Path, str]]:
    roles = ("stem", "statement", "key", "accept", "correction")
    yield from texts(question, *roles)


def labels(unit: Unit) -> list[str]:
    """The printed labels of the sources."""
    return [source.label for source in unit.facts.sources.values()]


def unnamed(text: str, alike: Iterable[str]) -> str:
    """A text that no longer says which source it means."""
    any_of = "|".join(alike)
    text = re.sub(rf",? (?:according to|going by)(?: paragraph \d+ of)? (?:{any_of})", "", text)
    return re.sub(rf"(?:{any_of})(?:, paragraph \d+)?", "the report", text)
