"""Code with its parts marked by class, so that a stylesheet can colour it."""

import html
import re
from functools import lru_cache
from typing import Any, Final

_TAG: Final = re.compile(r"<[^>]*>")
_LONGEST: Final = 100_000
"""Characters; longer code is shown without colours."""


@lru_cache(maxsize=1024)
def highlight(text: str, language: str) -> str:
    """The code as HTML, in spans with Pygments' short classes where its language is known."""
    plain = html.escape(text, quote=False)
    lexer = _lexer(language) if len(text) <= _LONGEST else None
    if lexer is None:
        return plain
    from pygments import highlight as pygments_highlight  # slow to import

    coloured = str(pygments_highlight(text + "\n", lexer, _formatter())).removesuffix("\n")
    # A lexer may drop or add characters; what is to be typed must stand there as it was written.
    return coloured if html.unescape(_TAG.sub("", coloured)) == text else plain


@lru_cache(maxsize=256)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name  # slow to import
    from pygments.util import ClassNotFound  # slow to import

    if not language:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1)
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter  # slow to import

    return HtmlFormatter(nowrap=True)
