"""Pictures inside the text: their kind and size are read from their first bytes."""

from typing import Literal

from markupsafe import Markup

from runbookc.backends.docx.elements import w
from runbookc.backends.image_size import image_size
from runbookc.backends.xml import element
from runbookc.source.frozen import dataclass

Kind = Literal["png", "jpeg", "gif"]

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU_PER_PIXEL = 9525
_EMU_PER_TWIP = 635
_BEGINNINGS: dict[Kind, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "jpeg": (b"\xff\xd8",),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that Word can show; its size in pixels."""

    kind: Kind
    width: int
    height: int


def picture_of(content: bytes) -> Picture | None:
    """What the bytes show, or None where Word cannot show it."""
    kind = next((kind for kind, signs in _BEGINNINGS.items() if content.startswith(signs)), None)
    size = image_size(content) if kind else None
    return Picture(kind, *size) if kind and size else None


def drawing(
    picture: Picture, relation: str, number: int, *, alt: str, title: str, room: int
) -> Markup:
    """A picture in the line, at 96 pixels an inch or as wide as there is room.

    Args:
        picture: its kind and size.
        relation: the relationship that names its file.
        number: an id that no other picture of the document has.
        alt: what stands for it where it cannot be seen.
        title: its title, or "".
        room: the greatest width, in twentieths of a point.
    """
    width, height = picture.width * _EMU_PER_PIXEL, picture.height * _EMU_PER_PIXEL
    if width > room * _EMU_PER_TWIP:
        width, height = room * _EMU_PER_TWIP, height * room * _EMU_PER_TWIP // width
    size = {"cx": str(width), "cy": str(max(1, height))}
    named = {"id": str(number), "name": f"Picture {number}", "descr": alt}
    if title:
        named["title"] = title
    inline = element(
        "wp:inline",
        element("wp:extent", **size),
        element("wp:docPr", **named),
        element("a:graphic", _graphic(relation, number, size), xmlns__a=f"{_DRAWING}/main"),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
    )
    return w("r", w("drawing", inline))


def _graphic(relation: str, number: int, size: dict[str, str]) -> Markup:
    about = element(
        "pic:nvPicPr",
        element("pic:cNvPr", id=str(number), name=f"Picture {number}"),
        element("pic:cNvPicPr"),
    )
    fill = element(
        "pic:blipFill",
        element("a:blip", r__embed=relation),
        element("a:stretch", element("a:fillRect")),
    )
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", **size)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    picture = element("pic:pic", about, fill, shape, xmlns__pic=f"{_DRAWING}/picture")
    return element("a:graphicData", picture, uri=f"{_DRAWING}/picture")
