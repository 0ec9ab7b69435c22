"""``kzquiz fingerprint``: hash an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import complete, console
from kzquiz.cli.app import Content, Quiet, Verbose, app
from kzquiz.cli.units import load_units

if TYPE_CHECKING:
    from kzquiz.load import Unit
    from kzquiz.model import Source

_NO_SOURCE = (
    "this is not the text of a source of any unit here. If it is another text of a source, such as "
    "a, “kzquiz source replace UNIT a {file}” takes it and moves the paragraph numbers; if it is a "
    "further article, “kzquiz source add UNIT {file}” adds it"
)


@app.command()
def fingerprint(
    article: Annotated[
        Path, typer.Argument(help="The article as plain text, UTF-8.", metavar="ARTICLE")
    ],
    unit: Annotated[
        str | None,
        typer.Option(
            help="The unit it belongs to, if there are several.", autocompletion=complete.units
        ),
    ] = None,
    content: Content = None,
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Write the fingerprint of an article into the unit whose source it is.

    The article is known by its SHA-256 in sources.yaml. The unit's quotations and absent terms are
    proved on it; run this again after adding some.

    Example: kzquiz fingerprint articles/a.txt --unit kazakhstan-2022
    """
    from hashlib import sha256

    from kzquiz.evidence.article_file import read_file
    from kzquiz.write import current, edit, replace

    folder = places.content(content)
    data = read_file(article)
    digest = sha256(data).hexdigest()
    with edit(folder, waiting=console.waiting_for_change(folder)) as project:
        units = load_units(folder, [unit] if unit else None, unproved="warning")
        sources = ((found, source) for found in units for source in found.facts.sources.values())
        match = next((each for each in sources if each[1].sha256 == digest), None)
        if match is None:
            console.stop(1, f"{console.path(article)}: {_NO_SOURCE.format(file=article)}")
        found, source = match
        path = folder / found.id / "fingerprints" / f"{source.id}.txt"
        current(project, path)  # refuses at once what cannot be written
        made = _fingerprint(found, source, data, console.path(article))
        state = "written" if replace(project, {path: made}) else "unchanged"
    console.say(f"{console.path(path)}\t{state}")
    document, at = found.places[f"source/{source.id}"]
    if document.get((*at, "fingerprint")) is None:
        name = f"fingerprints/{path.name}"
        console.say(f"add to “{source.id}” in sources.yaml: “fingerprint: {name}”")


def _fingerprint(unit: Unit, source: Source, data: bytes, shown: str) -> bytes:
    """Make the bytes of a fingerprint file; stop if the article cannot have one."""
    from kzquiz.check.engine.verbatim import fingerprints
    from kzquiz.evidence.fingerprint import FingerprintError, dump

    try:
        with console.working(f"making the fingerprint of {source.label}"):
            made = fingerprints(unit, {source.id: data.decode("utf-8-sig")})[source.id]
    except (FingerprintError, UnicodeDecodeError) as error:
        console.stop(2, f"{shown}: {error}")
    return dump(made).encode()
