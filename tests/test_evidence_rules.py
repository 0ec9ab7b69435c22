"""Planted defects are found, harmless variants pass: every evidence rule on the example unit."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import write_example_unit
from hypothesis import given
from hypothesis import strategies as st
from laying import lay
from msgspec.structs import replace
from planting import asked, cases, planted

from kzquiz.check import check
from kzquiz.check.engine.numbers import numbers, vague
from kzquiz.check.engine.reprinted import printed as printed_in
from kzquiz.check.engine.subjects import UnitView
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

ARTICLES = {
    name: (Path(__file__).parent / "articles" / f"ostervik-{name}.txt").read_bytes().decode()
    for name in "ab"
}


@dataclass(frozen=True)
class Plant:
    """One place in the example unit, values that are defects there and values that are not.

    ``base`` is laid over the unit first; ``article`` says that the rule needs the article at hand.
    """

    code: str
    entry: str  # “claim a1-left”
    path: str  # “quote”; empty: the values are several keys of the entry
    bad: list[Any]
    good: list[Any]
    base: dict[str, Any] = field(default_factory=dict)
    article: bool = False

    def cases(self) -> Iterator[Any]:
        for which, values in (("planted", self.bad), ("harmless", self.good)):
            for number, value in enumerate(values, 1):
                yield pytest.param(
                    self, value, which == "planted", id=f"{self.code}-{which}-{number}"
                )

    def example(self, value: Any) -> str:
        what, _, name = self.entry.partition(" ")
        example = deepcopy(self.base)
        entry = example.setdefault(what, {"id": name} if name else {})
        if not self.path:
            entry.update(value)
        else:
            entry[self.path] = value
        return yaml.dump(example, allow_unicode=True)


CHOICE = {"question": {"id": "choice-left"}}
SHORT = {"question": {"id": "short-basis"}}
LEFT = "How many people had left on Monday night, said the fire service in Source A?"
TELLS = "What did the board say in Source A on Monday night?"


def classify(*keys: str) -> dict[str, Any]:
    claims = ("b4-careless", "a5-repairs", "a1-flooded", "a3-inspected", "b6-worst")
    texts = ("She thought little of the board.", "They may take long.", "It was flooded.",
             "Someone looked at it.", "No flood was worse.")  # fmt: skip
    return {
        "kind": "classify", "skill": "status", "level": "core",
        "statements": [
            {"text": text, "claim": claim, "key": key}
            for text, claim, key in zip(texts, claims, keys, strict=False)
        ],
        "feedback": "Each statement is of the kind that its claim has in the unit.",
    }  # fmt: skip


def order(*claims: str) -> dict[str, Any]:
    return {
        "kind": "order", "skill": "context", "level": "core", "stem": "Put them in order.",
        "events": [{"text": f"Event {n}.", "claim": claim} for n, claim in enumerate(claims)],
        "feedback": "The order follows the times that the sources print.",
    }  # fmt: skip


PLANTS = [
    Plant("EV01", "claim a1-left", "quote",
        [
            "about 200 persons had left their homes", "about 200 people had fled",
            "some 200 people had left", "about 2000 people had left their homes",
            "about 200 people left their homes", "about 200 [...] houses",
            "left their homes [...] about 200", "about [...] left their homes",
        ],
        [
            "about 200 people had left their homes", "about\u00a0200 people had left",
            "about 200 people [...] left their homes", "“about 200 people had left”",
            "About 200 people had left", "about 200 people … left their homes",
            "about 200 people [there] had left", "about\u00ad 200 people had left",
        ]),
    Plant("EV01", "claim b4-careless", "quote",
        ["called the board careless", "called water board careless", "the water board reckless",
         "called the water board so careless", "Brandt called the water board careless"],
        ["called the water board careless", "called the 'water board' careless",
         "called the “water board” careless", "CALLED the water board", "she called the water board"]),
    Plant("EV02", "claim a2-request", "paragraph",
        [1, 3, 4, 5, 6, 99], [2],
        ),
    Plant("EV02", "claim a2-request", "",
        [{"quote": "about 200 people had left their homes"}, {"quote": "at least two weeks"}],
        [{"quote": "asked the army for boats"}, {"quote": "asked the army for  boats"},
         {"quote": "Ilse Brandt asked the army"}, {"quote": "the army for boats"},
         {"paragraph": 2}]),
    Plant("EV03", "question wording-crowd", "phrase",
        [
            "A furious crowd gathered in front of the town hall, where two windows were broken. It was",
            "one two three four furious crowd seven eight nine ten eleven twelve thirteen 14 15 16",
            "a furious crowd " + "of the " * 8, "furious crowd " + "a " * 30,
            "furious crowd in " + "the " * 14,
        ],
        ["furious crowd", "A furious crowd gathered", "A furious crowd gathered in front",
         "A furious crowd gathered in front of the town hall, where two windows",
         "A furious crowd gathered in front of the town hall, where [...] windows"]),
    Plant("EV03", "claim a2-request", "quote",
        ["Mayor Ilse Brandt asked the army for boats.", "Mayor Ilse Brandt asked the army for boats"],
        ["asked the army for boats", "Brandt asked the army"], article=True),
    Plant("EV05", "claim b2-left", "quote",
        ["By Tuesday evening [...] 350 people had been", "By Tuesday evening [...] people had been",
         "more than [...] people had been moved", "By Tuesday [...] 350 people had been",
         "By Tuesday evening … 350 people had been"],
        ["By [...] more than 350 people", "more than 350 people [...] moved out",
         "more than 350 people had [...] of the old town", "350 people had been moved out",
         "more than 350 people … moved out"], article=True),
    Plant("EV06", "question choice-left", "key",
        ["about 300", "about 20", "about two thousand", "about 2,000", "some 199"],
        ["about 200", "around 200", "some two hundred", "about\u00a0200", "roughly two hundred people"]),
    Plant("EV06", "question short-basis", "accept",
        [], [[text] for text in ("the board", "paragraph 3", "the board in 1998", "on 3 March 2001", "Lode-24")]),
    Plant("EV06b", "claim a1-left", "figure",
        [{"value": n, "qualifier": "about"} for n in (20, 201, 2000, 2, 199)],
        [{"value": 200, "qualifier": "about"}, {"word": "200", "qualifier": "about"},
         {"word": "two hundred", "qualifier": "about"}, {"word": "some"},
         {"range": [200, 200], "qualifier": "about"}]),
    Plant("EV07", "question choice-left", "key",
        ["200", "more than 200", "at least 200", "up to 200", "fewer than 200", "200 or more"],
        ["about 200", "around 200", "some 200", "roughly two hundred", "200 or so", "nearly 200"]),
    Plant("EV07", "question short-basis", "",
        [{"stem": "How many boats?", "key": key, "evidence": ["b2-left"]}
         for key in ("350", "about 350", "exactly 350", "350 people", "at least 350")],
        [{"stem": stem, "key": key, "evidence": ["b2-left"]} for stem, key in (
            ("How many?", "more than 350"), ("How many?", "over 350"), ("More than how many?", "350"),
            ("How many?", "above three hundred and fifty"), ("How many?", "in excess of 350"))]),
    Plant("EV07", "question short-basis", "",
        [{"stem": f"{words} had left, says Source B. When?", "key": "by Tuesday evening",
          "evidence": ["b2-left"]} for words in ("350 people", "About 350 people", "Up to 350")],
        [{"stem": f"{words} had left, says Source B. When?", "key": "by Tuesday evening",
          "evidence": ["b2-left"]} for words in ("More than 350", "Over\u00a0350 people", "People")]),
    Plant("EV07b", "claim b2-left", "says",
        ["The fire service said that 350 were out.", "The fire service spoke of about 350 people.",
         "The fire service said that at least 350 were out.", "At most 350, the fire service said.",
         "The fire service counted fewer than 350 people."],
        ["The fire service said that over 350 were out.", "The fire service: above 350 were out.",
         "The fire service said that people were out.", "Beyond 350, the fire service said.",
         "The fire service counted more than three hundred and fifty people."]),
    Plant("EV08", "question short-basis", "key",
        ["24 shopkeepers", "36", "about 24 people", "two dozen", "at least 24"],
        ["dozens", "dozens of shopkeepers", "the shopkeepers", "scores", "several dozen"],
        base={"claim": {"id": "b3-sirens", "figure": {"word": "dozens", "unit": "people"}},
              "question": {"id": "short-basis", "stem": "How many?", "evidence": ["b3-sirens"]}}),
    Plant("EV08b", "claim b3-sirens", "",
        [{"figure": {"value": value}, "quote": f"{word} hours after"} for value, word in
         ((2, "several"), (3, "a few"), (24, "dozens of"), (200, "hundreds of"), (40, "scores of"))],
        [{"figure": {"word": "several"}, "quote": "several hours after"},
         {"figure": {"word": "a few"}, "quote": "a few hours after"},
         {"figure": {"value": 2}, "quote": "two hours after"},
         {"figure": {"value": 1}, "quote": "after the water did"},
         {"figure": {"value": 24}, "quote": "two dozen hours"}]),
    Plant("EV08b", "claim b3-sirens", "says",
        [f"Shopkeepers said that the sirens came {word} late." for word in
         ("several hours", "a few hours", "dozens of minutes")],
        ["Shopkeepers said that the sirens came late.", "Shopkeepers spoke of two hours.",
         "Shopkeepers said “two hours or a few more”."],
        base={"claim": {"id": "b3-sirens", "quote": None, "figure": {"value": 2}}}),
    Plant("EV09", "question choice-left", "stem",
        ["How many people had left their homes on Monday night?", "How many people were gone?",
         "What was the number of people gone from the old town?", "How many left by Tuesday?",
         "How many residents had gone?"],
        [LEFT, "How many people had left, according to Source A?",
         "How many people had left, in the fire service’s count?",
         "How many people does Source A, paragraph 1, speak of?",
         "How many people had left, the FIRE SERVICE said?"]),
    Plant("EV09b", "claim a1-left", "says",
        ["About 200 people had left.", "Some 200 residents were no longer at home.",
         "It was said that about 200 people had left.", "About 200 left, officials said.",
         "The service said that about 200 had left."],
        ["The fire service said that about 200 had left.", "About 200 left, said the Fire Service.",
         "In the fire service's words, about 200 had left.", "About 200, by the fire service’s count.",
         "According to the fire\u00a0service, about 200 had left."]),
    Plant("EV10", "question short-basis", "feedback",
        ["The board’s word is confirmed.", "The check in March is proven by the board’s statement.",
         "The board has verified that it was there.", "It was, in fact, inspected in March by them.",
         "It is established that they looked at it.", "It is certain that this happened.",
         "This was so beyond doubt."],
        ["The board’s word is not confirmed by anyone.", "Nobody has verified what the board says.",
         "It cannot be proven from the text alone.", "The board says so; a record would be needed.",
         "Was it confirmed? The board says “confirmed”, and only the board.",
         "A certain board says so.", "It is not certain.", "Is it certain? Nobody can say."]),
    Plant("EV10b", "claim a5-repairs", "figure",
        [{"word": "two", "unit": unit, "category": "gates inspected"}
         for unit in ("weeks", "gates", "days", "people", "doors")],
        [{"word": "two", "qualifier": "at-least", "category": category}
         for category in ("gates", "length", "gates repaired", "inspections", "weeks")],
        base={"claims": [{"id": "a3-inspected", "figure":
            {"value": 1, "unit": "gates", "category": "gates inspected"}}]}),
    Plant("EV10c", "claim b4-not-inspected", "confirmation",
        ["a3-unchecked", "a1-flooded", "a2-request", "a3-inspected", "b4-not-inspected"],
        ["b6-worst", "b7-stamp", "b5-boats", "b1-headline", "b2-left"]),
    Plant("EV11", "question choice-left", "stem",
        ["How many people had left their homes, according to Source A?", "How many, in Source A?",
         "What number does the fire service give in Source A?",
         "In Source A, how many people are gone, going by the fire service?",
         "Source A: how many people does the fire service count?"],
        [LEFT, "How many had left by Tuesday, according to Source A?",
         "How many, at the time of the report in Source A?", "How many by 9:30, in Source A?",
         "How many so far, says the fire service in Source A?"]),
    Plant("EV12", "question choice-left", "",
        [{"distractors": [{"text": "about 12", "role": "misread", "why": "No."},
                          {"text": text, "role": role, "why": "No."}], "stem": stem}
         for text, role, stem in (
            ("more than 350", "other-source", "How many had left on Monday night?"),
            ("over 350", "other-source", "How many had left, said the fire service?"),
            ("more than three hundred and fifty", "other-source", "How many had left?"),
            ("more than 350", "misread", LEFT),
            ("over 350 people", "other-span", LEFT))],
        [{"distractors": [{"text": "about 12", "role": "misread", "why": "No."},
                          {"text": text, "role": role, "why": "No."}], "stem": stem}
         for text, role, stem in (
            ("more than 350", "other-source", LEFT), ("over 350", "other-source", LEFT),
            ("about 350", "misread", LEFT), ("12", "other-span", LEFT),
            ("more than 300", "no-support", "How many had left on Monday night?"))]),
    Plant("EV12", "question choice-request", "distractors",
        [[{"text": text, "role": "misread", "why": "No."}, {"text": "Source A does not say",
           "role": "misread", "why": "No."}]
         for text in ("Mayor Brandt", "the mayor", "The Mayor", "mayor brandt", "the mayor.")],
        [[{"text": text, "role": "misread", "why": "No."}, {"text": "Source A does not say",
           "role": "misread", "why": "No."}]
         for text in ("the fire service", "Radio Lode", "the board", "Nordpress", "shopkeepers")]),
    Plant("EV13", "question choice-left", "stem",
        ["How many people had left on Monday night?", "How many, said the fire service?",
         "How many people were gone by Monday night?", "What number did the fire service give?",
         "How many people left their homes, going by the source?"],
        [LEFT, "According to SOURCE A, how many had left?", "How many do both sources give?",
         "In which report does the fire service speak of Monday night, and how many had left?",
         "How many had left in either source?"]),
    Plant("EV14", "question tfn-sirens", "absent_terms",
        [["siren", word] for word in ("boats", "boat", "MAYOR", "inspect", "old town", "Lode",
                                      "pouring", "statement")],
        [["siren", "alarm", "warn"], ["siren", "rust"], ["siren", "Tuesday"], ["siren", "helicopter"],
         ["siren", "shopkeeper"], ["siren", "level of the river"]], article=True),
    Plant("EV14", "question tfn-sirens", "absent_terms",
        [["siren", word] for word in ("boats", "mayor", "inspect", "old town", "Radio Lode")],
        [["siren", "alarm", "warn"]]),
    Plant("EV15", "question short-basis", "stem",
        ["On whose word does the check by the water board rest in Source A?",
         "Did the water board say so in Source A, or who?", "The WATER BOARD: who is meant?",
         "Who is “the water board” in Source A?", "Whose water\u00a0board was it in Source A?"],
        ["On whose word does the March inspection rest in Source A?",
         "Which board is meant in Source A?", "Which body looks after water in Source A?",
         "Whose word is it, in Source A?", "Who says so on the radio, in Source A?"]),
    Plant("EV15", "question choice-request", "stem",
        ["Source A does not say. Who asked the army for boats, according to Source A?",
         "Who asked the army for boats in Source A? (SOURCE A DOES NOT SAY.)",
         "Does this hold: “Source A does not say”? Who asked, in Source A?"],
        ["Who asked the army for boats, according to Source A?", "What does Source A say of it?",
         "Who asked in Source A: the fire service, or is it so that Source A does not say?"],
        base={"question": {"id": "choice-request", "key": "Source A does not say", "last": None,
            "distractors": [{"text": text, "role": "misread", "why": "No."}
                            for text in ("the fire service", "Radio Lode")]}}),
    Plant("EV15", "question cloze-qualifier", "text",
        [f"{start} on Monday night, the fire service said in Source A, [[about]] 200 had left." for
         start in ("“About”:", "Was it about, or what?", "As of about 9:00", "It is “about”,",
                   "Which: about; over?")],
        [f"{start} on Monday night, the fire service said in Source A, [[about]] 200 had left." for
         start in ("The report is about a flood:", "In a text about the gate,", "All about Ostervik:",
                   "Somewhere about noon", "What is this about? Late")]),
    Plant("EV17", "question short-basis", "feedback",
        [f"The board calls this {words} and speaks about its own work." for words in
         ("“routine upkeep of dykes”", '"routine upkeep of dykes"', "“had been checked in March”",
          "“superb”", "„nobody was warned“", "“careful”", "“upkeep”", "“routine”")],
        [f"The board says {words} and speaks about its own work." for words in
         ("“had been inspected”", '"had been inspected"', "“Had been inspected in March,”",
          "“had been […] in March”", "“cannot tell”", "*routine upkeep*", "‘routine’")]),
    Plant("EV18", "question short-basis", "stem",
        ["Which word did Mayor Brandt use for the board in Source B?",
         "What exact words did the mayor use in Source B?", "What term does the mayor choose?",
         "How does the mayor put it in her own words, in Source B?", "Which phrase did she use?",
         "How did the mayor put it word for word, according to Source B?"],
        ["Which word does Source B print?", "What term does the report use for the board?",
         "How does Source B put it?", "How did Source B put it in its headline?",
         "Whose word is it in Source B?", "Which word stands in Source B, paragraph 4?",
         "What does the mayor think of the board in Source B?"],
        base={"question": {"id": "short-basis", "key": "careless", "evidence": ["b4-careless"]}}),
    Plant("EV19", "source a", "",
        [{"sha256": digit * 64} for digit in "0123"] + [{"paragraphs": 6}],
        [{"words": 110}, {"label": "Source A"}, {"dateline": "Ostervik"}, {"paragraphs": 5},
         {"translated": "no"}]),
    Plant("EV20", "question short-basis", "feedback",
        [f"The board spoke on {date} about its own work." for date in
         ("6 January", "January 6", "January 6, 2022", "6th March", "the 9th of June 2020", "the sixth of January",
          "the twenty-first of March", "06.01.2022", "6/1/2022", "2022-01-06")],
        [f"The board spoke {date} about its own work." for date in
         ("on Monday night", "in March", "in 2022", "and 26 may have heard it", "at 20:10", "in March 2022", "first in March",
          "in version 1.2.2020b")]),
    Plant("EV21", "claim a3-inspected", "quote",
        ["had been been inspected in March", "had been inspected in in March", "was The the gate",
         "about 2,500 2,500 gates", "a water-tight water-tight gate",
         "had been inspe\ufffdted", "inspected inspected"],
        ["had been inspected in March", "had had been inspected", "that that had been",
         "2,500 500 gates", "well-known known gate",
         "had been been [sic] inspected", "inspected, inspected"]),
    Plant("EV22", "question short-basis", "stem",
        ["What has reached Ostervik, according to Source B?", "What came, says Source B?",
         "What does Source B tell?", "In Source B, what is there?", "What arrives in Source B?"],
        ["What does the headline of Source B say?", "In its HEADLINE, what does Source B tell?",
         "Which boats? See the heading of Source B.", "The title of Source B: what arrives?",
         "What do the headline and the text of Source B share?"],
        base={"question": {"id": "short-basis", "key": "boats", "evidence": ["b1-headline"]}}),
    Plant("EV23", "difference people-left", "claims",
        [["b2-left", "a1-left"], ["a1-left", "b3-sirens"], ["b3-sirens", "b2-left"],
         ["b4-not-inspected", "a1-flooded"], ["a2-request", "a2-crowd"]],
        [["a1-left", "b2-left"], ["a1-flooded", "b2-left"], ["a1-left", "b4-not-inspected"],
         ["a3-inspected", "b2-left"], ["a1-left", "a1-flooded"]]),
    Plant("EV23b", "question order-new", "",
        [order(*claims) for claims in (
            ("b4-not-inspected", "a1-flooded", "b7-stamp"), ("b2-left", "a1-left", "b7-stamp"),
            ("a2-request", "b2-left", "a1-flooded"), ("b4-not-inspected", "a3-inspected", "b2-left"),
            ("a1-flooded", "b2-left", "a3-unchecked"))],
        [order(*claims) for claims in (
            ("a1-flooded", "b4-not-inspected", "b7-stamp"), ("a1-left", "b2-left", "b7-stamp"),
            ("a2-request", "a1-flooded", "b2-left"), ("a3-inspected", "b4-not-inspected", "a2-crowd"),
            ("a1-flooded", "a1-left", "a3-unchecked"))]),
    Plant("EV24", "question short-basis", "",
        [{"key": "a true conflict"}, {"key": "Different wording."}, {"key": "attribution"} and
         {"key": "different speakers"}, {"key": "the two contradict each other"},
         {"feedback": "One of the two figures must be wrong, and it is this one."},
         {"feedback": "Both are printed. The places differ. One of the two figures must be wrong."},
         {"feedback": "One of the two figures must be wrong! The time shows which one it is."},
         {"key": "cannot tell"}],
        [{"key": "a later update"}, {"key": "Later update"}, {"key": "different scope"},
         {"key": "they do not contradict each other"},
         {"feedback": "It is not so that one of the two figures must be wrong."},
         {"feedback": "Both are right. It is a mistake that one of the two figures is wrong."},
         {"feedback": "Neither of the two figures must be wrong. The second is a day later."}],
        base={"question": {"id": "short-basis", "stem": "What lies between the two counts?",
                           "evidence": ["a1-left", "b2-left"]}}),
    Plant("EV25", "question choice-left", "key",
        ["212", "188", "362", "338", "about two hundred and twelve"],
        ["about 200", "some 200", "around two hundred", "about 200 people", "200 or so"]),
    Plant("EV26", "question confirmed-flood", "feedback",
        ["The number of boats is confirmed by both reports.", "Both sources confirm the number.",
         "Two independent sources give the number of boats.", "The number is independently confirmed.",
         "Both newsrooms corroborate that there are twelve.", "One source confirms the other.",
         "It is verified by a second newsroom.", "The reports confirm each other."],
        ["The number of boats is not confirmed by both reports.", "Both report it, from one man.",
         "Two independent sources would be needed for that.", "One report does not confirm the other.", "Nobody has independently confirmed it.",
         "Is it confirmed by both? They quote the same man."]),
    Plant("EV27", "question short-basis", "key",
        ["the board under Harald Quist", "the Norwegian board", "a man named Olaf Berg",
         "the water board of Sundby", "the board, says Reuters"],
        ["the water board", "The board on Radio Lode", "the board, says Nordpress",
         "Mayor Brandt’s board", "the board of Ostervik"]),
    Plant("EV28", "question choice-left", "distractors",
        [[{"text": "about 12", "role": role, "why": why}, {"text": "about 1", "role": "misread",
           "why": "No."}] for role, why in (
            ("other-span", "Twelve boats."), ("other-source", "A day later."), ("other-span", "No."),
            ("other-source", "The other report."), ("other-span", "It counts boats."))],
        [[{"text": "about 12", "role": role, "why": why}, {"text": "about 1", "role": "misread",
           "why": "No."}] for role, why in (
            ("other-span", "Paragraph 4."), ("other-source", "Source B, later."),
            ("misread", "No."), ("no-support", "Nobody says so."), ("other-span", "See par. 4."))],
        base={"alone": True}),
    Plant("EV29", "source a", "fingerprint", [None] * 5, ["fingerprints/a.txt"] * 5),
    Plant("EV30", "question classify-new", "",
        [classify("reported-fact", "prediction"), classify("judgement", "claim"),
         classify("judgement", "prediction", "claim"), classify("claim", "prediction"),
         classify("judgement", "prediction", "reported-fact", "reported-fact")],
        [classify("judgement", "prediction"), classify("judgement", "prediction", "reported-fact"),
         classify("judgement", "prediction", "reported-fact", "claim"),
         classify("judgement", "prediction", "reported-fact", "claim", "reported-fact"),
         classify("judgement", "prediction")]),
    Plant("EV31", "question confirmed-flood", "statements",
        [[{"text": "One.", "claims": claims, "key": key},
          {"text": "Two.", "claims": ["b3-sirens"], "key": "witnesses-only"}] for claims, key in (
            (["a4-boats", "b5-boats"], "different-origins"), (["a1-flooded"], "officials-only"),
            (["a1-left"], "witnesses-only"), (["a1-left"], "newsroom-only"),
            (["a1-left"], "said-unconfirmed"), (["a1-left", "a2-request"], "same-origin"),
            (["a3-inspected", "b4-not-inspected"], "same-origin"), (["a3-inspected"], "officials-only"),
            (["a1-flooded", "b1-headline"], "different-origins"))],
        [[{"text": "One.", "claims": claims, "key": key},
          {"text": "Two.", "claims": ["b3-sirens"], "key": "witnesses-only"}] for claims, key in (
            (["a4-boats", "b5-boats"], "same-origin"), (["a1-flooded"], "newsroom-only"),
            (["a1-left"], "officials-only"), (["a3-inspected"], "said-unconfirmed"),
            (["a3-inspected", "b4-not-inspected"], "different-origins"))]),
    Plant("EV32", "question choice-left", "feedback",
        ["In the end 4,300 people had left.", "By Friday there were 900 gone.", "It rose by 75 percent.",
         "Four hundred more followed later.", "It is 2.5 million in all.", "About 7 000 people were there.",
         "It was 12 000 in the end."],
        ["Later it is more than 350.", "It keeps its qualifier; see paragraph 13.",
         "Two of the reports say so.", "There were 12 boats.", "It is a figure of Monday night."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "value", "bad"), [case for plant in PLANTS for case in plant.cases()]
)
def test_a_planted_defect_is_found_and_a_harmless_variant_passes(
    plant: Plant,
    value: Any,
    bad: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    unit = lay(write_example_unit(tmp_path), plant.example(value))
    alone = check(unit, select=[plant.code], hints=True)
    with_article = check(unit, ARTICLES, [plant.code], hints=True)
    assert bool(with_article) == bad, with_article
    if bad:
        assert alone or plant.article, "the fingerprint alone does not show it"
    else:
        # A phrase that is new since the fingerprint was made may be “not proved”: no error.
        assert all("not proved" in problem.message for problem in alone), alone


# --- the budget and the sheet -------------------------------------------------------------------

SENTENCE = "Water from the river Lode poured into the old town on Monday night after a gate"
CROWD = "A furious crowd gathered in front of the town hall, where two windows were broken"


@pytest.mark.parametrize(
    ("feedback", "more"),
    [
        ("Water from the river Lode poured into the old town.", 10),
        ("“Water from the river Lode poured into the old town”, it says.", 10),
        ("WATER FROM THE RIVER\u00a0LODE poured", 6),
        ("It says: a sluice gate failed, and the fire service said about it.", 6),
        ("two windows were broken, and two windows were broken", 0),
        ("Water from a river called Lode poured into an old town.", 0),
        ("The river came into the old part on Monday night.", 0),
        ("the old town and the fire service", 0),
        ("after a sluice gate failed", 0),  # the claim's quotation has it already
    ],
)
def test_every_printed_run_of_five_words_counts_once(
    feedback: str, more: int, tmp_path: Path
) -> None:
    def printed(given: str) -> int:
        folder = write_example_unit(tmp_path / str(more) / given[:5].strip("“ "))
        base = yaml.dump({"question": {"id": "tfn-gate", "feedback": given}})
        view = UnitView(lay(folder, base), ARTICLES)
        parts = printed_in(view).questions["tfn-gate"]
        return len({place for part in parts for source, place in part if source == "a"})

    assert printed(feedback) - printed("Nothing of it is said here at all.") == more


RUNS = {
    "EV04": (
        [
            "“Water from the river Lode poured into the old town on Monday night after a”",
            "WATER from the river Lode poured into the old town on Monday night after a sluice",
            'The "water from the river Lode poured into the old town on Monday night" that day.',
            f"{CROWD}.",
            "The army will send 12 boats, and more could follow, the head of the water board told us.",
        ],
        [
            "Water “from the river Lode” came “into the old town” … “after a sluice gate”.",
            "Water from a river came into the town, and after a gate had failed 200 people left.",
            "A crowd of furious people came to the town hall, where two of its windows broke.",
            "The river poured in; the head of the board told the agency; more could follow it.",
            "Repairs will take two weeks at the least, the board’s people said.",
        ],
    ),
}
RUNS["EV04b"] = RUNS["EV04"]


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(RUNS))
def test_a_sheet_and_a_unit_may_print_so_much_of_an_article(
    example: Unit, code: str, feedback: str, *, speaks: bool
) -> None:
    claims = {name: replace(claim, quote="") for name, claim in example.facts.claims.items()}
    bare = replace(example, facts=replace(example.facts, claims=claims), lint_ok={})
    # The bounds of the folder are higher than those of a sheet.
    long = [asked("short-basis", feedback=feedback)]
    if code == "EV04b" and speaks:
        long.append(asked("short-basis", id="another", feedback=f"{SENTENCE}. {CROWD}."))
    unit = planted(bare, *long, alone=True)
    found = check(unit, {"a": ARTICLES["a"]}, select=[code])
    assert {problem.code for problem in found} == ({code} if speaks else set())


GIVEN_AWAY = {
    "EV16": (
        [
            ("through a local broadcaster", "It spoke through a local broadcaster. Why?"),
            ("through a local broadcaster", "“Through a local broadcaster” it went. Why?"),
            ("through a local broadcaster", "Through a local broadcaster: why?"),
            ("seventeen dyke wardens", "Seventeen dyke wardens came. What for?"),
            ("17 wardens", "17 wardens came. What for?"),
            ("rubber boats and ropes", "They had rubber boats and ropes, why?"),
        ],
        [
            ("through a local broadcaster", "A broadcaster spoke. Was it local?"),
            ("the water board", "What does the water board do?"),
            ("Radio Lode", "What does Radio Lode do?"),
            ("17 wardens", "18 wardens came. What for?"),
            ("ropes", "They had ropes. Why?"),
        ],
    )
}


@pytest.mark.parametrize(("code", "pair", "speaks"), cases(GIVEN_AWAY))
def test_an_answer_given_away_elsewhere_is_found(
    code: str, pair: tuple[str, str], tmp_path: Path, *, speaks: bool
) -> None:
    key, stem = pair
    example = {
        "questions": [
            {"id": "short-basis", "stem": "What is it, in Source A?", "key": key},
            {"id": "open-inspection", "stem": f"{stem} Compare both sources."},
        ]
    }
    unit = lay(write_example_unit(tmp_path), yaml.dump(example, allow_unicode=True))
    assert bool(check(unit, select=[code])) == speaks


# --- numbers ------------------------------------------------------------------------------------

WORDS = {
    "exact": ["", "exactly "],
    "about": ["about ", "around ", "some ", "roughly ", "nearly ", "an estimated ", "close to "],
    "at-least": ["at least ", "no fewer than ", "not less than ", "a minimum of "],
    "more-than": ["more than ", "over ", "above ", "in excess of "],
    "less-than": ["less than ", "fewer than ", "under ", "below "],
    "up-to": ["up to ", "at most ", "no more than ", "as many as "],
}
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
UNITS += " fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(number: int) -> str:
    if number < 20:
        return UNITS.split()[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS.split()[ten - 2] + (f"-{spelled(one)}" if one else "")
    for value, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            head, rest = divmod(number, value)
            joint = " and " if value == 100 else " "
            return f"{spelled(head)} {name}" + (f"{joint}{spelled(rest)}" if rest else "")
    raise AssertionError


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(
    number=st.integers(0, 9_999_999),
    qualifier=st.sampled_from(sorted(WORDS)),
    data=st.data(),
)
def test_a_number_keeps_value_and_qualifier_however_it_is_written(
    number: int, qualifier: str, data: st.DataObject
) -> None:
    written = data.draw(
        st.sampled_from(
            [
                grouped(number, ","),
                grouped(number, "\u00a0"),
                grouped(number, "\u202f"),
                spelled(number),
                spelled(number).replace("-", " "),
                spelled(number).capitalize(),
            ]
        )
    )
    before = data.draw(st.sampled_from(WORDS[qualifier]))
    text = f"The office spoke of {before}{written} people in the town."
    assert [(n.value, n.qualifier) for n in numbers(text)] == [(number, qualifier)]


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    for number in numbers(text):
        assert text[number.start :].startswith(number.raw)
    assert isinstance(vague(text), tuple)


@given(st.sampled_from(["dozens", "hundreds", "scores", "a few", "several", "tens of thousands"]))
def test_a_vague_quantity_is_never_a_number(words: str) -> None:
    assert numbers(f"Witnesses spoke of {words} people") == ()
    assert vague(f"Witnesses spoke of {words} people") == (words,)


@pytest.mark.parametrize(
    "text",
    ["Khabar-24", "paragraphs 5, 11 and 17", "par. 9", "on 7 January 2022", "January 07, 2022",
     "at 8:53", "in 1991", "in 2022 protests began", "the 1st of them", "2022-01-07", "question 12"],
)  # fmt: skip
def test_numbers_that_count_nothing_are_left_out(text: str) -> None:
    assert numbers(text) == ()


def test_the_rules_find_nothing_in_the_unit_on_kazakhstan_that_is_an_error(
    kazakhstan: Unit,
) -> None:
    found = [p for p in check(kazakhstan, select=["EV"]) if p.severity == "error"]
    assert found == []
