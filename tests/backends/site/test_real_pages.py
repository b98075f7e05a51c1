"""No word of a real page is lost on its way to the site."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from runbookc.backends.blocks_html import flat_text
from runbookc.backends.site import PageLinks, render_page
from runbookc.config import load_settings
from runbookc.linking.symbols import Symbols
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    ImageBlock,
    InlineHtml,
    Tab,
    inlines_of,
    walk_blocks,
)
from runbookc.pipeline import compile_project


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def written(body: tuple[Block, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in walk_blocks(body):
        for run in inlines_of(block):
            raw = (" " if isinstance(node, InlineHtml) else flat_text((node,)) for node in run)
            found += words("".join(raw))
        if isinstance(block, CodeBlock):
            found += words(block.text)
        elif isinstance(block, ImageBlock):
            found += words(block.alt)
        elif isinstance(block, Admonition | Tab):
            found += words(block.title)
    return found


def shown(page: str) -> Counter[str]:
    """The words of the page; only raw tags and blocks part words."""
    text = re.sub(r' alt="([^"]*)"[^>]*>', r"> \1 ", page)
    text = re.sub(r"</?(?:a|code|del|em|span|strong)\b[^>]*>", "", text)
    return words(html.unescape(re.sub(r"<[^>]+>", " ", text)))


@pytest.mark.parametrize("name", ["netwrix", "rke2", "seafile"])
def test_every_word_is_shown(corpora: Path, name: str) -> None:
    root = corpora / name
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    project = compilation.project
    symbols = Symbols(project.pages, project.files, {})
    for page in project.pages:
        body = compilation.bodies[page.path]
        links = PageLinks(project, symbols, page, lambda source, path: path)
        lost = written(body) - shown(render_page(page, body, links).html)
        for marker in ("step", "warning"):
            del lost[marker]
        assert not lost, page.path
