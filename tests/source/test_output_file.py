"""A file of an output is written once, and stands in several places."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from runbookc.source.output_file import OutputFile

DIGEST = hashlib.sha256(b"told").hexdigest()


def test_a_file_is_written_once_and_linked(tmp_path: Path) -> None:
    file = OutputFile(b"told")
    file.put(tmp_path / "one" / "deep" / "a")
    file.put(tmp_path / "other" / "a")
    assert (tmp_path / "other" / "a").read_bytes() == b"told"
    assert (tmp_path / "other" / "a").samefile(tmp_path / "one" / "deep" / "a")
    assert (file.size, file.sha256) == (4, DIGEST)
    assert file.places == [str(tmp_path / "one" / "deep" / "a"), str(tmp_path / "other" / "a")]


def test_what_stands_in_the_way_is_replaced_and_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"another")
    os.link(tmp_path / "kept", tmp_path / "a")
    file = OutputFile(b"told")
    file.put(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"told"
    assert (tmp_path / "kept").read_bytes() == b"another"


@pytest.mark.parametrize("reason", [errno.EXDEV, errno.EPERM, errno.EMLINK])
def test_where_a_machine_refuses_links_there_are_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def refuse(source: Path, place: Path) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(os, "link", refuse)
    file = OutputFile(b"told")
    file.put(tmp_path / "a")
    file.put(tmp_path / "deep" / "b")
    assert (tmp_path / "deep" / "b").read_bytes() == b"told"
    assert not (tmp_path / "deep" / "b").samefile(tmp_path / "a")


def test_a_file_that_stands_is_proved_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"told")
    file = OutputFile.proved(str(tmp_path / "a"), DIGEST)
    file.put(tmp_path / "new" / "a")
    assert (file.size, file.content) == (4, b"told")
    assert (tmp_path / "new" / "a").samefile(tmp_path / "a")
    (tmp_path / "a").write_bytes(b"tolt")
    with pytest.raises(ValueError, match="not as it was written"):
        OutputFile.proved(str(tmp_path / "a"), DIGEST)


@pytest.mark.parametrize("refused", ["", "rename"])
def test_a_file_that_nobody_needs_where_it_stands_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(source: str, place: str) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    if refused:
        monkeypatch.setattr(os, refused, refuse)
    (tmp_path / "a").write_bytes(b"told")
    file = OutputFile.passing(str(tmp_path / "a"))
    file.put(tmp_path / "deep" / "b")
    file.put(tmp_path / "c")
    assert [(tmp_path / name).read_bytes() for name in ("deep/b", "c")] == [b"told", b"told"]
    assert (tmp_path / "a").exists() == bool(refused)
    assert (file.size, file.sha256) == (4, DIGEST)


def test_bytes_that_stand_somewhere_are_not_written_again(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"told")
    file = OutputFile(b"told")
    assert file.stands_at(str(tmp_path / "old"))
    file.put(tmp_path / "new")
    file.forget()
    assert (tmp_path / "new").samefile(tmp_path / "old")
    assert (file.content, file.sha256) == (b"told", DIGEST)


@pytest.mark.parametrize("content", [b"tolt", b"longer", None])
def test_other_bytes_are_written(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "old").write_bytes(content)
    (tmp_path / "folder").mkdir()
    (tmp_path / "same").write_bytes(b"told")
    (tmp_path / "link").symlink_to(tmp_path / "same")
    file = OutputFile(b"told")
    assert not any(file.stands_at(str(tmp_path / name)) for name in ("old", "folder", "link"))
    file.put(tmp_path / "old")
    assert (tmp_path / "old").read_bytes() == b"told"


def test_a_link_is_not_taken_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"told")
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="not as it was written"):
        OutputFile.proved(str(tmp_path / "a"), DIGEST)
