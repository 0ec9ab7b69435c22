"""The quiz page: one file that works offline, from the first question to the score by skill.

Templates live in ``quiz/``: the shell; one file for each answer shape with the macros ``ask`` and,
where its answer has more to tell than the key, ``told``; ``style.css`` and ``script.js``. What is
asked can be read without the script. What is told afterwards is packed (`payload`):
the page of a hundred questions is half as large, and the script unpacks it. A claim stands once, in
the source to read from, and is linked to.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from kzquiz.generators import file_name
from kzquiz.generators.html import minify
from kzquiz.generators.html.csp import sealed
from kzquiz.generators.html.numbering import number
from kzquiz.generators.html.template_policy import harmless, has_own, script, telling
from kzquiz.generators.html.templates import is_scale, templates
from kzquiz.generators.quiz_page import payload
from kzquiz.generators.quiz_page.citations import Claims, cited
from kzquiz.model import LEVELS, SKILLS, Artifact, Choice, Text
from kzquiz.pictures import figures, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment
    from markupsafe import Markup

    from kzquiz.model import Item, Level, Options, Quiz, Shape, Skill


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``quiz.html``, or ``NAME-quiz.html`` for the recipe NAME."""
    facts = {"questions": len(quiz.items)}
    yield Artifact(file_name("quiz", quiz, options), _page(quiz, options), facts)


def _page(quiz: Quiz, options: Options) -> bytes:
    _, _, code = script(options.templates, "quiz/script.min.js").strip().partition("\n")
    own = has_own(options.templates)
    with telling(options.templates):
        environment = templates(options.templates)
        style = minify.css(environment.get_template("quiz/style.css").render(quiz=quiz))
        asked, told = (minify.html(part) for part in _parts(environment, quiz, options))
        if own:
            harmless(told, "the answers of the quiz page")
        keys = tuple(_keys(quiz))
        data = payload.block(keys, told)
        pieces = environment.get_template("quiz/page.html").generate(
            quiz=quiz,
            content=sha256(f"{asked}{keys}{told}".encode()).hexdigest()[:12],
            style=_markup(style),
            script=_markup(code),
            body=_markup(asked),
            data=_markup(data),
        )
        return sealed(pieces, code, data, own=own)


def _parts(environment: Environment, quiz: Quiz, options: Options) -> Iterator[str]:
    """Render what is asked, and what is told once it is answered."""
    sections = number(quiz)
    entries = [entry for section in sections for entry in section.entries]
    claims = Claims(quiz)
    names = sorted({entry.shape for entry in entries})
    shapes = {name: environment.get_template(f"quiz/{name}.html").module for name in names}
    yield environment.get_template("quiz/body.html").render(
        quiz=quiz,
        sections=sections,
        shapes=shapes,
        readings=claims.readings,
        meanings=_meanings(quiz),
        answers=file_name("answers", quiz, options),
        skills_asked=_skills(quiz),
        levels=_levels(quiz),
    )
    yield environment.get_template("quiz/told.html").render(
        entries=entries,
        shapes=shapes,
        refs=claims.refer,
        notes=claims.notes,
        by_hand=_by_hand,
        pictures=_pictures(quiz),
        pictured=_pictured(quiz),
    )


def _keys(quiz: Quiz) -> Iterator[tuple[int, int, payload.Key]]:
    """Give for each question its level and its skill, as places on the page, and its key."""
    levels, skills = _levels(quiz), _skills(quiz)
    for item in quiz.items:
        yield levels.index(item.level), skills.index(item.skills[0]), payload.key(item.shape)


def _levels(quiz: Quiz) -> list[Level]:
    asked = {item.level for item in quiz.items}
    return [level for level in LEVELS if level in asked]


def _skills(quiz: Quiz) -> list[Skill]:
    asked = {item.skills[0] for item in quiz.items}
    return [skill for skill in SKILLS if skill in asked]


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
