"""The web address of a unit, whose host may have a name in any script."""

from __future__ import annotations

from typing import Annotated

from pydantic import ValidationInfo

from kzquiz.kinds.field_errors import field_error
from kzquiz.kinds.fields import TextType


def _online(address: str, _info: ValidationInfo) -> str:
    """The address with its host in letters that people read, not in those of the name system."""
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    name, colon, port = host.partition(":")
    try:
        ascii_name = name.encode("idna").decode()
        shown = ascii_name.encode().decode("idna")
    except UnicodeError:
        ascii_name = shown = ""
    labels = ascii_name.split(".")
    hyphens = any(label[:1] == "-" or label[-1:] == "-" for label in labels)
    top = labels[-1]
    # Python's codec turns “ß” into “ss”, which is another host.
    other = not name.isascii() and shown != name
    if len(labels) == 1 or hyphens or other or len(top) == 1 or not top[:1].isalpha():
        raise field_error(
            "no-host",
            f"“{name}” cannot be read as the name of a host",
            "copy the address from the browser; it may begin with “xn--”",
        )
    return f"{scheme}://{shown}{colon}{port}{slash}{path}"


# Where the unit is online. It has no user name and no spaces, and it is short enough for a QR code.
# The name of the host may be in any script.
_HOST = r"[^ -,/:-`{-~\s]+"
Address = Annotated[
    str,
    TextType(_online, pattern=rf"^https://{_HOST}\.{_HOST}(:\d+)?(/[!-?A-~]*)?$", max_length=200),
]
