"""What an organisation puts on its runbooks, and what is filled in before the work begins."""

from collections.abc import Iterator

from runbookc.backends import wording
from runbookc.backends.markdown.escape import plain
from runbookc.model import Letterhead

_TO_FILL_IN = "_" * 32


def letterhead(head: Letterhead) -> Iterator[str]:
    """The name with the lines below it, and a list of fields; nothing where none is wanted."""
    name = [f"**{plain(head.name)}**"] if head.name else []
    yield "\\\n".join([*name, *map(plain, head.lines)])
    if head.fields:
        yield f"## {wording.FIELDS}"
        yield "\n".join(f"- {plain(field)}: {_TO_FILL_IN}" for field in head.fields)
