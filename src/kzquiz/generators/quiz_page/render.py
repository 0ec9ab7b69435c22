"""Renders the quiz page: one file that works offline, with a score by skill at the end.

Its templates are in ``quiz/``: the parts of the page, one file for each answer shape, ``style.css``
and the parts of the script, `SCRIPTS`. The file of a shape has the macro ``ask`` (the fields to
answer in) and, for some shapes, ``told`` (what an answer shows besides the key). Answers are in the
page, hidden below their questions, and the script shows them. A claim stands once, in its source,
and answers name its number.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.json import encode

from kzquiz.generators.html.csp import with_policy
from kzquiz.generators.html.numbering import number
from kzquiz.generators.html.template_policy import blaming_own_templates, has_own, script
from kzquiz.generators.html.templates import templates
from kzquiz.generators.quiz_page.citations import Claims, cited
from kzquiz.generators.quiz_page.keys import key
from kzquiz.languages import language
from kzquiz.model import LEVELS, SKILLS, Artifact, Choice
from kzquiz.outputs import file_name
from kzquiz.pictures import figures, timeline
from kzquiz.quiz.shuffle import is_shuffled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from kzquiz.generators.html.template_policy import Folders
    from kzquiz.model import Item, Level, Option, Options, Quiz, Skill

SCRIPTS = ("questions", "words", "shapes", "feedback", "round", "lesson", "start")
"""The parts of the script, in the order in which they stand in the page."""


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``quiz.html``, or ``NAME-quiz.html`` for the recipe NAME."""
    facts = {"questions": len(quiz.items)}
    yield Artifact(file_name("quiz", quiz, options), _page(quiz, options), facts)


def _page(quiz: Quiz, options: Options) -> bytes:
    code = _script(options.templates, quiz.language)
    sections = number(quiz)
    claims = Claims(quiz)
    names = sorted({entry.shape for section in sections for entry in section.entries})
    with blaming_own_templates(options.templates):
        environment = templates(options.templates, quiz.language, quiz.written_in)
        pieces = environment.get_template("quiz/page.html").generate(
            quiz=quiz,
            sections=sections,
            shapes={name: environment.get_template(f"quiz/{name}.html").module for name in names},
            key=key,
            is_shuffled=is_shuffled,
            refs=claims.refer,
            readings=claims.readings,
            meanings=_meanings(quiz),
            pictures=_pictures(quiz),
            pictured=_pictured(quiz),
            answers=file_name("answers", quiz, options),
            skills_asked=_skills(quiz),
            levels=_levels(quiz),
            content=_content(quiz),
            script=_markup(code),
        )
        return with_policy(pieces, code, own=has_own(options.templates))


def _script(folders: Folders, tag: str) -> str:
    """Put the words of a language and the parts of the script together, in a scope of their own."""
    words = language(tag)
    texts = {
        **words.group("play"),
        **{f"level-{name}": text for name, text in words.group("level").items()},
    }
    given = f"const LANGUAGE = {_json(words.tag)}, WORDS = {_json(texts)};"
    parts = [script(folders, f"quiz/{name}.js") for name in SCRIPTS]
    return "\n".join(["(() => {", '"use strict";', given, *parts, "})();"])


def _json(value: object) -> str:
    """Encode a value for a script: nothing in it ends the element."""
    return encode(value).decode().replace("<", "\\u003c")


def _content(quiz: Quiz) -> str:
    """Hash questions and answers. A browser drops the answers that it keeps when this changes."""
    return sha256(encode(quiz.sections)).hexdigest()[:12]


def _levels(quiz: Quiz) -> list[Level]:
    asked = {item.level for item in quiz.items}
    return [level for level in LEVELS if level in asked]


def _skills(quiz: Quiz) -> list[Skill]:
    asked = {item.skills[0] for item in quiz.items}
    return [skill for skill in SKILLS if skill in asked]


def _markup(text: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    return Markup(text)  # noqa: S704 (a script of ours, or a picture whose texts are escaped)


def _pictures(quiz: Quiz) -> dict[str, Markup]:
    """Draw the pictures of the unit, by their ids on the page."""
    words = language(quiz.language)
    charts = {
        f"figures-{number}": _markup(figures(group, f"figures-{number}-in", words))
        for number, group in enumerate(quiz.figures, 1)
    }
    events = (
        {"timeline": _markup(timeline(quiz.timeline, "timeline-in", words))}
        if quiz.timeline
        else {}
    )
    return charts | events


def _pictured(quiz: Quiz) -> Callable[[Item], list[int]]:
    """Give a function that lists the numbers of the charts that compare claims an item cites."""
    groups = [{claim.claim for claim in group} for group in quiz.figures]

    def numbers(item: Item) -> list[int]:
        claims = {claim.claim for claim in cited(item)} if groups else set()
        return [place for place, group in enumerate(groups, 1) if len(group & claims) > 1]

    return numbers


def _meanings(quiz: Quiz) -> dict[str, Option]:
    """Give the options that have a meaning, by name: they are explained once, by the sources."""
    choices = (item.shape for item in quiz.items if isinstance(item.shape, Choice))
    return {option.text: option for shape in choices for option in shape.options if option.means}
