"""The rule on persons whom the unit does not know, and who may be private persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.prose import EntryText, entries, plain
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.words import word_set
from kzquiz.expressions import expression
from kzquiz.problems import Severity

# Without a look-behind, which would make the search slow.
# No letter is in both, else a long word would be searched again from each of its letters.
_LETTERS = [*map(chr, range(ord("A"), ord("z") + 1)), *map(chr, range(ord("À"), ord("ž") + 1))]
_UPPER, _LOWER = ("".join(filter(case, _LETTERS)) for case in (str.isupper, str.islower))
_NAME = expression(rf"[{_UPPER}][{_LOWER}]+(?:[ -][{_UPPER}][{_LOWER}]+)+(?![\w-])")
_SENTENCE_STARTS = expression(r"(?:^[\"“]?\s*|[.!?:]\W*+)$")
_CAPITAL = expression(rf"[{_UPPER}][\w’'-]*")
_STARTERS = word_set(
    """A After All Although An And Another Any As At Because Before Both But By Did Do Does During
    Each Every For From Had Has He Her His How If In Is It Its Many Most Near Neither No Nobody
    None Not Note Of On Once One Only Or Our Paragraph She Since So Some Source Sources That The
    Their Then There These They This Those Though Three To Two Under Until Was We Were What When
    Where Whether Which While Who Whom Whose Why With Without You Your"""
)
_COMMON = word_set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Year European American United Central
    Minister President Prime Foreign Chief General Group Bank Mount City Hall Town Church School
    Park Watch Rights Human International National Press Post Online Reasoning History Historian
    Literate Media Information Ministry Department"""
)
# Words that are in no person's name: organisations, places, products, last words of countries.
_THINGS = word_set(
    """Academy Administration Agency Agreement Airlines Airport Airways Alliance Army Article
    Assembly Association Authority Basin Bay Beach Border Broadcasting Canal Canyon Cathedral Center
    Centre Channel Clinic Club Coast College Command Commission Committee Company Congress
    Convention Corporation Council Court Crescent Cup Cyclone Delta Department Desert District
    Embassy Express Federation Festival Forces Forum Foundation Front Fund Games Gazette
    Alley Arena Avenue Boulevard Bridge Drive Garden Gardens Hill Inn Lane Market Quay Rink Road
    Glacier Government Guard Gulf Highlands Hospital Hurricane Industries Institute Island
    Islands Kingdom Lagoon Lake League Liberation Library Ministry Monitor Mosque Mountain
    Mountains Movement Museum Nations Navy News Ocean Office Operation Organisation
    Organization Pact Palace Parliament Party Peninsula Plain Plains Plateau Police Port Prison
    Prize Province Radio Railway Reef Region Republic Reserve Resistance River Sea Security
    Senate Service Services Society Square State States Station Strait Street Strip Summit
    Support Supreme Syndicate Task Television Telegraph Territories Theatre Times Today Tower
    Treaty Tribunal Tribune Typhoon Union Unit United University Valley Wars World Zone Arabia
    Domingo Faso Islanders Korea Kong Lanka Leone Guinea Marino Rica Rico Salvador Verde
    Zealand"""
)
# First words of places: directions, sizes, colours, “saint” in four languages.
_OF_PLACES = word_set(
    """North South East West Northern Southern Eastern Western Upper Lower Inner Outer Central
    Greater Great New Old Blue White Red Black Green Yellow Grand Cape Fort Camp La Lake Mount Port
    Saint San Santa Sao São El Los Las Hurricane Storm Task"""
)
_INTO_PLACE = expression(
    r"\b(?:the|in|into|near|across|around|outside|inside|throughout|within|via|off)[ ]$",
    re.IGNORECASE,
)
_POSSESSIVE = expression(r"['’]s?\b")
_TITLES = word_set(
    """Mr Mrs Ms Miss Dr Doctor Prof Professor Sir Dame Lord Lady Mayor Judge Sergeant Captain
    Colonel Nurse Father Sister Brother Pastor Imam Rabbi Inspector Constable Officer Private"""
)
_PEOPLE_NOUN = (
    r"(?:baker|farmer|driver|teacher|nurse|doctor|student|pupil|worker|miner|fisherman|soldier"
    r"|officer|resident|neighbour|neighbor|villager|tourist|passenger|witness|victim|survivor"
    r"|protester|activist|shopkeeper|engineer|lawyer|journalist|photographer|pensioner|migrant"
    r"|refugee|father|mother|son|daughter|brother|sister|wife|husband|widow|widower|grandmother"
    r"|grandfather|boy|girl|man|woman|child|teenager|friend|colleague)"
)
_PERSON_BEFORE = expression(
    rf"\b{_PEOPLE_NOUN}s?,? $|\b(?:named|called|late) $"
    r"|\b(?:an?|his|her|their|whose) (?:[\w'-]+ ){0,4}[a-z-]+, $"
)
_PERSON_AFTER = expression(
    r"^(?:,? (?:who|whose|aged)\b|, \d{1,3}\b| \(\d{1,3}\)"
    rf"|, (?:an?|the) (?:\w+ ){{0,2}}{_PEOPLE_NOUN}"
    r"|['’]s (?:wife|husband|son|daughter|mother|father|family|widow|children|body|grave)"
    r"| (?:says?|said|told|tells|left|spoke|speaks|died|fled|lost|saw|heard|lived|worked"
    r"|asked|wrote|remembers?|recalls?|wept|cried|and (?:his|her|their))\b"
    r"| (?:was|were|had been) (?:killed|shot|injured|wounded|hurt|arrested|detained|buried"
    r"|missing)\b)"
)


