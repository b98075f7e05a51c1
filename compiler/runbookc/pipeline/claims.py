"""What a runbook's file says of itself, in whatever format; nothing of it is believed."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from runbookc.pipeline.errors import DocumentError
from runbookc.pipeline.render import Format

MOST_BYTES = 64 * 1024 * 1024
"""Of a file that comes from elsewhere; a runbook with many images has a tenth of that."""

_STAMP = re.compile(
    r"(runbookc [^\s;<>\"]{1,40}); id=([\w.-]{1,200}); digest=([0-9a-f]{64});"
    r" commit=(none|[0-9a-f]{40}|[0-9a-f]{64})(\+changes)?"
)
_META = re.compile(r'<(?:meta|othermeta) name="runbookc:stamp" content="([^"<>]{1,500})"')
_PROPERTIES = "docProps/core.xml"
_BEGINNINGS: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"{", "json"),
    (b"<!doctype html", "html"),
)
_MOST_PROPERTIES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says that it is.

    Args:
        format: as its first bytes say.
        id: the runbook's.
        digest: of what it tells.
        commit: of its sources, "" where it names none.
        dirty: whether the sources differed from that commit.
        compiler: what made it.
    """

    format: str
    id: str
    digest: str
    commit: str
    dirty: bool
    compiler: str


def read_bounded(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        DocumentError: it is no file, cannot be read, or is larger than any runbook.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    if len(content) > MOST_BYTES:
        raise DocumentError(f"{file}: larger than any runbook")
    return content


def claim_of(content: bytes) -> Claim | None:
    """What a file says that it is, None where it says nothing of the kind."""
    format = format_of(content)
    if format == "json":
        return _json_claim(content)
    text = _properties(content) if format == "docx" else content.decode("utf-8", "replace")
    if format not in ("html", "dita"):
        stamps = list(_STAMP.finditer(text))
        return _claim(format, stamps[-1]) if stamps else None
    meta = _META.search(text)
    stamp = _STAMP.fullmatch(unescape(meta[1])) if meta else None
    return _claim(format, stamp) if stamp else None


def format_of(content: bytes) -> str:
    """The format of a file, told by how it begins."""
    start = content[:200].lstrip().lower()
    for beginning, format in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            return format
    if start.startswith(b"pk\x03\x04"):
        return "docx"
    return "dita" if start.startswith(b"<?xml") else "markdown"


def _claim(format: str, stamp: "re.Match[str]") -> Claim:
    compiler, identity, digest, commit, changes = stamp.groups()
    return Claim(
        format, identity, digest, "" if commit == "none" else commit, bool(changes), compiler
    )


def _json_claim(content: bytes) -> Claim | None:
    try:
        values = json.loads(content)
        made = values["provenance"]
        stamp = (
            f"{made['compiler']}; id={values['id']}; digest={values['digest']};"
            f" commit={made['commit'] or 'none'}{'+changes' if made['dirty'] else ''}"
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    found = _STAMP.fullmatch(stamp)
    return _claim("json", found) if found else None


def _properties(content: bytes) -> str:
    """The properties of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_PROPERTIES) as file:
            return file.read(_MOST_PROPERTIES).decode("utf-8", "replace")
    except Exception:  # a forged archive makes the libraries raise whatever they like
        return ""
