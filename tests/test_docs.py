"""The documentation: generated pages are up to date, examples are true, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from command_line import run
from example_unit import ROOT

from kzquiz import kinds
from kzquiz.check import check
from kzquiz.cli import application
from kzquiz.evidence import fingerprint
from kzquiz.evidence.verifier import read_articles
from kzquiz.generators.anki import SHOWS
from kzquiz.load import Unit, load
from kzquiz.quiz.fallback import simplify

pytestmark = pytest.mark.slow

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
TUTORIAL = (ROOT / "docs" / "first-unit.md").read_text("utf-8")
EVENING = (ROOT / "docs" / "draft.md").read_text("utf-8").partition("## A whole evening")[2]


def generate():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMMANDS = dict(generate().commands(typer.main.get_command(application())))

# --- generated pages ----------------------------------------------------------------------------


def test_generated_pages_and_schemas_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}run python docs/generate.py"


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_has_small_pictures_of_its_sheet_and_both_sides_of_its_card(
    kind: str, example: Unit
) -> None:
    page = (ROOT / "docs" / "kinds.md").read_text("utf-8")
    shown = set(re.findall(rf"\(pictures/kinds/{kind}-(\w+)\.webp\)", page))
    first = next(item for item in example.items if item.kind == kind)
    on_card = bool(simplify(first, SHOWS)[0])  # some are for paper only
    assert shown == ({"sheet", "front", "back"} if on_card else {"sheet"})
    for name in shown:
        path = ROOT / "docs" / "pictures" / "kinds" / f"{kind}-{name}.webp"
        assert path.stat().st_size <= 30_000


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_is_documented_with_an_example(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert "Example: kzquiz " in command.help
    assert f"\n## {' '.join(path)}\n" in (ROOT / "docs" / "cli.md").read_text("utf-8")
    names = {name for parameter in command.params for name in parameter.opts}
    # “explain” prints one text, so it needs no --quiet and --verbose.
    assert path[-1] == "explain" or {"--quiet", "--verbose"} <= names
    assert all(parameter.help for parameter in command.params)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_example_of_a_command_is_understood(path: tuple[str, ...]) -> None:
    """Its words are existing commands and options; other tests run them."""
    example = COMMANDS[path].help.partition("Example: ")[2].splitlines()[0].split()
    assert tuple(example[: len(path)]) == path
    options = [word for word in example if word.startswith("-")]
    known = {name for parameter in COMMANDS[path].params for name in parameter.opts}
    assert set(options) <= known


def test_help_tells_the_exit_codes() -> None:
    assert "Exit codes: 0" in run(ROOT, "--help").stdout


def test_every_module_has_its_place_in_how_it_works() -> None:
    page = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)/?`", row)}
    package = ROOT / "src" / "kzquiz"
    there = {path.stem for path in package.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert there - {"__init__", "__pycache__"} == listed


# --- links --------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_local_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


# --- the tutorial -------------------------------------------------------------------------------


class Block(NamedTuple):
    """A block of code of the tutorial, and the comment before it, which says what to do."""

    order: str
    language: str
    text: str


def blocks(page: str = TUTORIAL) -> Iterator[Block]:
    pattern = r"(?:<!-- (.*?) -->\n)?^```(\w+)\n(.*?)^```$"
    for match in re.finditer(pattern, page, re.MULTILINE | re.DOTALL):
        yield Block(match[1] or "", match[2], match[3])


def follow(folder: Path, page: str = TUTORIAL) -> list[str]:
    """Do everything that a page says, in order; give the outputs that differ from it.

    “fill in FILE: OLD” puts each line of its block in the place of the next OLD.
    """
    wrong = []
    output = ""
    for order, language, text in blocks(page):
        verb, _, rest = order.partition(" ")
        if verb == "file:":
            (folder / rest).write_text(text, "utf-8")
        elif verb == "fill":
            name, _, old = rest.removeprefix("in ").partition(": ")
            for line in text.splitlines():
                found = (folder / name).read_text("utf-8")
                assert old in found, f"{name}: {old}"
                (folder / name).write_text(found.replace(old, line, 1), "utf-8")
        elif verb == "change":
            name, _, old = rest.removeprefix("in ").partition(": ")
            path = folder / name
            assert old in path.read_text("utf-8"), old
            path.write_text(path.read_text("utf-8").replace(old, text.strip(), 1), "utf-8")
        elif language == "sh":
            for line in text.splitlines():
                done = run(folder, *line.split()[1:])
                output = done.stderr + done.stdout
                assert done.returncode == (1 if verb == "problems" else 0), output
        elif language == "text" and output.strip() != text.strip():
            wrong.append(output)
    return wrong


def test_the_tutorial_has_ten_steps() -> None:
    steps = re.findall(r"^## (\d+)\. ", TUTORIAL, re.MULTILINE)
    assert steps == [str(number) for number in range(1, 11)]


def test_the_articles_of_the_tutorial_are_the_invented_ones() -> None:
    shown = {block.order.removeprefix("file: "): block.text for block in blocks()}
    for name in "ab":
        article = ROOT / "tests" / "articles" / f"ostervik-{name}.txt"
        assert shown[f"{name}.txt"] == article.read_text("utf-8")


def test_who_follows_the_tutorial_sees_what_it_shows_and_has_a_deck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A slow hash takes seconds for each article; the page says nothing about its numbers.
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))
    assert follow(tmp_path) == []
    unit, problems = load(tmp_path / "content" / "flood")
    assert problems == []
    assert unit is not None
    assert check(unit) == []
    assert [question.id for question in unit.questions] == [
        "request",
        "people-left",
        "who-said-1",
    ]
    built = {path.name for path in (tmp_path / "decks" / "flood").iterdir()}
    assert {"flood.apkg", "worksheet.html", "answers.html", "lock.json"} <= built
    left = [
        path.name
        for path in (tmp_path / "content" / "flood").rglob("*.yaml")
        if "TODO" in path.read_text("utf-8")
    ]
    assert left == [], "no TODO is left"


# --- the evening with a draft -------------------------------------------------------------------


def test_two_articles_become_a_deck_a_sheet_and_a_key_with_the_lines_that_the_page_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))
    for name in "ab":
        article = (ROOT / "tests/articles" / f"ostervik-{name}.txt").read_bytes()
        (tmp_path / f"{name}.txt").write_bytes(article)
    page = EVENING.partition("\n## ")[0]
    assert follow(tmp_path, page) == []
    unit, problems = load(tmp_path / "content" / "flood")
    assert unit is not None
    assert [*problems, *check(unit)] == []
    assert len(unit.facts.claims) == 15
    built = {path.name for path in (tmp_path / "decks" / "flood").iterdir()}
    assert {"flood.apkg", "worksheet.html", "answers.html"} <= built
    written = sum(len(one.text.splitlines()) for one in blocks(page) if one.order)
    assert f"**{written}**" in page
    assert written <= 150
    texts = [path.read_text("utf-8") for path in (tmp_path / "content/flood").rglob("*.yaml")]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    assert 250 < sum(bool(line) and line[0] != "#" for line in lines) < 300


def test_two_articles_become_a_unit_of_thirty_questions_with_at_most_500_lines_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))
    evening = ROOT / "tests" / "draft" / "evening"
    for name in "ab":
        (tmp_path / f"{name}.txt").write_bytes((evening / f"{name}.txt").read_bytes())
    page = (evening / "README.md").read_text("utf-8")
    assert follow(tmp_path, page) == []
    unit, problems = load(tmp_path / "content" / "ferry")
    assert unit is not None
    texts = read_articles(tmp_path / "articles" / "ferry", unit.facts.sources.values())
    assert [*problems, *check(unit, texts)] == []
    assert len(unit.questions) == 30
    assert len({question.kind for question in unit.questions}) == 14
    written = sum(len(one.text.splitlines()) for one in blocks(page) if one.order)
    assert f"**{written}**" in (ROOT / "docs" / "draft.md").read_text("utf-8")
    assert written <= 500
