"""A saved web page becomes the blocks of its article, and what is left out can be seen."""

from __future__ import annotations

import sys
from contextlib import suppress

import pytest

from kzquiz.authoring.intake import IntakeError, take

PAGE = """<!doctype html><html lang="en"><head><title>Boats reach Ostervik</title>
<meta charset="utf-8"><meta property="og:title" content="Boats reach flooded Ostervik">
<meta property="og:site_name" content="The Lode Courier"><meta name="author" content="Maren Holt">
<meta property="article:published_time" content="2031-03-04T20:10:00+01:00">
<link rel="canonical" href="https://courier.example/boats">
<style>p {color: red}</style><script>var p = "no text";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<main><article><h1>Boats reach flooded Ostervik</h1>
<p class="standfirst">Army sends a dozen boats as more people leave the old town</p>
<p class="byline">By Maren Holt</p><time>Tuesday 4 March 2031, 20:10</time>
<div class="share"><a>Share on Facebook</a><a>Email</a></div>
<figure><img src="x"><figcaption>A street in the old town on Tuesday</figcaption></figure>
<p>By Tuesday evening more than 350 people had been moved out of the old town, the fire
service said, and <b>many</b> of them spent the night in the school on the hill.</p>
<div class="ad-slot">Advertisement</div>
<p>Shopkeepers told Nordpress that the sirens came on an hour after the water did, and that
nobody had come to warn them.<!-- a comment --> Then it was dark.</p>
<h2>No inspection</h2>
<p>Nobody had looked at the gate for over a year, Mayor Brandt said, and she called the water
board careless in a long statement.</p>
<ul><li>350 people moved out</li><li>12 boats on their way</li></ul>
<table><tr><th>Day</th><th>Level</th></tr><tr><td>Monday</td><td>3.2 m</td></tr></table>
<p>It is the worst flood in the history of the town, which lies below the level of the river.</p>
<aside class="related"><h3>Read more</h3><ul><li><a>Dam opened in Norvik</a></li></ul></aside>
</article></main><footer><p>© 2031 The Lode Courier.</p></footer>
</body></html>
"""


@pytest.fixture(scope="module")
def _trafilatura() -> None:
    pytest.importorskip("trafilatura")


@pytest.mark.usefixtures("_trafilatura")
def test_a_saved_page_is_taken_apart() -> None:
    found = [(block.part, block.text) for block in take(PAGE.encode()).blocks]
    assert found == [
        ("navigation", "Home · World"),
        ("headline", "Boats reach flooded Ostervik"),
        ("sub-heading", "Army sends a dozen boats as more people leave the old town"),
        ("byline", "By Maren Holt"),
        ("stamp", "Tuesday 4 March 2031, 20:10"),
        ("share line", "Share on Facebook Email"),
        ("caption", "A street in the old town on Tuesday"),
        (
            "body",
            (
                "By Tuesday evening more than 350 people had been moved out of the old town, "
                "the fire "
                "service said, and many of them spent the night in the school on the hill."
            ),
        ),
        ("advertisement", "Advertisement"),
        (
            "body",
            (
                "Shopkeepers told Nordpress that the sirens came on an hour after the water "
                "did, and "
                "that nobody had come to warn them. Then it was dark."
            ),
        ),
        ("sub-heading", "No inspection"),
        (
            "body",
            (
                "Nobody had looked at the gate for over a year, Mayor Brandt said, and she "
                "called the "
                "water board careless in a long statement."
            ),
        ),
        ("body", "350 people moved out"),
        ("body", "12 boats on their way"),
        ("body", "Day | Level"),
        ("body", "Monday | 3.2 m"),
        (
            "body",
            (
                "It is the worst flood in the history of the town, which lies below the "
                "level of the "
                "river."
            ),
        ),
        ("related links", "Read more · Dam opened in Norvik · © 2031 The Lode Courier."),
    ]


@pytest.mark.usefixtures("_trafilatura")
def test_what_a_page_says_of_itself_is_read() -> None:
    origin = take(PAGE.encode()).origin
    assert (origin.title, origin.author) == ("Boats reach flooded Ostervik", "Maren Holt")
    assert (origin.publisher, origin.url) == ("The Lode Courier", "https://courier.example/boats")
    assert origin.published == "2031-03-04T20:10:00+01:00"


@pytest.mark.usefixtures("_trafilatura")
def test_the_description_by_schema_org_serves_where_there_is_no_other() -> None:
    data = (
        '<script type="application/ld+json">{"@graph": [{"headline": "Boats", "author": '
        '[{"name": "Maren Holt"}, {"name": "Tom Berg"}], "publisher": {"name": "Courier"}}]}'
        "</script>"
    )
    page = PAGE.replace('name="author"', 'name="x"').replace("og:", "x:")
    origin = take(page.replace("<style>", data + "<style>").encode()).origin
    assert (origin.title, origin.publisher) == ("Boats", "Courier")
    assert origin.author == "Maren Holt, Tom Berg"


@pytest.mark.usefixtures("_trafilatura")
@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 5000 + "Deep." + "</div>" * 5000,
        "<html><body>" + "<p>A sentence of a text that is long enough.</p>" * 500,
        "<html><table><table><tr><td><p>A text in tables.</p></table></table>",
        "<html><body><p>" + "&lt;" * 1000 + " a text</p>",
        "<html><!DOCTYPE x [<!ENTITY a 'b'>]><p>&a; A text with an entity.</p>",
        "<html><body>\x00<p>A text after a zero.</p>".replace("\x00", ""),
    ],
)
def test_an_odd_page_is_read_or_refused_with_a_message(page: str) -> None:
    with suppress(IntakeError):
        assert take(page.encode()).blocks


@pytest.mark.usefixtures("_trafilatura")
def test_a_page_that_is_not_found_to_have_a_main_text_says_so() -> None:
    found = take(b"<html><body><nav><a>Home</a></nav></body></html>")
    assert "look at every block" in found.doubts[0]


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(IntakeError, match=r"pip install 'kzquiz\[web\]'"):
        take(PAGE.encode())


def test_a_web_archive_is_refused_with_what_to_do() -> None:
    with pytest.raises(IntakeError, match="Web page, HTML only"):
        take(b"From: <Saved by Blink>\nMIME-Version: 1.0\n\n<html>")
