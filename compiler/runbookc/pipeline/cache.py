"""What earlier checks of a project left in `.runbookc_cache/`; docs/cache.md describes the format.

One SQLite file holds one configuration's last run. A run reads it in one transaction and writes it
in the same one, so that runs side by side see and leave whole states; one that finds the file
locked does without. Everything in it is JSON or text, and nothing of it is ever executed.
"""

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from runbookc.discovery import Stamp

FOLDER = ".runbookc_cache"
FORMAT = 2
"""Number of the format; a file with another one is dropped."""

_APPLICATION = 0x72626B63
_MOST_FILES = 6
"""Configurations whose last run is kept; the ones not written for longest go first."""
_WAIT_SECONDS = 0.2

_TABLES = """
create table meta (name text primary key, value text not null, sum integer not null)
    without rowid;
create table pages (path text primary key, size integer, modified integer, changed integer,
    inode integer, sha256 text not null, head blob not null, findings text not null,
    asked text not null, sum integer not null) without rowid;
create table records (path text primary key, content blob not null, sum integer not null);
create table html (path text primary key, sha256 text not null, content blob not null,
    sum integer not null);
"""

Note = Callable[[str], None]
"""Tells the user something that is not a result."""


def make_folder(folder: Path) -> None:
    """Make the folder of what is remembered, which no repository shall take in.

    Raises:
        OSError: the machine refuses.
    """
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# Made by runbookc; may be deleted at any time.\n*\n", "utf-8")


class Damaged(Exception):
    """The file holds something else than what was written."""


class Row(NamedTuple):
    """What is kept of a page, but for its record.

    Args:
        path: posix path from the project's root.
        size, modified, changed, inode: what the machine said of the file.
        sha256: digest of its content.
        head: the first line of its record.
        findings: what rules that look at one page found on its links, as JSON; "" for nothing.
        asked: the pages on whose anchors its links depend, one a line.
    """

    path: str
    size: int
    modified: int
    changed: int
    inode: int
    sha256: str
    head: bytes
    findings: str
    asked: str

    @property
    def stamp(self) -> Stamp:
        """What the machine said of the file."""
        return self[1:5]


def _checksum(row: Row) -> int:
    try:
        return zlib.crc32(f"{row[0]}\n{row[5]}\n{row[7]}\n{row[8]}".encode(), zlib.crc32(row.head))
    except (TypeError, ValueError):
        return -1


