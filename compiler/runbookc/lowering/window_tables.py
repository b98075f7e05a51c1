"""Compatibility windows in tables: a column of versions of one component beside one of another.

Read are tables of which one heading names a component that accepts ("Server version"), and another
one that asks ("Supported agents"), with versions and nothing else in the cells below; a third
column may say yes or no. Matrices, whose headings are versions, are left alone.
"""

import re
from collections.abc import Iterator

from runbookc.lowering.components import CORE, accepts, split_name
from runbookc.lowering.version_lists import LIST, read_list
from runbookc.model import CompatibilityWindow, TableBlock, TableCell, VersionSpec, prose_of
from runbookc.source import Pattern, Span
from runbookc.source.frozen import dataclass

_HEADING = Pattern(rf"(?P<lead>(?:[\w&-]+[ \u00a0])*)(?P<noun>(?i:{CORE}s?))\b", re.I)
_FILLERS = Pattern(r"\b(?:supported|compatible|required|minimum|the|of|versions?)\b", re.I)
_SUPPORTED = Pattern(r"\b(?:supported|compatible)\b", re.I)
_MINIMUM = Pattern(r"\b(?:minimum|oldest|lowest)\b", re.I)
_VERDICT = Pattern(r"\b(?:compatible|compatibility|supported|works|status)\b", re.I)
_CELL = Pattern(rf"\s*(?P<list>{LIST})\s*")
_YES = Pattern(
    r"\s*(?:yes|ok|supported|compatible|fully supported|✓|✔️?|✅|:white_check_mark:)\s*", re.I
)
_NO = Pattern(r"\s*(?:no|not supported|unsupported|incompatible|✗|✘|❌|🚫|:x:)\s*", re.I)


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    product: str
    component: str
    heading: str


def windows_of_table(table: TableBlock, path: str) -> Iterator[CompatibilityWindow]:
    """One window for each row whose cells are versions of both components."""
    texts = [prose_of(cell.inlines).text for cell in table.header]
    columns = [column for index, text in enumerate(texts) if (column := _column(index, text))]
    servers = [column for column in columns if accepts(column.component)]
    peers = [column for column in columns if not accepts(column.component)]
    if len(servers) != 1 or not peers:
        return
    named = {column.index for column in columns}
    verdict = [i for i, text in enumerate(texts) if i not in named and _VERDICT.search(text)]
    if verdict and len(peers) > 1:
        return
    for row in table.rows:
        for peer in peers:
            window = _window(row, servers[0], peer, verdict)
            if window is not None:
                yield window.changed(text=_text(row), path=path, span=_span(row))


def _column(index: int, text: str) -> _Column | None:
    match = _HEADING.search(_FILLERS.sub("", text).strip())
    if match is None:
        return None
    return _Column(index, *split_name(match["lead"], match["noun"]), text)


def _window(
    row: tuple[TableCell, ...], server: _Column, peer: _Column, verdict: list[int]
) -> CompatibilityWindow | None:
    subjects = _CELL.fullmatch(prose_of(row[server.index].inlines).text)
    others = _CELL.fullmatch(prose_of(row[peer.index].inlines).text)
    if subjects is None or others is None:
        return None
    versions, beyond = read_list(others["list"]), read_list(others["list"]).beyond
    subject = read_list(subjects["list"])
    refused = False
    if verdict:
        answer = prose_of(row[verdict[0]].inlines).text
        refused = bool(_NO.fullmatch(answer))
        if not refused and not _YES.fullmatch(answer):
            return None
    if not subject.specs or subject.beyond or not versions.specs or (refused and beyond):
        return None
    accepted = _from(versions.specs) if _MINIMUM.search(peer.heading) else versions.specs
    return CompatibilityWindow.trusted(
        subject=server.component,
        subject_product=server.product,
        subject_versions=subject.specs,
        peer=peer.component,
        peer_product=peer.product,
        accepted=() if refused else accepted,
        rejected=versions.specs if refused else beyond,
        closed=not verdict and bool(_SUPPORTED.search(peer.heading)),
    )


def _from(specs: tuple[VersionSpec, ...]) -> tuple[VersionSpec, ...]:
    return tuple(spec.changed(kind="at-least") for spec in specs)


def _text(row: tuple[TableCell, ...]) -> str:
    return " | ".join(prose_of(cell.inlines).text.strip() for cell in row)


def _span(row: tuple[TableCell, ...]) -> Span:
    """From the first to the last text of a row."""
    proses = [prose for cell in row if (prose := prose_of(cell.inlines)).text]
    first, last = proses[0].span(0, 1), proses[-1].span(0, len(proses[-1].text))
    return Span(first.line, first.column, last.end_line, last.end_column)
