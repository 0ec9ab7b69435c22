"""Rules on what unit.yaml tells of a speaker: the role fits what the sources print of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from kzquiz.check.engine.named import capitals, forms, has_words
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.words import STOP, bare, has_any, has_phrase, tokens, vocabulary, word_set
from kzquiz.expressions import expression
from kzquiz.model import Speaker
from kzquiz.numbers import gives_number, numbers

_WORK = word_set(
    "nurse teacher doctor engineer mayor landlord landlady pilot student pupil chemist physicist"
    " biologist lawyer judge farmer baker shopkeeper waiter waitress cook singer musician actor"
    " firefighter paramedic fisherman plumber electrician builder mechanic carpenter gardener"
    " accountant banker cashier photographer historian economist priest vicar imam rabbi soldier"
    " carer midwife dentist vet pharmacist pensioner lifeguard meteorologist geologist"
    " headteacher caretaker janitor trader broker librarian"
)
_ORDINALS = word_set("first second third fourth fifth sixth seventh last front rear middle")
_PLACE = expression(r"\b(?P<nth>[a-z]+) (?P<what>[a-z]{3,})\b")
_SMALL = 10


@rule("EV93", "warning", UnitView, reads=("en",))
def role_against_sources(unit: UnitView) -> Iterator[Finding]:
    """The role of a speaker has an occupation, a number or a name that the sources give otherwise.

    Keys print the role beside the name. The role is compared with the paragraphs that name the
    speaker, where they have another word of the same sort: *teacher* where they have *nurse*, the
    *first* carriage where they have the *second*. It needs the articles.

    Bad:
        unit:
          speakers:
            - {id: fire-service, name: the fire service, role: rescue, side: authorities}
            - {id: mayor, name: Mayor Ilse Brandt, role: head of Lindhaven, side: authorities}
            - {id: water-board, name: the water board, role: body, side: authorities}
            - {id: water-board-head, name: the head of the board, role: head, side: authorities}
            - {id: nordpress, name: Nordpress, role: news agency, side: media}
            - {id: radio-lode, name: Radio Lode, role: radio, side: media}
            - {id: newsroom-a, name: the newsroom of Source A, role: newsroom, side: newsroom}
            - {id: newsroom-b, name: the newsroom of Source B, role: newsroom, side: newsroom}
            - {id: shopkeepers, name: shopkeepers, role: teachers, side: witness}

    Good:
        unit: {age: 12}
    """
    for number, speaker in enumerate(unit.info.speakers):
        told = _told_of(unit, unit.facts.speakers[speaker.id])
        if speaker.side in ("newsroom", "media") or not told:
            continue
        for wrong, right in _otherwise(unit, unit.facts.speakers[speaker.id], told):
            yield Finding(
                f"the role has “{wrong}”, and the sources have {right} where they name the speaker",
                "say of the speaker what the sources say",
                ("speakers", number, "role"),
            )


def _told_of(unit: UnitView, speaker: Speaker) -> str:
    """The paragraphs of all sources that name a speaker, each with the next one."""
    names = list(forms(unit.names[speaker.id]))
    found: list[str] = []
    for proof in unit.proofs.values():
        texts = proof.article.texts if proof.article else ()
        for number, text in enumerate(texts):
            if has_any(text, names):
                found += texts[number : number + 2]
    return "\n".join(found)


def _otherwise(unit: UnitView, speaker: Speaker, told: str) -> Iterator[tuple[str, str]]:
    """What a role has and the paragraphs have not, each with what they have instead."""
    role, own = speaker.role, " ".join((*unit.names[speaker.id], speaker.group))
    printed = _printed(unit)
    for word in tokens(role):
        work = word.removesuffix("s")
        if work in _WORK and not has_words(f"{printed} {own}", [work]):
            others = sorted(one for one in _WORK & vocabulary(told) if not has_words(role, [one]))
            yield word, f"“{others[0]}”" if others else "nothing of it"
    for name in capitals(f"in {role}"):
        words = [word.removesuffix("'s") for word in tokens(name) if word not in STOP]
        of_other = any(bare(name) == bare(one) for one in chain.from_iterable(unit.names.values()))
        if words and not of_other and not has_words(f"{told} {own}", words):
            yield name, "another name" if capitals(told) else "no such name"
    for place in _PLACE.finditer(role):
        if place["nth"] in _ORDINALS and not has_phrase(told, place[0]):
            other = next((f for f in _PLACE.finditer(told) if _differs(f, place)), None)
            if other:
                yield place[0], f"“{other[0]}”"
    for number in numbers(role):
        given = gives_number(told, number.value)
        if not given and not (number.spelled and number.value <= _SMALL):
            yield number.raw, "another number" if numbers(told) else "no such number"


def _differs(one: re.Match[str], other: re.Match[str]) -> bool:
    return one["nth"] in _ORDINALS and one["what"] == other["what"] and one[0] != other[0]


@lru_cache(maxsize=2)
def _printed(unit: UnitView) -> str:
    articles = (proof.article for proof in unit.proofs.values())
    return "\n".join(text for article in articles if article for text in article.texts)
