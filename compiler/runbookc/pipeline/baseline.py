"""The baseline file: which findings a docs team has accepted, as JSON with one entry a line."""

import json
import re
from json import JSONDecodeError
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from runbookc.checks import Baseline, merged
from runbookc.diagnostics import Accepted
from runbookc.pipeline.errors import BaselineError

_VERSION = 1
_BETWEEN = re.compile(r"[ \t\r\n,]*")


def read_baseline(file: Path) -> Baseline:
    """Read a baseline.

    Raises:
        BaselineError: it is not there, damaged, of another version, or something else.
    """
    try:
        return parse_baseline(file.read_bytes(), str(file))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = f"; `runbookc check --write-baseline {file}` writes one" if not file.exists() else ""
        raise BaselineError(f"{file}: {reason}{hint}") from None


def parse_baseline(content: bytes, name: str) -> Baseline:
    """The baseline that a file's bytes state; `name` is how errors name it.

    Raises:
        BaselineError: they state none.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(name, content[: error.start].count(b"\n") + 1, "not UTF-8")
    try:
        values = json.loads(text)
    except JSONDecodeError as error:
        conflict = text.splitlines()[error.lineno - 1 :][:1]
        if conflict and conflict[0].startswith(("<<<<<<<", "=======", ">>>>>>>")):
            _refuse(name, error.lineno, "the conflict of a merge is not resolved")
        _refuse(name, error.lineno, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}")
    except (ValueError, RecursionError):
        _refuse(name, 1, "not JSON that can be read")
    if not isinstance(values, dict) or "version" not in values:
        _refuse(name, 1, "this is no baseline of runbookc")
    if values["version"] != _VERSION:
        _refuse(name, 1, f"the baseline has the format {values['version']!r}; 1 is what is read")
    from runbookc.pipeline.baseline_document import BaselineDocument

    try:
        document = BaselineDocument.model_validate_json(text)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(map(str, problem["loc"]))
        _refuse(name, _line(text, problem["loc"]), f"{key}: {problem['msg'].lower()}")
    entries = tuple(Accepted(**entry.model_dump()) for entry in document.findings)
    # A merge may have left an entry twice; `merged` takes it once.
    return merged(Baseline(), Baseline(entries, document.pages))


def render_baseline(baseline: Baseline) -> str:
    """The file's text: sorted, and one entry a line, so that merges are easy."""
    pages = [f"    {_json(path)}: {_json(baseline.pages[path])}" for path in sorted(baseline.pages)]
    findings = [
        "    "
        + _json(
            {
                "path": each.path,
                "code": each.code,
                "fingerprint": each.fingerprint,
                "count": each.count,
                "message": each.message,
            }
        )
        for each in sorted(baseline.entries)
    ]
    parts = [f'  "version": {_VERSION}']
    parts.append('  "pages": ' + _block("{", pages, "}"))
    parts.append('  "findings": ' + _block("[", findings, "]"))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _block(opening: str, lines: list[str], closing: str) -> str:
    return opening + "\n" + ",\n".join(lines) + f"\n  {closing}" if lines else opening + closing


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _refuse(name: str, line: int, message: str) -> NoReturn:
    raise BaselineError(f"{name}:{line}: {message}")


def _line(text: str, location: tuple[int | str, ...]) -> int:
    """The line of a key, or of an entry of the list of findings."""
    start = text.find(f'"{location[0]}"')
    if start < 0:
        return 1
    if location[0] == "findings" and len(location) > 1 and isinstance(location[1], int):
        start = _entry(text, text.index("[", start) + 1, location[1])
    elif len(location) > 1:
        start = max(start, text.find(_json(location[1]), start))
    return text.count("\n", 0, start) + 1


def _entry(text: str, start: int, number: int) -> int:
    """The offset of an entry of a list whose first entry begins behind an offset."""
    decoder = json.JSONDecoder()
    while True:
        match = _BETWEEN.match(text, start)
        start = match.end() if match else start
        if not number:
            return start
        start = decoder.raw_decode(text, start)[1]
        number -= 1
