"""The digest of a runbook: equal where two readers are told the same."""

import hashlib
import json
from typing import Any

from runbookc.model import Runbook

_LEFT_OUT = frozenset(
    {
        "column",
        "digest",
        "evidence",
        "inputs",
        "letterhead",
        "line",
        "marker_span",
        "provenance",
        "span",
        "target_span",
    }
)
"""Where something stands, and what tells of the document rather than of the work."""


def digest(runbook: Runbook) -> str:
    """SHA-256, in hexadecimal, of what a runbook tells.

    Neither a line that moved nor another commit changes it; a word, a link's target or the order of
    two steps does.
    """
    told = json.dumps(_told(runbook.to_json()), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _told(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _told(inner) for key, inner in value.items() if key not in _LEFT_OUT}
    if isinstance(value, list):
        return [_told(inner) for inner in value]
    return value
