"""The elements of WordprocessingML that a runbook needs, in the order that its schema asks for.

Lengths are twentieths of a point, as the format counts them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from runbookc.backends.xml import element, joined
from runbookc.source.frozen import dataclass

CENTIMETRE = 567
MARGIN = 113
"""Between the border of a box and what it holds."""

_PARAGRAPH = re.compile(
    r"<w:p>(?:<w:pPr>(?P<properties>(?P<style><w:pStyle [^>]*/>)?.*?)</w:pPr>)?", re.DOTALL
)
_SIDES = ("top", "left", "bottom", "right")
_MARGINS = {"top": MARGIN // 2, "left": MARGIN, "bottom": MARGIN // 2, "right": MARGIN}


@dataclass(frozen=True, slots=True)
class Face:
    """How characters look."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    colour: str = ""
    """In hexadecimal."""
    style: str = ""
    """A character style: CodeSpan, Hyperlink."""


@dataclass(frozen=True, slots=True)
class Box:
    """How a box looks: colours in hexadecimal, the border in eighths of a point."""

    line: str
    weight: int = 12
    sides: tuple[str, ...] = _SIDES


PLAIN = Face()


def w(name: str, /, *content: str, **attributes: str) -> Markup:
    """An element of WordprocessingML; its attributes are of the same namespace."""
    prefixed = {f"w__{key.removesuffix('_')}": value for key, value in attributes.items()}
    return element(f"w:{name}", *content, **prefixed)


def run(text: str, face: Face = PLAIN) -> Markup:
    """Characters of one face; a line end in the text is one on paper."""
    content: list[str] = []
    for number, line in enumerate(text.split("\n")):
        content += [w("br")] if number else []
        content += [element("w:t", line, xml__space="preserve")] if line else []
    return w("r", properties(face), *content)


def properties(face: Face) -> Markup:
    """The properties of a run."""
    marks = (("b", face.bold), ("i", face.italic), ("strike", face.strike))
    content = [w("rStyle", val=face.style)] if face.style else []
    content += [w(name) for name, on in marks if on]
    content += [w("color", val=face.colour)] if face.colour else []
    return w("rPr", *content) if content else Markup()


def tab() -> Markup:
    """The way to the next tab stop."""
    return w("r", w("tab"))


def paragraph(
    style: str,
    *runs: str,
    indent: int | None = None,
    hanging: int = 0,
    numbering: tuple[int, int] | None = None,
    keep: bool = False,
    stops: Mapping[int, Literal["left", "right"]] | None = None,
) -> Markup:
    """A paragraph.

    Args:
        style: the id of its style.
        runs: what it holds; text is set in the style's face.
        indent: from the left, where it differs from the style's.
        hanging: how far its first line stands to the left of that.
        numbering: the list that it is an item of, and the level.
        keep: whether it stays on the page of what follows.
        stops: where a tab leads, and which end of the text stands there.
    """
    parts = [w("pStyle", val=style)] if style else []
    if keep:
        parts.append(w("keepNext"))
    if numbering is not None:
        number, level = numbering
        parts.append(w("numPr", w("ilvl", val=str(level)), w("numId", val=str(number))))
    if stops:
        parts.append(w("tabs", *(w("tab", val=end, pos=str(at)) for at, end in stops.items())))
    if indent is not None:
        parts.append(w("ind", left=str(indent), hanging=str(hanging)))
    content = [one if isinstance(one, Markup) else run(one) for one in runs if one]
    return w("p", w("pPr", *parts) if parts else "", *content)


def kept(content: Markup, *, whole: bool = False) -> Markup:
    """Paragraphs of which the last, or each one, stays on the page of what follows."""
    if whole:
        return Markup(_PARAGRAPH.sub(_keep, content))
    start = max(content.rfind("<w:p>"), 0)
    return content[:start] + Markup(_PARAGRAPH.sub(_keep, content[start:], count=1))


def _keep(match: re.Match[str]) -> str:
    inner = match["properties"] or ""
    if "<w:keepNext/>" in inner:
        return match[0]
    style = match["style"] or ""
    return f"<w:p><w:pPr>{style}<w:keepNext/>{inner.removeprefix(style)}</w:pPr>"


def gap() -> Markup:
    """The thin paragraph that must stand after a table, so that two tables stay two."""
    return paragraph("Gap")


