"""The encoding of an article is proved, or the author is asked for it."""

from __future__ import annotations

import pytest

from kzquiz.authoring.intake import IntakeError
from kzquiz.authoring.intake.decode import to_text

TEXT = "Vögel über Алматы — “Wait”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_of_all_letters_is_proved(encoding: str) -> None:
    assert to_text(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_zeros(encoding: str) -> None:
    assert to_text("Water in the town.\n".encode(encoding)) == "Water in the town.\n"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<META http-equiv=content-type content='text/html; charset=KOI8-R'>", "koi8-r"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_a_page_says_its_encoding(declared: str, encoding: str) -> None:
    page = f"<html><head>{declared}</head>Вода</html>"
    assert "Вода" in to_text(page.encode(encoding))


def test_latin_1_of_a_page_means_windows_1252_as_in_every_browser() -> None:
    page = b"<meta charset=iso-8859-1>\x93Wait\x94"
    assert to_text(page).endswith("“Wait”")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Vögel über der Stadt".encode("cp1252"), "--encoding windows-1252"),
        ("Вода в городе".encode("cp1251"), "--encoding windows-1251"),
        (b"a\x00\x00\x00b\x00c\x01\x00", "no text"),
        (b"<meta charset=klingon>a", "kzquiz does not know"),
        (b"<meta charset=utf-8>\xff", "its bytes do not fit"),
        (b"<meta charset=base64>YQ==", "save it again as UTF-8"),
        (b"\xff\xfea", "its bytes do not fit"),
    ],
)
def test_what_cannot_be_proved_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        to_text(data)


def test_the_author_may_name_the_encoding() -> None:
    assert to_text("Вода".encode("cp1251"), "windows-1251") == "Вода"
    with pytest.raises(IntakeError, match="its bytes do not fit"):
        to_text("Вода".encode("cp1251"), "utf-8")


def test_every_sort_of_line_end_is_read_and_hidden_characters_are_removed() -> None:
    assert to_text("a\r\nb\rc\u2028d\u2029e\u200bf\u202eg\x07".encode()) == "a\nb\nc\nd\n\nefg"
