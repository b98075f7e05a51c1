"""Text of the docs inside Markdown that is shown where others can be called: nothing in it acts."""

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&@$]")


def code(text: str) -> str:
    """Text as code: nothing in it is markup, whatever backticks it holds."""
    ticks = max((len(run) for run in re.findall("`+", text)), default=0) + 1
    fence = "`" * ticks
    space = " " if ticks > 1 else ""
    return f"{fence}{space}{one_line(text)}{space}{fence}"


def escaped(text: str) -> str:
    """Text as plain text: links, images, mentions and HTML in it stay dead."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", one_line(text))


def one_line(text: str) -> str:
    """Text without line ends."""
    return " ".join(text.split())
