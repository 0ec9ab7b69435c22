"""Rules that were planned and that kzquiz does not have, and why.

Codes are permanent: no other rule may take one of these.
"""

from __future__ import annotations

from collections.abc import Mapping

BY_CONSTRUCTION: Mapping[str, str] = {
    "FC09": "the loader refuses a true-false question that is not true and has no “correction”",
    "FC11": "only a difference question asks about a difference; it shows and proves all sides",
    "FC12": "a note's guid is the unit's and the question's permanent id",
    "FC13": "`quiz.fallback` keeps open and missing questions out of the deck, and cuts tables"
    " and orders into single cells and pairs",
    "IW18": "the loader takes three to five options; how many of them are good is for a reviewer",
    "SC01": "the loader refuses an id that is used twice, and an id that names nothing",
    "SC02": "the loader knows the kinds, skills and levels",
    "SC03": "a key is written as a text, not as an index",
    "SC04": "feedback is required; as-of times and sources are derived from the claims",
    "SC05": "the loader refuses evidence that is no claim",
    "SE05": "the loader requires the teacher's note on sensitivity",
}
"""Rules on mistakes that the loader refuses, or that a kind cannot make: code → why."""

MEASURED: Mapping[str, str] = {
    "IW21": "convergence cues: recall 0.07 to 0.25, measured on labelled question sets",
    "IW22": "type mismatch: precision 0.10, and one item in four of a good bank flagged",
    "LW04": "slanted verbs by side: LW03 reports every slanted verb, so none is left to count",
    "RB02": "the loader checks that each level has a sample; the lower samples are wrong on"
    " purpose, so evidence rules on them would only raise false alarms",
}
"""Rules that would raise more false alarms than they find, or would find nothing new."""

RETIRED: Mapping[str, str] = {**BY_CONSTRUCTION, **MEASURED}
