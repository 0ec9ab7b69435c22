"""The reader: the data it reads, the places it gives, its messages on bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml
from example_unit import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzquiz.problems import as_text
from kzquiz.reader import Document, parse, read
from kzquiz.reader.messages import MESSAGES

CASES = Path(__file__).with_name("bad_input.txt")
_BYTE = re.compile("⟨([0-9A-F]{2})⟩")


def document(text: str) -> Document:
    found, problems = parse(text.encode(), "f.yaml")
    assert problems == []
    assert found is not None
    return found


def codes(data: str | bytes) -> list[str]:
    _, problems = parse(data.encode() if isinstance(data, str) else data, "f.yaml")
    return [problem.code for problem in problems]


# --- the table of bad input ---------------------------------------------------------------------


def answer(data: bytes) -> str:
    found, problems = parse(data, "f.yaml")
    lines = ["---- read", json.dumps(found.data if found else None, ensure_ascii=False)]
    if found and found.lost:
        lines += ["---- lost", " ".join(sorted(found.lost))]
    return "\n".join([*lines, "---- said", *map(as_text, problems)]) + "\n"


@cache
def cases() -> dict[str, tuple[str, str]]:
    """The cases of a file by name: the input as printed, and the expected answer."""
    _, *blocks = re.split(r"^==== ", CASES.read_text("utf-8"), flags=re.MULTILINE)
    found = {}
    for block in blocks:
        name, rest = block.split("\n", 1)
        head, mark, tail = rest.partition("---- read\n")
        found[name] = (head, (mark + tail).removesuffix("\n"))
    return found


def as_bytes(printed: str) -> bytes:
    parts = _BYTE.split(printed.replace("⟨no line end⟩\n", ""))
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return b"".join(text.encode() + bytes.fromhex(digits) for text, digits in pairs)


@pytest.mark.parametrize("name", cases())
def test_bad_input_gets_the_message_in_the_table(name):
    printed, expected = cases()[name]
    actual = answer(as_bytes(printed))
    if os.environ.get("UPDATE_GOLDENS"):
        old = f"==== {name}\n{printed}{expected}"
        table = CASES.read_text("utf-8").replace(old, f"==== {name}\n{printed}{actual}")
        CASES.write_text(table, "utf-8")
        return
    assert actual == expected


def test_every_message_is_in_the_table_or_in_a_test_of_its_own():
    shown = set(re.findall(r"\[([a-z0-9-]+)\]$", CASES.read_text("utf-8"), re.MULTILINE))
    own = {"unreadable", "file-too-large", "too-many-parts", "too-many-problems", "not-understood"}
    assert shown | own == set(MESSAGES)
    assert not shown & (own - {"not-understood"})


# --- what is understood -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("200", 200),
    ],
)
def test_true_false_null_and_whole_numbers_mean_something(written, value):
    found = document(f"key: {written}\n").get(("key",))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "off",
        "y",
        "True",
        "NULL",
        "~",
        "12:30",
        "2022-01-07",
        "1_000",
        "0x1F",
        "0o7",
        "1.5",
        "1e3",
        "007",
        "+1",
        ".inf",
        "=",
        "1234567890123456789",
        "٣",
    ],
)
def test_everything_else_is_text(written):
    assert document(f"key: {written}\n").get(("key",)) == written


@pytest.mark.parametrize("quoted", ["'{}'", '"{}"', ">-\n  {}", "|-\n  {}"])
@pytest.mark.parametrize("written", ["true", "null", "12"])
def test_quotes_and_blocks_make_text(quoted, written):
    assert document("key: " + quoted.format(written) + "\n").get(("key",)) == written


def test_what_was_written_can_be_asked_for():
    found = document("- n: -0\n  yes: true\n  text: no\n  none:\n  list:\n    - a: b\n")
    written = {key: found.raw((0, key)) for key in ("n", "yes", "text", "none", "list")}
    assert written == {"n": "-0", "yes": "true", "text": "no", "none": "", "list": "- a: b"}


def test_text_is_composed_to_nfc_and_places_stay_where_the_letters_are():
    found = document("cafe\u0301: cafe\u0301\nnext: 1\n")
    assert found.data == {"caf\u00e9": "caf\u00e9", "next": 1}
    assert found.place(("caf\u00e9",)) == (1, 8, 5)
    assert found.place(("next",)) == (2, 7, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_are_accepted(end):
    data = "\ufeff- id: q1\n  stem: >-\n    Who\n    asked?\n".replace("\n", end).encode()
    found, problems = parse(data, "f.yaml")
    assert problems == []
    assert found is not None
    assert found.data == [{"id": "q1", "stem": "Who asked?"}]
    assert found.place((0, "stem"), key=True) == (2, 3, 4)
    assert found.line(2) == "  stem: >-"


def test_a_comment_after_a_short_value_is_a_comment():
    assert document("level: core # easy\n# more\nn: 1\n").data == {"level": "core", "n": 1}


def test_a_file_in_brackets_is_read_too():
    assert document('[{"id": "q1",\n"n": [1, 2]}\n]\n').data == [{"id": "q1", "n": [1, 2]}]


# --- places -------------------------------------------------------------------------------------

UNIT = document("""\
- id: q1
  options:
    - text: One
      why: "Two: three"
    - {text: Four, why: five}
  list: [a, bc]
