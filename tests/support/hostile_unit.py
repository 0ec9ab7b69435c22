"""Units with hostile texts, and the same units with harmless texts of the same length."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from example_unit import ROOT
from text_fields import TOKEN, UnitData

from kzquiz.build.plan import Plan
from kzquiz.build.render import Rendered, render
from kzquiz.load import Unit, load
from kzquiz.model import Options
from kzquiz.outputs import OUTPUTS

CORPUS: Mapping[str, list[str]] = yaml.load(
    (ROOT / "tests" / "hostile.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
REFUSED = CORPUS["refused"]
HOSTILE = [text for group, texts in CORPUS.items() if group != "refused" for text in texts]
OPTIONS = Options((ROOT / "templates",), now=1_700_000_000)
_ALSO = tuple(name for name, one in OUTPUTS.items() if one.on_request and name != "pdf")
# Fields with a phrase of at most 160 characters.
PHRASES = {"LoadedTerm.term", "Wording.phrase", "Wording.term"}
_SIGNS = re.compile(r"[^\w\s,().-]")


def harmless_text(text: str) -> str:
    """A harmless text of the same length: letters in place of all signs."""
    return _SIGNS.sub("o", text)


def hostile_texts(unit_data: UnitData, turn: int) -> dict[str, str]:
    """A hostile text for each token; another one for each turn."""
    texts = {}
    for place, (token, name) in enumerate(unit_data.tokens().items()):
        text = HOSTILE[(place + turn) % len(HOSTILE)].strip()
        marks = name == "Cloze.text" and re.search(r"\[\[|\]\]|\|", text)
        texts[token] = f"plain {token}" if marks else f"{text} {token}"
    return texts


def unit_with_texts(
    unit_data: UnitData, folder: Path, texts: dict[str, str]
) -> tuple[Unit, dict[str, str]]:
    """The unit with these texts, and the texts that a field refused; those are replaced."""
    refused: dict[str, str] = {}
    names = unit_data.tokens()
    for _ in range(3):
        lines = unit_data.write(folder, texts)
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
    """Every output of every recipe, but no PDF: that is a page, printed."""
    return render({unit: OPTIONS}, Plan(also=_ALSO)).units[unit.id]


def built(unit: Unit) -> dict[str, bytes]:
    """The files of every output of every recipe."""
    return {made.path: made.data for one in outputs(unit) for made in one.artifacts}


def pair(unit_data: UnitData, folder: Path, turn: int) -> tuple[dict[str, str], Unit, Unit]:
    """Hostile texts by token, the unit with them, and the unit with harmless texts."""
    texts = hostile_texts(unit_data, turn)
    names = unit_data.tokens()
    hostile, refused = unit_with_texts(unit_data, folder / "hostile" / "example", texts)
    assert {names[token] for token in refused} <= PHRASES, refused
    harmless_texts = {token: harmless_text(text) for token, text in texts.items()}
    harmless, refused = unit_with_texts(unit_data, folder / "harmless" / "example", harmless_texts)
    assert not refused
    return texts, hostile, harmless
