"""How many lines a value takes on paper, roughly: what is short is kept on one page."""

from collections.abc import Iterable
from typing import Any

_LINE = 78
_IMAGE = 20.0
SHORT = 18.0
"""Lines up to which a step, a hazard or a code block is surely kept on one page."""
HIGHEST = 110.0
"""Lines from which a step surely fits on no page; in between, the typesetter measures it."""


def characters(inlines: Iterable[dict[str, Any]]) -> int:
    """The characters of inline values, images aside."""
    total = 0
    for value in inlines:
        total += len(value.get("s", "")) + value.get("n", 0)
        if value["t"] == "break":
            total += _LINE // 2
        total += characters(value.get("c", ()))
    return total


def lines(blocks: Iterable[dict[str, Any]]) -> float:
    """The lines that blocks take together, with the space between them."""
    return sum((_lines(block) + 0.8 for block in blocks), 0.0)


def row_height(row: Iterable[list[dict[str, Any]]]) -> float:
    """The lines of a table's row: cells are narrow, so their text takes twice as many."""
    return max(map(_paragraph, row), default=1.0) * 2


def _lines(block: dict[str, Any]) -> float:
    match block["t"]:
        case "paragraph" | "heading":
            return _paragraph(block["c"])
        case "code":
            rows = sum(1 + row["n"] // _LINE for row in block["lines"])
            return float(rows) * 0.9 + 1.5
        case "image":
            return _IMAGE if block["src"] else 2.0
        case "list":
            return sum((lines(item["body"]) for item in block["items"]), 0.0)
        case "table":
            cells = [block["header"], *block["rows"]]
            return sum(map(row_height, cells), 0.0)
        case "steps":
            return sum(map(_step, block["items"]), 0.0)
        case "rule":
            return 1.0
        case _:
            return lines(block["body"]) + 2.0


def _step(step: dict[str, Any]) -> float:
    return lines(step["body"]) + len(step["marks"]) * 4 + 1.5


def _paragraph(inlines: list[dict[str, Any]]) -> float:
    pictures = sum(1 for value in inlines if value["t"] == "image" and value["src"])
    return 1.0 + characters(inlines) // _LINE + pictures * _IMAGE / 2
