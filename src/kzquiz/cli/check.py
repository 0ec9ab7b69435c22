"""``kzquiz check``, ``explain``: run rules, explain one."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import complete, console
from kzquiz.cli.app import Articles, Content, Quiet, Units, Verbose, app
from kzquiz.cli.print_options import named
from kzquiz.cli.units import read_units, unit_folders

if TYPE_CHECKING:
    from kzquiz.authoring.fix import FindProblems
    from kzquiz.load import Unit
    from kzquiz.problems import Problem


_NO_RULE = (
    "\nIf it stands in brackets behind a message: not every message comes from a rule. Those about "
    "how a file is written have no more to explain; they say themselves what to do."
)


_HOW_SURE = (
    "An error follows from the data. A warning is likely: mend it, or say why it is right here "
    "(lint_ok: {CODE: reason}). A hint is worth a look."
)


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


@app.command()
def check(
    units: Units = None,
    content: Content = None,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help="text, json, github or sarif.", metavar="FORMAT")
    ] = Format.text,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Run only these rules (codes, names, groups: EV,IW09).",
            metavar="RULES",
            autocompletion=complete.rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Leave these rules out.", metavar="RULES", autocompletion=complete.rules),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    hints: Annotated[bool, typer.Option("--hints", help="Show hints too.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is certain, and show what was changed.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")
    ] = False,
    articles: Articles = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Check the content of every unit and report all problems.

    Example: kzquiz check kazakhstan-2022 --select EV
    """
    rules = Rules(named(select), named(ignore), hints=hints, articles=articles)
    _refuse_unknown((*rules.select, *rules.ignore))
    folder = places.content(content)
    if fix or diff:
        _mend(folder, units, rules, plain=output_format is Format.text, write=fix and not diff)
    loaded, problems = read_units(folder, units)
    for language in dict.fromkeys(unit.info.language for unit in loaded):
        rules.say_left_out(language)
    for unit in loaded:
        with console.working(f"checking {unit.id}"):
            problems += rules.check(unit)
            problems += [] if rules.select else _renamed(unit, folder)
    _report(problems, output_format, advise=not (fix or diff))
    fatal = ("error", "warning") if strict else ("error",)
    if any(problem.severity in fatal for problem in problems):
        sys.exit(1)


def _renamed(unit: Unit, content: Path) -> list[Problem]:
    """Compare the unit with its deck in ``decks``, if one lies there."""
    from kzquiz.check.renamed import renamed

    decks = Path("decks")
    files = (places.lock(decks, unit.id, content), places.deck(decks, unit.id))
    return list(renamed(unit, *(file.read_bytes() if file.is_file() else None for file in files)))


@dataclass(frozen=True)
class Rules:
    """The rules to run, and the folder of the articles."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    hints: bool = False
    articles: Path | None = None

    def check(self, unit: Unit) -> list[Problem]:
        """Run the rules on a unit."""
        from kzquiz.check import check as check_unit
        from kzquiz.evidence.verifier import read_articles

        texts = read_articles(places.articles(self.articles, unit.id), unit.facts.sources.values())
        return check_unit(unit, texts, self.select, self.ignore, hints=self.hints, shared=True)

    def say_left_out(self, language: str) -> None:
        """Say which rules do not run in a language."""
        from kzquiz.check import left_out, selected

        chosen = [
            rule
            for rule in selected(self.select, self.ignore)
            if self.hints or self.select or rule.severity != "hint"
        ]
        if without := left_out(language, chosen):
            codes = ", ".join(rule.code for rule in without)
            console.aside(
                f"“{language}”: {len(without)} of {len(chosen)} rules look for words of other "
                f"languages and are left out ({codes})"
            )


def _report(problems: list[Problem], output_format: Format, *, advise: bool) -> None:
    from kzquiz.reports import FORMATS, as_sarif, by_code

    if output_format is Format.sarif:
        from kzquiz.check import all_rules

        typer.echo(as_sarif(problems, {rule.code: rule.summary for rule in all_rules()}))
        return
    if output_format is not Format.text:
        console.echo(FORMATS[output_format](problems))
        return
    if problems:
        console.problems(FORMATS[output_format](problems) + "\n")
    certain = sum(problem.fix is not None for problem in problems)
    advice = f"; {certain} may be mended by “kzquiz check --fix”" if certain and advise else ""
    console.say(by_code(problems) + advice)
    if any(problem.severity != "error" for problem in problems):
        console.aside(_HOW_SURE)


def _mend(
    content: Path, names: Sequence[str] | None, rules: Rules, *, plain: bool, write: bool
) -> None:
    """Mend the units if ``write``, and show the changes."""
    from kzquiz.authoring.fix import fix_unit
    from kzquiz.write import complete, edit, replace

    if write and complete(content, console.waiting_for_change(content)):
        console.note("a change of content that was interrupted is complete now")
    show = console.say if plain else console.aside
    count = 0
    for name, folder in unit_folders(content, names).items():
        with console.working(f"mending {name}"):
            mended = fix_unit(_stages(folder, rules))
        count += len(mended.done)
        if mended.files:
            show(console.diff(mended.diff()) + "\n")
        if write and mended.files:
            with edit(content, waiting=console.waiting_for_change(content)) as project:
                for file, (old, _) in mended.files.items():
                    if Path(file).read_bytes() != old:
                        console.stop(
                            2, f"{file} was changed meanwhile; it was left alone, run this again"
                        )
                replace(project, {Path(file): new for file, (_, new) in mended.files.items()})
    what = "nothing to mend" if not count else f"{count} mended"
    show(what if write or not count else f"{count} would be mended")


def _stages(folder: Path, rules: Rules) -> tuple[FindProblems, FindProblems]:
    """The two checks that `kzquiz.authoring.fix` repeats: reading alone, then with the rules."""
    from kzquiz.load import load

    def read(instead: Mapping[str, bytes]) -> list[Problem]:
        return load(folder, folder.as_posix(), instead)[1]

    def check(instead: Mapping[str, bytes]) -> list[Problem]:
        unit, problems = load(folder, folder.as_posix(), instead)
        return problems + (rules.check(unit) if unit else [])

    return read, check


@app.command()
def explain(
    rule: Annotated[
        str,
        typer.Argument(
            help="Code or name of a rule, such as EV07.",
            metavar="RULE",
            autocompletion=complete.rules,
        ),
    ],
) -> None:
    """Explain a rule: what it finds, why it matters, a bad and a good example.

    Example: kzquiz explain EV07
    """
    from kzquiz.check import explain as explain_rule

    _refuse_unknown((rule,), groups=False)
    typer.echo(explain_rule(rule))


def _refuse_unknown(words: Sequence[str], *, groups: bool = True) -> None:
    """Stop at a word that names no rule, nor, where ``groups`` are allowed, a group of rules."""
    from kzquiz.check import all_rules, by_name, selected
    from kzquiz.problems import did_you_mean

    for word in words:
        if not (selected([word]) if groups else by_name(word)):
            names = [name for rule in all_rules() for name in (rule.code, rule.name)]
            advice = did_you_mean(word, names) or "“kzquiz list rules” has them all"
            more = "" if groups or any(map(str.isdigit, word)) else _NO_RULE
            console.stop(2, f"there is no rule “{word}”; {advice}{more}")
