"""Every answer shape is known in all places that mypy cannot check."""

from __future__ import annotations

import re
from typing import get_args

import deck_sample
import pytest
import sheet_sample
from example_unit import ROOT
from jinja2 import TemplateNotFound

from kzquiz.generators.html.templates import templates
from kzquiz.generators.platforms.platform import Platform, carry
from kzquiz.generators.quiz_page.keys import Marking
from kzquiz.generators.word.handlers import HANDLERS
from kzquiz.load import Unit
from kzquiz.model import Shape, ShapeName
from kzquiz.quiz.compose import compose
from kzquiz.quiz.fallback import Form, form_of, simplify

TEMPLATES = ROOT / "templates"
SHAPES = {shape.name: shape for shape in get_args(Shape)}
MACROS = {"worksheet": ("ask", "key", "glance", "more", "credit"), "quiz": ("ask", "told")}
# Macros that a shape does not need, and why.
NEEDLESS = {
    "worksheet/gap.more": "the key has all",
    "worksheet/match.more": "each pair has its reason",
    "worksheet/order.more": "the key has all",
    "worksheet/table.more": "the key has all",
    "worksheet/choice.credit": "an option is right, arguable or wrong",
    "worksheet/match.credit": "a pair is right, arguable or wrong",
    "worksheet/order.credit": "there is one order",
    "quiz/gap.told": "the right answers are told by SHAPES",
    "quiz/table.told": "the right answers are told by SHAPES",
}
UNSTYLED = {"lines"}  # a plain block
WRAPPERS = {"choice", "lines"}  # Word has styles for what is in them

each_shape = pytest.mark.parametrize("name", get_args(ShapeName))


def test_every_shape_has_a_name_of_its_own():
    assert sorted(SHAPES) == sorted(get_args(ShapeName))
    assert len(SHAPES) == len(get_args(Shape))


@each_shape
@pytest.mark.parametrize("folder", MACROS)
def test_every_shape_has_its_macros_for_sheet_key_and_quiz_page(name, folder):
    try:
        template = templates((TEMPLATES,), "en").get_template(f"{folder}/{name}.html")
    except TemplateNotFound:
        pytest.fail(f"templates/{folder}/{name}.html is missing: {', '.join(MACROS[folder])}")
    for macro in MACROS[folder]:
        there, needless = hasattr(template.module, macro), f"{folder}/{name}.{macro}" in NEEDLESS
        assert there is not needless, (
            f"templates/{folder}/{name}.html: write the macro “{macro}”, or say in NEEDLESS why not"
        )


@each_shape
@pytest.mark.parametrize("folder", MACROS)
def test_what_the_templates_of_a_shape_mark_has_a_style_or_is_read_by_the_script(name, folder):
    template = (TEMPLATES / folder / f"{name}.html").read_text("utf-8")
    marked = " ".join(re.findall(r'class="((?:[^"{]|{{.*?}})*)"', template))
    classes = set(re.sub(r"{{.*?}}", " ", marked).split())
    classes |= {word for text in re.findall(r'{{ "([^"]*)"', marked) for word in text.split()}
    read = [*TEMPLATES.glob(f"{folder}/*.css"), *TEMPLATES.glob(f"{folder}/*.js")]
    known = "".join(path.read_text("utf-8") for path in read)
    unknown = {word for word in classes - UNSTYLED if not re.search(rf"\.{word}\b", known)}
    assert unknown == set(), f"no style or script of templates/{folder} has these classes"


@each_shape
def test_a_block_of_the_sheet_of_a_shape_has_its_style_in_word(name):
    """What has no handler is made into plain paragraphs: the words are there, as body text."""
    template = (TEMPLATES / "worksheet" / f"{name}.html").read_text("utf-8")
    blocks = set(re.findall(r'<(?:ol|ul|p|div) class="([\w-]+)', template))
    assert blocks - HANDLERS.by_class.keys() - WRAPPERS == set(), "generators/word/handlers.py"


@pytest.mark.parametrize("form", get_args(Form))
def test_the_report_of_a_platform_has_a_sentence_for_each_simpler_form(form, example: Unit):
    """The sentences are `_SIMPLER` in generators/platforms/platform.py: a missing one fails."""
    platform = Platform(title="Poor", shows={form: ""})
    told = {loss.question for loss in carry(compose(example), platform).losses}
    for item in example.items:
        pieces, _ = simplify(item, frozenset({form}))
        if {form_of(item.shape)} != {form_of(piece.shape) for piece in pieces}:
            assert item.id in told


@each_shape
def test_the_landing_page_sketches_every_shape(name):
    sketch = (TEMPLATES / "landing" / "sketch.html").read_text("utf-8")
    assert f'name == "{name}"' in sketch, "templates/landing/sketch.html: a line for this shape"


@each_shape
def test_the_script_of_the_quiz_page_has_a_row_for_every_shape(name):
    assert name in rows("SHAPES"), f"templates/quiz/shapes.js: SHAPES has no row for “{name}”"


@pytest.mark.parametrize("marking", get_args(Marking))
def test_the_script_of_the_quiz_page_knows_every_way_in_which_a_text_is_marked(marking):
    assert re.search(rf"\b{marking}\b", rows("SHAPES")["text"]), "templates/quiz/shapes.js"


@each_shape
def test_some_kind_makes_every_shape_so_that_its_example_goes_through_every_output(
    name, example: Unit
):
    """`test_outputs` and the browser take the example of each kind through all outputs."""
    assert name in {item.shape.name for item in example.items}, f"no kind makes “{name}”"


@each_shape
def test_the_samples_of_tests_have_every_shape(name):
    samples = {
        "sheet_sample.sample": sheet_sample.sample().items,
        "sheet_sample.hostile": sheet_sample.hostile().items,
        "deck_sample.everything": deck_sample.everything(),
    }
    for sample, items in samples.items():
        assert name in {item.shape.name for item in items}, f"{sample} has no “{name}”"


@each_shape
@pytest.mark.parametrize("page", ["glossary.md", "how-it-works.md"])
def test_the_documentation_names_every_shape(name, page):
    (named,) = re.findall(
        r"answer shapes?\b[^(:]*[(:]([\w, \n]*\border\b[\w, \n]*)",
        (ROOT / "docs" / page).read_text("utf-8"),
    )
    assert name in re.findall(r"\w+", named), f"docs/{page} lists the shapes without “{name}”"


def rows(table: str) -> dict[str, str]:
    """The rows of a table in the script of the quiz page: names and values."""
    script = (TEMPLATES / "quiz" / "shapes.js").read_text("utf-8")
    (body,) = re.findall(rf"const {table} = {{\n(.*?)\n}};", script, re.DOTALL)
    return {row.partition(":")[0].strip(" ,"): row.partition(":")[2] for row in body.split("\n")}
