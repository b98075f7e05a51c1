import struct

import pytest

from runbookc.backends.image_size import image_size

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 200)
GIF = b"GIF89a" + struct.pack("<HH", 640, 200)
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x03c\xff\xc2\0\x11\x08" + struct.pack(">HH", 200, 640)
WEBP = b"RIFF\0\0\0\0WEBP"
LOSSY = WEBP + b"VP8 " + bytes(10) + struct.pack("<HH", 640, 200)
LOSSLESS = WEBP + b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 639 | 199 << 14)
EXTENDED = WEBP + b"VP8X" + bytes(8) + b"\x7f\x02\0\xc7\0\0"
SVG = b"<?xml version='1.0'?><svg height=\"200.5px\" width='640'>"
VIEW = b"<svg class='a' viewBox=\"0 0, 640.25 200.5\" width='100%'>"


@pytest.mark.parametrize("head", [PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED, SVG, VIEW])
def test_the_first_bytes_say_the_size(head: bytes) -> None:
    assert image_size(head) == (640, 200)


@pytest.mark.parametrize("head", [PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED, SVG, VIEW])
def test_a_file_that_is_cut_off_says_nothing_wrong(head: bytes) -> None:
    assert all(image_size(head[:end]) is None for end in range(len(head) - 3))


@pytest.mark.parametrize("head", [b"", b"text", b"<svg width='100%' height='9'>", PNG[:16]])
def test_what_says_no_size(head: bytes) -> None:
    assert image_size(head) is None
