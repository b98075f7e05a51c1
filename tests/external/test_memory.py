"""Answers that outlast a run."""

from pathlib import Path

import pytest

from runbookc.external import Answer, Memory

DAY = 86400.0
NOW = 1_700_000_000.0


def kept(file: Path, now: float = NOW, **answers: Answer) -> Memory:
    Memory.load(file, 7 * DAY).keep({f"https://{k}.com/": v for k, v in answers.items()}, now)
    return Memory.load(file, 7 * DAY)


def test_answers_are_remembered_for_a_while(tmp_path: Path) -> None:
    memory = kept(tmp_path / "cache" / "external.json", a=Answer("ok"))
    assert memory.recall("https://a.com/", NOW + 6 * DAY) == Answer("ok")
    assert memory.recall("https://a.com/", NOW + 8 * DAY) is None
    assert memory.recall("https://a.com/", NOW - 1) is None
    assert memory.recall("https://b.com/", NOW) is None


def test_bad_news_is_asked_again_soon(tmp_path: Path) -> None:
    dead = Answer("dead", "is gone (410)")
    memory = kept(tmp_path / "external.json", a=dead)
    assert memory.recall("https://a.com/", NOW + 60) == dead
    assert memory.recall("https://a.com/", NOW + 2 * 3600) is None


def test_what_may_pass_is_not_remembered(tmp_path: Path) -> None:
    memory = kept(tmp_path / "external.json", a=Answer("unsure", "x"), b=Answer("unreachable", "x"))
    assert memory.recall("https://a.com/", NOW) is None
    assert memory.recall("https://b.com/", NOW) is None


def test_what_another_run_wrote_stays(tmp_path: Path) -> None:
    file = tmp_path / "external.json"
    first, second = (Memory.load(file, DAY) for _ in range(2))
    first.keep({"https://a.com/": Answer("ok")}, NOW)
    second.keep({"https://b.com/": Answer("ok")}, NOW)
    both = Memory.load(file, DAY)
    assert both.recall("https://a.com/", NOW) and both.recall("https://b.com/", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["external.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"format": "other", "version": 1, "answers": {}}',
        b'{"format": "runbookc-external", "version": 2, "answers": {}}',
        b'{"format": "runbookc-external", "version": 1, "answers": []}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_dropped_with_a_notice(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "external.json"
    file.write_bytes(content)
    memory = Memory.load(file, DAY)
    assert memory.notice and memory.recall("https://a.com/", NOW) is None
    memory.keep({"https://a.com/": Answer("ok")}, NOW)
    assert Memory.load(file, DAY).recall("https://a.com/", NOW) == Answer("ok")


@pytest.mark.parametrize("asked", ["1e999", "-1", "NaN", "9" * 400])
def test_odd_times_and_addresses_are_no_obstacle(tmp_path: Path, asked: str) -> None:
    file = tmp_path / "external.json"
    start = '{"format": "runbookc-external", "version": 1, "answers": {"https://a.com/": '
    entry = '{"outcome": "ok", "reason": "", "asked": '
    file.write_text(f'{start}{entry}{asked}}}, "\\ud800": {entry}{NOW}}}}}}}')
    memory = Memory.load(file, DAY)
    assert not memory.notice and memory.recall("https://a.com/", NOW) is None
    memory.keep({"https://b.com/": Answer("ok")}, NOW)
    assert Memory.load(file, DAY).recall("https://b.com/", NOW) == Answer("ok")


def test_no_link_is_written_through(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "folder"
    kept.write_text("mine")
    folder.mkdir()
    (folder / "external.json").symlink_to(kept)
    (tmp_path / "cache").symlink_to(folder)
    for name in ("cache", "folder"):
        memory = Memory.load(tmp_path / name / "external.json", DAY)
        memory.keep({"https://a.com/": Answer("ok")}, NOW)
        assert kept.read_text() == "mine"
        assert (folder / "external.json").is_symlink() == (name == "cache")


def test_a_disk_that_refuses_is_fine(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Memory.load(tmp_path / "file" / "external.json", DAY)
    memory.keep({"https://a.com/": Answer("ok")}, NOW)
    assert (tmp_path / "file").read_text() == ""
