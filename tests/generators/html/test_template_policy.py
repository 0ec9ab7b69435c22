"""A project's own templates can change the layout, and nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from command_line import run
from example_unit import QUESTIONS, ROOT
from jinja2.sandbox import SecurityError

from kzquiz.build.render import BuildError, render
from kzquiz.generators import worksheet
from kzquiz.generators.anki import notetypes
from kzquiz.generators.html.csp import with_policy
from kzquiz.generators.html.environment import environment
from kzquiz.generators.html.template_policy import BadTemplateError
from kzquiz.model import Options
from kzquiz.quiz.compose import compose

BUNDLED = ROOT / "templates"
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<title>x</title>
</head>
<body>
{}
</body>
</html>"""

# What the body of a page must not have: it runs, loads, or leads elsewhere.
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    '<p onclick="alert(1)">x</p>',
    "<p ONCLICK=alert(1)>x</p>",
    '<p title="a"onclick="alert(1)">x</p>',
    "<p/onclick=alert(1)>x</p>",
    '<img src="https://evil.example/x.png">',
    "<img src=//evil.example/x.png>",
    '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<link rel="dns-prefetch" href="//evil.example">',
    '<base href="https://evil.example/">',
    '<iframe src="https://evil.example/"></iframe>',
    '<object data="x"></object>',
    '<embed src="x">',
    '<form action="https://evil.example/"></form>',
    '<button formaction="https://evil.example/">x</button>',
    '<video poster="https://evil.example/x.png"></video>',
    '<svg onload="alert(1)"></svg>',
    '<svg><use href="https://evil.example/x.svg#y"/></svg>',
    '<svg><image href="https://evil.example/x.png"/></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><animate onbegin="alert(1)"/></svg>',
    '<svg><rect fill="url(https://evil.example/x)"/></svg>',
    '<svg><rect fill="&#117;rl(https://evil.example/x)"/></svg>',
    "<svg><style>&#64;import 'https://evil.example/x';</style></svg>",
    "<math><mtext></mtext></math>",
    '<p style="background:url(https://evil.example/x)">x</p>',
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>p { background: url(https://evil.example/x) }</style>",
    "<style>p { background: \\75 rl(https://evil.example/x) }</style>",
    "<style>p { background: u\\rl(https://evil.example/x) }</style>",
    '<style>/* " */ p { background: url(https://evil.example/x) } /* " */</style>',
    '<style>p { a: b\\" ; background: url(https://evil.example/x) ; c: d\\" }</style>',
    "<style>p { background: image-set('https://evil.example/x' 1x) }</style>",
    "<style media=\"all\">@import 'https://evil.example/x.css';</style>",
    '<p title="<style>" onclick="alert(1)" x="</style>">x</p>',
    '<p title="<!--" onclick="alert(1)" x="-->">x</p>',
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<?xml-stylesheet href="https://evil.example/x"?>',
    "<textarea><script>alert(1)</script></textarea>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><p>x</p></template>",
    "<plaintext>",
    "<p",
]
# What a template must not reach, and what ends it.
JINJA = [
    "{{ '<script>alert(1)</script>'|safe }}",
    "{{ ('<' ~ 'img src=x onerror=alert(1)>')|safe }}",
    "{{ quiz.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ quiz|attr('__class__') }}",
    "{{ [quiz]|map(attribute='__class__')|first }}",
    "{{ '{0.__class__}'.format(quiz) }}",
    "{{ ('{0.__class__}'|replace('x', 'y')).format_map({'0': quiz}) }}",
    "{{ once('{0.__class__}'.format, quiz) }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ shapes.choice.ask.__func__ }}",
    "{{ skills.clear() }}",
    "{{ skills.update({'read': 'x'}) }}",
    "{% include '/etc/passwd' %}",
    "{% include '../secret.txt' %}",
    "{% include 'worksheet/../../secret.txt' %}",
    "{% include 'worksheet/link.txt' %}",
    "{% include 'linked/secret.txt' %}",
    "{% import 'worksheet/base.html' as me %}{% include 'worksheet/sheet.html' %}",
    "{% for _ in range(10 ** 9) %}{% endfor %}",
    "{{ 1 // 0 }}",
    "{{ quiz.no_such_thing }}",
    "{{ unknown }}",
    "{% if %}",
    "{% block main %}",
    "{{ 'x'|no_such_filter }}",
]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A project's own folder of templates, beside a secret and with links to it."""
    folder = tmp_path / "templates"
    (folder / "worksheet").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("the secret", "utf-8")
    (folder / "worksheet" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    return folder


def sheet(unit, folder: Path, body: str) -> str:
    (folder / "worksheet" / "sheet.html").write_text(PAGE.replace("{}", body), "utf-8")
    (made,) = worksheet.render(compose(unit), Options((folder, BUNDLED)))
    return made.data.decode()


@pytest.mark.slow
def test_what_kzquiz_brings_is_allowed_to_a_project_as_well(example, kazakhstan, mine) -> None:
    options = Options((mine, BUNDLED), now=1_700_000_000)
    for unit in (example, kazakhstan):
        alone = render({unit: Options((BUNDLED,), now=1_700_000_000)})
        assert render({unit: options}) == alone


def test_a_project_lays_out_a_sheet_in_its_own_way(example, mine) -> None:
    made = sheet(
        example,
        mine,
        '<style>p { color: #333 } /* "*/ q { content: "url(" }</style>'
        '<h1 class="own">{{ quiz.title }}</h1><p>{{ quiz.items|length|count("question") }}</p>'
        '<a href="https://example.org/quiz?a=1&amp;b=2">Quiz</a> <a href=#top>Up</a> '
        '<img alt="A dot" src="data:image/png;base64,iVBORw0KGgo="><!-- a - note -->',
    )
    assert f'<h1 class="own">The flood in Ostervik</h1><p>{QUESTIONS} questions</p>' in made


@pytest.mark.parametrize("markup", MARKUP)
def test_a_page_that_could_run_or_load_something_is_refused(markup) -> None:
    with pytest.raises(BadTemplateError, match="has “"):
        with_policy([PAGE.replace("{}", markup)], own=True)


@pytest.mark.parametrize(
    "start",
    [
        "<script>alert(1)</script>" + PAGE,
        PAGE.removeprefix("<!doctype html>\n"),
        PAGE.replace('lang="en"', 'lang="><head>"'),
        PAGE.replace('lang="en"', "onclick=alert(1)"),
        PAGE.replace("<head>", "<head class=x>"),
        PAGE.replace("<head>", "<body><head>"),
        PAGE.replace("<head>", "<!-- <head> --><head>"),
        "",
    ],
)
def test_a_page_whose_policy_would_not_come_first_is_refused(start) -> None:
    with pytest.raises(BadTemplateError):
        with_policy([start], own=True)


@pytest.mark.slow
@pytest.mark.parametrize("body", JINJA)
def test_a_template_reaches_neither_python_nor_files(example, mine, body) -> None:
    with pytest.raises(BadTemplateError, match=r"templates/|of your own"):
        sheet(example, mine, body)


def test_the_policy_is_there_whatever_a_template_leaves_out(example, mine) -> None:
    made = sheet(example, mine, "x")
    assert re.match(
        r"<!doctype html>\n<html lang=\"en\">\n<head>\n"
        r"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
        made,
    )
    assert "script-src" not in made


@pytest.mark.parametrize("name", ["quiz/start.js", "anki/script.js"])
def test_a_script_of_a_project_is_refused(example, mine, name) -> None:
    path = mine / name
    path.parent.mkdir()
    path.write_text("alert(1)", "utf-8")
    with pytest.raises(BuildError, match=name) as raised:
        render({example: Options((mine, BUNDLED))})
    assert isinstance(raised.value.reason, BadTemplateError)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<img src="https://evil.example/x.png">',
        '<p class="{{Options}}">x</p>',
        "<p class={{Options}}>x</p>",
        "<p {{Options}}>x</p>",
        "<{{Key}}>",
        "<style>{{Question}}</style>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<!-- include choice.front.html -->",
        "<iframe></iframe>",
    ],
)
def test_a_card_that_could_run_or_load_something_is_refused(mine, markup) -> None:
    (mine / "anki").mkdir()
    (mine / "anki" / "choice.front.html").write_text(f"{{{{Question}}}}{markup}", "utf-8")
    with pytest.raises(BadTemplateError, match=r"choice\.front\.html"):
        notetypes.card_styles((mine, BUNDLED), "en")


