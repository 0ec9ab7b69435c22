"""Generate the docs on kinds, rules, platforms and commands, and the JSON Schemas for editors.

    python docs/generate.py           writes the files that are stale
    python docs/generate.py --check   names the files that are stale; exit code 1 if there are any

A test runs the second.
"""

from __future__ import annotations

import csv
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from kzquiz import kinds
from kzquiz.authoring import json_schema
from kzquiz.authoring.kind_descriptions import asks
from kzquiz.check import all_rules
from kzquiz.check.engine.rule import REFERENCES
from kzquiz.cli import application
from kzquiz.generators.platforms.platform import Loss, Platform, carry
from kzquiz.kinds import Question
from kzquiz.load import load
from kzquiz.model import Quiz
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import compose
from kzquiz.write import edit, replace

ROOT = Path(__file__).parents[1]
NOTE = "<!-- Made by docs/generate.py: change the sources it names, not this page. -->"


def main() -> None:
    """Write the stale files, or with ``--check`` only name them."""
    files = generated()
    if sys.argv[1:] == ["--check"]:
        stale = [path for path, data in files.items() if _bytes(path) != data]
        for path in stale:
            sys.stdout.write(f"{path.relative_to(ROOT).as_posix()} is stale\n")
        sys.exit(1 if stale else 0)
    with edit(ROOT / "content", ROOT / "docs") as project:
        written = replace(project, files)
    for path in written:
        sys.stdout.write(f"{path.relative_to(ROOT).as_posix()} written\n")


def generated() -> dict[Path, bytes]:
    """Every generated file with its bytes."""
    pages = {
        "kinds.md": kinds_page(),
        "cli.md": cli_page(),
        "rules.md": rules_page(),
        "platforms.md": platforms_page(),
    }
    files = {ROOT / "docs" / name: "\n".join(lines).encode() for name, lines in pages.items()}
    schemas = json_schema.schemas().items()
    return files | {ROOT / "content" / json_schema.FOLDER / name: data for name, data in schemas}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


# --- rules --------------------------------------------------------------------------------------


def rules_page() -> Iterator[str]:
    """Write docs/rules.md: a table, then for each rule its text with two examples."""
    yield from (
        "# The rules of the checks",
        "",
        NOTE,
        "",
        "`kzquiz check` runs them, `kzquiz explain CODE` prints one. An *error* stops a build, a",
        "*warning* is listed, a *hint* shows with `--hints`. A finding that is right for once is",
        "silenced in the question, with the reason: `lint_ok: {IW03: negation is the point here}`.",
        "",
        "A test puts the examples into the invented unit of `src/kzquiz/kinds/unit/`: the rule",
        "finds something in each example under *Bad*, and nothing in those under *Good*.",
        "",
        *_worth(),
        "",
        "**Other languages.** A rule that looks for words runs on units in the languages whose",
        "words it knows, and says so. All others run on every unit. `kzquiz check` names",
        "those that it leaves out.",
        "",
        "| code | name | severity | looks at | finds |",
        "|---|---|---|---|---|",
    )
    for rule in all_rules():
        anchor = f"{rule.code}-{rule.name}".lower()
        cells = (f"[{rule.code}](#{anchor})", rule.name, rule.severity, rule.scope, rule.summary)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield from ("", "Works that the rules cite:", "")
    yield from (f"- {name}: {work}." for name, work in REFERENCES.items())
    for rule in all_rules():
        yield from ("", f"## {rule.code} {rule.name}", "")
        yield from _rule_text(rule.doc)
        if rule.languages:
            yield from ("", f"Runs on units in: {', '.join(rule.languages)}.")
    yield from ("", "## What was found, by kind of defect", "", *_recall(), "")


_RUNS = (
    *("first-run", "last-run", "second-run", "second-last"),
    *("third-run", "third-last", "fourth-run"),
)


