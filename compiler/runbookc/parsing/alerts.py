"""GitHub's alerts: a quote whose first line is `[!NOTE]`."""

import re
from collections.abc import Sequence

from runbookc.model import Admonition, Block, Paragraph, plain_text
from runbookc.parsing.kinds import kind_of
from runbookc.source import Span

_MARK = re.compile(r"\[!([A-Za-z]+)\][ \t]*(.*)$")


def alert_of(body: Sequence[Block], span: Span) -> Admonition | None:
    """The admonition that a quote is, or None for a quote that is none."""
    if not body or body[0].type != "paragraph":
        return None
    inlines = body[0].inlines
    end = next((i for i, node in enumerate(inlines) if node.type == "break"), len(inlines))
    if not inlines or inlines[0].type != "text" or not inlines[0].text.startswith("[!"):
        return None
    match = _MARK.match(plain_text(inlines[:end]))
    kind = kind_of(match[1]) if match else None
    if match is None or kind is None:
        return None
    rest = inlines[end + 1 :]
    first = (Paragraph.trusted(inlines=rest, span=rest[0].span.to(body[0].span)),) if rest else ()
    return Admonition.trusted(
        kind=kind,
        title=match[2].strip(),
        body=(*first, *body[1:]),
        notation="alert",
        line=span.line,
        span=span,
    )
