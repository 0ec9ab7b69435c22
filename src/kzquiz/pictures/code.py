"""Draws a web address as a QR code, black on white on every page, so that cameras can read it."""

from __future__ import annotations


def qr_code(address: str, title: str) -> str:
    """Draw the QR code of an address; give an ``svg`` element with this ``title``.

    By ISO/IEC 18004, with error correction M (15 % may be unreadable) and four modules of white
    around it.
    """
    import segno  # noqa: PLC0415 (only few units have an address)

    host = address.split("/")[2]  # readers of codes know only ASCII names
    code = segno.make_qr(address.replace(host, host.encode("idna").decode(), 1), error="m")
    svg: str = code.svg_inline(
        omitsize=True,
        border=4,
        light="#fff",
        svgclass=None,
        lineclass=None,
        title=title,
    )
    return svg.replace("<svg ", '<svg role="img" ', 1)