def _worth() -> Iterator[str]:
    """What the checker was measured to find, as prose."""
    runs = [_rows(run)[-1] for run in _RUNS]
    totals, now, second, mended, third, tuned, fourth = runs
    share, later, fresh, after, last, at_last, newest = (
        int(run["found"]) * 100 // int(run["visible"]) for run in runs
    )
    text = " ".join(
        f"""**What the checker is worth.** People who had not read the rules wrote five sound units
        (267 questions, `tests/units/sound`) and planted 403 defects of 102 kinds in them
        (`tests/units/defects/first.yaml`): {totals["visible"]} can be seen from the unit's data and
        texts, the others need judgement. On the first run (commit 1ff072c, hints shown)
        **{totals["found"]} of {totals["visible"]} visible defects** were found ({share} %), and
        {totals["found of these"]} of the other {totals["judgement"]}. Four of these findings name
        something else than the defect, as a reader of all of them saw. The sound units had 44
        errors and 203 warnings, nearly all of them wrong. Since then rules were mended and written
        with these defects at hand: **{now["found"]} of {now["visible"]}** ({later} %) are found,
        and the sound units have no error and fewer than 27 warnings. Then a second set of 426
        defects of 127 kinds was planted, again by someone who had not read the rules
        (`tests/units/defects/second.yaml`). On its first run (commit 9d35149)
        **{second["found"]} of {second["visible"]} visible defects** were found ({fresh} %), and
        {second["found of these"]} of the other {second["judgement"]}. Rules were written for
        what lay behind these, too, and **{mended["found"]} of {mended["visible"]}** ({after} %)
        are found now. A third set of 579 defects of 156 kinds was planted by someone who had seen
        neither the rules nor the other sets (`tests/units/defects/third.yaml`). On its first run
        (commit 6a72b7b) one new rule stopped the program, which was mended; then **{third["found"]}
        of {third["visible"]} visible defects** were found ({last} %), and
        {third["found of these"]} of the other {third["judgement"]}. Rules on what lay behind these
        followed, and **{tuned["found"]} of {tuned["visible"]}** ({at_last} %) are found now. A
        fourth set of 353 defects of 173 kinds was planted, again by someone who had seen neither
        rules nor other sets (`tests/units/defects/fourth.yaml`). On its first run (commit 4a5df66)
        **{fourth["found"]} of {fourth["visible"]} visible defects** were found ({newest} %), and
        {fourth["found of these"]} of the other {fourth["judgement"]}. Six of the 178 findings name
        something else than the defect, as a reader of all of them saw, and three more only its
        place. No rule has been changed for these yet. All four sets lie in the same five units,
        so that rules written for one set know
        the units of the next, though not its defects. The first runs
        say what to expect of a unit that no rule has seen.
        [By kind](#what-was-found-by-kind-of-defect): the table at the end. Before, of 540 defects
        of 46 kinds in the unit on Kazakhstan, 85 had been found (16 %). So a clean check means that
        quotations, paragraphs, numbers and the structure hold; it does not stand in for a reader
        who answers the questions afresh.""".split()
    )
    yield from textwrap.wrap(text, 90, break_on_hyphens=False)


def _recall() -> Iterator[str]:
    """The table of defects that were found on the first run, by kind."""
    yield "`benchmarks/recall.py` plants each defect in a copy of its unit and counts new findings."
    yield "First is the run before any rule was changed for them; others need judgement."
    heads, lines = "| kind | visible | first | now | others | first | now |", f"|{'---|' * 7}"
    yield from ("", heads, lines)
    yield from _runs("first-run", "last-run")
    yield from ("", "The second set:", "", heads, lines)
    yield from _runs("second-run", "second-last")
    yield from ("", "The third set:", "", heads, lines)
    yield from _runs("third-run", "third-last")
    yield from ("", "The fourth set:", "", heads, lines)
    yield from _runs("fourth-run", "fourth-run")


def _runs(earlier: str, later: str) -> Iterator[str]:
    """A row for each kind of defect: what was planted, and what two runs found."""
    for first, now in zip(_rows(earlier), _rows(later), strict=True):
        kind, *seen = first["kind"], first["visible"], first["found"], now["found"]
        cells = (kind, *seen, first["judgement"], first["found of these"], now["found of these"])
        yield f"| {' | '.join(cells)} |"


def _rows(run: str) -> list[dict[str, str]]:
    """The rows of a record of `benchmarks/recall.py`."""
    path = ROOT / "tests" / "units" / "defects" / f"{run}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _rule_text(doc: str) -> Iterator[str]:
    """Turn a rule's docstring into Markdown, with its examples in fences."""
    fenced, blank = False, False
    for line in doc.splitlines():
        example = line.startswith("    ")
        if fenced and line and not example:
            yield "```"
            fenced = False
        if blank:
            yield ""
        if example and not fenced:
            yield "```yaml"
            fenced = True
        blank = not line
        if line:
            yield line[4:] if example else line.replace("``", "`")
    if fenced:
        yield "```"


