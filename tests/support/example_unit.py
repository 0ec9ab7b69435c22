"""The example unit: an invented event, and one file of questions of every kind."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from kzquiz import kinds
from kzquiz.generators.anki import SHOWS
from kzquiz.load import Unit, load
from kzquiz.quiz.compose import compose
from kzquiz.quiz.fallback import simplify_all

ROOT = Path(__file__).parents[2]
QUESTIONS = sum(kinds.example(kind).count("\n- id:") + 1 for kind in kinds.KINDS)
"""How many questions the example unit has; every example file begins with one."""
EXAMPLES = Path(kinds.__file__).parent
ARTICLE_FILES = [ROOT / "tests" / "articles" / f"ostervik-{name}.txt" for name in "ab"]
ARTICLES = {path.stem[-1]: path.read_bytes().decode() for path in ARTICLE_FILES}


def cards(unit: Unit) -> int:
    """How many cards the deck of all questions has."""
    return len(simplify_all(compose(unit).items, SHOWS)[0])


def write_example_unit(content: Path) -> Path:
    """Write the example unit to a content folder, as an author would have it; give its folder."""
    folder = content / "example"
    shutil.copytree(EXAMPLES / "unit", folder)
    (folder / "questions").mkdir()
    for kind in kinds.KINDS:
        (folder / "questions" / f"{kind}.yaml").write_text(kinds.example(kind), "utf-8")
    return folder


def bring_texts(folder: Path, **fields: str) -> None:
    """Let the sources of the example unit bring their texts, with further keys for each."""
    path = folder / "sources.yaml"
    sources = yaml.safe_load(path.read_text("utf-8"))
    (folder / "texts").mkdir()
    for source, article in zip(sources, ARTICLE_FILES, strict=True):
        shutil.copy(article, folder / "texts" / f"{source['id']}.txt")
        for name in ("sha256", "paragraphs", "words", "fingerprint", "lint_ok"):
            del source[name]
        source.update({"text": f"texts/{source['id']}.txt", "rights": "public-domain"} | fields)
    path.write_text(yaml.safe_dump(sources, allow_unicode=True), "utf-8")


def read_unit(folder: Path) -> Unit:
    unit, problems = load(folder)
    assert not problems, problems
    assert unit is not None
    return unit
