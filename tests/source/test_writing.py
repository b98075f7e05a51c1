"""A file is there whole, the old one or the new one."""

from pathlib import Path

import pytest

from runbookc.source.writing import replace_file


def test_a_file_is_made_and_replaced_with_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    replace_file(file, b"one")
    assert file.read_bytes() == b"one"
    file.chmod(0o640)
    replace_file(file, b"two")
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_machine_that_refuses_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    file = tmp_path / "a.json"
    file.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_no_file_is_written_as_it_is() -> None:
    replace_file(Path("/dev/null"), b"gone")
    assert not Path("/dev/null").is_file()
