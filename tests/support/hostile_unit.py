"""Units that hold hostile texts, and their twins that hold harmless ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from example_unit import ROOT
from planted import TOKEN, Garden

from kzquiz.build.render import Rendered, render
from kzquiz.load import Unit, load
from kzquiz.model import Options

CORPUS: Mapping[str, list[str]] = yaml.load(
    (ROOT / "tests" / "hostile.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
REFUSED = CORPUS["refused"]
HOSTILE = [text for group, texts in CORPUS.items() if group != "refused" for text in texts]
OPTIONS = Options((ROOT / "templates",), now=1_700_000_000)
# Fields that hold a phrase: 160 characters at most, and a quotation 15 words.
PHRASES = {"ClaimEntry.quote", "Cited.quote", "LoadedTerm.term", "Wording.phrase", "Wording.term"}
_SIGNS = re.compile(r"[^\w\s,().-]")


def twin(text: str) -> str:
    """The harmless twin of a text: as long, but every sign is a letter."""
    return _SIGNS.sub("o", text)


def sown(spots: Garden, turn: int) -> dict[str, str]:
    """A hostile text for each token, another one at each turn."""
    texts = {}
    for place, (token, name) in enumerate(spots.tokens().items()):
        text = HOSTILE[(place + turn) % len(HOSTILE)].strip()
        marks = name == "Cloze.text" and re.search(r"\[\[|\]\]|\|", text)
        texts[token] = f"plain {token}" if marks else f"{text} {token}"
    return texts


def grown(spots: Garden, folder: Path, texts: dict[str, str]) -> tuple[Unit, dict[str, str]]:
    """The unit with these texts; what a field refuses is made plain, and given."""
    refused: dict[str, str] = {}
    names = spots.tokens()
    for _ in range(3):
        lines = spots.write(folder, texts)
        unit, problems = load(folder)
        if unit is not None:
            return unit, refused
        for problem in problems:
            if problem.severity == "error":
                line = lines[problem.file.partition("/")[2]][problem.line - 1]
                for token in TOKEN.findall(line)[:1]:
                    refused |= {token: f"{names[token]}: {texts[token]} [{problem.code}]"}
                    texts[token] = f"plain {token}"
    raise AssertionError(problems)


def outputs(unit: Unit) -> tuple[Rendered, ...]:
    """Every output of every recipe."""
    return render({unit: OPTIONS}).units[unit.id]


def built(unit: Unit) -> dict[str, bytes]:
    """The files of every output of every recipe."""
    return {made.path: made.data for one in outputs(unit) for made in one.artifacts}


def pair(spots: Garden, folder: Path, turn: int) -> tuple[dict[str, str], Unit, Unit]:
    """Texts by token, the unit that holds them, and the unit that holds their twins."""
    texts = sown(spots, turn)
    names = spots.tokens()
    hostile, refused = grown(spots, folder / "hostile" / "example", texts)
    assert {names[token] for token in refused} <= PHRASES, refused
    twins = {token: twin(text) for token, text in texts.items()}
    harmless, refused = grown(spots, folder / "harmless" / "example", twins)
    assert not refused
    return texts, hostile, harmless
