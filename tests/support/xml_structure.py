"""Validates XML against the DTDs in ``dtd/``, which were written from the texts of the standards.

No package with the schemas of QTI and a usable licence was found.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from lxml import etree

_FOLDER = Path(__file__).with_name("dtd")


def parsed(data: bytes, standard: str) -> Element:
    """Parse a file and fail where it is not what the DTD of a standard asks for."""
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    dtd = _dtd(standard)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    valid = dtd.validate(etree.fromstring(data, parser))
    assert valid, "\n".join(map(str, dtd.error_log.filter_from_errors()))
    return ET.fromstring(data)  # noqa: S314 (made by the test)


@cache
def _dtd(standard: str) -> etree.DTD:
    return etree.DTD(str(_FOLDER / f"{standard}.dtd"))
