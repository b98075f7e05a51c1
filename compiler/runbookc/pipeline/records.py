"""A compiled page as bytes: what crosses processes in a check, and what the cache keeps.

A record is lines of JSON. The first one has the page's short fields and the names of the parts
that follow, one a line: the page's longer fields, its findings, its comments, and the facts of each
rule. A part that is empty is left out. So most pages of a large project are never decoded further
than their first line.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, get_type_hints

from runbookc.checks import Facts, Suppression, project_rules
from runbookc.diagnostics import Diagnostic
from runbookc.linking import About, Linker
from runbookc.model import LinkStatus, Page, Procedure
from runbookc.pipeline.codec import decoder, encoder, plain
from runbookc.pipeline.identity import digest_of
from runbookc.pipeline.page import CompiledPage

FACTS = "facts:"
"""Before a rule's code, the name of the part that holds what the rule noted."""
SHAPE = "shape:"
"""Before a rule's code, the name of the part that stands for the same but for places."""

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
NAMED = "named"
"""The name of the number that stands for all by which links can name a page, but its anchors."""

_JUDGED = ("findings", "comments")
_SHORT = (str, bool, int, str | None)


def record_of(compiled: CompiledPage, *, summed: bool = True) -> bytes:
    """The record of a compiled page.

    Args:
        compiled: the page.
        summed: whether it is to tell what stands for its parts but for places.
    """
    page = compiled.page
    short, long = _fields()
    values = page.__dict__
    parts: dict[str, Any] = {
        name: values[name] if encode is None else encode(values[name])
        for name, encode in long.items()
    }
    hops: list[Any] = []
    tasks: list[Any] = []
    rows = parts.pop("procedures")
    for place, (procedure, row) in enumerate(zip(page.procedures, rows, strict=True)):
        (hops if procedure.hops else tasks).append([place, row])
    targets = dict.fromkeys((link.target, link.image, link.notation) for link in page.links)
    parts |= {
        "hops": hops,
        "tasks": tasks,
        "targets": list(targets),
        "findings": _encoded(tuple[Diagnostic, ...], compiled.diagnostics),
        "comments": _encoded(tuple[Suppression, ...], compiled.suppressions),
    }
    for rule in project_rules() if compiled.facts else ():
        if facts := compiled.facts.get(rule.code):
            parts[f"{FACTS}{rule.code}"] = facts
            if summed and (shape := rule.shape(page, facts)):
                parts[f"{SHAPE}{rule.code}"] = digest_of(repr(shape))
    kept = {name: part for name, part in parts.items() if part}
    head = [[values[name] for name in short], list(kept), len(page.procedures)]
    return b"\n".join(map(_dumped, (head, *kept.values())))


def _dumped(value: Any) -> bytes:
    return _written(value).encode("utf-8", "surrogatepass")


class Record:
    """A record, read as far as it is looked at.

    Args:
        head: its first line.
        load: gives the whole of it, by the page's path.
    """

    __slots__ = ("_content", "_load", "names", "procedures", "short")

    def __init__(self, head: Any, load: Callable[[str], bytes]) -> None:
        """Read the first line.

        Args:
            head: the values in it.
            load: gives the whole record, by the page's path.

        Raises:
            ValueError: it is the first line of something else.
        """
        self.short, self.names, self.procedures = head
        if len(self.short) != len(_fields()[0]):
            raise ValueError("a record of another model")
        self._load = load
        self._content: bytes | None = None

    @property
    def path(self) -> str:
        """The path of its page."""
        return str(self.short[0])

    def has(self, name: str) -> bool:
        """Whether a part is there."""
        return name in self.names

    def part(self, name: str) -> Any:
        """A part as JSON values; an empty list where it is left out."""
        return json.loads(self.line(name) or b"[]")

    def line(self, name: str) -> bytes:
        """A part as it is kept; nothing where it is left out."""
        if name not in self.names:
            return b""
        place = 1 + self.names.index(name)
        found: bytes = self.hold().split(b"\n", place + 1)[place]
        return found

    @property
    def lines(self) -> dict[str, bytes]:
        """The parts as they are kept, by name; only the whole is held in memory."""
        return dict(zip(self.names, self.hold().split(b"\n")[1:], strict=True))

    def hold(self, content: bytes | None = None) -> bytes:
        """The whole of it, in memory from now on.

        Args:
            content: it, where it has been loaded already.
        """
        if self._content is None:
            self._content = self._load(self.path) if content is None else content
        return self._content

    @property
    def digests(self) -> dict[str, int]:
        """A number for each part that the project's stages see; it changes when the part does."""
        path = self.path.encode("utf-8", "surrogatepass")
        owner = hashlib.blake2b(path + b"\0", digest_size=16)
        seen = [name for name in self.names if name not in _JUDGED]
        parts = self.lines
        named = _dumped([self.short[place] for place in _named()]) + parts.get("aliases", b"")
        lines = {NAMED: named, "short": _dumped(self.short[:-1])}
        lines |= {name: parts[name] for name in seen}
        return {name: _number(owner, line) for name, line in lines.items()}


def _number(owner: hashlib.blake2b, line: bytes) -> int:
    """A number for a line after what a digest has seen."""
    digest = owner.copy()
    digest.update(line)
    return int.from_bytes(digest.digest())