# --- platforms ----------------------------------------------------------------------------------


def platforms_page() -> Iterator[str]:
    """Write docs/platforms.md: which kinds of question each platform carries, and how."""
    platforms = {
        name: import_module(f"kzquiz.generators.{output.module}").PLATFORM
        for name, output in OUTPUTS.items()
        if output.audience == "platform"
    }
    quiz = _example_quiz()
    lost = {name: _losses(quiz, platform) for name, platform in platforms.items()}
    yield from (
        "# Files for learning platforms",
        "",
        NOTE,
        "",
        "`kzquiz build --only NAME` makes the file of a platform for every sheet, and",
        "`--only moodle,gift` several. A recipe can ask for them, too: `outputs: [moodle]`.",
        "Nothing is cut to fit or left out silently: each question that loses something is",
        "named on the terminal and in `NAME-report.txt`.",
        "",
        "● whole · ◐ degraded, as listed below · – left out. The examples of the kinds decide it:",
        "a question with an answer that can be argued may lose more than one without.",
        "",
        f"| kind | {' | '.join(_page_of(name, one) for name, one in platforms.items())} |",
        f"|---|{'---|' * len(platforms)}",
    )
    for kind in kinds.KINDS:
        yield f"| {kind} | {' | '.join(_sign(found.get(kind, ())) for found in lost.values())} |"
    for name, platform in platforms.items():
        yield from ("", f"## {platform.title}", "")
        yield from (f"- every question: {what}" for what in platform.everywhere)
        for kind, losses in lost[name].items():
            what = dict.fromkeys(str(why) for loss in losses for why in loss.whys)
            yield f"- {kind}: {'; '.join(what)}"
        yield from ("", f"[How to import it](platforms/{name}.md).")
    yield ""


def _example_quiz() -> Quiz:
    with TemporaryDirectory() as folder:
        unit_folder = Path(folder) / "example"
        shutil.copytree(Path(kinds.__file__).parent / "unit", unit_folder)
        (unit_folder / "questions").mkdir()
        for kind in kinds.KINDS:
            path = unit_folder / "questions" / f"{kind}.yaml"
            path.write_text(kinds.example(kind), "utf-8")
        unit, problems = load(unit_folder)
    if unit is None:
        raise ValueError(problems)
    return compose(unit)


def _losses(quiz: Quiz, platform: Platform) -> dict[str, list[Loss]]:
    """Give the losses of the questions of each kind."""
    kind_of = {item.id: item.kind for item in quiz.items}
    found: dict[str, list[Loss]] = {}
    for loss in carry(quiz, platform).losses:
        found.setdefault(kind_of[loss.question.partition(" ")[0]], []).append(loss)
    return {kind: found[kind] for kind in kinds.KINDS if kind in found}


def _page_of(name: str, platform: Platform) -> str:
    return f"[{platform.title}](platforms/{name}.md)"


def _sign(losses: Iterable[Loss]) -> str:
    signs = {"–" if loss.left_out else "◐" for loss in losses}
    return "–" if "–" in signs else "◐" if signs else "●"


# --- kinds --------------------------------------------------------------------------------------


def kinds_page() -> Iterator[str]:
    """Write docs/kinds.md: what each kind asks, its keys, its pictures, its example file."""
    yield from (
        "# The kinds of question",
        NOTE,
        "",
        "`kzquiz new question KIND` appends a skeleton of a kind to your unit. The examples below",
        "are the files in [`src/kzquiz/kinds/`](../src/kzquiz/kinds/); they stand on a small",
        "invented unit, [`src/kzquiz/kinds/unit/`](../src/kzquiz/kinds/unit/).",
        "",
        "| kind | what it asks |",
        "|---|---|",
        *(f"| [`{name}`](#{name}) | {asks(name)} |" for name in kinds.KINDS),
        "",
        "## Keys of every question",
        "",
    )
    yield from _keys(json_schema.keys(json_schema.question_schema()))
    for name in kinds.KINDS:
        rows = {row[0]: row for row in json_schema.keys(json_schema.kind_schema(name))}
        own = [row for key, row in rows.items() if _top(key) not in Question.model_fields]
        stem = rows["stem"][2]
        yield from ("", f"## {name}", "", asks(name), "")
        yield from _keys(own)
        yield from (
            "",
            f"`stem` is {'needed' if stem else 'optional: there is a standard one'}.",
            "",
        )
        yield from _pictures(name)
        yield from ("", "```yaml", kinds.example(name).rstrip(), "```")
    yield ""


