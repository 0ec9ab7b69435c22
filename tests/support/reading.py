"""Outputs as text that a person can read and compare: decks as rows, pages as lines."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import html5lib

BLOCKS = {
    "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "div", "section", "article", "table",
    "caption", "ol", "ul", "dl", "header", "footer", "main", "aside", "figure", "details",
    "summary", "fieldset", "legend", "label",
}  # fmt: skip


def deck_dump(apkg: bytes, *, looks: bool = True) -> str:
    """A deck's rows without what depends on the SQLite build: note types, decks, notes, cards.

    Without ``looks`` the note types are told by their fields and card names alone.
    """
    with zipfile.ZipFile(io.BytesIO(apkg)) as package, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        path.write_bytes(package.read("collection.anki2"))
        names = sorted(package.namelist())
        media = package.read("media").decode()
        with sqlite3.connect(path) as base:
            ((models, decks),) = base.execute("select models, decks from col")
            notes = base.execute("select guid, mid, mod, tags, flds, sfld from notes order by id")
            rows = base.execute(
                "select n.guid, c.did, c.ord, c.mod, c.queue, c.type, c.due from cards c "
                "join notes n on n.id = c.nid order by c.id"
            )
            lines = [f"files: {', '.join(names)}", f"media: {media}", "", "# note types"]
            if looks:
                lines.append(
                    json.dumps(json.loads(models), indent=1, sort_keys=True, ensure_ascii=False)
                )
            for model in () if looks else json.loads(models).values():
                fields = ", ".join(field["name"] for field in model["flds"])
                cards = ", ".join(card["name"] for card in model["tmpls"])
                lines.append(f"{model['name']} ({model['id']}): {fields} → {cards}")
            lines += ["", "# decks"]
            lines.append(
                json.dumps(json.loads(decks), indent=1, sort_keys=True, ensure_ascii=False)
            )
            lines += ["", "# notes"]
            for guid, model, mod, tags, fields, first in notes.fetchall():
                lines += ["", f"{guid} ({model}) mod {mod} first {first}", f"  tags:{tags}"]
                lines += [f"  - {field}" for field in fields.split("\x1f")]
            lines += ["", "# cards"]
            lines += [" ".join(map(str, card)) for card in rows.fetchall()]
        base.close()
    return "\n".join(lines) + "\n"


def page_lines(html: bytes) -> str:
    """A page's visible text, a line a block, each with its element: what a reader sees in order."""
    tree = html5lib.parse(html.decode("utf-8"), namespaceHTMLElements=False)
    body = tree.find("body")
    lines: list[list[str]] = [[]]

    def walk(element: object) -> None:
        tag = getattr(element, "tag", "")
        if not isinstance(tag, str) or tag in {"style", "script"}:
            return
        if tag in BLOCKS:
            lines.append([f"<{tag}>"])
        lines[-1].append(element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            walk(child)
            lines[-1].append(child.tail or "")
        if tag in BLOCKS:
            lines.append([])
        elif tag in {"td", "th"}:
            lines[-1].append(" | ")

    walk(body)
    texts = (" ".join(" ".join(line).split()) for line in lines)
    return (
        "\n".join(text for text in texts if text and not (text[0] == "<" and text[-1] == ">"))
        + "\n"
    )