def totals(records: Iterable[Record], known: Mapping[str, int] | None = None) -> dict[str, int]:
    """For each part of records a number that stands for it on all of their pages.

    The order makes no difference, and a record that is there twice takes itself out again.

    Args:
        records: those that are added, or taken out.
        known: the numbers before.
    """
    found = defaultdict(int, known or {})
    for record in records:
        for name, digest in record.digests.items():
            found[name] ^= digest
    return {name: total for name, total in found.items() if total}


def head_of(content: bytes) -> bytes:
    """The first line of a record."""
    return content.partition(b"\n")[0]


def record_from(content: bytes) -> Record:
    """The record in some bytes.

    Raises:
        ValueError: they are none.
    """
    return Record(json.loads(head_of(content)), lambda _: content)


class StoredCompiled:
    """A compiled page, made of its record as far as it is looked at.

    Args:
        record: what is kept of it.
    """

    __slots__ = ("page", "record")

    def __init__(self, record: Record) -> None:
        self.record = record
        values = _absent(tuple(record.names)).copy()
        values.update(zip(_fields()[0], record.short, strict=True))
        values["_record"] = record
        self.page: StoredPage = StoredPage.restored(values)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found on the page alone."""
        found: tuple[Diagnostic, ...] = self._part("findings", tuple[Diagnostic, ...])
        return found

    @property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The comments that silence findings."""
        found: tuple[Suppression, ...] = self._part("comments", tuple[Suppression, ...])
        return found

    def facts(self, code: str) -> Facts:
        """What a rule noted of the page."""
        return plain(self.record.part(f"{FACTS}{code}"))

    def _part(self, name: str, kind: Any) -> Any:
        return _decoded(kind, self.record.part(name)) if name in self.record.names else ()


class StoredPage(Page):
    """A page whose longer fields are decoded when they are first asked for.

    It has no text: the blocks of its procedures and admonitions are empty.
    """

    def __getattr__(self, name: str) -> Any:
        """Decode a field."""
        values = self.__dict__
        record: Record | None = values.get("_record")
        if record is None or name not in _fields()[1]:
            return super().__getattr__(name)  # type: ignore[misc]  # hidden from checkers
        if name == "procedures":
            rows = sorted((*record.part("hops"), *record.part("tasks")), key=_place)
            found = _decoded(_kinds()[name], [row for _, row in rows])
        else:
            found = _decoded(_kinds()[name], record.part(name))
        linker: Linker | None = values.get("_linker")
        if name == "links" and linker is not None:
            found = linker.links(self, found)
        values[name] = found
        return found

    def linked_by(self, linker: Linker) -> "StoredPage":
        """The page as it resolves its links when somebody asks for them."""
        self.forget_links()
        self.__dict__["_linker"] = linker
        return self

    def forget_links(self) -> None:
        """Resolve the links again when they are asked for."""
        for name in ("_about", "_linker", "links"):
            self.__dict__.pop(name, None)

    @property
    def described(self) -> tuple[Procedure, ...]:
        """The procedures that state a hop."""
        record: Record = self.__dict__["_record"]
        rows = [row for _, row in record.part("hops")] if "hops" in record.names else ()
        return tuple(_decoded(_kinds()["procedures"], rows)) if rows else ()

    @property
    def ids(self) -> frozenset[str]:
        """Every anchor on the page."""
        return frozenset(self.__dict__["_record"].part("anchors"))

    @property
    def anchor_line(self) -> bytes:
        """What stands for every anchor on the page, as it is kept."""
        record: Record = self.__dict__["_record"]
        return record.line("anchors")

    @property
    def link_count(self) -> int:
        """How many links there are; none of them is decoded for that."""
        record: Record = self.__dict__["_record"]
        return len(record.part("links"))

    @property
    def link_statuses(self) -> frozenset[LinkStatus]:
        """What became of the links."""
        return self.about_links.statuses

    @property
    def about_links(self) -> About:
        """What the links lead to."""
        values = self.__dict__
        if "_about" not in values:
            linker: Linker = values["_linker"]
            values["_about"] = linker.about(self, values["_record"].part("targets"))
        about: About = values["_about"]
        return about


def _place(row: Sequence[Any]) -> int:
    return int(row[0])


@cache
def _kinds() -> dict[str, Any]:
    return get_type_hints(Page, include_extras=True)


@cache
def _fields() -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The names of the page's short fields, and those of the others with what encodes them.

    The path comes first and the digest of the page's text last.
    """
    kinds = {name: _kinds()[name] for name in Page.model_fields}
    short = [name for name, kind in kinds.items() if kind in _SHORT]
    short.sort(key=lambda name: (name != "path", name == "sha256"))
    long = {name: encoder(kind) for name, kind in kinds.items() if name not in short}
    return tuple(short), long


@cache
def _named() -> tuple[int, ...]:
    """Where the short fields stand by which links can name a page."""
    return tuple(map(_fields()[0].index, ("path", "url", "product", "version")))


@cache
def _absent(names: tuple[str, ...]) -> dict[str, Any]:
    """The longer fields of a page whose record has only parts of these names, as far as empty."""
    present = {*names, "procedures"} if {"hops", "tasks"} & {*names} else {*names}
    return {
        name: {} if name == "front_matter" else () for name in _fields()[1] if name not in present
    }


def _encoded(kind: Any, value: Any) -> Any:
    encode = encoder(kind)
    return value if encode is None else encode(value)


def _decoded(kind: Any, value: Any) -> Any:
    decode = decoder(kind)
    return value if decode is None else decode(value)