def _pictures(kind: str) -> Iterator[str]:
    """Show the pictures that docs/pictures.py takes; a kind for paper only has none of a card."""
    pictures = ROOT / "docs" / "pictures" / "kinds"
    yield from ("| on the sheet |", "|---|", f"| {_picture(kind, 'sheet', 'on the sheet')} |", "")
    if (pictures / f"{kind}-front.webp").exists():
        sides = (_picture(kind, side, f"{side} of its card") for side in ("front", "back"))
        yield from ("| front of the card | its back |", "|---|---|", f"| {' | '.join(sides)} |")
    else:
        yield "For paper only: it makes no card."


def _picture(kind: str, name: str, what: str) -> str:
    return f"![A question of the kind {kind}, {what}](pictures/kinds/{kind}-{name}.webp)"


def _top(key: str) -> str:
    return key.partition(".")[0].removesuffix("[]")


def _keys(rows: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    yield from ("| key | | what |", "|---|---|---|")
    for name, text, needed in rows:
        cell = text.replace("|", "\\|").replace("[[", "`[[").replace("]]", "]]`")
        yield f"| `{name}` | {'needed' if needed else ''} | {cell} |"


# --- command line -------------------------------------------------------------------------------


def cli_page() -> Iterator[str]:
    """Write docs/cli.md: the commands with their options, from the texts of ``--help``."""
    root = typer.main.get_command(application())
    yield from ("# The command line", NOTE, "")
    yield from _help(root)
    yield from (
        "`kzquiz COMMAND --help` prints what stands here. `kzquiz --install-completion` teaches",
        "your shell (bash, zsh, fish, PowerShell) to complete commands, options and the names of",
        "units, recipes, kinds and rules with the Tab key.",
        "",
        "On a terminal, results are tables; in a pipe, lines with tabs between the columns,",
        "without colour and progress. `NO_COLOR=1` in the environment turns colour off everywhere.",
    )
    for path, command in commands(root):
        yield from ("", f"## {' '.join(path)}", "")
        yield from _help(command)
        yield from _parameters(path, command)
    yield ""


def commands(command: Any, path: tuple[str, ...] = ("kzquiz",)) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 (typer brings its own click)
    """List all commands of a group, each with the words to type."""
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        if hasattr(inner, "commands"):
            yield from commands(inner, (*path, name))
        else:
            yield (*path, name), inner


def _help(command: Any) -> Iterator[str]:  # noqa: ANN401
    """Print the help text of a command, with its example in a fence."""
    text, _, example = command.help.partition("Example: ")
    for paragraph in text.strip().split("\n\n"):
        yield from (" ".join(paragraph.split()), "")
    yield from ("```sh", *example.strip().splitlines(), "```", "")


def _parameters(path: tuple[str, ...], command: Any) -> Iterator[str]:  # noqa: ANN401
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    usage = [one.metavar if one.required else f"[{one.metavar}]" for one in arguments]
    many = ["…" if one.nargs == -1 else "" for one in arguments]
    words = (f"{word}{more}" for word, more in zip(usage, many, strict=True))
    yield from (f"`{' '.join((*path, '[OPTIONS]', *words))}`", "", "| | |", "|---|---|")
    for one in arguments:
        yield f"| `{one.metavar}` | {one.help} |"
    for one in options:
        names = ", ".join(f"`{name}`" for name in one.opts)
        value = "" if one.is_flag else f" `{one.metavar}`"
        shown = isinstance(one.default, (str, Path)) and str(one.default)
        default = f" Default: `{Path(one.default).as_posix()}`." if shown else ""
        yield f"| {names}{value} | {one.help}{' Needed.' if one.required else ''}{default} |"


if __name__ == "__main__":
    main()
