"""Each block of an article is taken for what a reader would take it for."""

from __future__ import annotations

import pytest

from kzquiz.authoring.intake import Block, RawBlock, author, dateline
from kzquiz.authoring.intake.classify import classify

BODY = "The grid company said on Tuesday that crews were on their way to the islands."


def parts(*texts: str) -> list[str]:
    return [block.part for block in classify(map(RawBlock, texts))]


def among_body(text: str) -> str:
    """What a block is taken for that stands in the middle of a text."""
    return parts(BODY, BODY, text, BODY, BODY)[2]


def test_a_pasted_page_is_taken_apart() -> None:
    page = {
        "Home > World > Europe": "navigation",
        "Storm cuts power to 40,000 homes in Vell": "headline",
        "Winds reached 130 kilometres per hour, the highest in a decade": "sub-heading",
        "By Ana Reyes and Tom Berg": "byline",
        "Published 4 March 2031 10:15 GMT": "stamp",
        "Share": "share line",
        "Facebook Twitter WhatsApp Copy link": "share line",
        "A crane lies across the harbour road. [Jon Alder/Nordpress]": "caption",
        "VELL, March 4 (Nordpress) – A storm cut power to 40,000 homes, the company said.": "body",
        "ADVERTISEMENT": "advertisement",
        "“We have not seen this since 1987,” said Ana Pohl, a harbour worker.": "body",
        "READ MORE: Dam opened in Norvik": "related links",
        BODY: "body",
        "What happens next": "sub-heading",
        "The ferry stays in port until Thursday.": "body",
        "(Reporting by Ana Reyes; Editing by Tom Berg)": "byline",
        "Related stories": "related links",
        "Five storms that changed the coast": "related links",
        "© 2031 Nordpress. All rights reserved.": "navigation",
    }
    assert parts(*page) == list(page.values())


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Anzeige", "advertisement"),
        ("— Реклама —", "advertisement"),
        ("Sponsored: a holiday by the sea", "advertisement"),
        ("Teilen", "share line"),
        ("Поделиться", "share line"),
        ("Share this article on Facebook or by email", "share line"),
        ("Lesen Sie auch: Der Damm von Norvik", "related links"),
        ("Читайте также: Плотина в Норвике", "related links"),
        ("Sign up for our newsletter", "navigation"),
        ("Accept cookies", "navigation"),
        ("Home | World | Europe", "navigation"),
        ("Updated: Tuesday, 20:10", "stamp"),
        ("Обновлено: 4 марта 2031, 20:10", "stamp"),
        ("4 March 2031 - 10:15 am", "stamp"),
        ("2031-03-04 10:15", "stamp"),
        ("Photo: Jon Alder", "caption"),
        ("Boats in the old town (Photo by Jon Alder/Nordpress)", "caption"),
        ("Beta V.1.0 - Powered by automated translation", "notice"),
        ("Editor's note: an earlier version of this text named another river.", "notice"),
    ],
)
def test_a_known_form_is_recognised_in_the_middle_of_a_text(text: str, part: str) -> None:
    assert among_body(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell on Tuesday, the bank said.",
        "Print works in the old town stood under water.",
        "Advertisements were torn down by the wind.",
        "Related to this, the mayor asked for boats.",
        "Register offices stayed closed.",
        "By Tuesday evening 12,000 homes had power again.",
        "At 20:10 on Tuesday the lights went out.",
        "Updated figures were not to be had on Tuesday.",
        "Published lists named 12 streets.",
        "Video of the harbour showed a crane across the road.",
        "In 2031 the river rose by 3.2 metres.",
        "“Why did nobody warn us?”",
        "She said that no one had been hurt, and that the school was open to all who had no bed.",
    ],
)
def test_a_sentence_of_the_text_is_never_taken_for_anything_else(text: str) -> None:
    assert among_body(text) == "body"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("OSTERVIK — Water poured in.", "OSTERVIK"),
        ("ST. JOHNS, N.F. April 16.—All hope is gone.", "ST. JOHNS, N.F. April 16."),
        ("АЛМАТЫ, 6 января (Вести) — Вода в городе.", "АЛМАТЫ, 6 января (Вести)"),
        ("Water — and mud — poured in.", ""),
        ("UN — so they call it — sent boats.", ""),
        ("OSTERVIK has a river.", ""),
    ],
)
def test_a_dateline_is_found_before_the_first_paragraph(text: str, shown: str) -> None:
    assert dateline([Block("Boats reach Ostervik", "headline"), Block(text, "body")]) == shown