class Cache:
    """The file of one configuration.

    Args:
        file: where it is.
        note: told when a file is dropped.
    """

    def __init__(self, file: Path, note: Note) -> None:
        self._file = file
        self._note = note
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def of(cls, root: Path, name: str, note: Note) -> "Cache":
        """The cache of a project for a configuration that `name` stands for."""
        return cls(root / FOLDER / f"check-{name}.sqlite", note)

    @contextlib.contextmanager
    def opened(self) -> Iterator["Cache"]:
        """The cache, readable inside the block where there is one that can be read."""
        try:
            self._open()
            yield self
        finally:
            self._close()

    @property
    def is_known(self) -> bool:
        """Whether an earlier run is there to be read."""
        return self._connection is not None

    def drop(self, reason: str) -> None:
        """Remove the file, and say so."""
        self._close()
        self._note(f"note: the cache {self._file.name} is left out: {reason}")
        with contextlib.suppress(OSError):
            self._file.unlink()

    def meta(self, name: str) -> str:
        """A named text, "" where there is none.

        Raises:
            Damaged: it is not what was written.
        """
        for value, checksum in self._all("select value, sum from meta where name = ?", (name,)):
            if not isinstance(value, str) or zlib.crc32(value.encode()) != checksum:
                raise Damaged(f"`{name}` is not what was written")
            return value
        return ""

    def rows(self) -> dict[str, Row]:
        """What is kept of each page.

        Raises:
            Damaged: it is not what was written.
        """
        found = self._all("select * from pages", ())
        rows: dict[str, Row] = {}
        for *values, checksum in found:
            row = Row._make(values)
            if _checksum(row) != checksum:
                raise Damaged(f"what is kept of {row.path} is not what was written")
            rows[row.path] = row
        return rows

    def record(self, path: str) -> bytes:
        """The record of a page.

        Raises:
            Damaged: it is gone, or not what was written.
        """
        for content, checksum in self._all(
            "select content, sum from records where path = ?", (path,)
        ):
            if isinstance(content, bytes) and zlib.crc32(content) == checksum:
                return content
        raise Damaged(f"the record of {path} is not what was written")

    def records(self) -> dict[str, bytes]:
        """The records of all pages, by path, as far as they are what was written."""
        return {
            str(path): content
            for path, content, checksum in self._all("select path, content, sum from records", ())
            if isinstance(content, bytes) and zlib.crc32(content) == checksum
        }

    def html(self) -> dict[str, tuple[str, bytes]]:
        """What is kept of pages as HTML: the digest of the content it was made of, and itself.

        Raises:
            Damaged: it is not what was written.
        """
        found: dict[str, tuple[str, bytes]] = {}
        for path, digest, content, checksum in self._all("select * from html", ()):
            if not isinstance(content, bytes) or zlib.crc32(content) != checksum:
                raise Damaged(f"the HTML of {path} is not what was written")
            found[str(path)] = (str(digest), content)
        return found

    def save(
        self,
        meta: Mapping[str, str],
        rows: Iterable[Row] = (),
        records: Mapping[str, bytes] | None = None,
        html: Mapping[str, tuple[str, bytes]] | None = None,
        gone: Iterable[str] = (),
        *,
        afresh: bool = False,
    ) -> None:
        """Write what has changed. Where the machine does not let us, nothing is kept.

        Args:
            meta: named texts.
            rows: pages that are new or changed.
            records: the records of pages that were compiled.
            html: what became of pages for the site, with the digest of what it was made of.
            gone: paths of pages that are no longer there.
            afresh: whether nothing that is there counts any longer.
        """
        try:
            if self._connection is None:
                self._create()
            connection = self._connection
            if connection is None:
                return
            if afresh:
                connection.execute("delete from pages")
                connection.execute("delete from records")
                connection.execute("delete from html")
            for path in gone:
                connection.execute("delete from pages where path = ?", (path,))
                connection.execute("delete from records where path = ?", (path,))
                connection.execute("delete from html where path = ?", (path,))
            connection.executemany(
                "insert or replace into pages values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((*row, _checksum(row)) for row in rows),
            )
            connection.executemany(
                "insert or replace into records values (?, ?, ?)",
                ((path, content, zlib.crc32(content)) for path, content in (records or {}).items()),
            )
            connection.executemany(
                "insert or replace into html values (?, ?, ?, ?)",
                (
                    (path, digest, content, zlib.crc32(content))
                    for path, (digest, content) in (html or {}).items()
                ),
            )
            connection.executemany(
                "insert or replace into meta values (?, ?, ?)",
                ((name, value, zlib.crc32(value.encode())) for name, value in meta.items()),
            )
            connection.commit()
        except (sqlite3.Error, OSError):
            self._close()

    def _all(self, query: str, values: tuple[str, ...]) -> list[tuple[object, ...]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.DatabaseError, OverflowError) as error:
            raise Damaged(str(error)) from error

    def _open(self) -> None:
        """Begin to read; whatever else runs cannot change the file until we are done."""
        if not self._file.is_file() or self._file.parent.is_symlink():
            return
        try:
            connection = self._connect("rw" if os.access(self._file, os.W_OK) else "ro")
            self._connection = connection
            connection.execute("begin")
            found = connection.execute("pragma application_id").fetchone()[0]
            version = connection.execute("pragma user_version").fetchone()[0]
            connection.execute("select 1 from meta").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                self._close()
            else:
                self.drop(str(error))
            return
        except sqlite3.DatabaseError as error:
            self.drop(str(error))
            return
        if (found, version) != (_APPLICATION, FORMAT):
            self.drop("it is of another program or version")

    def _create(self) -> None:
        folder = self._file.parent
        if folder.is_symlink():
            return
        make_folder(folder)
        self._sweep(folder)
        connection = self._connect("rwc")
        self._connection = connection
        connection.execute("begin immediate")
        if connection.execute("select count(*) from sqlite_master").fetchone()[0]:
            self._close()  # Another run was faster.
            return
        connection.execute(f"pragma application_id = {_APPLICATION}")
        connection.execute(f"pragma user_version = {FORMAT}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._file.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_WAIT_SECONDS,
            isolation_level=None,
        )
        # A cache may be lost with the machine's power, and must not wait for the disk.
        connection.execute("pragma synchronous = off")
        return connection

    def _sweep(self, folder: Path) -> None:
        files = sorted(folder.glob("check-*.sqlite"), key=lambda file: file.stat().st_mtime)
        for file in files[: max(0, len(files) - _MOST_FILES + 1)]:
            file.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
