"""Plants long texts on which expressions blow up in every text field of every kind.

Each sort of text is tried in a process with a limit of processor time: the unit is loaded, checked
with all rules and rendered. An expression that tries again from every character, or in every
way to divide a text, does not end within it. Prints each sort of text that does not.

    python tests/support/growing.py
"""

from __future__ import annotations

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
from kzquiz.problems import report

SECONDS = 60  # of processor time; a harmless text of this length needs about four
LENGTH = 4900  # characters; a text may have 5,000
# Fields whose texts are shorter, or become a part of another text.
SHORT = dict.fromkeys(PHRASES, 150) | {"Cloze.text": 1500, "TermEntry.term": 300}
SHORT |= {"ClaimEntry.says": 3000}
_NESTED = 600  # brackets in brackets

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
    found = {repr(piece): piece * LENGTH for piece in (*REPEATED, *NEAR_MISSES)}
    found |= {
        f"{opening}…{closing}": (opening * _NESTED + "a" + closing * _NESTED) * 9
        for opening, closing in ("()", "[]", "{}", "“”", "‘’", ("(a ", " a)"), ("“a ", " a”"))
    }
    found |= {
        f"{a!r} then {b!r}": a * 2400 + b * 2400 for a, b in (" a", "a ", "1a", "“a", "a”", "a-")
    }
    return found


def planted(unit_data: UnitData, folder: Path, text: str) -> None:
    """Load the example unit with a text in every field, run every rule and render every output.

    A field that refuses the text gets a plain one.
    """
    names = unit_data.tokens()
    texts = {t: f"x{text[: SHORT.get(name, LENGTH)]}. {t}" for t, name in names.items()}
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


def ends(name: str, text: str) -> bool:
    """Whether the work with a text ends within its limit of processor time, without an error."""
    pid = os.fork()
    if not pid:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            with tempfile.TemporaryDirectory() as work:
                folder = write_example_unit(Path(work))
                planted(read_unit_data(folder), folder, text)
            code = 0
        except BaseException:  # noqa: BLE001 (it is printed)
            sys.stderr.write(traceback.format_exc()[-4000:][:1500])
        finally:
            os._exit(code)
    _, status, used = os.wait4(pid, 0)
    sys.stderr.write(f"{used.ru_utime:6.1f} s  {name}\n")
    return status == 0


def main() -> None:
    """Try every text; print those that do not end."""
    wrong = [name for name, text in texts().items() if not ends(name, text)]
    print("\n".join(wrong), end="")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
