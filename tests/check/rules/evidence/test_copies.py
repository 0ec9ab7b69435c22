"""Rules on what sources.yaml says of a copy find planted defects and pass sound descriptions."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

TITLED = {
    "source": {
        "id": "b",
        "title": "Boats reach flooded Ostervik",
        "stamps": ["Updated: Tuesday, 20:10"],
    }
}

CASES = [
    RuleCases("EV39", "source b", "",
        [{"title": "Boats reached flooded Ostervik"}, {"title": "Boat reach the flooded Ostervik"},
         {"stamps": ["Updated: Tuesday, 20:20"]}, {"notices": ["Updated: Thursday, 20:10"]},
         {"about": "A report of six paragraphs, a day later."}, {"headline": "Boats reach a flooded Ostervik"},
         {"author": "Ada Marsh"}, {"missing": ["publisher"], "publisher": "The Lode Post"},
         {"published": "4 March", "stamps": ["Updated: 5 March"]}],
        [{"title": "Boats reach flooded Ostervik"}, {"title": "The flood: what we know"}, {"author": "Ada Marsh", "missing": ["date"]},
         {"published": "5 March", "dateline": "OSTERVIK, 5 March"},
         {"stamps": ["Updated: Tuesday, 20:10"]}, {"about": "A report of seven paragraphs, a day later."},
         {"about": "Two lines of headline and five paragraphs."}],
        article=True),
    RuleCases("EV39", "source a", "dateline", ["LINDHAVEN"], ["OSTERVIK"], article=True),
    RuleCases("EV40", "claim b1-headline", "",
        [{"part": "body"}], [{"part": "headline"}, {"part": "notice"}], base=TITLED, article=True),
    RuleCases("EV40", "claim b7-stamp", "", [{"part": "body"}], [{"part": "stamp"}], base=TITLED, article=True),
    RuleCases("EV40", "claim b6-worst", "",
        [{"part": "body", "paragraph": paragraph} for paragraph in (1, 7)] + [{"paragraph": 7}],
        [{"part": "body"}, {"part": "body", "paragraph": 4}],
        base=TITLED, article=True),
    RuleCases("EV41", "source b", "published",
        ["Sunday, 6 January 2022", "Monday, January 3, 2021", "Thursday, the 1st of April 2022", "Wednesday 6 January 2022",
         "Tuesday, 29 February 2020"],
        ["Thursday, 6 January 2022", "Monday, January 3, 2022", "Friday, 30 February 2022", "6 January 2022", "Sunday"]),
    RuleCases("EV41", "claim b2-left", "as_of",
        ["Saturday, 5 January", "Thursday, 4 January"], ["Saturday, 4 January", "Monday, 6 January"],
        base={"source": {"id": "a", "published": "Friday, 3 January"}}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
