"""What the large search index is told of a page: words and anchors, no link."""

import re
from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.pipeline import Compilation, compile_project

PAGE = """# Upgrade [the server](other.md "Other page")

See [**the `long/path/to/some/setup.exe`**](other.md#top) and <https://example.org/x>.

![A lamp](lamp.png) [![](lamp.png)](other.md)

## Upgrade from 1.0 to 2.0

1. Stop it.
2. Run `a < b`.
"""


def compiled(root: Path, text: str, *, for_site: bool) -> Compilation:
    (root / "other.md").write_text("Text without a title.\n", encoding="utf-8")
    (root / "lamp.png").write_bytes(b"")
    (root / "page.md").write_text(text, encoding="utf-8")
    return compile_project(root, Settings(), for_site=for_site, keep_bodies=not for_site)


@pytest.mark.parametrize("for_site", [False, True])
def test_it_holds_words_and_anchors(tmp_path: Path, for_site: bool) -> None:
    document = compiled(tmp_path, PAGE, for_site=for_site).search_document("page.md")

    assert '<h1 id="upgrade-the-server">Upgrade the server</h1>' in document
    assert "See the long/path/to/some/setup.exe and https://example.org/x." in document
    assert "A lamp" in document
    assert '<li class="step" id="step-2" data-pagefind-weight="3">Step 2 Run a &lt; b.' in document
    assert not re.search(r"href|src=|other\.md|lamp\.png|permalink|\ufdd0|<(?:a|img)\b", document)


def test_a_title_that_the_page_does_not_show_stands_above_it(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, PAGE, for_site=True)

    assert compilation.search_document("other.md").startswith("<h1>other</h1>\n<p>Text")
    assert compilation.search_document("page.md").count("<h1") == 1
    assert compilation.search_document("gone.md") == ""


def test_it_is_the_same_whatever_links_lead_to(tmp_path: Path) -> None:
    whole = compiled(tmp_path, PAGE, for_site=True).search_document("page.md")
    (tmp_path / "moved").mkdir()
    broken = PAGE.replace("other.md", "gone.md").replace("lamp.png", "gone.png")
    root = tmp_path / "moved"

    assert compiled(root, broken, for_site=True).search_document("page.md") == whole


def test_raw_html_keeps_its_anchors_and_no_address(tmp_path: Path) -> None:
    raw = (
        '<a id="own" href="https://example.org/?a=1">a > b</a> <a name="old"></a>\n\n'
        '<span id="mark" title="a>b">word</span> <img src="lamp.png" alt="x">\n\n'
        "Forged \ufdd07! \ufdd0" + "9" * 5000 + "!\n"
    )
    document = compiled(tmp_path, f"# Raw\n\n{raw}", for_site=True).search_document("page.md")

    assert '<i id="own"></i>a &gt; b' in document
    assert '<i id="mark"></i>word' in document
    assert "example.org" not in document and "lamp.png" not in document
