"""A Word document becomes the blocks of its article, and a hostile one is refused."""

from __future__ import annotations

import io
import sys
import zipfile
from contextlib import suppress

import pytest

from kzquiz.authoring.intake import IntakeError, take
from kzquiz.authoring.intake.word import MOST_PARTS

docx = pytest.importorskip("docx")


def document() -> bytes:
    made = docx.Document()
    made.add_heading("Boats reach flooded Ostervik", 0)
    made.add_paragraph("By Maren Holt")
    made.add_paragraph("Water from the river Lode poured into the old town, the mayor said.")
    made.add_paragraph("Do not touch cables.", style="List Bullet")
    made.add_paragraph("")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Monday", "3.2 m"
    made.add_paragraph("Repairs will take at least two weeks, the water board said.")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The document with a change in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for part in before.namelist():
            text = before.read(part)
            assert part != name or old in text
            after.writestr(part, text.replace(old, new) if part == name else text)
    return stream.getvalue()


def test_paragraphs_lists_and_rows_of_tables_are_read() -> None:
    assert [(block.part, block.text) for block in take(document()).blocks] == [
        ("headline", "Boats reach flooded Ostervik"),
        ("byline", "By Maren Holt"),
        ("body", "Water from the river Lode poured into the old town, the mayor said."),
        ("body", "Do not touch cables."),
        ("body", "Monday | 3.2 m"),
        ("body", "Repairs will take at least two weeks, the water board said."),
    ]


def test_inserted_text_of_tracked_changes_stays_and_deleted_text_goes() -> None:
    new = (
        b"the mayor said.</w:t></w:r><w:ins><w:r><w:t>Twice.</w:t></w:r></w:ins>"
        b"<w:del><w:r><w:delText>Never.</w:delText></w:r></w:del><w:r><w:t>"
    )
    data = changed(document(), "word/document.xml", b"the mayor said.", new)
    assert take(data).blocks[2].text.endswith("the mayor said.Twice.")


def test_an_entity_is_not_expanded() -> None:
    bomb = b"".join(
        b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10 if n else b"ha" * 50)
        for n in range(12)
    )
    data = changed(
        document(),
        "word/document.xml",
        b"<w:document ",
        b"<!DOCTYPE x [" + bomb + b"]><w:document ",
    )
    data = changed(data, "word/document.xml", b"two weeks", b"&l; weeks")
    with suppress(IntakeError):
        assert sum(len(block.text) for block in take(data).blocks) < 1000


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"")
        packed.writestr("word/media/image.bin", bytes(101_000_000))
    assert len(stream.getvalue()) < 200_000
    with pytest.raises(IntakeError, match="unpacked it has more than 100 MB"):
        take(stream.getvalue())


def test_too_many_parts_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for number in range(MOST_PARTS + 1):
            packed.writestr(f"{number}", b"")
    with pytest.raises(IntakeError, match="2,000 parts"):
        take(stream.getvalue())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04rest of a document", "no Word document that can be read"),
        (changed(document(), "word/document.xml", b"<w:body>", b"<w:body"), "no Word document"),
        (changed(document(), "[Content_Types].xml", b"Override", b"Overryde"), "no Word document"),
    ],
)
def test_a_broken_document_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        take(data)


def test_a_packed_file_of_another_program_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("content.xml", b"<office/>")
    with pytest.raises(
        IntakeError, match=r"no Word document \(\.docx\); save it as \.docx or \.txt"
    ):
        take(stream.getvalue())


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(IntakeError, match=r"pip install 'kzquiz\[word\]'"):
        take(document())
