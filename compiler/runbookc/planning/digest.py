"""The digest of a runbook: equal where two readers are told the same.

`docs/proof.md` shows how anyone computes it again from a `runbook.json` alone.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from runbookc.model import Runbook
from runbookc.model.base import Node
from runbookc.model.runbook import IMAGE_ENDINGS

_POSITIONS = (
    "anchor anchors column duplicates evidence hop id label letterhead line links marker"
    " marker_span notation outside page_title page_url path product provenance route site_url span"
    " target_span tight url version"
)
_TOLD_ELSEWHERE = "admonitions digest"
LEFT_OUT = frozenset(f"{_POSITIONS} {_TOLD_ELSEWHERE}".split())
"""Fields that tell where something stands, how it is written, or who hands it out.

Left out is also what others say again: the parts' titles name the hops, and the targets of links
stand where the links stand.
"""


def digest(runbook: Runbook) -> str:
    """SHA-256, in hexadecimal, of what a runbook tells, its images included.

    A word, a link's target, the order of two steps or an image changes it; neither does a line that
    moved or was wrapped otherwise, nor another commit, compiler, letterhead or address of the site.
    """
    images = {one.sha256 for one in runbook.provenance.inputs if is_image(one.path)}
    told = {"images": sorted(images), "runbook": _told(runbook)}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_image(path: str) -> bool:
    """Whether a file that a runbook was made from is an image, by its name."""
    return path.lower().endswith(IMAGE_ENDINGS)


def _told(value: Any) -> Any:
    """A value of the model as it stands in JSON, without what is left out.

    To have the whole written as JSON first takes three times as long, most of it for places.
    """
    if isinstance(value, Node):
        inner = vars(value).items()
        return {name: _told(each) for name, each in inner if name not in LEFT_OUT}
    return _joined(map(_told, value)) if isinstance(value, tuple) else value


def _joined(values: Iterable[Any]) -> list[Any]:
    """A list in which text is one piece, wherever its lines end in the source."""
    joined: list[Any] = []
    for value in values:
        if isinstance(value, dict) and value.get("type") == "break" and not value["hard"]:
            value = {"type": "text", "text": " "}
        if _is_text(value) and joined and _is_text(joined[-1]):
            value = {"type": "text", "text": joined.pop()["text"] + value["text"]}
        joined.append(value)
    return joined


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "text"