- id: q2
  none:
""")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1, 1)),
        ((0,), (1, 3, 2)),
        ((0, "id"), (1, 7, 2)),
        ((0, "options"), (3, 5, 1)),
        ((0, "options", 0, "why"), (4, 12, 12)),
        (("0", "options", "1", "text"), (5, 14, 4)),
        ((0, "list", 1), (6, 13, 2)),
        ((1, "none"), (8, 8, 1)),
        ((1, "gone", 3), (7, 3, 2)),
        ((7,), (1, 1, 1)),
    ],
)
def test_a_value_is_where_it_is_written(path, place):
    assert UNIT.place(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0, "options"), (2, 3, 7)),
        ((0, "options", 1, "why"), (5, 20, 3)),
        ((1, "gone"), (7, 3, 2)),
        ((1,), (7, 3, 2)),
    ],
)
def test_a_key_is_where_it_is_written(path, place):
    assert UNIT.place(path, key=True) == place


def test_a_problem_shows_its_line():
    problem = UNIT.problem((0, "options", 0, "why"), "code", "message", "help", key=True)
    assert as_text(problem).splitlines() == [
        "f.yaml:4:7: error: message [code]",
        '  |       why: "Two: three"',
        "  |       ^^^",
        "  help: help",
    ]


# --- one slip does not hide the rest ------------------------------------------------------------

BEFORE = "- id: before\n  stem: Who?\n"
SLIPPED = """\
- id: slipped
  stem: "Who asked?"
  options:
    - text: 'The president'
      why: >-
        He said so: on Thursday.
    - {text: Nobody, why: no}
  skill: [read, source]
