"""The file in which an author decides what each block is: written, edited by hand, read again."""

from __future__ import annotations

import re

from kzquiz.authoring.intake.blocks import LEFT_OUT, PARTS, Block, Intake, Origin, Part, refuse
from kzquiz.problems import did_you_mean

SIGN = "# kzquiz blocks"
_HEAD = """\
{sign} of {name}: what kzquiz takes each part of the article for.
# Change the word after “==” where it is wrong: {kept};
# or, for what is no part of the article: {dropped}.
# You may also divide a block, join two or move one. Then read this file again:
#   {again}
"""
_MARK = re.compile(r"==[ \t]*([a-z -]+?)[ \t]*(?:\[([\d:]+)\])?[ \t]*")
_BLANK = re.compile(r"\n\s*\n")
_ESCAPED = re.compile(r"(?m)^(?=\\|==|#)")


def is_block_file(text: str) -> bool:
    """Whether a text is a file that `dump` wrote."""
    return text.startswith(SIGN)


def dump(intake: Intake, name: str, again: str) -> str:
    """The text of the file; ``name`` is the article's, ``again`` the command that reads it."""
    kept = ", ".join(part for part in PARTS if part not in LEFT_OUT)
    dropped = ", ".join(part for part in PARTS if part in LEFT_OUT)
    head = _HEAD.format(sign=SIGN, name=name, kept=kept, dropped=dropped, again=again)
    origin = "".join(
        f"# {field}: {value}\n"
        for field in Origin.__struct_fields__
        if (value := getattr(intake.origin, field))
    )
    return head + origin + "".join(map(_entry, intake.blocks))


def _entry(block: Block) -> str:
    time = f" [{block.at}]" if block.at else ""
    return f"\n== {block.part}{time}\n{_ESCAPED.sub(chr(92) * 2, block.text)}\n"


def read(text: str) -> Intake:
    """Read the file again. Raises `IntakeError`, whose message names the line."""
    blocks: list[Block] = []
    origin: dict[str, str] = {}
    lines: list[str] = []
    part: Part | None = None
    time = ""

    def end() -> None:
        if part:
            texts = (text.strip() for text in _BLANK.split("\n".join(lines)))
            blocks.extend(Block(text, part, time) for text in texts if text)

    for number, line in enumerate(text.split("\n"), 1):
        if found := _MARK.fullmatch(line):
            end()
            lines, part, time = [], _part(found[1], number), found[2] or ""
        elif line.startswith("#"):
            field, _, value = line.lstrip("# ").partition(": ")
            if part is None and field in Origin.__struct_fields__:
                origin[field] = value.strip()
        elif line.strip() and part is None:
            refuse(f"line {number}: a text needs a line such as “== body” before it")
        else:
            lines.append(line.removeprefix("\\").rstrip())
    end()
    return Intake(tuple(blocks), Origin(**origin))


def _part(word: str, number: int) -> Part:
    known = next((part for part in PARTS if part == word), None)
    advice = did_you_mean(word, PARTS) or "known here: " + ", ".join(PARTS)
    return known or refuse(f"line {number}: “{word}” is no part of an article; {advice}")
