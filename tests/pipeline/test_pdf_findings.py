"""What a PDF cannot show is a finding like others: told, weighed, silenced."""

from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.pipeline.build import Part, build

PAGE = """\
# Check

Read this.

{comment}

## Check the agent

Follow the steps to check it.

**Step 1 –** Wait for \U0001f5f8.

**Step 2 –** Log off.
"""


def codes(root: Path, comment: str, configuration: str) -> list[tuple[str, int, str]]:
    (root / "docs").mkdir()
    (root / "docs" / "check.md").write_text(PAGE.replace("{comment}", comment), encoding="utf-8")
    (root / "runbookc.toml").write_text(configuration, encoding="utf-8")
    only: tuple[Part, ...] = ("pdf",)
    result = build(root, load_settings(root), root / "build", only=only)
    assert result.written
    found = result.backend_diagnostics
    return [(one.code, one.span.line, one.severity.value) for one in found]


@pytest.mark.parametrize(
    ("comment", "configuration", "expected"),
    [
        ("", "", [("PDF001", 7, "warning")]),
        ("", '[rules.severity]\nPDF001 = "error"\n', [("PDF001", 7, "error")]),
        ("", '[rules]\nignore = ["PDF001"]\n', []),
        ("<!-- runbookc: ignore PDF001 no font has it -->", "", []),
    ],
)
def test_a_character_that_no_font_has(
    tmp_path: Path, comment: str, configuration: str, expected: list[tuple[str, int, str]]
) -> None:
    assert codes(tmp_path, comment, configuration) == expected
