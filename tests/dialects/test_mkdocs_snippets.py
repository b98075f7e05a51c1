"""Where snippets are looked for, and what they show of a file."""

import pytest

from runbookc.dialects.mkdocs_config import mkdocs_config
from runbookc.dialects.mkdocs_snippets import appended_files, snippet_part, snippet_path

CONTENT = b"""one
--8<-- [start:a]
two
<!-- --8<-- [start:b] -->
three
# --8<-- [end:a]
four"""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("1:", [*range(7)]),
        ("2", [*range(1, 7)]),
        ("2:3", [1, 2]),
        (":2", [0, 1]),
        ("1:1,7:7", [0, 6]),
        ("-2:", [5, 6]),
        (":-6", [0, 1]),
        ("a", [2, 4]),
        ("b", [4, 6]),
        ("c", []),
    ],
)
def test_parts_keep_their_lines(name: str, shown: list[int]) -> None:
    lines = CONTENT.split(b"\n")
    expected = b"\n".join(line if row in shown else b"" for row, line in enumerate(lines))
    assert snippet_part(CONTENT, name) == expected


@pytest.mark.parametrize(
    ("base", "target", "path"),
    [
        (None, "a.md", "a.md"),
        ("parts", "a.md", "parts/a.md"),
        (["gone", "./parts/"], "a.md", "parts/a.md"),
        ("parts", "../a.md", "a.md"),
        ({"tag": "relative", "value": ""}, "b.md", "docs/guide/b.md"),
        ({"tag": "relative", "value": "$docs_dir"}, "c.md", "docs/c.md"),
        ({"tag": "relative", "value": "$config_dir/parts"}, "a.md", "parts/a.md"),
        ("/elsewhere", "a.md", None),
        ("..", "a.md", None),
        (None, "https://a.example/a.md", None),
        (None, "none.md", None),
    ],
)
def test_files_are_looked_for(base: object, target: str, path: str | None) -> None:
    options = {} if base is None else {"base_path": base}
    config = mkdocs_config({"markdown_extensions": [{"pymdownx.snippets": options}]})
    files = {"a.md", "parts/a.md", "docs/guide/b.md", "docs/c.md"}
    assert snippet_path(config, target, "docs/guide/page.md", files.__contains__) == path


def test_files_that_every_page_ends_with() -> None:
    options = {"pymdownx.snippets": {"auto_append": ["a.md", "b.md"]}}
    config = mkdocs_config({"markdown_extensions": options})
    assert appended_files(config) == ("a.md", "b.md")
    assert appended_files(mkdocs_config({})) == ()
