"""Where content and templates are found: the working folder's own, then what kzquiz brings."""

from __future__ import annotations

from pathlib import Path

UNIT_FILE = "unit.yaml"


def bundled(name: str) -> Path:
    """A top-level folder that travels with kzquiz: ``content``, ``templates`` or ``decks``.

    A wheel carries them inside the package; in a checkout (an editable install) they stand beside
    ``src``.
    """
    inside = Path(__file__).parent / "bundled" / name
    return inside if inside.exists() else Path(__file__).parents[2] / name


def content(given: Path | None) -> Path:
    """The content folder: the one given, ``content`` in the working folder, or the bundled one."""
    if given is not None:
        return given
    here = Path("content")
    return here if here.is_dir() else bundled("content")


def units(content: Path) -> tuple[Path, ...]:
    """The unit folders of a content folder, by name."""
    return tuple(sorted(path.parent for path in content.glob(f"*/{UNIT_FILE}")))


def articles(given: Path | None, unit: str) -> Path:
    """Where a unit's articles may be: in a folder of its name, or in the folder of articles."""
    folder = given or Path("articles")
    own = folder / unit
    return own if own.is_dir() else folder


def templates() -> tuple[Path, ...]:
    """The template folders to search: the working folder's own wins, file by file.

    Raises PermissionError where that is a link to elsewhere: a project from elsewhere has no part
    in a reader's other folders.
    """
    here, brought = Path("templates"), bundled("templates")
    if not here.is_dir() or here.samefile(brought):  # in a checkout both are one
        return (brought,)
    if not here.resolve().is_relative_to(Path.cwd()):
        message = "is a link that leads out of this folder, and kzquiz follows none"
        raise PermissionError(None, message, "templates")
    return (here, brought)


def deck(decks: Path, unit: str) -> Path:
    """The deck that a build of a unit writes."""
    return decks / unit / f"{unit}.apkg"


def contents(decks: Path) -> tuple[Path, ...]:
    """The lists of what was built of each unit in an output folder, by unit."""
    return tuple(sorted(decks.glob("*/contents.json")))


def lock(decks: Path, unit: str, content: Path) -> Path:
    """The lock file a unit's deck was last released with.

    The bundled unit brings its own: whoever builds it in an empty folder gets the deck that was
    published, and not one that Anki takes for another release.
    """
    own = decks / unit / "lock.json"
    brought = bundled("decks") / unit / "lock.json"
    return brought if not own.exists() and content == bundled("content") else own
