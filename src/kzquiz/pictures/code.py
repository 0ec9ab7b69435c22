"""An address as a QR code: black on white whatever the page is, with the room a camera needs."""

from __future__ import annotations


def qr_code(address: str) -> str:
    """Draw the code of an address; give an ``svg`` element with a ``title``.

    Error correction M (15 % of a code may be unreadable), four modules of white around it (ISO/IEC
    18004).
    """
    import segno  # noqa: PLC0415 (only few units have an address)

    code = segno.make_qr(address, error="m")
    svg: str = code.svg_inline(
        omitsize=True,
        border=4,
        light="#fff",
        svgclass=None,
        lineclass=None,
        title=f"QR code: {address}",
    )
    return svg.replace("<svg ", '<svg role="img" ', 1)
