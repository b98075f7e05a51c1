"""The end of a runbook: the topics that came along, and the addresses of those that did not."""

from collections.abc import Callable, Iterator

from runbookc.backends import wording
from runbookc.backends.links import RunbookLinks
from runbookc.backends.markdown.blocks import BlockWriter
from runbookc.backends.markdown.escape import aside, code_span, plain, source
from runbookc.backends.markdown.inlines import InlineWriter
from runbookc.model import Appendix, HeadingBlock, Runbook, walk_blocks

_TOP_LEVEL = 3
"""The headings of an appendix stand below its own."""


def appendices(runbook: Runbook, inlines: Callable[[RunbookLinks], InlineWriter]) -> Iterator[str]:
    """Every appendix, under an anchor of its own."""
    for appendix in runbook.appendices:
        yield f'<a id="{appendix.id}"></a>'
        yield f"## {plain(wording.appendix_heading(appendix))}"
        yield source(appendix.path, appendix.line)
        links = RunbookLinks.of_appendix(runbook, appendix)
        shift = _TOP_LEVEL - _highest(appendix)
        yield BlockWriter(inlines(links), heading_shift=shift).write(appendix.body)


def _highest(appendix: Appendix) -> int:
    """The level of the most important heading in an appendix."""
    blocks = walk_blocks(appendix.body)
    levels = (block.level for block in blocks if isinstance(block, HeadingBlock))
    return min(levels, default=_TOP_LEVEL)


def outside(runbook: Runbook) -> Iterator[str]:
    """The list of what the document does not hold."""
    if runbook.outside:
        yield f"## {wording.OUTSIDE}"
    lines = []
    for link in runbook.outside:
        address = f"<{link.url}>" if _is_plain(link.url) else code_span(link.url or link.place)
        text = f"{plain(link.text)}: " if link.text and link.text != link.url else ""
        where = wording.mentioned_in(link, runbook)
        lines.append(f"- {text}{address}" + (f" {aside(f'({where})')}" if where else ""))
    yield "\n".join(lines)


def _is_plain(url: str) -> bool:
    """Whether an address can stand between angle brackets as it is."""
    return bool(url) and not any(char in "<> \\" or not char.isprintable() for char in url)
