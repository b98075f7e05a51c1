"""Link for link, what MkDocs itself says of a project's links."""

import shutil
from pathlib import Path

import pytest

from tests.dialects.mkdocs_verdict import our_verdict, verdict_of_mkdocs

FIXTURES = Path(__file__).parent / "fixtures"
TOC = "  - toc:\n      permalink: true\n"

VARIANTS = {
    "as it is": [],
    "file addresses": [("docs_dir: docs", "docs_dir: docs\nuse_directory_urls: false")],
    "separator": [(TOC, '  - toc:\n      separator: "_"\n')],
    "unicode": [
        (TOC, "  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify_unicode\n")
    ],
    "pymdown": [
        (
            TOC,
            "  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify"
            " {kwds: {case: lower}}\n",
        )
    ],
    "pymdown, percent": [
        (
            TOC,
            "  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify"
            " {kwds: {percent_encode: true, case: fold}}\n",
        )
    ],
    "extra": [
        ("  - abbr\n", ""),
        ("  - attr_list\n  - def_list\n  - footnotes\n  - md_in_html\n", "  - extra\n"),
    ],
    "no attribute lists": [("  - attr_list\n", "")],
    "no footnotes": [("  - footnotes\n", "")],
    "no definitions": [("  - def_list\n", "")],
    "no Markdown in HTML": [("  - md_in_html\n", "")],
    "no admonitions": [("  - admonition\n", ""), ("  - pymdownx.details\n", "")],
    "absolute from docs_dir": [
        ("docs_dir: docs", "docs_dir: docs\nvalidation:\n  absolute_links: relative_to_docs")
    ],
    "inherited": [("site_name: Every construct\n", "INHERIT: base.yml\n"), (TOC, "")],
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_construct(variant: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "every_construct", folder)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for old, new in VARIANTS[variant]:
        assert old in text
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")
    theirs = verdict_of_mkdocs(folder, tmp_path / "site")
    ours = our_verdict(folder)
    assert len(theirs.targets) > 60
    assert ours.targets == theirs.targets
    assert ours.anchors == theirs.anchors
    assert ours.absolute <= theirs.absolute
    for page, anchors in theirs.present.items():
        assert linkable(ours.present[page]) == linkable(anchors), page


def linkable(anchors: set[str]) -> set[str]:
    """Without the ids of the buttons of tabs."""
    return {anchor for anchor in anchors if not anchor.startswith("__tabbed_")}


def test_snippets(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "snippets", folder)
    theirs = verdict_of_mkdocs(folder, tmp_path / "site")
    ours = our_verdict(folder)
    assert len(theirs.anchors) == 10
    # MkDocs names the page that includes a text, we name the file that the text stands in.
    pasted = {(target, anchor) for _, target, anchor in ours.pasted}
    for own, all_of_them in ((ours.targets, theirs.targets), (ours.anchors, theirs.anchors)):
        assert own <= all_of_them
        assert {(target, anchor) for _, target, anchor in all_of_them - own} <= pasted
    known = {(target, anchor) for _, target, anchor in theirs.targets | theirs.anchors}
    assert pasted <= known


def test_a_real_project(corpora: Path, tmp_path: Path) -> None:
    theirs = verdict_of_mkdocs(corpora / "seafile", tmp_path / "site")
    ours = our_verdict(corpora / "seafile")
    assert (len(theirs.targets), len(theirs.anchors)) == (17, 10)
    assert ours.targets == theirs.targets
    assert ours.anchors == theirs.anchors
    assert ours.absolute == theirs.absolute == set()
    for page, anchors in theirs.present.items():
        assert linkable(ours.present[page]) == linkable(anchors), page
