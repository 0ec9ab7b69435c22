"""Where a source is from, as all outputs print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.text import quoted

if TYPE_CHECKING:
    from kzquiz.model import Source


def credit(source: Source) -> str:
    """Give author, title, publisher and date, as far as they are stated; plain text.

    >>> from kzquiz.model import Source
    >>> bare = ("a", "Source A", "", "en", "no", "", 1, 1)
    >>> credit(Source(*bare, title="Ice", publisher="The Times", published="May 1912"))
    '“Ice”. The Times, May 1912'
    """
    printed = ", ".join(filter(None, (source.publisher, source.published)))
    title = quoted(source.title) if source.title else ""
    return ". ".join(filter(None, (source.author, title, printed)))


def rights(source: Source) -> str:
    """Give the rights of a source, if they are free, and its attribution, if it has one."""
    names = {"quote": "", "public-domain": "Public domain"}
    name = names.get(source.rights, source.rights)
    return ": ".join(filter(None, (name, source.attribution)))


def unstated(source: Source) -> tuple[str, ...]:
    """Give what the copy does not state about itself: what the author says it lacks.

    If the author gives no list, it is what is not known of its origin.
    """
    known = {
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "date": source.published,
    }
    if source.missing or not (any(known.values()) or source.free):
        return source.missing
    return tuple(name for name, value in known.items() if not value)
