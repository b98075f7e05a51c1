"""A page keeps all its text, its steps get numbers and ids, its links lead somewhere or say why."""

import re
from pathlib import Path

import pytest

from runbookc.backends.site import PageLinks, SitePage, render_page
from runbookc.config import Settings
from runbookc.linking.symbols import Symbols
from runbookc.pipeline import compile_project


def render(root: Path, text: str, **others: str) -> SitePage:
    docs = root / "docs"
    docs.mkdir()
    (docs / "page.md").write_text(text, encoding="utf-8")
    for name, content in others.items():
        (docs / f"{name}.md").write_text(content, encoding="utf-8")
    (docs / "pic.png").write_bytes(b"png")
    compilation = compile_project(root, Settings(), keep_bodies=True)
    project = compilation.project
    page = project.page("docs/page.md")
    assert page is not None
    links = PageLinks(
        project,
        Symbols(project.pages, project.files, {}),
        page,
        lambda source, path: f"to/{path}",
    )
    return render_page(page, compilation.bodies[page.path], links)


BOLD = """# Upgrade

Follow the steps to upgrade from Thing 1.0 to 2.0.

**Step 1 –** Stop it.

```
stop
```

**Step 2 –** Start it.

- like this

## After

Done.
"""


def test_bold_steps_get_a_number_an_id_and_their_content(tmp_path: Path) -> None:
    html = render(tmp_path, BOLD).html
    first, second = html.index('id="step-1"'), html.index('id="step-2"')
    assert first < html.index("stop\n</code>") < second < html.index("like this")
    assert "Step 1 –" not in html
    assert '<span class="hidden">Step </span>1</a>' in html
    after = html.index('id="after"')
    assert html.rindex("</div>", 0, after) > html.index("like this")


def test_a_title_in_the_bold_marker_stays(tmp_path: Path) -> None:
    text = "# T\n\nDo the following:\n\n**Step 1 – Open `it`.** Now.\n\n**Step 2** – *Shut* it.\n"
    html = render(tmp_path, text).html
    assert "<p><strong>Open <code>it</code>.</strong> Now.</p>" in html
    assert "<p><em>Shut</em> it.</p>" in html


def test_list_steps(tmp_path: Path) -> None:
    text = "# Install\n\nFollow the steps to install Thing.\n\n1. Unpack it.\n2. Run `setup`.\n"
    html = render(tmp_path, text).html
    assert '<ol class="steps">' in html
    assert '<li class="step" id="step-2" data-pagefind-weight="3">' in html
    assert html.count("<li") == 2


def test_procedures_on_one_page_have_ids_of_their_own(tmp_path: Path) -> None:
    one = "## Upgrade {a} to {b}\n\nDo the following:\n\n**Step 1 –** Go.\n\n**Step 2 –** End.\n\n"
    html = render(
        tmp_path, "# T\n\n" + one.format(a="1.0", b="2.0") + one.format(a="2.0", b="3.0")
    ).html
    ids = [part.split('"')[0] for part in html.split('<div class="step" id="')[1:]]
    assert len(ids) == len(set(ids)) == 4


def test_contents_are_the_headings_as_a_tree(tmp_path: Path) -> None:
    made = render(tmp_path, "# T\n\n## A\n\n#### B\n\n## C\n")
    assert made.has_title
    assert [entry.title for entry in made.contents] == ["A", "C"]
    assert [entry.title for entry in made.contents[0].children] == ["B"]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[x](other.md#there)", '<a href="to/docs/other.md#there">x</a>'),
        ("[x](#t)", '<a href="#t">x</a>'),
        ("[x](https://example.com)", '<a href="https://example.com" class="external">x</a>'),
        ("[x](gone.md)", '<span class="broken" title="Broken link: there is no such page'),
        ("[x](other.md#gone)", '<a href="to/docs/other.md" class="broken"'),
        ("![pic](pic.png)", '<img src="to/docs/pic.png" alt="pic"'),
        ("![pic](gone.png)", '<span class="broken" title="Broken link: there is no such file'),
        ("[x](../../../etc/passwd)", '<span class="broken"'),
        ("[x](javascript:alert)", "x"),
        ('a <img src="pic.png" alt="p">', '<img src="to/docs/pic.png" alt="p">'),
        ('a <a href="other.md">o</a>', '<a href="to/docs/other.md">o</a>'),
        ('a <a href="gone.md">o</a>', "<a>o</a>"),
    ],
)
def test_links(tmp_path: Path, written: str, made: str) -> None:
    html = render(tmp_path, f"# T\n\nText {written}\n", other="# O\n\n## There\n").html
    assert made in html
    assert "javascript" not in html


def test_a_skipped_level_is_none_to_who_hears_the_page(tmp_path: Path) -> None:
    html = render(tmp_path, "# A\n\n#### B\n\n##### C\n\n## D\n\n### E\n\n##### F\n").html
    assert re.findall(r"<h(\d)[^>]*?(?: aria-level=\"(\d)\")?>", html) == [
        ("1", ""),
        ("4", "2"),
        ("5", "3"),
        ("2", ""),
        ("3", ""),
        ("5", "4"),
    ]


def test_the_title_above_the_body_counts_as_a_level(tmp_path: Path) -> None:
    html = render(tmp_path, "---\ntitle: A\n---\n\n### B\n\n## C\n").html
    assert '<h3 id="b" aria-level="2">' in html
    assert '<h2 id="c">' in html


def test_a_heading_without_words_is_left_out(tmp_path: Path) -> None:
    assert "<h3" not in render(tmp_path, "# A\n\n###\n\nText.\n").html
