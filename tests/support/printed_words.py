"""Finds words in the source that an output would print, though they are in no file of a language.

Each function takes the text of a file and gives the words that it finds, each with its line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

Found = Iterator[tuple[int, str]]
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Two words, a capital, or a word beside a space or a colon as it stands between values.
PROSE = re.compile(
    r"[^\W\d_]{2,}[,;:]? +[^\W\d_]{2,}|^\W*[A-Z][a-z]+\b|[^\W\d_]{2,} $|^ [^\W\d_]{2,}"
    r"|[^\W\d_]{2,}[:!?…]( |$)"
)
_FIELD = re.compile(r"\{\{.*?\}\}|\[\[.*?\]\]")  # of a template of Anki
_MARKUP = re.compile(r"</?[a-z][^<>]*>?|[\w-]+=\\?\"[^\"]*\"?|^[^<>]*\">|\{[^{}]*\}")
_PROGRAM = ("expression", "compile", "phrases", "count", "say", "getattr")


def _is_prose(literal: str) -> bool:
    return bool(PROSE.search(_MARKUP.sub("", literal)))


# --- Python --------------------------------------------------------------------------------------


def in_python(source: str, allowed: frozenset[str] = frozenset()) -> Found:
    """Find prose in the string literals of a module.

    What is raised, is assigned to ``message`` or documents something is a message of the program.
    So is all in a top-level function, class or name that ``allowed`` lists.
    """
    for part in ast.parse(source).body:
        if not _names(part) & allowed:
            for literal in _literals(part):
                if _is_prose(str(literal.value)):
                    yield literal.lineno, str(literal.value)


def _names(part: ast.stmt) -> set[str]:
    """The names that a top-level statement defines."""
    match part:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {
                name.id for one in targets for name in ast.walk(one) if isinstance(name, ast.Name)
            }
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case _:
            return set()


def _literals(part: ast.AST) -> Iterator[ast.Constant]:
    if _is_message(part):
        return
    match part:
        case ast.Constant(value=str()):
            yield part
        case ast.AnnAssign(value=value):
            yield from _literals(value) if value else ()
        case ast.FunctionDef(body=body):
            for one in body:
                yield from _literals(one)
        case _:
            for one in ast.iter_child_nodes(part):
                yield from _literals(one)


def _is_message(part: ast.AST) -> bool:
    match part:
        case ast.Raise() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in {"message", "advice", "__all__"}
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _PROGRAM or name.endswith("Error")
        case _:
            return False


# --- templates -----------------------------------------------------------------------------------


def in_template(source: str) -> Found:
    """Find letters in what a template writes by itself: in texts, and in attributes that are read.

    A literal inside an expression counts where it is written, unless it is an argument.
    """
    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    yield from _seen(_written(made.parse(source)))


def in_card(source: str) -> Found:
    """Find the same in a template of Anki."""
    yield from _seen([(1, source)])


def _seen(pieces: Iterable[tuple[int, str]]) -> Found:
    page = _Page()
    for line, piece in pieces:
        page.begins = line
        page.feed(piece)
    page.close()
    yield from page.found


_UNWRITTEN = (
    nodes.Getitem, nodes.Compare, nodes.Test, nodes.Import, nodes.Include, nodes.Extends,
    nodes.FromImport,
)  # fmt: skip


def _written(node: nodes.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, _UNWRITTEN):
        return
    match node:
        case nodes.TemplateData(data=str(text)) | nodes.Const(value=str(text)):
            yield node.lineno, text
        case nodes.Filter(node=inner) if inner is not None:
            yield from _written(inner)
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from _written(one)
            yield from _written(other) if other else ()
        case nodes.Assign(node=value):
            yield from (one for one in _written(value) if _is_prose(one[1]))
        case nodes.Call(args=arguments):
            for argument in () if _asks(node) else arguments:
                yield from (one for one in _written(argument) if _is_prose(one[1]))
        case _:
            for part in node.iter_child_nodes():
                yield from _written(part)


def _asks(call: nodes.Call) -> bool:
    """Whether a call names a text or an attribute instead of giving one."""
    return isinstance(call.node, nodes.Name) and call.node.name in {"say", "told"}


class _Page(HTMLParser):
    """Reads the markup of a template piece by piece; notes the letters that a reader would see."""

    READ = frozenset({"title", "alt", "aria-label", "placeholder", "summary", "label", "content"})
    UNREAD = frozenset({"viewport", "referrer", "robots", "color-scheme"})

    def __init__(self) -> None:
        super().__init__()
        self.begins = 1
        self.found: list[tuple[int, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in {"style", "script"} else ""
        if dict(attrs).get("name") in self.UNREAD:
            return
        for name, value in attrs:
            if name not in self.READ and not name.startswith("data-say"):
                continue
            if LETTERS.search(_FIELD.sub("", value or "")):
                self.found.append((self.begins, f"{name}: {value}"))

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._inside = ""

    def handle_data(self, data: str) -> None:
        text = _FIELD.sub("", data)
        if self._inside == "script":
            self.found += [(self.begins, word) for _, word in in_script(text)]
        elif self._inside == "style":
            self.found += [(self.begins, word) for _, word in in_style(text)]
        elif LETTERS.search(text):
            self.found.append((self.begins, text.strip()))


# --- styles and scripts --------------------------------------------------------------------------


_ASKED = re.compile(r"\bsay\([^()]*\)")


def in_style(source: str) -> Found:
    """Find letters in the ``content`` of a stylesheet."""
    for rule in re.finditer(r"\bcontent:((?:\{\{.*?\}\}|[^;}])*)", source):
        for text in re.findall(r"\"([^\"]*)\"|'([^']*)'", _ASKED.sub("", rule[1])):
            shown = re.sub(r"\\[0-9a-f]{1,6} ?", "", _FIELD.sub("", "".join(text)))
            if LETTERS.search(shown):
                yield source.count("\n", 0, rule.start()) + 1, shown


_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r"|\"(?P<double>(?:[^\"\\\n]|\\.)*)\"|'(?P<single>(?:[^'\\\n]|\\.)*)'"
    r"|(?P<template>`(?:[^`\\]|\\.)*`)"
    r"|(?<=[(,=:\[!&|?{};\n])\s*/(?:[^/\\\n]|\\.)+/[a-z]*",
    re.DOTALL,
)
_SHOWS = re.compile(
    r"(?:\b(?:textContent|innerText|innerHTML|title|alt|placeholder|ariaLabel)\s*[:=]"
    r"|[\"']aria-label[\"'],|createTextNode\(|\bset(?:Title|HelpText|Text|Description)\()\s*\Z"
)
_INSIDE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
_SELECTOR = re.compile(r"^(?:use strict|[a-z-]*[.#:\[>~*].*)$", re.DOTALL)
_NAMES = re.compile(
    r"(?:\bclassName\s*[:+]?=?|\b(?:all|one|matches|closest|matchMedia|Logger\.log)\("
    r"|\.key [!=]==|\bcase)\s*\Z"
)
"""What stands before the name of a class, a selector, a key of the keyboard or a line of a log."""


def in_script(source: str) -> Found:
    """Find prose in the string literals of a script, and any letters where it shows a literal."""
    for token in _TOKEN.finditer(source):
        text = token["double"] or token["single"]
        if token["template"]:
            text = _INSIDE.sub("{}", token["template"][1:-1])
        before = source[: token.start()]
        if not text or _NAMES.search(before):
            continue
        shown = _SHOWS.search(before) and LETTERS.search(text)
        if shown or (not _SELECTOR.match(text) and _is_prose(text)):
            yield before.count("\n") + 1, text
