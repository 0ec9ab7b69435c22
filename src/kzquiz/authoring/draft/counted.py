"""Says what a number counts, by the words after it: its unit, and a category."""

from __future__ import annotations

import re

from msgspec import structs

from kzquiz.authoring.draft.found import Found, Measure
from kzquiz.authoring.draft.statements import Span
from kzquiz.languages.words import Words
from kzquiz.numbers import CURRENCY

_SIZES: tuple[tuple[Measure, str], ...] = (("duration", "durations"), ("length", "lengths"))
_MOST = 4  # words of what is counted
_NOUN = re.compile(r"[ \u00a0\n-]*([^\W\d_]+(?:[’'-][^\W\d_]+)*)")


def counted(text: str, found: Found, words: Words, money: str = "") -> Found:
    """The figure with its measure, its unit and what it counts.

    ``money`` is the sign of a currency before the number.
    """
    rest = text[found.span.end :]
    percent = re.match(rf"[ \u00a0-]?(?:%|(?:{words.any_of('percent')})\b)", rest.lower())
    paid = re.match(rf"[ \u00a0]?(?:[{CURRENCY}]|(?:{words.any_of('money')})\b)", rest.lower())
    if percent or paid or money:
        after = percent or paid
        length = after.end() if after else 0
        unit = money if money and not percent else rest[:length].strip(" \u00a0-")
        return structs.replace(
            found,
            span=Span(found.span.start, found.span.end + length),
            measure="percent" if percent else "money",
            unit=unit,
            category=" ".join(nouns(rest[length:], words, after_of=True)),
        )
    vague = re.match(rf"\s*-?(?:{words.any_of('more_after', 'about_after')})(?!\w)", rest.lower())
    rest = rest[vague.end() :] if vague else rest
    found_nouns = nouns(rest, words)
    category = " ".join(_with_state(rest, found_nouns, words))
    unit = _unit(found_nouns, words)
    for measure, listed in _SIZES:
        if found_nouns and found_nouns[0].lower() in words.values(listed):
            return structs.replace(found, measure=measure, unit=found_nouns[0], category=category)
    return structs.replace(found, unit=unit, category=category)


def _unit(found: list[str], words: Words) -> str:
    """The noun among the words of what is counted."""
    if not found:
        return ""
    if words.language == "de":
        return next((noun for noun in found if noun[0].isupper()), found[-1])
    if words.language == "kk":  # the verb ends the sentence
        return found[0]
    if ends := words.list("adjective_ends"):
        return next((noun for noun in found if not noun.endswith(ends)), found[0])
    participle = words.language == "en" and len(found) > 1 and found[-1].endswith("ed")
    return found[-2] if participle else found[-1]


def nouns(rest: str, words: Words, *, after_of: bool = False) -> list[str]:
    """The words after a number up to a verb, a preposition or a sign: “law enforcement officers”.

    ``after_of``: what follows “of the” is counted too, as in “40% of the houses”.
    """
    stops = words.any_word("ends_name", "auxiliaries", "say", "be", "days", "of", "pronouns")
    found: list[str] = []
    at = 0
    while len(found) < _MOST and (match := _NOUN.match(rest, at)):
        word = match[1].lower()
        if word in words.set("before_noun") and (not found or after_of):
            at = match.end()
            continue
        if word in stops:
            break
        found.append(match[1])
        at = match.end()
        plural = word.endswith(words.list("plural_ends")) or word in words.set("plurals")
        if plural and words.list("plural_ends"):
            break
    return found


def _with_state(rest: str, found: list[str], words: Words) -> list[str]:
    """What is counted, and what happened to it: “people arrested”."""
    if not found:
        return []
    after = rest[rest.find(found[-1]) + len(found[-1]) :]
    done = re.match(rf"\s+(?:{words.any_of('be')})\s+([^\W\d_]+)", after)
    return [*found, done[1]] if done else found
