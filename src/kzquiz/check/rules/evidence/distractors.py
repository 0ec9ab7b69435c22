"""EV: distractors are wrong, and say where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.numbers import numbers, of_figure
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView, UnitView
from kzquiz.check.engine.words import bare, has_any, has_phrase
from kzquiz.model import Claim
from kzquiz.problems import Severity

_PLACE = expression(
    r"\b(?:paragraphs?|pars?\.?|headline|sub-heading)\s*\d*|\bsource [a-z]\b", re.IGNORECASE
)


@rule("EV12", "warning", QuestionView, worst="error")
def distractor_true_elsewhere(question: QuestionView) -> Iterator[Finding]:
    """A wrong option is right: a figure of the same thing, or another name of the right speaker.

    Another name of the right speaker is an error. A figure that another source or an earlier
    paragraph gives for the same category is wrong only if the question says which source, speaker,
    place or time it means: a warning, as the question may say it in other words. The role of a
    figure of another source is “other-source”.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes, according to the fire service?

    Good:
        question:
          id: choice-left
          stem: >-
            How many people had left their homes on Monday night, according to the fire service in
            Source A?
    """
    if not question.single:
        return
    speaker = _speaker_names(question.unit).get(bare(question.keys[0].text))
    for said in question.distractors:
        yield from _other_figure(question, said)
        if speaker and speaker == _speaker_names(question.unit).get(bare(said.text)):
            yield _true(said, f"it is another name of “{question.keys[0].text}”", "error")


@rule("EV28", "hint", QuestionView)
def distractor_without_place(question: QuestionView) -> Iterator[Finding]:
    """The reason of a distractor from another passage or source does not say where it is from.

    A learner who ticked it wants to see where it stands (STARC: distractors have a provenance).

    Bad:
        alone: true
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: Twelve is the number of boats.}
            - {text: more than 350, role: other-source, why: "Source B, a day later."}

    Good:
        alone: true
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: "The number of boats (paragraph 4)."}
            - {text: more than 350, role: other-source, why: "Source B, a day later."}
    """
    for why in question.of("why"):
        elsewhere = question.beside(why, "role") in {"other-span", "other-source"}
        if elsewhere and not _PLACE.search(why.text):
            yield Finding(
                "the reason does not say where the wrong answer is from",
                "name the paragraph",
                why.at,
            )


# --- figures and names --------------------------------------------------------------------------


def _other_figure(question: QuestionView, said: AuthoredText) -> Iterator[Finding]:
    values = {(number.value, number.qualifier) for number in numbers(said.text)}
    if not values:
        return
    asked = {(c.source, c.figure.category) for c in _asked(question) if c.figure}
    shown = question.front.lower()
    categories = {category for _, category in asked}
    for claim in _figures(question.unit):
        figure = claim.figure
        if figure is None or figure.category not in categories or claim in _asked(question):
            continue
        if not values & {(number.value, number.qualifier) for number in of_figure(figure)}:
            continue
        if _told_apart(question, claim, _asked(question)):
            continue
        label = question.unit.facts.sources[claim.source].label
        named = any(question.unit.facts.sources[s].label.lower() in shown for s, _ in asked)
        same = (claim.source, figure.category) in asked
        if same and not (claim.as_of and claim.as_of.lower() not in shown):
            yield _true(said, f"{label}, paragraph {claim.paragraph}, gives it for the same thing")
        elif not same and not (named and label.lower() not in shown):
            yield _true(said, f"{label} gives it, and the question names no other source")
        elif not same and (role := question.beside(said, "role")) != "other-source":
            yield Finding(
                f"{label} gives “{said.text}” for the same thing; the role is “{role}”",
                "write “role: other-source”",
                (*said.at[:-1], "role"),
            )


def _told_apart(question: QuestionView, claim: Claim, asked: Iterable[Claim]) -> bool:
    """Whether the question names the speaker or the place asked about, and not those of a claim.

    “How many, according to the police?” asks for no figure of the ministry, in any source.
    """
    shown, names = question.front, question.unit.names
    for right in asked:
        speaker, other = right.speakers[0], claim.speakers[0]
        said = has_any(shown, names[speaker]) and not has_any(shown, names[other])
        place = right.figure.place if right.figure else ""
        there = claim.figure.place if claim.figure else ""
        placed = place and there and has_phrase(shown, place) and not has_phrase(shown, there)
        if (speaker != other and said) or placed:
            return True
    return False


def _true(said: AuthoredText, why: str, severity: Severity | None = None) -> Finding:
    message = f"the wrong option “{said.text}” is true: {why}"
    advice = "name the source or the time in the question, or take another distractor"
    return Finding(message, advice, said.at, severity=severity)


@lru_cache(maxsize=16)
def _asked(question: QuestionView) -> tuple[Claim, ...]:
    """The claims whose figure the key gives."""
    given = {number.value for said in question.keys for number in numbers(said.text)}
    return tuple(
        claim
        for claim in question.claims
        if claim.figure and given & {number.value for number in of_figure(claim.figure)}
    )


@lru_cache(maxsize=2)
def _figures(unit: UnitView) -> tuple[Claim, ...]:
    return tuple(claim for claim in unit.facts.claims.values() if claim.figure)


@lru_cache(maxsize=2)
def _speaker_names(unit: UnitView) -> dict[str, str]:
    """Every name of every speaker, as `bare` gives it → the speaker's id."""
    return {bare(name): speaker for speaker, names in unit.names.items() for name in names}
