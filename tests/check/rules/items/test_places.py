"""Rules on the sources that a question names find planted defects and pass sound questions."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def judged(statement: str, key: bool, correction: str = "", **more: Any) -> dict[str, Any]:  # noqa: FBT001
    entry = {
        "id": "tfn-order", "kind": "true-false-not-stated", "skill": "read", "level": "core", "source": "b", "statement": statement,
        "key": key, "feedback": "The order of the two matters here.", "evidence": ["b3-sirens"],
    }  # fmt: skip
    return entry | ({"correction": correction} if correction else {}) | more


def rows(*labels: str) -> list[dict[str, str]]:
    return [
        {"label": label, "claim": claim}
        for label, claim in zip(labels, ("a1-left", "b2-left"), strict=True)
    ]


def roles(role: str, why: str) -> list[dict[str, str]]:
    first = {"text": "about 12", "role": "misread", "why": "This is the number of boats."}
    return [first, {"text": "more than 350", "role": role, "why": why}]


def confirmed(text: str) -> list[dict[str, Any]]:
    gate = {
        "text": "The gate was looked at.",
        "claims": ["a3-inspected"],
        "key": "said-unconfirmed",
    }
    return [{"text": text, "claims": ["b3-sirens"], "key": "witnesses-only"}, gate]


EARLY, LATE = (
    "Shopkeepers heard the sirens an hour before the water came.",
    "Source B says that the sirens came after the water did.",
)

CASES = [
    RuleCases("EV52", "question", "",
        [judged(EARLY, key=True, source="a"), judged(EARLY, key=False, correction=LATE, source="a"),
         judged(EARLY, key=True, evidence=["a1-left"]), judged(EARLY, key=True, evidence=["a1-left", "a4-boats"]),
         judged("It tells of an alarm.", "not-stated", "Source A tells of no alarm.", absent_terms=["alarm", "bell"])],
        [judged(EARLY, key=True), judged(EARLY, key=False, correction=LATE), judged(EARLY, key=True, evidence=["a1-left", "b3-sirens"]),
         judged("It tells of an alarm.", "not-stated", "Source B tells of no alarm.", absent_terms=["alarm", "bell"], evidence=["a1-left"]),
         judged(EARLY, key=False, correction="Source B, unlike Source A, says that the sirens came later.")]),
    RuleCases("EV52", "question choice-left", "stem",
        ["How many people had left their homes on Monday night, according to Source B?"],
        ["How many people had left their homes on Monday night, according to Source A?", "How many had left in Source A, and how many in Source B?"]),
    RuleCases("EV53", "question compare-left", "rows",
        [rows(*labels) for labels in (
            ("Source B, on Monday", "A day later"), ("Source A, paragraph 3", "A day later"), ("Monday", "Source B (par. 4)"),
            ("Monday", "More than 350, a day later"), ("Source A, paragraph 2", "A day later"))],
        [rows(*labels) for labels in (
            ("Source A, paragraph 1", "Source B, paragraph 2"), ("Monday", "Tuesday"), ("In Source A", "In Source B"),
            ("First report", "Second report"), ("Paragraph 1", "Paragraph 2"))]),
    RuleCases("EV55", "question choice-left", "distractors",
        [roles(role, why) for role, why in (
            ("other-span", "Source B, paragraph 2, a day later."), ("misread", "It is the number in Source B."), ("no-support", "In Source B it is so."),
            ("other-source", "It is from Source A, paragraph 4."), ("other-span", "A day later, in Source B."))],
        [roles(role, why) for role, why in (
            ("other-source", "Source B, paragraph 2, a day later."), ("misread", "This is not in Source B."), ("other-span", "Source A, paragraph 4."),
            ("no-support", "No report has it."), ("other-source", "It is from the day after."))]),
    RuleCases("EV61", "question confirmed-flood", "statements",
        [confirmed(text) for text in ("The sirens came late (Source A).", "Late sirens (Source A, paragraph 3)", "(Source A) Sirens were late.",
         "Shopkeepers heard them late (Source A).", "The sirens came an hour late (Source A).")],
        [confirmed(text) for text in ("The sirens came late (Source B).", "Late sirens (Source B, paragraph 3)", "The sirens came late.",
         "Sirens came late, unlike in Source A.", "The sirens came late (Sources A and B).")]),
    RuleCases("EV61", "question choice-left", "distractors",
        [roles("other-source", "It is from Source A.")], [roles("other-source", "It is from Source B."), roles("other-source", "Source A does not say it.")],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
