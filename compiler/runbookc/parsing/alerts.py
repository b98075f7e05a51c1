"""GitHub's alerts: a quote whose first line is `[!NOTE]`."""

import re
from collections.abc import Sequence

from runbookc.model import Admonition, Block, Break, Paragraph, Text, plain_text
from runbookc.parsing.kinds import kind_of
from runbookc.source import Span

_MARK = re.compile(r"\[!([A-Za-z]+)\][ \t]*(.*)$")


def alert_of(body: Sequence[Block], span: Span) -> Admonition | None:
    """The admonition that a quote is, or None for a quote that is none."""
    if not body or not isinstance(body[0], Paragraph):
        return None
    inlines = body[0].inlines
    end = next((i for i, node in enumerate(inlines) if isinstance(node, Break)), len(inlines))
    if not inlines or not isinstance(inlines[0], Text) or not inlines[0].text.startswith("[!"):
        return None
    match = _MARK.match(plain_text(inlines[:end]))
    kind = kind_of(match[1]) if match else None
    if match is None or kind is None:
        return None
    rest = inlines[end + 1 :]
    first = (Paragraph(inlines=rest, span=rest[0].span.to(body[0].span)),) if rest else ()
    return Admonition(
        kind=kind,
        title=match[2].strip(),
        body=(*first, *body[1:]),
        notation="alert",
        line=span.line,
        span=span,
    )
