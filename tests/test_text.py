"""Prose to HTML and plain text: two marks mean something, all else is text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.text import around_gaps, to_html, to_plain

# The parts of an author's sentence, with more marks than usual.
PARTS = [
    "*",
    "**",
    "***",
    "_",
    "\\",
    " ",
    "word",
    "18",
    "“x”",
    "&",
    "<b>",
    "'",
    ".",
    ",",
    "é",
    "\n",
]
SENTENCES = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)
TAG = re.compile(r"<(/?)(em|strong)>")


@given(SENTENCES)
def test_elements_are_closed_in_order(prose: str) -> None:
    opened: list[str] = []
    for close, name in TAG.findall(to_html(prose)):
        if close:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert not opened


@given(SENTENCES)
def test_plain_text_is_the_html_without_its_elements(prose: str) -> None:
    html = TAG.sub("", to_html(prose)).replace("<br>", "\n").replace("<wbr>", "")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'")):
        html = html.replace(entity, sign)
    assert to_plain(prose) == html.replace("&amp;", "&")


@given(SENTENCES)
def test_nothing_but_asterisks_and_their_escapes_is_taken_from_a_text(prose: str) -> None:
    def rest(text: str) -> str:
        return text.replace("\\*", "").replace("*", "")

    assert rest(to_plain(prose)) == rest(prose) or "\\" in prose


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("*when* and **who**", "<em>when</em> and <strong>who</strong>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("**who *and* when**", "<strong>who <em>and</em> when</strong>"),
        ("**who *and***", "<strong>who <em>and</em></strong>"),
        ("(*so*), “*so*” and *so*.", "(<em>so</em>), “<em>so</em>” and <em>so</em>."),
        ("[a](javascript:x) ![i](x) `c`", "[a](javascript:x) ![i](x) `c`"),
        ("&amp; <script>", "&amp;amp; &lt;script&gt;"),
        (r"\*not\*", "*not*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("2*3 and 3*4", "2*3 and 3*4"),
        ("Lehrer*innen und Schüler*innen", "Lehrer*innen und Schüler*innen"),
        ("*a note: 2*3*", "<em>a note: 2*3</em>"),
        ("_no_ and __no__, snake_case_name", "_no_ and __no__, snake_case_name"),
        (r"\(x\) \[y\] \_ \d", r"\(x\) \[y\] \_ \d"),
        ("* a list", "* a list"),
        ("200* were counted", "200* were counted"),
        ("1. one\n2. two", "1. one<br>2. two"),
    ],
)
def test_two_marks_mean_something_and_nothing_else_does(prose: str, html: str) -> None:
    assert to_html(prose) == html


@given(st.text())
def test_a_long_word_may_be_broken_anywhere_and_loses_nothing(prose: str) -> None:
    html = to_html("ž" * 166 + " " + prose)
    assert all(len(part) <= 10 for part in html.split(" ")[0].split("<wbr>"))
    assert "<wbr>" not in to_html("a word of twenty-nine letters and a word")


def test_an_address_is_broken_after_its_signs() -> None:
    address = "https://news.example.org/2022/january/report?id=7&page=2"
    assert to_html(address).replace("&amp;", "&").split("<wbr>") == [
        "https:/", "/", "news.", "example.", "org/", "2022/", "january/", "report?", "id=", "7&",
        "page=", "2",
    ]  # fmt: skip


def test_emphasis_may_go_round_a_gap_and_over_it() -> None:
    assert around_gaps(["*", None, "* left"]) == ["<em>", "</em> left"]
    assert around_gaps(["They *said ", None, " or ", None, "*"]) == [
        "They <em>said ",
        " or ",
        "</em>",
    ]
    assert around_gaps(["no \ue000 gap", None]) == ["no \ufffd gap", ""]
