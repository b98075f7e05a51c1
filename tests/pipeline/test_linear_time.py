"""Hostile and very long pages: twice the text takes about twice the time, never its square."""

import time
from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.pipeline import compile_project

UNITS = {
    "soft breaks": "a\n",
    "carriage returns": "a\r",
    "quoted lines": "> a\n",
    "numbered items": "1. item one\n",
    "two kinds of numbers": "1) a\n2. b\n",
    "step headings": "## Step 1: Do it\n\n",
    "glued versions": "Prevention7.4 ",
    "suppressions": "<!-- runbookc: ignore LNK001 a -->\n\n",
    "open suppressions": "<!-- runbookc: ignore LNK001 ",
    "brackets": "[",
    "image brackets": "![",
    "open references": "[\n",
    "open directives": ":::note\n",
    "directives before headings": ":::note\n\ntext\n\n# Heading\n\n",
    "tabs in tabs": '<Tabs>\n<TabItem value="a">\n\n',
    "links upwards": "[a](../../../../../x)\n",
    "tables": "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n",
    "emphasis": "*a **b ",
    "backticks": "` ",
    "open braces": "{",
    "open braces in lines": "{a\n\n",
    "open tags": "<a b={",
    "open quotes in tags": "<a b='",
    "blocks of open tags": "<div {\n\n",
    "braces in one block": "<div>\n{\n",
    "backticks in one block": "<div>\n` `` ``` ",
    "open programs": "export const a = {\n\n",
    "tags": '<a href="b.md">c</a> ',
    "footnotes": "[^a]: b\n",
    "nested elements": "<div>\n## a [b](c.md)\n",
}


MKDOCS_UNITS = {
    "open elements": "<div>\n\n",
    "open tags": '<div "\n',
    "open comments in an element": "<div><!--\n",
    "elements and text": "<p>x</p> y\n",
    "targets with blanks": "[a](b c) ",
    "open targets": "![a](b ",
    "definitions": "t\n: a\n\n",
    "definitions in definitions": "t\n: ",
    "footnotes": "[^a]: x\n",
    "references": "[a]: b\n",
    "attributes": "text\n{: #a }\n",
    "snippets": '--8<-- "a"\n',
}
MKDOCS = "markdown_extensions: [extra, pymdownx.snippets, pymdownx.emoji]\n"


def seconds(root: Path, text: str) -> float:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "page.md").write_text(text, encoding="utf-8", newline="")
    start = time.process_time()
    compile_project(root, Settings())
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_the_text(unit: str, tmp_path: Path) -> None:
    (tmp_path / "docusaurus.config.js").write_text("module.exports = {}", encoding="utf-8")
    seconds(tmp_path, unit * 10)
    small = seconds(tmp_path, unit * (8_000 // len(unit)))
    large = seconds(tmp_path, unit * (64_000 // len(unit)))
    assert large < 20 * max(small, 0.02)


@pytest.mark.parametrize("unit", MKDOCS_UNITS.values(), ids=MKDOCS_UNITS)
def test_time_grows_with_the_text_of_mkdocs(unit: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    seconds(tmp_path, unit * 10)
    small = seconds(tmp_path, unit * (8_000 // len(unit)))
    large = seconds(tmp_path, unit * (64_000 // len(unit)))
    assert large < 20 * max(small, 0.02)


def test_many_names_of_files(tmp_path: Path) -> None:
    names = [f"Server{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}name.config" for i in range(600)]
    text = "\n\n".join(f"Open {name}." for name in names)
    assert seconds(tmp_path, text) < 3


def test_many_hops(tmp_path: Path) -> None:
    sections = (f"## Upgrade from 7.{i} to 7.{i + 1}\n\n**Step 1 –** Go.\n\n" for i in range(400))
    assert seconds(tmp_path, "".join(sections)) < 5
