"""The longest route of the sample docs, executed to its end as its reader would."""

import re
from pathlib import Path

from runbookc.config import load_settings
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import compose_all, provenance_of
from tests.backends.html.conftest import Open, written

ROOT = Path(__file__).parents[3]


def test_the_route_of_the_sample_is_executed_to_its_end(opened: Open, tmp_path: Path) -> None:
    compilation = compile_project(ROOT, load_settings(ROOT), keep_bodies=True)
    runbooks = compose_all(compilation, provenance_of(compilation))
    (runbook,) = (one for one in runbooks if one.id == "threatprevention-7.3.7-to-8.0")
    reader = opened(written(runbook, tmp_path))
    keyboard, page = reader.page.keyboard, reader.page
    focused = "document.activeElement.closest('[data-step]')?.dataset.step"

    visited, parts = [], {part.number: part for part in runbook.parts}
    for number, part in parts.items():
        keyboard.press("Alt+Shift+KeyN")
        while key := page.evaluate(focused):
            visited.append(key)
            keyboard.press("Space")
            keyboard.press("Alt+Shift+KeyN")
        if part.gate is not None:
            reader.sign(number, "Ada")
            assert "Signed by Ada" in reader.gate(number).inner_text()

    total = sum(len(part.procedure.steps) for part in runbook.parts)
    assert reader.done() == f"{total} of {total} steps done"
    record = reader.export()
    assert [step["done"] == "" for step in record["steps"]] == [False] * len(visited)
    assert [gate["override"] for gate in record["gates"]] == [""] * len(record["gates"])
    reader.page.keyboard.press("Alt+Shift+KeyR")
    paper = reader.page.locator("main.paper").inner_text()
    for step in record["steps"]:
        command = re.sub(r"\s+", " ", step["command"])
        assert command in re.sub(r"\s+", " ", paper)
