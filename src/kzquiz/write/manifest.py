"""What kzquiz made in a unit's output folder: ``manifest.sha256``, a line for each file.

The format is that of ``sha256sum`` (``sha256sum -c manifest.sha256`` checks a download). A path may
stand in it several times: after a merge of two branches the file of either of them is ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

NAME = "manifest.sha256"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_FORBIDDEN = re.compile(r'[\x00-\x1f\\:*?"<>|]')


def digest(data: bytes) -> str:
    """Give the SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def dump(files: Mapping[str, str]) -> bytes:
    """Write paths and their digests, sorted by path."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode()


def load(data: bytes | None) -> dict[str, frozenset[str]]:
    r"""Read the digests of each path; lines that are none, such as a merge leaves, are passed.

    >>> load(b"<<<<<<< ours\n" + b"0" * 64 + b"  a.html\n" + b"1" * 64 + b"  ../b\n").keys()
    dict_keys(['a.html'])
    """
    found: dict[str, frozenset[str]] = {}
    for line in (data or b"").decode(errors="replace").splitlines():
        entry = _LINE.fullmatch(line)
        if entry and is_inside(entry[2]):
            found[entry[2]] = found.get(entry[2], frozenset()) | {entry[1]}
    return found


def is_inside(path: str) -> bool:
    """Tell whether a path with ``/`` stays in its folder, on any system, and is no file of ours.

    >>> [is_inside(path) for path in ("a/b.html", "../a", "/a", "c:a", "a//b", ".kzquiz/lock")]
    [True, False, False, False, False, False]
    """
    parts = path.split("/")
    return not _FORBIDDEN.search(path) and all(
        part.strip(". ") and not part.startswith(".kzquiz") for part in parts
    )


def is_of(data: bytes, digests: frozenset[str]) -> bool:
    r"""Tell whether bytes are those of a digest, or were until git gave them Windows line ends.

    >>> is_of(b"a\r\nb\r\n", frozenset([digest(b"a\nb\n")]))
    True
    """
    return digest(data) in digests or digest(data.replace(b"\r\n", b"\n")) in digests