def test_a_post_has_a_byline_and_no_headline_and_its_counts_are_left_out() -> None:
    post = {
        "Lina Maran": "byline",
        "@lina_maran · 3h": "byline",
        "They did it. The gate stays open all night.": "body",
        "Ask yourselves why": "body",
        "10:15 AM · Mar 4, 2031 · 12.3K Views": "stamp",
        "1,204 likes": "share line",
        "38 replies · 5 reposts": "share line",
    }
    assert parts(*post) == list(post.values())


@pytest.mark.parametrize(
    "text",
    [
        "Lina Maran\n@lina_maran",
        "Lina Maran @lina@towns.example",
        "@lina.mar",
        "By Lina Maran",
        "Words by Lina Maran",
    ],
)
def test_a_name_above_a_text_is_a_byline(text: str) -> None:
    assert parts(text, BODY, BODY) == ["byline", "body", "body"]


@pytest.mark.parametrize(
    "text", ["@lina said nothing of it.", "Write to lina@towns.example", "Who likes 12 boats"]
)
def test_a_line_with_an_address_or_a_number_is_no_byline_and_no_count(text: str) -> None:
    assert among_body(text) not in {"byline", "share line"}


@pytest.mark.parametrize(
    ("bylines", "name"),
    [
        (["By Ana Reyes and Tom Berg"], "Ana Reyes and Tom Berg"),
        (["Von Ana Reyes | 4. März 2031"], "Ana Reyes"),
        (["Автор: Анна Рейес"], "Анна Рейес"),
        (["Words by Ana Reyes"], "Ana Reyes"),
        (["By Ana Reyes", "(Reporting by Tom Berg; Editing by Bo Lund)"], "Ana Reyes"),
        (["(Reporting by Tom Berg; Editing by Bo Lund)"], "Tom Berg"),
        (["(Editing by Bo Lund)"], ""),
        (["Maren Holt"], "Maren Holt"),
        (["Lina Maran\n@lina_maran"], "Lina Maran @lina_maran"),
        (["Lina Maran", "@lina_maran · 3h"], "Lina Maran @lina_maran"),
        (["@lina_maran"], "@lina_maran"),
        ([], ""),
    ],
)
def test_the_author_is_who_the_byline_names(bylines: list[str], name: str) -> None:
    assert author([*(Block(text, "byline") for text in bylines), Block(BODY, "body")]) == name


def test_a_text_of_sentences_alone_has_no_headline() -> None:
    assert parts(BODY, BODY, BODY) == ["body"] * 3


def test_a_single_block_is_the_text() -> None:
    assert parts("Boats reach flooded Ostervik") == ["body"]


def test_several_lines_before_the_text_are_a_headline_and_sub_headings() -> None:
    lines = ("BOATS REACH OSTERVIK", "Hundreds leave their homes", "Gate failed")
    assert parts(*lines, BODY, BODY)[:4] == ["headline", "sub-heading", "sub-heading", "body"]


def test_what_the_file_says_of_a_block_comes_first() -> None:
    raws = [
        RawBlock("Home · World", "page"),
        RawBlock("Is the gate safe?", "title"),
        RawBlock("Maren Holt", "byline"),
        RawBlock(BODY),
        RawBlock("What the board says:", "heading"),
        RawBlock(BODY),
        RawBlock("A street in the old town", "caption"),
        RawBlock(BODY),
        RawBlock(BODY, "page"),
    ]
    assert [block.part for block in classify(raws)] == [
        "navigation", "headline", "byline", "body", "sub-heading", "body", "caption", "body",
        "navigation",
    ]  # fmt: skip