"""
AFTER = "- id: after\n  stem: 'When?'\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "sign", ["", '"', "'", "[", "}", ":", ": ", "#", "-", "\t", "*", "\n", "  "]
)
def test_a_sign_too_many_or_too_few_anywhere_leaves_the_neighbours_whole(sign):
    for at in range(len(SLIPPED)):
        slipped = SLIPPED[:at] + sign + SLIPPED[at + (not sign) :]
        found, problems = parse((BEFORE + slipped + AFTER).encode(), "f.yaml")
        assert found is not None
        if slipped.startswith("- "):
            assert found.get((0,)) == {"id": "before", "stem": "Who?"}
        assert isinstance(found.data, list)
        if slipped.endswith("\n"):
            assert found.data[-1] == {"id": "after", "stem": "When?"}
        assert len(problems) <= 1 + slipped.count("\n- ")
        assert all(2 < problem.line <= 3 + slipped.count("\n") for problem in problems)


# --- limits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 25_000, "too-deep"),
        ("- [" * 25_000, "unclosed-bracket"),
        ("{a: " * 25_000, "too-deep"),
        ("- " * 25_000 + "a", "too-deep"),
        ("\n".join("  " * depth + "a:" for depth in range(500)), "too-deep"),
        ("a: &a [x]\n" + "".join(f"b{n}: [*a, *a, *a]\n" for n in range(150)), "alias"),
        ("? " * 25_000, "complex-key|too-deep"),  # the latter from libyaml 0.2.6 on
        ("'" * 100_001, "unclosed-quote"),
    ],
)
def test_bombs_are_refused_at_once(text, code):
    start = time.process_time()
    assert set(code.split("|")) & set(codes(text))
    assert time.process_time() - start < 1


def test_a_file_of_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr("kzquiz.reader.resync.MAX_PARTS", 1000)
    assert codes("- 1\n" * 2000) == ["too-many-parts"]
    assert codes("[" + "1," * 2000 + "]") == ["too-many-parts"]


def test_hundreds_of_problems_end_the_reading():
    found = codes("- a: 1\n  a: 2\n" * 500)
    assert found[-1] == "too-many-problems"
    assert len(found) < 300
    assert codes("key:\n" + " a: 1\n" * 500)[-1] == "too-many-problems"


def test_hundreds_of_warnings_do_not_end_the_reading():
    found, problems = parse(b"- a text of many words # and a note\n" * 1000, "f.yaml")
    assert found is not None
    assert isinstance(found.data, list)
    assert len(found.data) == 1000
    assert {problem.severity for problem in problems} == {"warning"}
    assert len(problems) < 2000


def test_an_error_behind_many_warnings_is_reported():
    assert "text-direction" in codes("a: " + "x\u2028" * 200 + "\u202e\n")


def test_a_file_over_the_size_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("kzquiz.reader.decode.MAX_BYTES", 2_000_000)
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 2_100_000)
    found, [problem] = read(path, "large.yaml")
    assert found is None
    assert as_text(problem) == (
        "large.yaml: error: this file has 2.1 MB; a file may have 2 MB [file-too-large]\n"
        "  help: split it into several files"
    )


def test_what_is_no_readable_file_is_said_to_be_none(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    shown = [
        as_text(problem)
        for name in ("gone.yaml", ".", "pipe", "nul\0")
        for problem in read(tmp_path / name, name)[1]
    ]
    assert [text.splitlines()[0] for text in shown] == [
        "gone.yaml: error: this file cannot be read: it is not there [unreadable]",
        ".: error: this file cannot be read: it is a folder [unreadable]",
        "pipe: error: this file cannot be read: it is not a file [unreadable]",
        "nul\0: error: this file cannot be read: its name is not valid [unreadable]",
    ]


# --- properties ---------------------------------------------------------------------------------

# Signs that mean something to a reader of YAML or to a screen.
SIGNS = [
    *"\n\t\\\0\x85\ufeff\u2028\u202e\ud83d\u0301\u0430[]{},\"'%@|1x",
    "\n  ",
    "\n- ",
    "- ",
    "? ",
]
SIGNS += [
    "key: ",
    "a:b",
    ": ",
    " #",
    "#x",
    "&a ",
    "*a",
    "!t ",
    "<<",
    ">-",
    "---\n",
    "\\x1f",
    "\r\n",
]
PIECES = st.sampled_from(SIGNS)


@pytest.mark.slow
@given(st.lists(PIECES, max_size=40) | st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_nothing_that_is_text_breaks_the_reader(pieces):
    check_answer("".join(pieces).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=80))
@settings(max_examples=50, deadline=None)
def test_no_bytes_break_the_reader(data):
    check_answer(data)


def check_answer(data: bytes) -> None:
    found, problems = parse(data, "f.yaml")
    assert found is not None or problems
    for problem in problems:
        assert problem.code in MESSAGES
        assert 1 <= problem.column <= len(problem.excerpt) + 1 or problem.line == 0
        assert as_text(problem).isprintable() or "\n" in as_text(problem)
    for path in paths(found.data) if found else ():
        assert found.place(path).line <= len(data) + 1
        assert found.place(path, key=True) <= found.place(path)


def paths(data, base=()):
    yield base
    if isinstance(data, list):
        data = dict(enumerate(data))
    for step, value in data.items() if isinstance(data, dict) else ():
        yield from paths(value, (*base, step))


WORDS = st.text(
    st.characters(
        codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffd"
    ),
    max_size=20,
).map(lambda text: unicodedata.normalize("NFC", text))
SCALARS = WORDS | st.booleans() | st.none() | st.integers(-(10**17), 10**17)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex("[a-z_]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=20,
)


@pytest.mark.slow
@given(
    st.lists(DATA, max_size=3) | DATA.filter(lambda data: isinstance(data, dict)),
    st.sampled_from([True, False, None]),
)
@example([{"a": "'"}], None)
@settings(max_examples=30, deadline=None)
def test_what_was_dumped_is_read_back_and_every_place_points_at_its_value(data, flow):
    text = yaml.safe_dump(
        data, allow_unicode=True, default_flow_style=flow, width=10_000, sort_keys=False
    )
    found = document(text)
    assert found.data == data
    for path in paths(data):
        value, at = found.get(path), found.place(path)
        written = found.line(at.line)[at.column - 1 :][: at.width]
        if isinstance(value, (str, int)):
            assert document(f"- {written}\n").data == [value]
        if path and isinstance(path[-1], str):
            at = found.place(path, key=True)
            assert found.line(at.line)[at.column - 1 :][: at.width].strip("'") == path[-1]


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("first", ["0", "5000"])
def test_spoilt_unit_files_by_the_thousand_break_nothing(first):
    """For more of them run ``python tests/support/fuzzing.py --count 100000``."""
    script = ROOT / "tests" / "support" / "fuzzing.py"
    command = [sys.executable, script, "--count", "5000", "--first", first]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("5000 inputs")
