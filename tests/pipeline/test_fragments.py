"""Files that pages include: their anchors and links count on the pages that show them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.pipeline import compile_project

CONFIG = "module.exports = {presets: [['classic', {docs: {routeBasePath: '/'}}]]}\n"


def found(root: Path, files: Mapping[str, str]) -> list[tuple[str, str, int, str]]:
    """Path, code, line and message of every LNK and SRC finding of a Docusaurus site."""
    for path, text in {"docusaurus.config.js": CONFIG, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    compilation = compile_project(root, load_settings(root))
    return [
        (item.path, item.code, item.span.line, item.message)
        for item in compilation.diagnostics
        if item.code.startswith(("LNK", "SRC", "STP", "VER"))
    ]


PAGE = """# Page

import Part from './_part.mdx'

[in the part](#from-the-part) [deeper](#from-the-inner-part) [nowhere](#nowhere)

<Part />

[also](#given)
"""
PART = """import Inner from './inner/_inner.md';

## From the part

<span id="given" />

<Inner />
"""


def test_anchors_of_included_files_count(tmp_path: Path) -> None:
    inner = "### From the inner part\n"
    files = {"docs/a.md": PAGE, "docs/_part.mdx": PART, "docs/inner/_inner.md": inner}
    message = "No heading has the anchor `#nowhere` on this page"
    assert found(tmp_path, files) == [("docs/a.md", "LNK002", 5, message)]
    others = {"docs/b.md": "[x](a.md#from-the-part) [y](./a.md#from-the-prat)\n"}
    assert ("docs/b.md", "LNK002", 1) in [item[:3] for item in found(tmp_path, others)]


def test_a_broken_link_in_a_fragment_is_told_once_where_it_stands(tmp_path: Path) -> None:
    part = "[file](./a.md) [file](../a.md) [shown](#own) [one page](#only-in-a)\n"
    part += "![x](x.png) ![y](y.png)\n"
    page = "import Part from '@site/docs/parts/_part.mdx';\n\n# Own\n\n<Part/>\n"
    files = {
        "docs/a.md": page + "\n## Only in a\n",
        "docs/b.md": page,
        "docs/parts/_part.mdx": part,
        "docs/parts/x.png": "",
    }
    assert found(tmp_path, files) == [
        ("docs/parts/_part.mdx", "LNK001", 1, "The page `./a.md` does not exist"),
        (
            "docs/parts/_part.mdx",
            "LNK002",
            1,
            "No heading has the anchor `#only-in-a` on `docs/b.md`",
        ),
        ("docs/parts/_part.mdx", "LNK003", 2, "The image `y.png` does not exist"),
    ]


def test_an_address_in_a_fragment_counts_from_the_page(tmp_path: Path) -> None:
    page = "import Part from '@site/_part.mdx';\n\n<Part/>\n"
    files = {
        "docs/x/a.md": page,
        "docs/x/b.md": page,
        "docs/y/c.md": page,
        "docs/d.md": "# D\n",
        "_part.mdx": "[b](b) [d](../d)\n",
    }
    assert found(tmp_path, files) == [
        ("_part.mdx", "LNK001", 1, "The page `b` does not exist"),
    ]


def test_inclusions_that_lead_back_end(tmp_path: Path) -> None:
    files = {
        "docs/a.md": "import Pp from './_p.mdx'\n\n<Pp/> [x](#p) [y](#q) [z](#r)\n",
        "docs/_p.mdx": "import Qq from './_q.mdx'\n\n## P\n\n<Qq/>\n",
        "docs/_q.mdx": "import Pp from './_p.mdx'\n\n## Q\n\n<Pp/>\n",
    }
    assert [item[:3] for item in found(tmp_path, files)] == [("docs/a.md", "LNK002", 3)]


def test_a_page_may_include_a_page(tmp_path: Path) -> None:
    files = {
        "docs/a.md": "import Bb from './b.md'\n\n<Bb/> [x](#in-b)\n",
        "docs/b.md": "## In b\n\n[y](#in-b) [z](./gone.md)\n",
    }
    assert [item[:3] for item in found(tmp_path, files)] == [("docs/b.md", "LNK001", 3)]


@pytest.mark.parametrize(
    "line",
    [
        "import P from './_gone.mdx'",
        "import P from '@elsewhere/_p.mdx'",
        "import P from '../../outside.mdx'",
        "import P from '@site/src/components/P'",
    ],
)
def test_anchors_are_not_judged_where_a_file_is_not_found(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, {"docs/a.md": f"{line}\n\n<P/> [x](#x)\n"}) == []


def test_only_links_and_sources_of_fragments_are_judged(tmp_path: Path) -> None:
    part = "**Step 2 –** Stop it.\n\n**Step 4 –** Start Guard7.4.\n\n:::note\n\nNever closed.\n"
    files = {"docs/a.md": "import P from './_p.mdx'\n\n<P/>\n", "docs/_p.mdx": part}
    assert [item[:3] for item in found(tmp_path, files)] == [("docs/_p.mdx", "SRC003", 5)]


def test_a_comment_in_a_fragment_silences_its_findings(tmp_path: Path) -> None:
    part = "<!-- runbookc: ignore LNK001 made by hand -->\n[x](./gone.md)\n"
    files = {"docs/a.md": "import P from './_p.mdx'\n\n<P/>\n", "docs/_p.mdx": part}
    assert found(tmp_path, files) == []


def test_fragments_that_no_page_includes_are_not_read(tmp_path: Path) -> None:
    files = {"docs/a.md": "# A\n", "docs/_p.mdx": "[x](./gone.md)\n"}
    assert found(tmp_path, files) == []


def test_a_page_that_is_pasted_into_another_is_judged_once(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "markdown_extensions:\n  pymdownx.snippets: {base_path: docs}\n",
        "docs/a.md": "---\na: [\n---\n# A\n\n[x](gone.md)\n\n[y](b.md#nope)\n",
        "docs/b.md": '# B\n\n--8<-- "a.md"\n\n--8<-- "a.md:4:8"\n',
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = compile_project(tmp_path, load_settings(tmp_path)).diagnostics
    assert [(item.code, item.path) for item in found] == [
        ("SRC001", "docs/a.md"),
        ("LNK001", "docs/a.md"),
        ("LNK002", "docs/a.md"),
    ]
