"""How large an image is shown, read from the first bytes of its file."""

import re
import struct
from typing import Final

Size = tuple[int, int]
"""Width and height in pixels."""

HEAD: Final = 64 * 1024
"""So many bytes are enough, unless a JPEG begins with much that is no picture."""
_NO_FRAME: Final = frozenset({0xC4, 0xC8, 0xCC})
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of a JPEG that no segment follows."""
_SVG: Final = re.compile(rb"<svg\b[^>]*>")
_LENGTH: Final = re.compile(rb"""\s(width|height)\s*=\s*["']\s*(\d+)(?:\.\d*)?(?:px)?\s*["']""")
_VIEW: Final = re.compile(rb"""\sviewBox\s*=\s*["']\s*\S+[\s,]+\S+?[\s,]+(\d+)\S*?[\s,]+(\d+)""")
"""What an SVG without a size is drawn in; its units are taken for pixels."""


def image_size(head: bytes) -> Size | None:
    """The size, or None where the bytes do not say.

    Args:
        head: the first bytes of a PNG, GIF, JPEG, WebP or SVG file.
    """
    try:
        size = _raster(head) or _svg(head)
    except (struct.error, IndexError):
        return None
    return size if size and all(size) else None


def _raster(head: bytes) -> Size | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(">II", head, 16)
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _pair("<HH", head, 6)
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    return None


def _pair(form: str, head: bytes, offset: int) -> Size:
    first, second = struct.unpack_from(form, head, offset)
    return int(first), int(second)


def _jpeg(head: bytes) -> Size | None:
    """From the first frame header; the segments before it are passed over by their lengths."""
    offset = 2
    while offset + 9 <= len(head):
        marker = head[offset + 1]
        if head[offset] != 0xFF or marker == 0xFF:
            offset += 1
            continue
        if marker in _ALONE:
            offset += 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = _pair(">HH", head, offset + 5)
            return width, height
        offset += 2 + _pair(">HH", head, offset + 2)[0]
    return None


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = _pair("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, high_byte, height = struct.unpack_from("<HBH", head, 24)
        return (width | high_byte << 16) + 1, (height | head[29] << 16) + 1
    return None


def _svg(head: bytes) -> Size | None:
    tag = _SVG.search(head)
    if not tag:
        return None
    said = {name: int(number[:6]) for name, number in _LENGTH.findall(tag[0])}
    if b"width" in said and b"height" in said:
        return said[b"width"], said[b"height"]
    view = _VIEW.search(tag[0])
    return (int(view[1][:6]), int(view[2][:6])) if view and not said else None
