import struct

import hypothesis
import pytest
from hypothesis import strategies

from runbookc.backends.docx.pictures import Picture, picture_of
from tests.backends.torture import PNG

JPEG = (
    b"\xff\xd8"
    + b"\xff\xe0\x00\x04ab"
    + b"\xff\xff\xc4\x00\x03x"
    + b"\xff\xc0\x00\x0b\x08"
    + struct.pack(">HH", 30, 40)
    + b"\x01\x00\x00\x00"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG, Picture("png", 1, 1)),
        (b"GIF89a" + struct.pack("<HH", 20, 10) + b"\0" * 9, Picture("gif", 20, 10)),
        (JPEG, Picture("jpeg", 40, 30)),
        (PNG[:20], None),
        (b"\xff\xd8\xff\xe0\x00\x04ab", None),
        (b"GIF89a" + b"\0" * 8, None),
        (b"<svg/>", None),
        (b"RIFF\0\0\0\0WEBP", None),
        (b"", None),
    ],
)
def test_kind_and_size(content: bytes, expected: Picture | None) -> None:
    assert picture_of(content) == expected


@hypothesis.given(
    strategies.sampled_from([b"\xff\xd8", b"GIF87a", b"\x89PNG\r\n\x1a\n"]), strategies.binary()
)
def test_no_bytes_raise(beginning: bytes, rest: bytes) -> None:
    picture = picture_of(beginning + rest)
    assert picture is None or (picture.width > 0 and picture.height > 0)
