"""What kind of task a procedure is, by its words."""

import re
from functools import lru_cache

from runbookc.model import ProcedureKind
from runbookc.source import Pattern

_BACK = Pattern(r"\b(?:roll(?:ing|ed)?[ -]?back|downgrad\w*|revert\w*)\b", re.I)
"""A way back: no upgrade, whatever it leads back from."""
_KINDS: tuple[tuple[ProcedureKind, Pattern], ...] = (
    ("uninstall", Pattern(r"\b(?:uninstall|remov(?:e|al|ing)|decommission)", re.I)),
    (
        "migrate",
        Pattern(r"\b(?:migrat\w*|mov(?:e|ing)\b.*\b(?:server|machine|host|database))", re.I),
    ),
    ("upgrade", Pattern(r"\bupgrad\w*", re.I)),
    ("update", Pattern(r"\b(?:updat(?:e|es|ing)|patch(?:es|ing)?)\b", re.I)),
    ("install", Pattern(r"\b(?:re-?)?(?:install\w*|deploy\w*|set(?:ting)?[ -]?up)\b", re.I)),
    (
        "configure",
        Pattern(
            r"\b(?:configur\w*|settings?|enabl\w*|disabl\w*|creat\w*|rotat\w*|integrat\w*|activat\w*|customi[sz]\w*)\b",
            re.I,
        ),
    ),
)


def procedure_kind(*texts: str) -> ProcedureKind:
    """The kind that the first telling text names: the heading before the page's title, that
    before the introduction.
    """
    if _BACK.search(texts[0]):
        return "other"
    return next((kind for text in texts if (kind := _kind(text))), "other")


@lru_cache(maxsize=4096)
def _kind(text: str) -> ProcedureKind | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)
