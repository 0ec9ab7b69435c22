"""Plants texts on which expressions blow up in every text field of every kind.

Each sort of text is tried in two lengths, each in a process with a limit of processor time: the
unit is loaded, checked with all rules and rendered. An expression that tries again from every
character needs four times the time for twice the length, and one that tries every way to divide a
text does not end. Prints each sort of text for which that is so.

    python tests/support/growing.py       # all sorts of text, for an hour
    python tests/support/growing.py 10    # every tenth
    python tests/support/growing.py 10 3  # every tenth from the fourth on
"""

from __future__ import annotations

import math
import os
import resource
import sys
import tempfile
import traceback
from pathlib import Path

from example_unit import ARTICLES, write_example_unit
from hostile_unit import PHRASES, outputs
from text_fields import TOKEN, UnitData, read_unit_data

from kzquiz import kinds
from kzquiz.check import check
from kzquiz.load import load
from kzquiz.reports import report

SECONDS = 120  # of processor time; the slowest text that grows evenly needs about thirty
LENGTH = 2400  # characters of the shorter text; a text may have 5,000
GROWTH = 3.2  # times the processor time for twice the length
NOISE = 2  # seconds of processor time that loading and the first use of everything may take
# Fields whose texts are shorter, or become a part of another text: parts of the length.
SHORT = dict.fromkeys(PHRASES, 0.03) | {"Cloze.text": 0.3, "TermEntry.term": 0.06}
SHORT |= {"ClaimEntry.says": 0.6}
_MOST = 2 * LENGTH

REPEATED = [
    *(" ", "\t", "\n", "\n\n", "a", "A", "a ", "ab, ", "A. ", "a.b.", "aa-", "a_", "é", "\u00a0"),
    *("1 ", "1, ", "1,000 ", "1.1 ", "1/2 ", "1-2 ", "10:00 ", "5 January 2022, ", "2022-01 "),
    *("about 1 ", "1 million ", "two hundred and ", "twenty-", "no ", "%", "$1 ", "1 of 1 "),
    *('"', "'", "“", "”", "“a” ", "“a ", "'a' ", "“”", "‘", "’", "a’s ", "„", "«"),
    *("-", "- ", "--", "–", " – ", "—", "…", "...", ". ", "? ", "! ", ", ", "; ", ": ", "a: ", "|"),
    *(
        "(",
        ")",
        "()",
        "(a",
        "(a) ",
        "[",
        "]",
        "{",
        "{{",
        "}}",
        "<",
        "<a ",
        "</",
        "&",
        "&a;",
        "\\",
        "$",
    ),
    *(
        "*",
        "**",
        "*a",
        "*a* ",
        "**a** ",
        "*a**",
        "_",
        "`",
        "#",
        "# ",
        "- a\n",
        "1. a\n",
        "http://a ",
    ),
    *("the ", "said ", "not ", "or ", "and ", "who ", "because ", "Source A ", "paragraph 5 "),
    *(
        "he said that ",
        "according to ",
        "the army, ",
        "the police (a), ",
        "both ",
        "Source A says ",
    ),
]
# Words that almost are the ones looked for, over and over: the end differs each time.
NEAR_MISSES = [
    "said tha ",
    "accordin to ",
    "paragrap 5 ",
    "millio ",
    "Januar 5 ",
    "hundred an ",
    "no ne ",
]


def texts() -> dict[str, str]:
    """Long texts by a name for each sort."""
    found = {repr(piece): piece * _MOST for piece in (*REPEATED, *NEAR_MISSES)}
    found |= {
        f"{opening}…{closing}": opening * 600 + "a" + closing * 600 + opening * _MOST
        for opening, closing in ("()", "[]", "{}", "“”", "‘’", ("(a ", " a)"), ("“a ", " a”"))
    }
    found |= {f"{a!r} then {b!r}": a * 800 + b * _MOST for a, b in (" a", "a ", "“a", "a”", "a-")}
    return found


def planted(unit_data: UnitData, folder: Path, text: str, length: int) -> None:
    """Load the example unit with a text in every field, run every rule and render every output.

    A field that refuses the text gets a plain one.
    """
    names = unit_data.tokens()
    texts = {t: f"x{text[: int(length * SHORT.get(name, 1))]}. {t}" for t, name in names.items()}
    unit, found = None, list[str]()
    for _ in range(5):
        lines = unit_data.write(folder, texts)
        unit, problems = load(folder)
        found = [f"{p.code} {p.message[:60]}" for p in problems if p.severity == "error"]
        if unit is not None:
            break
        for problem in problems:
            line = lines[problem.file.partition("/")[2]][problem.line - 1]
            texts |= {token: f"plain {token}" for token in TOKEN.findall(line)}
    assert unit is not None, found
    assert {question.kind for question in unit.questions} == set(kinds.KINDS)
    assert len([text for text in texts.values() if text.startswith("plain")]) < len(texts) / 10
    report(check(unit, ARTICLES, hints=True))
    outputs(unit)


def seconds(text: str, length: int) -> float:
    """The processor time of the work with a text of a length; infinite if it is not done."""
    pid = os.fork()
    if not pid:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            with tempfile.TemporaryDirectory() as work:
                folder = write_example_unit(Path(work))
                planted(read_unit_data(folder), folder, text, length)
            code = 0
        except BaseException:  # noqa: BLE001 (it is printed)
            sys.stderr.write(f"{traceback.format_exc()[-4000:][:1500]}\n")
        finally:
            os._exit(code)
    _, status, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime if status == 0 else math.inf


def grows_evenly(name: str, text: str) -> bool:
    """Whether the work with a text grows about as its length does."""
    for _ in range(3):  # another program may disturb one measurement
        long = seconds(text, 2 * LENGTH)
        # A text that is done so soon grows evenly, whatever half of it takes.
        short = seconds(text, LENGTH) if long >= GROWTH * NOISE else NOISE
        sys.stderr.write(f"{short:6.1f} s {long:6.1f} s  {name}\n")
        if long < GROWTH * max(short, NOISE):
            return True
    return False


def main() -> None:
    """Try every text, or one of so many; print those that do not grow evenly."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    tried = [*texts().items()][first::step]
    wrong = [name for name, text in tried if not grows_evenly(name, text)]
    print("\n".join(wrong), end="")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
