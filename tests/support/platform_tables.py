"""Reads the tables that platforms import: rows of cells, and the questions in them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A question as a platform has it: ``right`` are texts of options, or right answers."""

    question: str
    options: tuple[str, ...] = ()
    right: frozenset[str] = frozenset()
    time: str = ""
    sort: str = ""
    explanation: str = ""


def cells(path: str, data: bytes) -> list[list[str]]:
    """The cells of a file by its ending. No cell of a workbook is a formula."""
    ending = path.rpartition(".")[2]
    if ending == "xlsx":
        (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        rows = sheet.iter_rows(values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    text = data.decode()
    if ending == "tsv":
        return [line.split("\t") for line in text.splitlines()]
    assert "\n" not in text.replace("\r\n", "")
    assert not text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text), strict=True))


def blooket(rows: Cells) -> list[Asked]:
    """The questions of a file for Blooket."""
    title, _, *asked = rows
    assert title == ["Blooket Import Template", *[""] * 7]
    assert [row[0] for row in asked] == [str(number) for number in range(1, len(asked) + 1)]
    return [_by_number(row[1], row[2:6], row[7], row[6]) for row in asked]


def kahoot(rows: Cells) -> list[Asked]:
    """The questions of a file for Kahoot: from row 9, below the heads in row 8."""
    assert rows[7][1] == "Question - max 120 characters"
    return [_by_number(row[1], row[2:6], row[7], row[6]) for row in rows[8:]]


def gimkit(rows: Cells) -> list[Asked]:
    """The questions of a file for Gimkit."""
    assert rows[0] == ["Gimkit Spreadsheet Import Template", *[""] * 4]
    return [
        Asked(
            row[0].strip(),
            tuple(filter(None, map(str.strip, row[1:]))),
            frozenset({row[1].strip()}),
        )
        for row in rows[2:]
    ]


def wayground(rows: Cells) -> list[Asked]:
    """The questions of a file for Wayground."""
    heads, *asked = rows
    assert heads[:2] == ["Question Text", "Question Type"]
    found = []
    for row in asked:
        question, sort, *options, key, time, image, why = row
        assert image == ""
        if sort == "Fill-in-the-Blank":
            one = Asked(question, (), frozenset(filter(None, options)), time)
        else:
            one = _by_number(question, options, key, time)
        found.append(Asked(one.question, one.options, one.right, time, sort, why))
    return found


def _by_number(question: str, options: Sequence[str], key: str, time: str) -> Asked:
    given = tuple(filter(None, map(str.strip, options)))
    right = frozenset(given[int(number) - 1] for number in filter(None, key.split(",")))
    return Asked(question.strip(), given, right, time)


_FAKE = r"""
const calls = { items: [], log: [] };
function item(kind) {
  const one = { kind };
  calls.items.push(one);
  const made = new Proxy({}, {
    get: (_, name) => (...given) => {
      if (name === "createChoice") return { text: given[0], right: given[1] };
      if (given.length !== 1 || given[0] === undefined) throw new Error(`${kind}.${name}`);
      if (["setTitle"].includes(name) && /[\r\n]/.test(given[0])) throw new Error("line in title");
      if (name === "setChoices") {
        const texts = given[0].map((choice) => choice.text);
        if (new Set(texts).size !== texts.length) throw new Error("options read alike");
      }
      one[name.replace(/^set/, "")] = given[0];
      return made;
    },
  });
  return made;
}
const form = item("form");
const FormApp = {
  create: (title) => new Proxy(form, {
    get: (_, name) => name.startsWith("add") ? () => item(name.slice(3))
      : name.startsWith("get") ? () => "https://forms.example/" + name
      : (value) => { form[name](value); return FormApp; },
  }),
  createFeedback: () => {
    const made = { text: "" };
    const builder = { setText: (text) => { made.text = text; return builder; }, build: () => made };
    return builder;
  },
};
const Logger = { log: (text) => calls.log.push(text) };
"""


def google_form(script: bytes, folder: Path) -> list[dict[str, Any]]:
    """Run a script of ``forms`` with node and a small FormApp; give the items that it makes."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    path = folder / "script.js"
    end = "\nmakeQuiz();\nconsole.log(JSON.stringify(calls));\n"
    path.write_text(f"{_FAKE}\n{script.decode()}{end}", "utf-8")
    done = subprocess.run([node, path], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    calls = json.loads(done.stdout)
    assert len(calls["log"]) == 2
    items: list[dict[str, Any]] = calls["items"]
    return items


def form_data(script: bytes) -> dict[str, Any]:
    """The data in a script of ``forms``."""
    text = script.decode()
    start = text.index("const QUIZ = ") + len("const QUIZ = ")
    found, _ = json.JSONDecoder().raw_decode(text, start)
    data: dict[str, Any] = found
    return data
