"""Answers of earlier runs, in `.runbookc_cache/external.json`.

The file is JSON: `{"format": "runbookc-external", "version": 1, "answers": {address: {"outcome",
"reason", "asked"}}}`, `asked` in seconds since 1970. A file that is anything else is not read.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runbookc.external.answer import Answer
from runbookc.source.writing import replace_file

_FORMAT = {"format": "runbookc-external", "version": 1}
_LASTING = ("ok", "dead", "no-anchor")
_BAD_NEWS_SECONDS = 3600.0
_LARGEST = 64 * 1024 * 1024
_END_OF_TIME = 1e12


@dataclass
class Memory:
    """What is remembered of other hosts.

    Args:
        file: where it is kept; None forgets everything at the end.
        seconds: how long good news is believed; bad news is, for an hour at most.
        notice: what was wrong with the file, "" where nothing was.
    """

    file: Path | None
    seconds: float
    notice: str = ""
    _entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path | None, seconds: float) -> "Memory":
        """Read a file; one that is missing is empty, one that is damaged is dropped."""
        memory = cls(file, seconds)
        memory._entries = memory._read()
        return memory

    def recall(self, address: str, now: float) -> Answer | None:
        """The answer to an address, if it is still believed.

        Args:
            address: the full address, its fragment included.
            now: seconds since 1970.
        """
        entry = self._entries.get(address)
        if entry is None:
            return None
        good = entry["outcome"] == "ok"
        lasts = self.seconds if good else min(self.seconds, _BAD_NEWS_SECONDS)
        if not 0 <= now - entry["asked"] < lasts:
            return None
        return Answer(entry["outcome"], entry["reason"])

    def keep(self, answers: Mapping[str, Answer], now: float) -> None:
        """Remember answers; what other runs wrote meanwhile stays. A disk that refuses is fine."""
        if self.file is None or self.file.parent.is_symlink():
            return
        lasting = {a: answer for a, answer in answers.items() if answer.outcome in _LASTING}
        entries = {
            address: entry
            for address, entry in self._read().items()
            if now - entry["asked"] < self.seconds
        }
        for address, answer in lasting.items():
            entries[address] = {"outcome": answer.outcome, "reason": answer.reason, "asked": now}
        document = {**_FORMAT, "answers": dict(sorted(entries.items()))}
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(exist_ok=True)
            replace_file(self.file, json.dumps(document).encode())

    def _read(self) -> dict[str, dict[str, Any]]:
        if self.file is None:
            return {}
        try:
            if self.file.stat().st_size > _LARGEST:
                raise ValueError
            document = json.loads(self.file.read_text(encoding="utf-8"))
            if {key: document.get(key) for key in _FORMAT} != _FORMAT:
                raise ValueError
            return {a: e for a, e in document["answers"].items() if _is_entry(e)}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, RecursionError, KeyError, AttributeError, TypeError):
            self.notice = f"{self.file.name} cannot be read; every address is asked anew"
            return {}


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and entry.get("outcome") in _LASTING
        and isinstance(entry.get("reason"), str)
        and isinstance(entry.get("asked"), int | float)
        and 0 <= entry["asked"] < _END_OF_TIME
    )
