"""What a runbook's file says of itself, in whatever format; nothing of it is believed."""

import json
import re
from html import unescape
from pathlib import Path

from runbookc.pipeline.errors import DocumentError
from runbookc.source.frozen import dataclass

MOST_BYTES = 64 * 1024 * 1024
"""Of a file that comes from elsewhere; a runbook with many images has a tenth of that."""

_MOST_JSON = 16 * 1024 * 1024
"""Of a JSON file, which takes many times its size once it is read, and holds no images."""

_STAMP = re.compile(
    r"(runbookc [^\s;<>\"]{1,40}); id=([\w.-]{1,200}); digest=([0-9a-f]{64});"
    r" commit=(none|[0-9a-f]{40}|[0-9a-f]{64})(\+changes)?"
)
_META = re.compile(r'<meta name="runbookc:stamp" content="([^"<>]{1,500})"')
_BEGINNINGS = ((b"%pdf-", "pdf"), (b"{", "json"), (b"<!doctype html", "html"))
_ARCHIVE, _WORD = b"PK\x03\x04", b"[Content_Types].xml"


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
    """What a file says that it is, None where it says nothing of the kind.

    What its text says may look like a stamp, too. HTML and archives have their own one in front,
    the other formats at their end; whoever reads the wrong one finds no proof.
    """
    format = format_of(content)
    if format == "json":
        return _json_claim(content)
    text = content.decode("utf-8", "replace")
    if format == "html":
        meta = _META.search(text)
        stamp = _STAMP.fullmatch(unescape(meta[1])) if meta else None
    else:
        stamps = list(_STAMP.finditer(text))
        first = content.startswith(_ARCHIVE)
        stamp = stamps[0 if first else -1] if stamps else None
    return _claim(format, stamp) if stamp else None


def format_of(content: bytes) -> str:
    """The format of a file, told by how it begins."""
    if content.startswith(_ARCHIVE):
        return "docx" if _WORD in content[:100] else "dita"
    start = content[:200].lstrip().lower()
    return next((format for sign, format in _BEGINNINGS if start.startswith(sign)), "markdown")


def _claim(format: str, stamp: "re.Match[str]") -> Claim:
    compiler, identity, digest, commit, changes = stamp.groups()
    return Claim(
        format, identity, digest, "" if commit == "none" else commit, bool(changes), compiler
    )


def _json_claim(content: bytes) -> Claim | None:
    if len(content) > _MOST_JSON:
        return None
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