def box(look: Box, *cells: tuple[str, Markup], width: int, indent: int = 0) -> Markup:
    """A table of one column around paragraphs, each cell with its fill."""
    line = {"val": "single", "sz": str(look.weight), "space": "0", "color": look.line}
    sides = (w(one, **(line if one in look.sides else {"val": "nil"})) for one in _SIDES)
    margins = (w(one, w=str(size), type="dxa") for one, size in _MARGINS.items())
    about = w(
        "tblPr",
        w("tblW", w=str(width), type="dxa"),
        w("tblInd", w=str(indent), type="dxa"),
        w("tblBorders", *sides),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *margins),
    )
    rows = (
        w(
            "tr",
            w(
                "tc",
                w(
                    "tcPr",
                    w("tcW", w=str(width), type="dxa"),
                    w("shd", val="clear", color="auto", fill=fill),
                ),
                content,
            ),
        )
        for fill, content in cells
    )
    return joined(w("tbl", about, w("tblGrid", w("gridCol", w=str(width))), *rows), gap())


def table(
    header: Sequence[Markup],
    rows: Iterable[Sequence[Markup]],
    *,
    widths: Sequence[int],
    indent: int = 0,
    tall: bool = False,
) -> Markup:
    """A table with lines, whose header is repeated on each page.

    Args:
        header: the paragraphs of each cell of the first row; empty where there is none.
        rows: the same for the others.
        widths: of the columns.
        indent: from the left.
        tall: whether the rows leave room to write by hand.
    """
    about = w(
        "tblPr",
        w("tblStyle", val="Grid"),
        w("tblW", w=str(sum(widths)), type="dxa"),
        w("tblInd", w=str(indent), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020" if header else "0000", firstRow="1" if header else "0"),
    )
    grid = w("tblGrid", *(w("gridCol", w=str(width)) for width in widths))
    head = [_row(header, widths, w("cantSplit"), w("tblHeader"))] if header else []
    height = [w("trHeight", val=str(CENTIMETRE), hRule="atLeast")] if tall else []
    body = (_row(row, widths, w("cantSplit"), *height) for row in rows)
    return joined(w("tbl", about, grid, *head, *body), gap())


def _row(cells: Sequence[Markup], widths: Sequence[int], *about: Markup) -> Markup:
    written = (
        w("tc", w("tcPr", w("tcW", w=str(width), type="dxa")), cell)
        for cell, width in zip(cells, widths, strict=True)
    )
    return w("tr", w("trPr", *about), *written)


def tick_box(name: str, number: int) -> Markup:
    """A box that Word's reader ticks with a click, and another one's with a pen."""
    font = "MS Gothic"
    states = (("checkedState", "2612"), ("uncheckedState", "2610"))
    control = element(
        "w14:checkbox",
        element("w14:checked", w14__val="0"),
        *(element(f"w14:{state}", w14__val=code, w14__font=font) for state, code in states),
    )
    about = w("sdtPr", w("alias", val=name[:64]), w("id", val=str(number)), control)
    fonts = w("rPr", w("rFonts", ascii=font, hAnsi=font, eastAsia=font, hint="eastAsia"))
    return w("sdt", about, w("sdtContent", w("r", fonts, w("t", "☐"))))


def bookmark(name: str, number: int) -> Markup:
    """A place that links lead to."""
    named = {"id": str(number), "name": bookmark_name(name)}
    return joined(w("bookmarkStart", **named), w("bookmarkEnd", id=str(number)))


def bookmark_name(anchor: str) -> str:
    """An anchor as Word names bookmarks: letters, digits and underscores, forty at most."""
    return anchor.replace("-", "_")[:40]


def inner_link(anchor: str, *runs: str) -> Markup:
    """A link to a bookmark."""
    content = (one if isinstance(one, Markup) else run(one, LINK) for one in runs)
    return w("hyperlink", *content, anchor=bookmark_name(anchor), history="1")


def outer_link(relation: str, *runs: str) -> Markup:
    """A link to an address, which a relationship names."""
    content = (one if isinstance(one, Markup) else run(one, LINK) for one in runs)
    return element("w:hyperlink", *content, r__id=relation, w__history="1")


def field(code: str) -> Markup:
    """A number that Word works out, such as the page's."""
    return w("fldSimple", run("1"), instr=f" {code} ")


LINK = Face(style="Hyperlink")
