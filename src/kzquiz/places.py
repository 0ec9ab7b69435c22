"""Finds content, templates, articles and decks: in the working folder, or bundled with kzquiz."""

from __future__ import annotations

from pathlib import Path

UNIT_FILE = "unit.yaml"


def bundled(name: str) -> Path:
    """A folder that is installed with kzquiz: ``content``, ``templates`` or ``decks``.

    In a wheel it is inside the package; in a checkout (an editable install) it is beside ``src``.
    """
    inside = Path(__file__).parent / "bundled" / name
    return inside if inside.exists() else Path(__file__).parents[2] / name


def content(given: Path | None) -> Path:
    """The content folder: the given one, ``content`` in the working folder, or the bundled one."""
    if given is not None:
        return given
    here = Path("content")
    return here if here.is_dir() else bundled("content")


def units(content: Path) -> tuple[Path, ...]:
    """The unit folders of a content folder, by name."""
    return tuple(sorted(path.parent for path in content.glob(f"*/{UNIT_FILE}")))


def articles(given: Path | None, unit: str) -> Path:
    """The folder of a unit's articles: the one with the unit's name, or else the one above it.

    The folder above is the given one, or ``articles`` in the working folder.
    """
    folder = given or Path("articles")
    own = folder / unit
    return own if own.is_dir() else folder


def templates() -> tuple[Path, ...]:
    """The folders of templates, in the order in which a file is looked for.

    The first is ``templates`` in the working folder, if there is one. Raises PermissionError if
    that is a link to another place: a project of someone else must not reach other folders.
    """
    here, brought = Path("templates"), bundled("templates")
    if not here.is_dir() or here.samefile(brought):  # in a checkout both are the same folder
        return (brought,)
    if not here.resolve().is_relative_to(Path.cwd()):
        message = "is a link that leads out of this folder, and kzquiz follows none"
        raise PermissionError(None, message, "templates")
    return (here, brought)


def deck(decks: Path, unit: str) -> Path:
    """The deck file that a build of a unit writes."""
    return decks / unit / f"{unit}.apkg"


def contents(decks: Path) -> tuple[Path, ...]:
    """The ``contents.json`` files in an output folder: what was built of each unit."""
    return tuple(sorted(decks.glob("*/contents.json")))


def lock(decks: Path, unit: str, content: Path) -> Path:
    """The lock file of the last release of a unit's deck.

    The bundled unit has a bundled lock file. So a build in an empty folder gives the deck that was
    published, and Anki does not take it for another release.
    """
    own = decks / unit / "lock.json"
    brought = bundled("decks") / unit / "lock.json"
    return brought if not own.exists() and content == bundled("content") else own
