"""Rules on distractors: they are wrong, and say which passage they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import bare, has_any, has_phrase
from kzquiz.expressions import expression
from kzquiz.model import Claim
from kzquiz.numbers import figure_numbers, numbers
from kzquiz.problems import Severity

_PLACE = expression(
    r"\b(?:paragraphs?|pars?\.?|headline|sub-heading)\s*\d*|\bsource [a-z]\b", re.IGNORECASE
)
_CLOCK = expression(r"\b\d{1,2}:\d\d\b")


@rule("EV12", "warning", QuestionView, worst="error")
def distractor_true_elsewhere(question: QuestionView) -> Iterator[Finding]:
    """A distractor is right as well: it is another name of the key, or another count of the same.

    Another name of the speaker who is the key is an error. A figure that the unit has for the same
    category is wrong only if the question says which source, speaker, place or time it means. That
    is a warning, as the question may say it in words that the rule does not know. A figure of
    another source has the role “other-source”.

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
    for option in question.distractors:
        yield from _other_figure(question, option)
        if speaker and speaker == _speaker_names(question.unit).get(bare(option.text)):
            yield _true_option(option, f"it is another name of “{question.keys[0].text}”", "error")


@rule("EV28", "hint", QuestionView, lists=("sources",))
def distractor_without_place(question: QuestionView) -> Iterator[Finding]:
    """A distractor is from another passage or source, and its reason does not say which.

    A learner who ticked it wants to look it up (STARC: a distractor has a place in the text).

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
        elsewhere = question.sibling(why, "role") in {"other-span", "other-source"}
        place = in_tongue(_PLACE, question.unit.tag, "sources")
        named = place.search(why.text) or _CLOCK.search(why.text)
        if elsewhere and not named and not question.unit.labels_in(why.text):
            yield Finding(
                "the reason does not say where the wrong answer is from",
                "name the paragraph, or in a recording the time",
                why.at,
            )


# --- figures and names --------------------------------------------------------------------------


def _other_figure(question: QuestionView, option: AuthoredText) -> Iterator[Finding]:
    values = {(number.value, number.qualifier) for number in numbers(option.text)}
    if not values:
        return
    asked = {(c.source, c.figure.category) for c in _asked(question) if c.figure}
    shown = question.front.lower()
    categories = {category for _, category in asked}
    for claim in _figures(question.unit):
        figure = claim.figure
        if figure is None or figure.category not in categories or claim in _asked(question):
            continue
        if not values & {(number.value, number.qualifier) for number in figure_numbers(figure)}:
            continue
        if _excluded_by_question(question, claim, _asked(question)):
            continue
        source = question.unit.facts.sources[claim.source]
        label = source.label
        named = any(question.unit.facts.sources[s].label.lower() in shown for s, _ in asked)
        same = (claim.source, figure.category) in asked
        if same and not (claim.as_of and claim.as_of.lower() not in shown):
            yield _true_option(
                option, f"{label}, {source.passage(claim.paragraph)}, gives it for the same thing"
            )
        elif not same and not (named and label.lower() not in shown):
            yield _true_option(option, f"{label} gives it, and the question names no other source")
        elif not same and (role := question.sibling(option, "role")) != "other-source":
            yield Finding(
                f"{label} gives “{option.text}” for the same thing; the role is “{role}”",
                "write “role: other-source”",
                (*option.at[:-1], "role"),
            )


def _excluded_by_question(question: QuestionView, claim: Claim, asked: Iterable[Claim]) -> bool:
    """Whether the question names the speaker or the place of the key, and not those of a claim.

    “How many, according to the police?” asks for no figure of the ministry, in any source.
    """
    shown, names = question.front, question.unit.names
    for right in asked:
        speaker, other = right.speakers[0], claim.speakers[0]
        by_speaker = has_any(shown, names[speaker]) and not has_any(shown, names[other])
        place = right.figure.place if right.figure else ""
        there = claim.figure.place if claim.figure else ""
        by_place = place and there and has_phrase(shown, place) and not has_phrase(shown, there)
        if (speaker != other and by_speaker) or by_place:
            return True
    return False


def _true_option(option: AuthoredText, why: str, severity: Severity | None = None) -> Finding:
    message = f"the wrong option “{option.text}” is true: {why}"
    advice = "name the source or the time in the question, or take another distractor"
    return Finding(message, advice, option.at, severity=severity)


@lru_cache(maxsize=16)
def _asked(question: QuestionView) -> tuple[Claim, ...]:
    """The claims whose figure is in the key."""
    given = {number.value for key in question.keys for number in numbers(key.text)}
    return tuple(
        claim
        for claim in question.claims
        if claim.figure and given & {number.value for number in figure_numbers(claim.figure)}
    )


@lru_cache(maxsize=2)
def _figures(unit: UnitView) -> tuple[Claim, ...]:
    return tuple(claim for claim in unit.facts.claims.values() if claim.figure)


@lru_cache(maxsize=2)
def _speaker_names(unit: UnitView) -> dict[str, str]:
    """Every name of every speaker (as `bare` gives it) → the speaker's id."""
    return {bare(name): speaker for speaker, names in unit.names.items() for name in names}
