"""Whatever a page holds, the formats with a strict grammar obey theirs."""

import random
from collections.abc import Iterator
from pathlib import Path

from runbookc.backends import docx
from runbookc.model import Runbook
from tests.backends.dita.test_dita import refused
from tests.backends.docx.test_docx import faults
from tests.backends.sample import page_of, runbook_of
from tests.pipeline.test_any_page import LINES, PIECES

COUNT = 40


def any_runbooks(seed: int) -> Iterator[Runbook]:
    """Runbooks of pages made of pieces of real ones and of what is hard to read."""
    chance = random.Random(seed)
    while True:
        lines = [chance.choice(LINES) for _ in range(12)]
        lines += ["".join(chance.choices(PIECES, k=4)) for _ in range(8)]
        chance.shuffle(lines)
        indented = [chance.choice(("", "", "   ", "> ", "- ")) + line for line in lines]
        text = "# Install Demo\n\n1. Go.\n\n" + "\n".join(indented)
        text = text.replace("\ud800", "\ufffd")  # as the reader of files gives it
        if page_of(text).procedures:
            yield runbook_of(text)


def test_any_page_gives_a_whole_word_file() -> None:
    for _, runbook in zip(range(COUNT), any_runbooks(1), strict=False):
        (content,) = docx.render(runbook, lambda path: None).values()
        assert [*faults(content)] == []


def test_any_page_gives_valid_dita(dita_catalog: Path, tmp_path: Path) -> None:
    held: list[tuple[Runbook, dict[str, bytes]]] = [
        (runbook, {}) for _, runbook in zip(range(COUNT), any_runbooks(2), strict=False)
    ]
    assert refused(held, dita_catalog, tmp_path) == ""