@rule("SE06", "warning", UnitView, reads=("en",))
def unknown_person(unit: UnitView) -> Iterator[Finding]:
    """A text has a name of two words or more that is not in “speakers” or the glossary.

    A victim or bystander who was once named in a newspaper has not agreed to be named on a card for
    years. Put officials who speak into ``speakers``, and other names into the glossary. It is a
    hint if nothing near the name shows that it is a person. Names of places and organisations are
    ignored if their words, or the word before them, show what they are.

    Bad:
        question:
          id: choice-left
          feedback: Among the people who left was a baker, Joris Vandam, with two children.

    Good:
        question:
          id: choice-left
          feedback: Mayor Ilse Brandt is not counted among the people who left.

    Good:
        question:
          id: choice-left
          feedback: An Antonov flew from South Sudan along the Blue Nile, says the Security Council.
    """
    known = _known_names(unit)
    found = [name for name in _names(unit) if not known.issuperset(name.words)]
    seen = {name.text for name in found if _is_place(name)}
    for name in found:
        if name.text in seen:
            continue
        seen.add(name.text)
        if name.where.entry != "unit" or name.where.at[0] == "timeline":
            yield Finding(
                f"“{name.text}”: is this a private person?",
                "leave the name out; or add it to “speakers” or the glossary",
                name.where.at,
                name.where.entry,
                _severity(name),
            )


class _Name(Struct, frozen=True):
    """Words that look like a name, in a text (``where``) with what is ``before`` and ``after``.

    ``words`` are the words of the name that must be known.
    """

    text: str
    words: tuple[str, ...]
    where: EntryText
    before: str
    after: str


def _names(unit: UnitView) -> Iterator[_Name]:
    for entry in entries(unit):
        for part in entry.parts:
            for found in _NAME.finditer(part.text):
                before, after = part.text[: found.start()], part.text[found.end() :]
                if before[-1:].isalnum() or before[-1:] in {"-", "'", "’", "."}:
                    continue
                if (name := _bare(found[0])).count(" ") + name.count("-"):
                    words = re.split(r"[ -]", name)
                    # The first word of a sentence always has a capital: it need not be known.
                    if name == found[0] and _SENTENCE_STARTS.search(before):
                        words = words[1:]
                    before = part.text[: found.end() - len(name)]
                    yield _Name(name, tuple(words), entry.named(part), before, after)


def _bare(name: str) -> str:
    """A name without leading words that are no part of it: “In Lagos”."""
    first, _, rest = name.partition(" ")
    return _bare(rest) if rest and first in _STARTERS else name


def _is_place(name: _Name) -> bool:
    """Whether the words of a name, or the word before it, show that it is no person's name."""
    words = re.split(r"[ -]", name.text)
    if words[0] in _OF_PLACES or not _THINGS.isdisjoint(words):
        return True
    return bool(_INTO_PLACE.search(name.before)) and not _POSSESSIVE.match(name.after)


def _severity(name: _Name) -> Severity:
    """A warning if the words around a name show that it is a person, else a hint."""
    sure = (
        name.text.split(" ")[0] in _TITLES
        or _PERSON_BEFORE.search(name.before)
        or _PERSON_AFTER.search(name.after)
    )
    return "warning" if sure else "hint"


@lru_cache(maxsize=1)
def _known_names(unit: UnitView) -> frozenset[str]:
    """The capitalised words in the names and descriptions that the unit has, and common ones."""
    info, texts = unit.info, list[str]()
    texts += [name for names in unit.names.values() for name in names]
    texts += [speaker.role for speaker in unit.facts.speakers.values()]
    texts += [text for entry in info.glossary for text in (entry.term, entry.means)]
    texts += [info.title, *unit.labels, *(entry.label for entry in info.labels)]
    found = {word for text in texts for word in _CAPITAL.findall(plain(text))}
    return (_COMMON | _TITLES).union(part for word in found for part in re.split("[-']", word))
