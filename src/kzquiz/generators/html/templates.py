"""The templates of all pages, with the filters, tests and functions that they may use.

Filters turn letters, counts and prose into text or HTML. Tests choose the layout of options.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from kzquiz.argued import argued
from kzquiz.expressions import expression
from kzquiz.generators.html.legend import uses
from kzquiz.generators.html.tongues import tongues
from kzquiz.generators.provenance import credit, rights, unstated
from kzquiz.languages import language
from kzquiz.model import Blank, Choice
from kzquiz.sentences import ended
from kzquiz.text import around_gaps, to_plain

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from pathlib import Path

    from jinja2 import Environment
    from markupsafe import Markup

_FEW_LETTERS, _SHORT = 20, 34
_COUNTERS = ("{page}", "{pages}")
_COUNTER = expression(f"({'|'.join(_COUNTERS)})")


def letter(index: int) -> str:
    """Name an option as on paper: 0 is A, 25 is Z, 26 is AA.

    >>> [letter(index) for index in (0, 25, 26, 701)]
    ['A', 'Z', 'AA', 'ZZ']
    """
    rest, last = divmod(index, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def is_scale(choice: Choice) -> bool:
    """Tell whether the options are a fixed scale of a few words each: they stand in a row.

    An option that has a reason to be wrong is no step of a scale: a key names it by its letter.
    """
    return (
        choice.fixed
        and not choice.multiple
        and all(len(option.text) <= _FEW_LETTERS for option in choice.options)
        and not any(option.why for option in choice.options if option.verdict == "wrong")
    )


def is_brief(choice: Choice) -> bool:
    """Tell whether the options are so short that two fit in a line."""
    return all(len(option.text) <= _SHORT for option in choice.options)


def css_string(text: str) -> str:
    r"""Quote text as a CSS string that cannot end its ``style`` element.

    An escape of six hexadecimal digits needs no space after it (CSS Syntax 3, section 4.3.7).

    >>> css_string('A "</style>" \\')
    '"A \\000022\\00003c/style\\00003e\\000022 \\00005c"'
    """
    risky = set('"\\<>&') | {chr(code) for code in range(32)}
    return '"' + "".join(f"\\{ord(c):06x}" if c in risky else c for c in text) + '"'


def counters(text: str) -> str:
    """Write a text with ``{page}`` and ``{pages}`` as CSS ``content``.

    >>> counters("page {page} of {pages}")
    '"page " counter(page) " of " counter(pages)'
    """
    parts = (
        f"counter({part[1:-1]})" if part in _COUNTERS else css_string(part)
        for part in _COUNTER.split(text)
        if part
    )
    return " ".join(parts)


@lru_cache(2048)  # many answers rest on the same claims
def _once(macro: object, *arguments: Hashable) -> str:
    """Call a macro, only once for the same arguments. Other callables could leave the sandbox."""
    from jinja2.runtime import Macro  # noqa: PLC0415 (jinja2: 60 ms)

    if not isinstance(macro, Macro):
        message = "once is for macros"
        raise TypeError(message)
    return macro(*arguments)


@cache
def templates(folders: tuple[Path, ...], tag: str, written_in: str = "") -> Environment:
    """Make the environment for ``folders``: the first that has a template is used.

    ``tag`` is the language of the page: ``say`` gives its words, and filters write in it.
    ``written_in`` is the language of the author's texts, if it is another.
    """
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    from kzquiz.generators.html.environment import environment  # noqa: PLC0415 (jinja2: 60 ms)

    def gaps(pieces: Iterable[str | Blank]) -> list[Markup]:
        texts = around_gaps(piece if isinstance(piece, str) else None for piece in pieces)
        return [Markup(text) for text in texts]  # noqa: S704 (as in prose)

    def css(text: str) -> Markup:
        return Markup(css_string(text))  # noqa: S704 (css_string leaves nothing that ends it)

    def css_counters(text: str) -> Markup:
        return Markup(counters(text))  # noqa: S704 (as in css)

    words = language(tag)
    made = environment(folders)
    filters, functions = tongues(tag, written_in or tag)
    made.filters |= {**filters, "plain": to_plain, "gaps": gaps, "css": css}
    made.filters |= {"counters": css_counters, "count": words.count, "short": words.short}
    made.filters["head"] = words.head
    made.filters |= {"letter": letter, "quoted": words.quoted, "ended": ended}
    made.filters["uses"] = uses
    for about in (credit, rights, unstated):
        made.filters[about.__name__] = partial(about, words=words)
    made.tests |= {"scale": is_scale, "brief": is_brief}
    made.globals |= {"once": _once, "argued": argued}
    made.globals |= {"say": words.say, "rtl": words.rtl, "arrow": words.arrow}
    made.globals |= {"comma": words.comma, "semicolon": words.semicolon}
    made.globals |= functions
    return made
