import io
import time
import zipfile

import pytest

from runbookc.backends.archive import archive


def test_the_bytes_depend_on_the_files_only(monkeypatch: pytest.MonkeyPatch) -> None:
    first = archive({"b.xml": b"<b/>", "a/ä.txt": b"x"})
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    assert archive({"b.xml": b"<b/>", "a/ä.txt": b"x"}) == first


def test_files_are_whole_and_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(archive({"b": b"1", "a": b"2"}))) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["b", "a"]
        assert packed.read("a") == b"2"
