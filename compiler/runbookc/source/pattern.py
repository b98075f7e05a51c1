"""Regular expressions that are compiled when they are first used.

To compile all that recognisers and rules look for takes longer than to read a page with them, and
most pages need few of them. A long expression that most pages do without is one of these.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class Pattern:
    """What `re.compile` gives, as far as it is needed, but compiled at its first use.

    The `re` of its matches is another object.

    Args:
        pattern: the regular expression.
        flags: those of `re.compile`.
    """

    __slots__ = ("flags", "pattern", *_METHODS)

    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    split: Callable[..., list[str | Any]]
    sub: Callable[..., str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the expression, and keep its methods."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
