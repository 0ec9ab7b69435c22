"""Rules on distractors and their evidence find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import LEFT, RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV12", "question choice-left", "",
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
    # Another speaker's or another place's figure of the same thing is a good wrong option.
    RuleCases("EV12", "question choice-left", "",
        [{"distractors": [{"text": "about 12", "role": "misread", "why": "No."},
                          {"text": "20", "role": "other-span", "why": "No."}], "stem": stem}
         for stem in ("How many had left?", "How many had left, in Source A?",
                      "How many had left, going by the mayor and the fire service, in Source A?")],
        [{"distractors": [{"text": "about 12", "role": "misread", "why": "No."},
                          {"text": "20", "role": "other-span", "why": "No."}], "stem": stem}
         for stem in (LEFT, "How many had left, in the fire service’s count, in Source A?",
                      "How many had left, the fire service says in Source A?")],
        base={"claims": [{"id": "a2-twenty", "source": "a", "paragraph": 2, "speakers": ["mayor"],
            "status": "party-claim", "says": "The mayor spoke of 20 people.",
            "figure": {"value": 20, "unit": "people", "category": "people who left their homes"}}]}),
    RuleCases("EV12", "question choice-request", "distractors",
        [[{"text": text, "role": "misread", "why": "No."}, {"text": "Source A does not say",
           "role": "misread", "why": "No."}]
         for text in ("Mayor Brandt", "the mayor", "The Mayor", "mayor brandt", "the mayor.")],
        [[{"text": text, "role": "misread", "why": "No."}, {"text": "Source A does not say",
           "role": "misread", "why": "No."}]
         for text in ("the fire service", "Radio Lode", "the board", "Nordpress", "shopkeepers")]),
    RuleCases("EV28", "question choice-left", "distractors",
        [[{"text": "about 12", "role": role, "why": why}, {"text": "about 1", "role": "misread",
           "why": "No."}] for role, why in (
            ("other-span", "Twelve boats."), ("other-source", "A day later."), ("other-span", "No."),
            ("other-source", "The other report."), ("other-span", "It counts boats."))],
        [[{"text": "about 12", "role": role, "why": why}, {"text": "about 1", "role": "misread",
           "why": "No."}] for role, why in (
            ("other-span", "Paragraph 4."), ("other-source", "Source B, later."),
            ("misread", "No."), ("no-support", "Nobody says so."), ("other-span", "See par. 4."))],
        base={"alone": True}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
