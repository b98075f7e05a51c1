import pytest

from runbookc.backends.pdf.assets import Assets, is_image


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n...", True),
        (b"\xff\xd8\xff\xe0", True),
        (b"GIF89a", True),
        (b"RIFF\0\0\0\0WEBPVP8 ", True),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', True),
        (b"<html><body/></html>", False),
        (b"%PDF-1.7", False),
        (b"", False),
    ],
)
def test_kind_is_told_by_content(content: bytes, expected: bool) -> None:
    assert is_image(content) is expected


def test_one_file_for_one_content() -> None:
    assets = Assets({"a.gif": b"GIF89a", "b.gif": b"GIF89a"}.get)
    name = assets.add("a.gif")
    assert name is not None
    assert assets.add("b.gif") == name
    assert assets.paths(name) == {"a.gif", "b.gif"}
    assert assets.files == {name: b"GIF89a"}


def test_missing_and_refused_images_have_no_name() -> None:
    assets = Assets({"a.gif": b"GIF89a"}.get, frozenset({"a.gif"}))
    assert assets.add("a.gif") is None
    assert assets.add("gone.png") is None
