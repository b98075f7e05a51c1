"""What is made of a page before it is linked gives, once linked, the page that is made after."""

import html
from collections.abc import Iterator
from pathlib import Path

import pytest

from runbookc.backends.site import (
    PageLinks,
    UnlinkedPage,
    linked_page,
    render_page,
    search_entry,
)
from runbookc.config import Settings, load_settings
from runbookc.linking.symbols import Symbols
from runbookc.pipeline import Compilation, compile_project

LINKS = """# Links

A [page](other.md#part "to the part"), [nothing](gone.md), an ![image](pic.png), one
[in a ![small](pic.png) link](https://example.com/ "away"), ![elsewhere](https://example.com/x.png),
[![remote](https://example.com/x.png)](other.md), <b>a [link in raw](other.md) tag</b>.

1. Do [this](#links).

   ![Step](pic.png "Title & more")

| [head](other.md) | cell |
| --- | --- |
| **[bold](other.md)** | `[no](link)` |

<p>Raw with a <a href="https://example.com/">link</a> and [none](gone.md).</p>
"""


def compiled(root: Path, text: str) -> Compilation:
    docs = root / "docs"
    docs.mkdir()
    (docs / "page.md").write_text(text, encoding="utf-8")
    (docs / "other.md").write_text("# Other\n\n## Part\n\nText.\n", encoding="utf-8")
    (docs / "pic.png").write_bytes(b"png")
    return compile_project(root, Settings(), keep_bodies=True, for_site=True)


def pairs(compilation: Compilation) -> Iterator[tuple[str, UnlinkedPage | None, str, str]]:
    """Path, what is made before linking, the page from that, the page that is made after it."""
    project = compilation.project
    symbols = Symbols(project.pages, project.files, {})
    for page in project.pages:
        body = compilation.bodies[page.path]
        links = PageLinks(
            project, symbols, page, lambda source, path: f"to/{path}", lambda _: (4, 3)
        )
        after = render_page(page, body, links)
        source = compilation.inventory.read(page.path).decode()
        before = compilation.unlinked.get(page.path)
        made = linked_page(before, links) if before else after
        assert (made.has_title, made.contents) == (after.has_title, after.contents)
        assert before is None or before.entry == search_entry(page, source)
        yield page.path, before, made.html, after.html


def test_links_and_images_are_filled_in(tmp_path: Path) -> None:
    (_, other, _, _), (_, before, made, after) = pairs(compiled(tmp_path, LINKS))

    assert other is not None and before is not None
    assert made == after
    assert '<a href="to/docs/other.md#part" title="to the part">page</a>' in made
    assert '<img src="to/docs/pic.png" alt="image" width="4" height="3" loading="lazy">' in made
    assert all(getattr(node, "children", ()) == () for node in before.nodes)


@pytest.mark.parametrize("raw", ['<a href="other.md">x</a>', '<img src="pic.png">'])
def test_raw_html_that_leads_to_files_waits_for_them(tmp_path: Path, raw: str) -> None:
    compilation = compiled(tmp_path, f"# Raw\n\n{raw} [and a link](other.md)\n")

    assert [before is None for _, before, _, _ in pairs(compilation)] == [False, True]
    again = compile_project(tmp_path, Settings(), for_site=True)
    assert set(again.unlinked) == {"docs/other.md"}
    assert set(again.bodies) == {"docs/page.md"}


def test_a_page_cannot_forge_an_opening(tmp_path: Path) -> None:
    mark = "\ufdd0"
    text = f'# Forged\n\n[link](other.md "{mark}0(") `{mark}0!` {mark}9) ![{mark}0(](pic.png)\n'
    (_, _, made, after), *_ = reversed([*pairs(compiled(tmp_path, text))])

    assert made == after
    assert html.escape("0(") in made


@pytest.mark.parametrize("name", ["netwrix", "rke2", "seafile"])
def test_real_pages_are_the_same(corpora: Path, name: str) -> None:
    root = corpora / name
    compilation = compile_project(root, load_settings(root), keep_bodies=True, for_site=True)
    found = [*pairs(compilation)]

    assert [path for path, _, made, after in found if made != after] == []
    assert sum(before is not None for _, before, _, _ in found) > len(found) / 2
