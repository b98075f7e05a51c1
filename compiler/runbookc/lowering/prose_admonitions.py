"""Admonitions that are written as prose: `NOTE: …`, `**CAUTION:** …`, `> **Note:** …`."""

import re
from collections.abc import Sequence
from operator import is_

from runbookc.model import (
    Admonition,
    AdmonitionKind,
    Block,
    Break,
    Emphasis,
    Inline,
    Paragraph,
    QuoteBlock,
    Strong,
    Text,
    prose_of,
)
from runbookc.parsing import kind_of
from runbookc.source import Pattern, Span

_WORDS = (
    "notes?|important notes?|please note|cautions?|warnings?|danger|tips?|hints?|info|information|"
    "important|attention|notice|recommended|recommendation"
)
_LONGEST = 40
"""Characters in which a signal word and its colon stand."""
_SIGNAL = Pattern(rf"[ \u00a0]*(?:\*\*|__)?({_WORDS})[ \u00a0]*[:：](?:\*\*|__)?[ \u00a0]*", re.I)
"""With the markers of emphasis that CommonMark leaves as text (`**Note:**Mind`)."""


_HAZARDS = ("caution", "warning", "danger")


def recognise_admonitions(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each prose admonition turned into an `Admonition`, at any depth.

    Where there is none, they are the blocks that were given.

    A paragraph that announces a list or code ("NOTE: for each of these:") takes it along.
    """
    result: list[Block] = []
    for block in blocks:
        if block.type == "paragraph":
            notice = _from_paragraph(block) if _may_signal(block.inlines) else None
            result.append(notice or block)
        elif block.type == "quote":
            result.append(_from_quote(block) or _inside(block))
        elif block.type == "list" or block.type == "code":
            inner = _inside(block)
            result.append(
                _extend(result.pop(), inner) if result and _announces(result[-1]) else inner
            )
        elif block.type == "admonition" or block.type == "tab":
            result.append(_inside(block))
        else:
            result.append(block)
    return blocks if _same(result, blocks) else tuple(result)


def _may_signal(inlines: tuple[Inline, ...]) -> bool:
    """Whether a paragraph may begin with a signal word; cheap, because most do not."""
    if inlines and inlines[0].type == "text":
        head = inlines[0].text[:_LONGEST]
        return ":" in head or "：" in head
    return bool(inlines)


def _inside(block: Block) -> Block:
    if block.type == "list":
        bodies = [recognise_admonitions(item.body) for item in block.items]
        if all(map(is_, bodies, [item.body for item in block.items])):
            return block
        pairs = zip(bodies, block.items, strict=True)
        items = tuple(item.changed(body=body) for body, item in pairs)
        return block.changed(items=items)
    if block.type == "quote" or block.type == "admonition" or block.type == "tab":
        first = 1 if block.type == "admonition" and _repeats_its_kind(block) else 0
        body = (*block.body[:first], *recognise_admonitions(block.body[first:]))
        return block if _same(body, block.body) else block.changed(body=body)
    return block


def _repeats_its_kind(block: Admonition) -> bool:
    """Whether the text begins with a word that says no more than the notation said already."""
    first = block.body[0] if block.body else None
    found = signal_word(first.inlines) if first is not None and first.type == "paragraph" else None
    return found is not None and (found[0] == block.kind or found[0] not in _HAZARDS)


def _same(one: Sequence[Block], other: Sequence[Block]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))


def _from_paragraph(block: Paragraph) -> Admonition | None:
    found = signal_word(block.inlines)
    if found is None:
        return None
    kind, rest = found
    body = (Paragraph.trusted(inlines=rest, span=rest[0].span.to(block.span)),) if rest else ()
    return Admonition.trusted(
        kind=kind, body=body, notation="prose", line=block.span.line, span=block.span
    )


def _from_quote(block: QuoteBlock) -> Admonition | None:
    first = block.body[0] if block.body else None
    inner = _from_paragraph(first) if isinstance(first, Paragraph) else None
    if inner is None:
        return None
    rest = recognise_admonitions(block.body[1:])
    return inner.model_copy(
        update={"body": (*inner.body, *rest), "span": block.span, "line": block.span.line}
    )


def signal_word(
    inlines: tuple[Inline, ...],
) -> tuple[AdmonitionKind, tuple[Inline, ...]] | None:
    """The kind that a paragraph's first word signals, and the paragraph without that word."""
    first = inlines[0] if _may_signal(inlines) else None
    if first is None or not (
        first.type == "text" or first.type == "strong" or first.type == "emphasis"
    ):
        return None
    head = first.text[:_LONGEST] if first.type == "text" else _wrapped_text(first)
    if head is None or len(head) < 3:
        return None
    if not isinstance(first, Text) and ":" not in head and "：" not in head:
        follower = inlines[1] if len(inlines) > 1 else None
        if isinstance(follower, Text) and follower.text.lstrip().startswith((":", "：")):
            head += ":"
            colon = len(follower.text) - len(follower.text.lstrip())
            inlines = (first, *drop_text(inlines[1:], colon + 1))
    match = _SIGNAL.match(head)
    if match is None:
        return None
    kind = kind_of(match[1].lower().removeprefix("please ").removeprefix("important ").rstrip("s"))
    kind = kind or kind_of(match[1])
    if "important" in match[1].lower():
        kind = "important"
    if kind is None:
        return None
    if isinstance(first, Text):
        return kind, drop_text(inlines, match.end())
    left = drop_text(first.children, match.end())
    if left:
        first = first.changed(children=left)
        return kind, (first, *inlines[1:])
    return kind, drop_text(inlines[1:], 0)


def drop_text(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """The inlines without their first `count` characters, and without the white space that then
    begins them.
    """
    while inlines:
        first, rest = inlines[0], inlines[1:]
        if isinstance(first, Break):
            inlines = rest
        elif isinstance(first, Text):
            text = first.text[count:].lstrip(" \t\u00a0")
            if text:
                return (_tail(first, text), *rest)
            count, inlines = max(0, count - len(first.text)), rest
        elif isinstance(first, Strong | Emphasis) and count:
            children = drop_text(first.children, count)
            if children:
                return (first.changed(children=children), *rest)
            count, inlines = max(0, count - len(prose_of(first.children).text)), rest
        else:
            return inlines
    return inlines


def _tail(node: Text, text: str) -> Text:
    span, cut = node.span, len(node.text) - len(text)
    if not cut:
        return node
    column = min(span.column + cut, span.end_column)
    return Text.trusted(text=text, span=Span(span.line, column, span.end_line, span.end_column))


def _wrapped_text(node: Strong | Emphasis) -> str | None:
    children = node.children
    if len(children) == 1 and isinstance(children[0], Strong | Emphasis):
        children = children[0].children
    return prose_of(children).text if children and isinstance(children[0], Text) else None


def _announces(notice: Block) -> bool:
    """Whether a block is a notice that announces what follows it."""
    if notice.type != "admonition" or notice.notation != "prose":
        return False
    last = notice.body[-1] if notice.body else None
    if last is None or last.type != "paragraph":
        return False
    return prose_of(last.inlines).text.rstrip().endswith(":")


def _extend(notice: Block, block: Block) -> Block:
    if notice.type != "admonition" or not (block.type == "list" or block.type == "code"):
        return notice
    body = (*notice.body, block)
    return notice.model_copy(update={"body": body, "span": notice.span.to(block.span)})
