"""What a draft has for unit.yaml, the differences to look at first, and statements that agree."""

from __future__ import annotations

import pytest

from kzquiz.authoring.draft.agreements import agreements
from kzquiz.authoring.draft.claims import ArticleText, Draft, draft
from kzquiz.authoring.draft.context import context
from kzquiz.authoring.draft.entries import ids
from kzquiz.authoring.draft.hints import hints
from kzquiz.authoring.draft.lineup import printed
from kzquiz.authoring.intake import Block

A = (
    "Some 200 people left their homes on Monday, the fire service said.\n\n"
    "A furious crowd came. The gate was checked in March, the water board said. "
    "That could not be independently verified."
)
B = (
    "On Tuesday 350 people had left their homes, the fire service said.\n\n"
    "The gate had been checked in March, the water board said. Repairs take about 200 days."
)


def drafted(*texts: str, headline: str = "") -> Draft:
    found = []
    for name, text in zip("abc", texts, strict=False):
        body = [Block(part, "body") for part in text.split("\n\n")]
        head = [Block(headline, "headline")] if headline else []
        found.append(ArticleText(name, (*head, *body), "en"))
    return draft(found)


def pointed_out(made: Draft) -> list[tuple[str, ...]]:
    """The hints: the reason, and both figures or statements."""
    return [
        (one.reason, *(printed(made.claims[p.claim], p.figure) for p in (one.one, one.other)))
        for one in hints(made.claims)
    ]


def entries(made: Draft, key: str) -> list[str]:
    """The entries with a key, without the comments above them."""
    found = ["- " + one.partition("\n- ")[2] for one in context(made, ids(made.claims))]
    return [one for one in found if f"{key}:" in one]


def test_times_are_events_without_the_word_that_leads_to_them() -> None:
    assert entries(drafted(A), "when")[0].startswith("- when: Monday  # guess\n  what: ")


def test_a_loaded_word_waits_for_its_owner_who_is_named_as_a_guess() -> None:
    (entry,) = entries(drafted(A), "owner")
    assert "term: furious\n  owner: TODO  # guess: newsroom-a\n" in entry


def test_one_speaker_who_says_the_same_in_two_sources_is_one_origin_as_a_guess() -> None:
    (entry,) = entries(drafted(A, B), "origin")
    assert "origin: same  # guess, one speaker gives both" in entry


def test_equal_figures_of_two_sources_are_lined_up_and_each_claim_once() -> None:
    made = drafted("Twelve boats came.", "A dozen boats came.")
    ((one, other),) = [(p.one, p.other) for p in agreements(made.claims)]
    assert [made.claims[p.claim].source for p in (one, other)] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Some 200 people left the town.", "350 people left the town."),
        ("Dozens were hurt in the town.", "Hundreds were hurt in the town."),
        ("It cost 60 to 90 million crowns.", "It cost 70 to 100 million crowns."),
        ("The gate broke at 3.10 am.", "The gate broke at 3.18 am."),
    ],
)
def test_figures_that_differ_are_pointed_out(one: str, other: str) -> None:
    assert [hint[0] for hint in pointed_out(drafted(one, other))] == ["figures"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Some 200 people left the town.", "204 people left the town."),
        ("The gate broke at 3.17 am.", "The gate broke at quarter past three."),
        ("It cost several million crowns.", "It cost 8 million crowns."),
        ("Some 200 houses fell in Selmark.", "In Brack, 900 houses fell."),
        ("Twelve boats came in 2021.", "Twelve boats came in 2024."),
        ("Nobody was hurt.", "Three people were fined."),
    ],
)
def test_figures_that_may_be_one_or_count_other_things_are_no_hint(one: str, other: str) -> None:
    assert pointed_out(drafted(one, other)) == []


def test_the_same_number_with_a_word_that_judges_is_a_hint() -> None:
    made = drafted("Police held 40 rioters in Lode.", "Police held 40 demonstrators in Lode.")
    assert pointed_out(made) == [("noun", "40 rioters, Lode", "40 demonstrators, Lode")]


def test_a_headline_that_says_more_than_its_text_is_a_hint() -> None:
    made = drafted("Perhaps 12 boats reached Ostervik.", headline="Boats reached Ostervik")
    assert [hint[0] for hint in pointed_out(made)] == ["headline"]


def test_a_headline_with_another_figure_than_its_text_is_a_hint() -> None:
    made = drafted("At least 40 boats reached Ostervik.", headline="30 boats reached Ostervik")
    assert [hint[0] for hint in pointed_out(made)] == ["headline"]


def test_at_most_eight_pairs_are_pointed_out() -> None:
    nouns = [
        "boats",
        "cars",
        "trees",
        "sheep",
        "horses",
        "trains",
        "bridges",
        "schools",
        "houses",
        "lamps",
    ]
    one, other = (
        "\n\n".join(f"The storm took {factor * (n + 3)} {noun}." for n, noun in enumerate(nouns))
        for factor in (10, 20)
    )
    assert len(hints(drafted(one, other).claims)) == 8
