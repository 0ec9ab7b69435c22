"""Defects of evidence: right and wrong answers, verdicts, the sources themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace
from mutating import (
    Changes,
    as_option,
    asked,
    cited,
    labels,
    mutator,
    sharing,
    told,
    unnamed,
    with_text,
)

from kzquiz.check.engine.words import content, tok
from kzquiz.kinds import Question
from kzquiz.load import Recipe, Unit
from kzquiz.model import DIFFERENCE_NAMES, Difference
from kzquiz.quiz.compose import compose

_LEAST = 2

# --- answers and options ------------------------------------------------------------------------


@mutator("EV12", "question", "choice", seeds=True)
def distractor_true_elsewhere(unit: Unit, question: Question) -> Iterator[Changes]:
    """Wrong option with the figure another source gives, and the question names no source."""
    for claim in cited(unit, question):
        for other in unit.facts.claims.values():
            one, two = claim.figure, other.figure
            if one is None or two is None or one.value is None or two.value is None:
                continue
            same = one.category == two.category and claim.source != other.source
            if same and str(one) in question.key and str(one) != str(two):
                name, text = asked(question)
                for option in as_option(question, str(two)):
                    yield {**option, name: unnamed(text, labels(unit))}


@mutator("EV12", "question", "choice", seeds=True)
def true_elsewhere_misnamed(unit: Unit, question: Question) -> Iterator[Changes]:
    """Wrong option with the figure of another source, passed off as a misreading."""
    for changes in distractor_true_elsewhere(unit, question):
        yield {name: value for name, value in changes.items() if name != "stem"}


@mutator("EV12", "question", "choice")
def right_speaker_as_distractor(unit: Unit, question: Question) -> Iterator[Changes]:
    """Wrong option with another name of the speaker who is the key."""
    for speaker in unit.facts.speakers.values():
        known = (speaker.name, *speaker.aliases)
        if question.key.lower() in (name.lower() for name in known):
            for name in known:
                if name.lower() != question.key.lower():
                    yield from as_option(question, name)


@mutator("EV14", "question", "true-false-not-stated", "missing")
def absent_term_present(unit: Unit, question: Question) -> Iterator[Changes]:
    """Term that is said to be absent, and stands in the source."""
    source = getattr(question, "source", "a")
    quotes = [c.quote for c in unit.facts.claims.values() if c.source == source and c.quote]
    words = [quote.split()[0] for quote in quotes] + [" ".join(q.split()[:2]) for q in quotes]
    fields = question.model_dump()
    terms = fields.get("absent_terms")
    for word in dict.fromkeys(word.strip('“”",.') for word in words):
        if terms:
            yield {"absent_terms": [*terms, word]}
        elif question.kind == "missing" and fields["points"][0]["absent_terms"]:
            first, *rest = fields["points"]
            point = {**first, "absent_terms": [*first["absent_terms"], word]}
            yield {"points": [point, *rest]}


@mutator("EV15", "question", "choice", "short-answer", "cloze")
def answer_in_its_question(_: Unit, question: Question) -> Iterator[Changes]:
    """Key that stands in its own question."""
    name, text = asked(question)
    key = getattr(question, "key", "") or text.partition("[[")[2].partition("]]")[0].split("|")[0]
    key = key.rstrip(".")
    yield {name: f"A reader thinks of this: {key}. {text}"}
    yield {name: f"{text} (It has to do with {key.upper()}.)"}


@mutator("EV16", "unit")
def answer_given_away(unit: Unit) -> Iterator[Unit]:
    """Key of a question printed in the stem of its neighbour on the sheet."""
    said_by = [
        {word for name in (speaker.name, *speaker.aliases) for word in tok(name)}
        for speaker in unit.facts.speakers.values()
    ]
    for recipe in unit.recipes:
        sheet = compose(unit, recipe)
        by_id = {question.id: question for question in unit.questions}
        asked_for = [by_id[item.id] for item in sheet.items if recipe.output == "sheet"]
        for number, question in enumerate(asked_for):
            key = getattr(question, "key", "").rstrip(".")
            # “It may grow” elsewhere on the sheet may be about anything.
            if question.kind not in {"choice", "short-answer"} or len(content(key)) < _LEAST:
                continue
            words = {word.removesuffix("'s") for word in tok(key)} - {"the"}
            if any(words <= name for name in said_by):  # that a speaker is named tells nothing
                continue
            for other in (number - 1, number + 1):
                if 0 <= other < len(asked_for) and getattr(asked_for[other], "stem", None):
                    yield _with_stem(unit, asked_for[other], f"We know: {key}.", recipe)


def _with_stem(unit: Unit, question: Question, before: str, recipe: Recipe) -> Unit:
    new = question.model_copy(update={"stem": f"{before} {asked(question)[1]}"})
    questions = tuple(new if one.id == new.id else one for one in unit.questions)
    items = tuple(new.lower(unit.facts) if item.id == new.id else item for item in unit.items)
    return replace(unit, questions=questions, items=items, recipes=(recipe,))


@mutator("EV27", "question", "choice", "short-answer")
def outside_name(_: Unit, question: Question) -> Iterator[Changes]:
    """Key with a name that no source has, not marked as outside knowledge."""
    key = getattr(question, "key", "").rstrip(".")
    for name in ("Karim Massimov", "Nur-Sultan", "General Turgumbayev", "the Kremlin"):
        yield {"key": f"{key}, with {name}"}


# --- verdicts -----------------------------------------------------------------------------------


@mutator("EV23", "difference")
def update_reversed(unit: Unit, difference: Difference) -> Iterator[Changes]:
    """Later update with the newer claim first, where the times of both name a day."""
    times = [unit.facts.claims[name].as_of for name in difference.claims]
    if difference.kind == "later-update" and all("day" in time for time in times):
        yield {"claims": difference.claims[::-1]}


@mutator("EV23", "unit")
def update_without_time(unit: Unit) -> Iterator[Unit]:
    """Later update with a claim that has no time."""
    for difference in unit.facts.differences.values():
        for name in difference.claims if difference.kind == "later-update" else ():
            bare = replace(unit.facts.claims[name], as_of="")
            facts = replace(unit.facts, claims={**unit.facts.claims, name: bare})
            yield replace(unit, facts=facts, questions=(), items=())


@mutator("EV23b", "question", "order")
def events_exchanged(unit: Unit, question: Question) -> Iterator[Changes]:
    """Order with two neighbours exchanged whose claims name different days."""
    events = question.model_dump()["events"]
    for at in range(len(events) - 1):
        days = [
            re.search(r"\w+day\b", unit.facts.claims[event["claim"]].as_of)
            for event in events[at : at + 2]
        ]
        if all(days) and len({day[0] for day in days if day}) > 1:
            moved = [*events[:at], events[at + 1], events[at], *events[at + 2 :]]
            yield {"events": moved}


@mutator("EV24", "question", "choice", "short-answer")
def verdict_against_difference(unit: Unit, question: Question) -> Iterator[Changes]:
    """Key that gives two claims another kind of difference than the unit."""
    for difference in sharing(unit, question):
        right = (difference.kind, *difference.also)
        for kind, name in DIFFERENCE_NAMES.items():
            if kind not in right:
                yield {"key": f"a {name.lower()}"}
        if "true-conflict" not in right:
            yield {"key": "One source contradicts the other"}


@mutator("EV24", "question")
def rejected_reading(unit: Unit, question: Question) -> Iterator[Changes]:
    """Feedback that gives a reading which the unit rejects."""
    for difference in sharing(unit, question):
        for reading in difference.reject:
            yield {"feedback": reading}


@mutator("EV24", "question")
def rejected_reading_added(unit: Unit, question: Question) -> Iterator[Changes]:
    """Feedback that ends with a reading which the unit rejects."""
    for difference in sharing(unit, question):
        for reading in difference.reject:
            yield told(question, reading)


@mutator("EV26", "question")
def agreement_as_corroboration(unit: Unit, question: Question) -> Iterator[Changes]:
    """Feedback that calls confirmed by two what has one origin."""
    claims = cited(unit, question)
    ids = {claim.id for claim in claims}
    agreed = any(
        entry.origin == "same" and len(ids.intersection(entry.claims)) > 1
        for entry in unit.info.agreements
    )
    sources: dict[str, set[str]] = {}
    for claim in claims:
        sources.setdefault(claim.speakers[0], set()).add(claim.source)
    if agreed or any(len(held) > 1 for held in sources.values()):
        for sentence in (
            "Both sources confirm it.",
            "It is confirmed by two newsrooms.",
            "Two independent newsrooms have it.",
            "It has been independently confirmed.",
            "One source confirms the other.",
        ):
            yield told(question, sentence)


@mutator("EV30", "question", "classify")
def category_against_status(_: Unit, question: Question) -> Iterator[Changes]:
    """Statement put into each of the three wrong categories."""
    for number, statement in enumerate(question.model_dump()["statements"]):
        for key in ("reported-fact", "claim", "judgement", "prediction"):
            if key != statement["key"]:
                yield with_text(question, ("statements", number, "key"), key)


@mutator("EV31", "question", "how-confirmed")
def ground_against_chain(_: Unit, question: Question) -> Iterator[Changes]:
    """Statement given each of the grounds that its claims do not show."""
    for number, statement in enumerate(question.model_dump()["statements"]):
        for key in (
            "different-origins",
            "same-origin",
            "officials-only",
            "witnesses-only",
            "newsroom-only",
            "said-unconfirmed",
        ):
            # That officials alone stand behind one origin is true as well.
            if (statement["key"], key) != ("same-origin", "officials-only") and (
                key != statement["key"]
            ):
                yield with_text(question, ("statements", number, "key"), key)


@mutator("EV19", "unit")
def source_changed(unit: Unit) -> Iterator[Unit]:
    """Source with another SHA-256 or another count of paragraphs than its fingerprint."""
    for source in unit.facts.sources.values():
        for new in (
            replace(source, sha256="0" * 64),
            replace(source, paragraphs=source.paragraphs + 1),
        ):
            facts = replace(unit.facts, sources={**unit.facts.sources, source.id: new})
            yield replace(unit, facts=facts, questions=(), items=())
