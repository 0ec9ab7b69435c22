"""The quiz page: one file that works offline, from the first question to the score by skill.

Templates live in ``quiz/``: the shell, one file for each answer shape with the macros ``ask`` and
``key``, ``style.css`` and ``script.js``. The page is whole without the script, each answer behind
a ``details``; the script plays it. A page of a hundred questions would be twice its size if every
answer repeated its evidence: a claim stands once, in the source to read from, and is linked to.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from kzquiz.generators import compact
from kzquiz.generators.claims import Claims, cited
from kzquiz.generators.own import has_own, script, telling
from kzquiz.generators.page import is_scale, number, templates
from kzquiz.generators.seal import sealed
from kzquiz.model import LEVELS, SKILLS, Artifact, Choice, Text
from kzquiz.pictures import figures, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from markupsafe import Markup

    from kzquiz.model import Item, Options, Quiz, Shape


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``quiz.html``, or ``NAME-quiz.html`` for the recipe NAME."""
    name = "quiz" if quiz.name == "full" else f"{quiz.name}-quiz"
    yield Artifact(f"{name}.html", _page(quiz, options), {"questions": len(quiz.items)})


def _page(quiz: Quiz, options: Options) -> bytes:
    code = compact.js(script(options.templates, "quiz/script.js"))
    with telling(options.templates):
        environment = templates(options.templates)
        style = compact.css(environment.get_template("quiz/style.css").render(quiz=quiz))
        body = compact.html(_body(environment, quiz))
        pieces = environment.get_template("quiz/page.html").generate(
            quiz=quiz,
            content=sha256(body.encode()).hexdigest()[:12],
            style=_markup(style),
            script=_markup(code),
            body=_markup(body),
        )
        return sealed(pieces, code, own=has_own(options.templates))


def _body(environment: Environment, quiz: Quiz) -> str:
    sections = number(quiz)
    claims = Claims(quiz)
    names = sorted({entry.shape for section in sections for entry in section.entries})
    shell = environment.get_template("quiz/body.html")
    asked = {item.skills[0] for item in quiz.items}
    return shell.render(
        quiz=quiz,
        sections=sections,
        shapes={name: environment.get_template(f"quiz/{name}.html").module for name in names},
        readings=claims.readings,
        refs=claims.refer,
        meanings=_meanings(quiz),
        by_hand=_by_hand,
        pictures=_pictures(quiz),
        pictured=_pictured(quiz),
        skills_asked=[skill for skill in SKILLS if skill in asked],
        levels=[level for level in LEVELS if level in {item.level for item in quiz.items}],
    )


def _markup(text: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    return Markup(text)  # noqa: S704 (rendered by a template, which escaped what is in it)


def _pictures(quiz: Quiz) -> dict[str, Markup]:
    """The pictures of the unit by their id on the page; texts in them are escaped."""
    charts = {
        f"figures-{number}": _markup(figures(group, f"figures-{number}-in"))
        for number, group in enumerate(quiz.figures, 1)
    }
    events = {"timeline": _markup(timeline(quiz.timeline, "timeline-in"))} if quiz.timeline else {}
    return charts | events


def _pictured(quiz: Quiz) -> Callable[[Item], list[int]]:
    """Give a function that numbers the charts of an answer: those that compare what it cites."""
    groups = [{claim.claim for claim in group} for group in quiz.figures]

    def numbers(item: Item) -> list[int]:
        claims = {claim.claim for claim in cited(item)} if groups else set()
        return [place for place, group in enumerate(groups, 1) if len(group & claims) > 1]

    return numbers


def _by_hand(shape: Shape) -> bool:
    """Tell whether a person marks the answer, or a part of it, and needs to know how."""
    match shape:
        case Choice(reason=reason):
            return bool(reason)
        case Text(rubric=rubric, parts=parts):
            return bool(rubric) or parts > 1
        case _:
            return False


def _meanings(quiz: Quiz) -> dict[str, str]:
    """What the options of scales mean, where an option means the same in several questions."""
    found: dict[str, Counter[str]] = {}
    for item in quiz.items:
        if isinstance(item.shape, Choice) and is_scale(item.shape):
            for option in item.shape.options:
                found.setdefault(option.text, Counter())[option.why] += 1
    several = {text: whys for text, whys in found.items() if len(whys) == 1 and whys.total() > 1}
    return {text: why for text, whys in several.items() for why in whys if why}
