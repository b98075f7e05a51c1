"""Docusaurus' `<Tabs>` and `<TabItem>`: the blocks between their tags become tabs."""

import re
from collections.abc import Sequence

from runbookc.model import Block, Tab
from runbookc.source import Span

_TAG = re.compile(r"<(?P<close>/?)(?P<name>Tabs|TabItem)\b(?P<attributes>[^<>]*)>")
_TITLE = re.compile(r"\b(?P<key>label|value)\s*=\s*\{?(?P<quote>[\"'`])(?P<text>.*?)(?P=quote)")
_MAX_NESTING = 6
"""Tabs nested deeper than this show their blocks without a tab around them."""


def fold_tabs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each `<TabItem>` … `</TabItem>` folded into one `Tab`.

    Only HTML that consists of these tags is taken for them; an item that is never closed ends
    with the blocks.
    """
    for block in blocks:
        if block.type == "html" and "TabItem" in block.text:
            break
    else:
        return list(blocks)
    result: list[Block] = []
    opened: list[tuple[str, Span, list[Block]]] = []
    too_deep = 0
    for block in blocks:
        target = opened[-1][2] if opened else result
        if block.type != "html" or not _only_tags(block.text):
            target.append(block)
            continue
        for tag in _TAG.finditer(block.text):
            if tag["name"] == "Tabs":
                continue
            if not tag["close"] and len(opened) == _MAX_NESTING:
                too_deep += 1
            elif not tag["close"]:
                opened.append((_title(tag["attributes"]), block.span, []))
            elif too_deep:
                too_deep -= 1
            elif opened:
                tab = _close(opened.pop(), block.span)
                (opened[-1][2] if opened else result).append(tab)
    while opened:
        tab = _close(opened.pop(), None)
        (opened[-1][2] if opened else result).append(tab)
    return result


def _only_tags(text: str) -> bool:
    return bool(_TAG.search(text)) and not _TAG.sub("", text).strip()


def _title(attributes: str) -> str:
    found = {match["key"]: match["text"] for match in _TITLE.finditer(attributes)}
    return found.get("label") or found.get("value") or ""


def _close(opened: tuple[str, Span, list[Block]], end: Span | None) -> Tab:
    title, start, body = opened
    return Tab.trusted(title=title, body=tuple(body), span=start.to(end) if end else start)
