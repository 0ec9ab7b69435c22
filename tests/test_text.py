"""Prose to HTML and plain text: two marks mean something, all else is text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kzquiz.text import quoted, to_html, to_plain

PARSER = MarkdownIt("zero", {"html": False}).enable(["emphasis", "escape"])
# The parts of an author's sentence, with more marks than usual.
SENTENCES = st.lists(
    st.sampled_from(
        ["*", "**", "_", "\\", " ", "word", "18", "“x”", "&", "<b>", "'", ".", ",", "é", "\n"]
    ),
    max_size=14,
).map("".join)


@given(SENTENCES)
def test_the_short_way_gives_what_the_parser_gives(prose: str) -> None:
    assert to_html(prose) == PARSER.renderInline(prose).replace("'", "&#39;").replace(
        "<br>\n", "\n"
    )


@given(SENTENCES)
def test_plain_text_is_the_html_without_its_elements(prose: str) -> None:
    html = re.sub(r"</?(em|strong)>", "", to_html(prose))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'")):
        html = html.replace(entity, sign)
    assert to_plain(prose) == html.replace("&amp;", "&")


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("*when* and **who**", "<em>when</em> and <strong>who</strong>"),
        ("[a](javascript:x) ![i](x) `c`", "[a](javascript:x) ![i](x) `c`"),
        ("&amp; <script>", "&amp;amp; &lt;script&gt;"),
        (r"\*not\*", "*not*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_two_marks_mean_something_and_nothing_else_does(prose: str, html: str) -> None:
    assert to_html(prose) == html


def test_quotation_marks_within_a_quotation_become_single() -> None:
    assert quoted('26 "armed criminals"') == "“26 ‘armed criminals’”"