@pytest.mark.parametrize(
    "css", ["@import 'x';", ".card { background: url(x) }", "</style><script>alert(1)</script>"]
)
def test_a_style_of_cards_that_could_load_something_is_refused(mine, css) -> None:
    (mine / "anki").mkdir()
    (mine / "anki" / "style.css").write_text(css, "utf-8")
    with pytest.raises(BadTemplateError, match=r"style\.css"):
        notetypes.card_styles((mine, BUNDLED), "en")


def test_a_card_s_template_behind_a_link_is_refused(mine, tmp_path) -> None:
    (mine / "anki").mkdir()
    (mine / "anki" / "style.css").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(BadTemplateError, match="link"):
        notetypes.card_styles((mine, BUNDLED), "en")


def test_code_compiled_outside_of_the_sandbox_is_not_run_inside(
    mine, tmp_path, monkeypatch
) -> None:
    """Jinja's cache identifies a template by its path and text only."""
    (tmp_path / "cache").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "cache"))
    (mine / "leak.html").write_text("{{ '{0.__class__}'.format(1) }}", "utf-8")
    assert "int" in environment((mine,)).get_template("leak.html").render()
    assert list((tmp_path / "cache").rglob("*.cache"))
    with pytest.raises(SecurityError):
        environment((mine, BUNDLED)).get_template("leak.html").render()


@pytest.mark.slow
@pytest.mark.parametrize("obstacle", ["file", "link", "nothing"])
def test_templates_are_compiled_anew_where_there_is_no_safe_place_to_keep_them(
    mine, tmp_path, monkeypatch, obstacle
) -> None:
    place = tmp_path / "cache"
    monkeypatch.setattr("tempfile.tempdir", str(place))
    if obstacle != "nothing":
        place.mkdir()
        kept = place / f"_jinja2-cache-{os.getuid()}"
        kept.touch() if obstacle == "file" else kept.symlink_to(tmp_path / "elsewhere")
    (mine / "page.html").write_text("{{ 1 + 1 }}", "utf-8")
    assert environment((mine,)).get_template("page.html").render() == "2"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.usefixtures("content")
def test_a_build_tells_which_template_and_writes_nothing(tmp_path) -> None:
    path = tmp_path / "templates" / "worksheet" / "sheet.html"
    path.parent.mkdir(parents=True)
    path.write_text(PAGE.replace("{}", "{{ quiz.nothing }}"), "utf-8")
    done = run(tmp_path, "build")
    assert done.returncode == 1
    assert "templates/worksheet/sheet.html, line 7:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("decks/example/*"))


def test_a_templates_folder_that_leads_elsewhere_is_refused(tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "templates").symlink_to(tmp_path / "elsewhere")
    done = run(tmp_path / "project", "build")
    assert done.returncode == 2
    assert "templates: is a link that leads out of this folder" in done.stderr
    assert "Traceback" not in done.stderr
