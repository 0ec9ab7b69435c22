"""What a draft takes for a statement, and for its speakers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.authoring.draft.claims import ArticleText, Draft, draft, phrase
from kzquiz.authoring.intake import Block, take


def drafted(text: str) -> Draft:
    blocks = tuple(Block(part, "body") for part in text.split("\n\n"))
    return draft([ArticleText("a", blocks)])


def said(text: str) -> list[tuple[str, str]]:
    """The speakers and the beginning of each statement."""
    return [(" < ".join(one.speakers), one.text[:12]) for one in drafted(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate failed on Monday, police said.", [("police", "The gate fai")]),
        ("Ilse Brandt, 54, the mayor of the town, said the gate had failed.", [("ilse-brandt", "Ilse Brandt,")]),
        ("The mayor, Ilse Brandt, said the gate had failed.", [("ilse-brandt", "The mayor, I")]),
        ("“We were lucky,” said Karl Voss, a resident. “It was dark.”", [("karl-voss", "“We were luc"), ("karl-voss", "“It was dark")]),
        ("The gate held, according to the water board.", [("water-board", "The gate hel")]),
        ("The agency Nordpress quoted residents as saying the water rose.", [("residents < agency-nordpress", "The agency N")]),
        ("Norlink reported that the gate held, citing the water board.", [("water-board < norlink", "Norlink repo")]),
        ("Shopkeepers told the newspaper Lode Times that the sirens were late.", [("shopkeepers < newspaper-lode-times", "Shopkeepers ")]),
        ("The reports of deaths could not be confirmed by anyone.", [("", "The reports ")]),
        ("The storm claimed 11 lives on the coast.", [("", "The storm cl")]),
        ("It hit the rocks at once, the harbourmaster, Ines Holt, said.", [("ines-holt", "It hit the r")]),
        ("“There was a bang,” said Per Lind, a passenger.", [("per-lind", "“There was a")]),
        ("Anna Berg, a teacher who was there, said that it was dark.", [("anna-berg", "Anna Berg, a")]),
        ("The company says that the law asks for eight.", [("company", "The company ")]),
        ("Karl Voss rose to his feet. Ida Cole of Lode Bank said it was late. She sees no way.", [("", "Karl Voss ro"), ("ida-cole", "Ida Cole of "), ("ida-cole", "She sees no ")]),
        ("It took an hour, said the union; the company speaks of “a minute”.", [("union", "It took an h"), ("company", "the company ")]),
        ("For director Moe that is “a wish list”.", [("moe", "For director")]),
        ("More than half came, if one believes the union.", [("union", "More than ha")]),
        ("The damage, police said, came to 40 million crowns.", [("police", "The damage, ")]),
        ("“It was dark. We saw nothing,” said Karl Voss. He left.", [("karl-voss", "“It was dark"), ("karl-voss", "He left.")]),
        ("В компании «Полюс», которой принадлежит склад, ущерб оценили в 210 миллионов рублей.", [("kompanii-polyus", "В компании «")]),
        ("Если верить полиции, их было двое.", [("politsii", "Если верить ")]),
        ("«Нас никто не будил, – говорит Анна Ким. – Стучали соседи».", [("anna-kim", "«Нас никто н"), ("anna-kim", "Стучали сосе")]),
        ("По данным полиции, задержаны двое.", [("politsii", "По данным по")]),
        ("Laut Feuerwehr wurden 200 Menschen gerettet. Die Tore seien alt.", [("feuerwehr", "Laut Feuerwe"), ("feuerwehr", "Die Tore sei")]),
    ],
)  # fmt: skip
def test_who_says_a_statement(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_a_quotation_that_runs_over_two_paragraphs_keeps_its_speaker() -> None:
    text = "“The water came at night,” said Karl Voss, a resident. “It was dark.\n\n“Nobody rang.”"
    assert [who for who, _ in said(text)] == ["karl-voss"] * 3


def test_one_speaker_is_known_by_name_surname_and_office() -> None:
    text = (
        "Ilse Brandt, the mayor, said it rained. Brandt said it stopped. "
        "The mayor said that it was over. “It is over,” she said."
    )
    made = drafted(text)
    assert [one.speakers for one in made.claims] == [("ilse-brandt",)] * 4
    assert [one.sure for one in made.claims] == [True, True, True, False]


def test_a_language_that_is_not_known_gives_no_claims_and_says_why() -> None:
    made = drafted("Aujourd’hui, la ville dort sous la pluie et personne ne parle.")
    assert made.claims == ()
    assert "language" in made.notes[0]


def test_a_dateline_is_no_part_of_a_statement() -> None:
    made = drafted("OSTERVIK, March 4 (Nordpress) — Water poured into the old town.")
    assert [one.text for one in made.claims] == ["Water poured into the old town."]


def test_a_quotation_to_print_is_never_the_whole_statement() -> None:
    (claim,) = drafted("About 200 people had left their homes by noon.").claims
    assert phrase(claim) in claim.text
    assert len(phrase(claim).split()) < len(claim.text.split())


@given(st.text(max_size=400))
def test_any_text_gives_statements_that_stand_in_it_letter_for_letter(text: str) -> None:
    blocks = (Block(text, "body"),)
    made = draft([ArticleText("a", blocks, "en"), ArticleText("b", blocks, "ru")])
    assert all(one.span.of(text) == one.text and one.text for one in made.claims)
    assert draft([ArticleText("a", blocks, "en"), ArticleText("b", blocks, "ru")]) == made


def test_a_long_article_is_drafted_whole() -> None:
    paragraph = "About 200 people left on Monday, the fire service said. Ilse Brandt denied it."
    data = "\n\n".join(f"{paragraph} It was day {n}." for n in range(300)).encode()
    made = draft([ArticleText("a", take(data).blocks)])
    assert len({one.paragraph for one in made.claims}) == 300
