"""Spreadsheets (.xlsx) in which every text is a text and no formula."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from kzquiz.generators import NotInstalledError
from kzquiz.generators.zipped import rezipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 32_767
"""Characters of a cell (Excel's limit); the library leaves a longer text out."""
_WIDTH, _WIDE = 18, 60  # of columns, in letters
_MISSING = """\
{title} needs the package {what}, which is not on this machine.
help: install the extra with “pip install 'kzquiz[xlsx]'”"""


def workbook(title: str, rows: Iterable[Sequence[str | int]]) -> bytes:
    """Make a workbook of one sheet; the same rows give the same bytes.

    ``title`` is that of the platform. Raises `NotInstalledError` where the package is missing.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise NotInstalledError(_MISSING.format(title=title, what=error.name)) from error
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 (as in a zip file)
        sheet = book.add_worksheet("Quiz")
        sheet.set_column(0, 8, _WIDTH)
        sheet.set_column(1, 1, _WIDE)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(place, column, cell)
                elif cell:
                    sheet.write_string(place, column, cell)
    return rezipped(buffer.getvalue())
