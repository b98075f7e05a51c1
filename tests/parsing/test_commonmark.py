"""With every extension off, the parser is CommonMark: the specification's own examples."""

import json
from pathlib import Path

import pytest

from runbookc.parsing import parse
from runbookc.source import decode
from tests.parsing.builder import commonmark
from tests.parsing.spec_html import canonical, render


def test_every_example_of_the_specification(specification: Path) -> None:
    examples = json.loads(specification.read_text("utf-8"))
    assert len(examples) > 600
    failed = []
    for example in examples:
        source, _ = decode("example.md", example["markdown"].encode())
        found = canonical(render(parse(source, commonmark()).body))
        if found != canonical(example["html"]):
            failed.append((example["example"], found))
    assert failed == []


@pytest.mark.parametrize("text", ["", "\n", "---\n", "\ufeff", "\r", "\r\n\r\n", "\x00"])
def test_nearly_nothing_is_a_page(text: str) -> None:
    source, _ = decode("empty.md", text.encode())
    assert isinstance(parse(source, commonmark()).body, tuple)
