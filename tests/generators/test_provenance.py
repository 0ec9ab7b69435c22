"""A source says where it is from in every output, and a free one is printed as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run
from example_unit import ARTICLES, bring_texts, read_unit
from msgspec.structs import replace
from reading import READERS

from kzquiz import places
from kzquiz.check import check
from kzquiz.evidence.article import paragraphs
from kzquiz.generators import generator
from kzquiz.generators.provenance import unstated
from kzquiz.languages import language
from kzquiz.load import Recipe, Unit
from kzquiz.model import Options
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import DECK, FULL, compose

OPTIONS = Options(templates=(places.bundled("templates"),), now=1_700_000_000)
STATED = {
    "title": "Flood at night",
    "publisher": "Ostervik Post",
    "published": "4 May 2021",
    "url": "https://post.example/flood?id=1&part=2",
    "rights": "CC BY 4.0",
    "attribution": "I. Lund, Ostervik Post",
}
CREDIT = "“Flood at night”. Ostervik Post, 4 May 2021"


@pytest.fixture
def free(content: Path) -> Unit:
    """The example unit with the texts of its sources."""
    bring_texts(content / "example", **STATED)
    return read_unit(content / "example")


def shown(unit: Unit, output: str, recipe: Recipe = FULL) -> str:
    made = generator(output)(compose(unit, recipe), OPTIONS)
    text = "".join(READERS[output].as_text(artifact) for artifact in made)
    return " ".join(text.split())


@pytest.mark.parametrize("output", ["worksheet", "teacher", "quiz", "deck"])
def test_every_output_says_where_its_sources_are_from(output: str, free: Unit) -> None:
    text = shown(free, output, DECK if OUTPUTS[output].made_for == "deck" else FULL)
    assert CREDIT in text
    if output != "deck":
        assert "CC BY 4.0: I. Lund, Ostervik Post" in text
        assert "https://post.example/flood?id=1&part=2" in text
        assert "author" in text.partition("Not on this copy")[2][:60]


def test_the_teachers_page_says_what_is_unknown_of_a_source_without_an_origin(
    example: Unit,
) -> None:
    source = replace(example.facts.sources["a"], missing=("who printed it",))
    facts = replace(example.facts, sources={**example.facts.sources, "a": source})
    assert "Not on this copy: who printed it" in shown(replace(example, facts=facts), "teacher")


@pytest.mark.parametrize(
    ("missing", "printed"),
    [((), ("title", "publisher", "date")), (("who printed it",), ("who printed it",))],
)
def test_what_a_copy_lacks_is_the_authors_list_or_what_is_unknown_of_its_origin(
    missing: tuple[str, ...], printed: tuple[str, ...], example: Unit
) -> None:
    source = replace(example.facts.sources["a"], author="I. Lund", missing=missing)
    assert unstated(source, language("en")) == printed


@pytest.mark.parametrize("output", ["worksheet", "quiz"])
def test_a_sheet_and_the_quiz_page_print_a_free_text_letter_for_letter(
    output: str, free: Unit
) -> None:
    text = shown(free, output)
    for number, paragraph in enumerate(paragraphs(ARTICLES["a"]), 1):
        assert f"{number} {' '.join(paragraph.split())}" in text


def test_asterisks_in_a_printed_text_are_no_markup(content: Path) -> None:
    bring_texts(content / "example")
    path = content / "example/texts/a.txt"
    path.write_text(
        path.read_text("utf-8") + "\n\nThe end*. More \\* at *www.post.example*\n", "utf-8"
    )
    unit = read_unit(content / "example")
    for output in ("worksheet", "quiz"):
        assert "6 The end*. More \\* at *www.post.example*" in shown(unit, output)


@pytest.mark.parametrize(("sources", "printed"), [("cards", "retell"), ("none", "")])
def test_a_recipe_chooses_what_its_sheet_prints_to_read_from(
    sources: str, printed: str, free: Unit
) -> None:
    text = shown(free, "worksheet", Recipe("lesson", "Lesson", sources=sources))
    assert paragraphs(ARTICLES["a"])[0][:40] not in text
    assert ("Read the sources first" in text) == bool(printed)
    assert printed in text


def test_build_prints_the_sources_as_asked_on_all_sheets(content: Path) -> None:
    bring_texts(content / "example")
    for sources, full in (("full", True), ("cards", False)):
        done = run(content.parent, "build", "--only", "worksheet", "--sources", sources)
        assert done.returncode == 0, done.stderr
        page = (content.parent / "decks/example/worksheet.html").read_text("utf-8")
        assert (paragraphs(ARTICLES["a"])[0][:40] in page) == full


def test_build_refuses_to_print_a_text_that_may_only_be_quoted(content: Path) -> None:
    done = run(content.parent, "build", "--sources", "full")
    assert done.returncode == 2
    assert "the full text of Source A is not part of the unit" in done.stderr


def test_a_text_that_travels_needs_no_counts_and_no_fingerprint(free: Unit, example: Unit) -> None:
    for name, source in free.facts.sources.items():
        known = example.facts.sources[name]
        assert (source.paragraphs, source.words) == (known.paragraphs, known.words)
    assert check(free, select=["EV01", "EV02", "EV19", "EV29"]) == []


def test_quotations_are_proved_by_the_text_that_travels(content: Path) -> None:
    bring_texts(content / "example")
    path = content / "example/claims.yaml"
    claims = path.read_text("utf-8")
    path.write_text(claims.replace("asked the army for boats", "asked the navy for boats"), "utf-8")
    (problem,) = check(read_unit(content / "example"), select=["EV01"])
    assert "does not print “asked the navy for boats”" in problem.message
    assert "asked the army for boats" in problem.help


@pytest.mark.parametrize("free", [False, True])
def test_only_a_free_text_may_be_quoted_at_length(content: Path, *, free: bool) -> None:
    folder = content / "example"
    if free:
        bring_texts(folder)
    first, second = paragraphs(ARTICLES["a"])[:2]
    for file, old, new in (
        ("questions/choice.yaml", "feedback: >-", f"feedback: >-\n    “{first}” “{second}”"),
        ("claims.yaml", "asked the army for boats", second.partition(".")[0]),
        ("sources.yaml", "EV04: the", "EV01: the"),
        ("sources.yaml", "EV04b: the", "EV02: the"),
    ):
        path = folder / file
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    codes = ["EV03", "EV04", "EV04b"]
    found = {problem.code for problem in check(read_unit(folder), ARTICLES, codes)}
    assert found == (set() if free else set(codes))


LONG = (
    "Water from the river Lode poured into the old town on Monday night after a sluice gate "
    "failed, and the fire service said about 200 people had left their homes"
)


@pytest.mark.parametrize("free", [False, True])
def test_only_a_claim_of_a_free_source_may_have_a_quotation_of_more_than_15_words(
    content: Path, *, free: bool
) -> None:
    folder = content / "example"
    if free:
        bring_texts(folder)
    path = folder / "claims.yaml"
    claims = path.read_text("utf-8")
    (old,) = (line for line in claims.splitlines() if "quote: " in line and "200 people" in line)
    path.write_text(claims.replace(old, f"  quote: {LONG}"), "utf-8")
    found = [
        (problem.severity, problem.code, problem.message)
        for problem in check(read_unit(folder), ARTICLES, ["EV01", "EV03"])
    ]
    message = "the quotation has 30 words; a phrase has at most 15"
    assert found == ([] if free else [("error", "EV03", message)])
