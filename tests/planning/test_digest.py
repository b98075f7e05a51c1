"""The digest tells whether two runbooks tell the same, and anybody can compute it again."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runbookc.backends.json import render
from runbookc.model import Input, Letterhead, Runbook
from runbookc.planning.digest import LEFT_OUT, digest
from tests.backends.sample import LINKS, PROVENANCE, UPGRADE, runbook_of
from tests.backends.whole_sample import whole_runbook

GUIDE = Path(__file__).parents[2] / "docs" / "proof.md"


def recipe(language: str) -> str:
    """The one block of a language in the guide."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


def with_provenance(runbook: Runbook, **values: object) -> Runbook:
    return runbook.model_copy(update={"provenance": PROVENANCE.model_copy(update=values)})


def with_image(runbook: Runbook, path: str, sha256: str) -> Runbook:
    inputs = (Input(path="docs/a.md", sha256="a" * 64), Input(path=path, sha256=sha256 * 64))
    return with_provenance(runbook, inputs=inputs)


@pytest.mark.parametrize(
    "change",
    [
        ("# Upgrade Demo", "# Upgrade Demo\n\n"),
        ("Save your work.", "Save your\nwork."),
        (":::danger\nPower off the rack.\n:::", "> [!DANGER]\n> Power off the rack."),
        ("**Step 1 –** Run", "**Step 1:** Run"),
        ("Save your work.", "Save your&#32;work."),
    ],
)
def test_what_no_reader_sees_changes_nothing(change: tuple[str, str]) -> None:
    assert change[0] in UPGRADE
    assert runbook_of(UPGRADE.replace(*change), LINKS).digest == runbook_of(UPGRADE, LINKS).digest


def test_neither_the_commit_nor_the_compiler_nor_the_letterhead_counts() -> None:
    runbook = runbook_of(UPGRADE, LINKS)
    assert runbook.digest == digest(runbook)
    other = with_provenance(runbook, commit="f" * 40, compiler="runbookc 9", date="2030-01-01")
    letterhead = {"letterhead": Letterhead(name="Harbour Works"), "site_url": "https://a.example"}
    for same in (other, runbook.model_copy(update={**letterhead, "id": "other"})):
        assert digest(same) == runbook.digest


@pytest.mark.parametrize(
    "change",
    [
        ("rack", "machine"),
        ("https://example.com/help", "https://example.com/aid"),
        ("`setup.exe /q`", "setup.exe /q"),
        (":::danger", ":::warning"),
        ("**Step 1 –**", "**Step 2 –**"),
    ],
)
def test_what_a_reader_sees_changes_it(change: tuple[str, str]) -> None:
    assert change[0] in UPGRADE
    assert runbook_of(UPGRADE.replace(*change)).digest != runbook_of(UPGRADE).digest


def test_another_image_changes_it_and_another_name_of_the_same_does_not() -> None:
    runbook = runbook_of(UPGRADE, LINKS)
    one = digest(with_image(runbook, "a.PNG", "1"))
    assert one != digest(with_image(runbook, "a.PNG", "2"))
    assert one == digest(with_image(runbook, "b.png", "1"))
    assert digest(with_image(runbook, "b.md", "1")) == runbook.digest


def test_each_field_that_is_left_out_exists() -> None:
    """Any other field counts, also one that is new in the model."""
    schema = json.loads((GUIDE.parents[1] / "schemas" / "runbook.schema.json").read_text())
    known = {field for node in schema["$defs"].values() for field in node.get("properties", ())}
    assert sorted(LEFT_OUT - known - set(schema["properties"])) == []


@pytest.mark.parametrize("language", ["python", "sh"])
def test_the_guide_computes_the_same(language: str, tmp_path: Path) -> None:
    if language == "sh" and not (shutil.which("jq") and shutil.which("sha256sum")):
        pytest.skip("jq or sha256sum is not installed")
    odd = UPGRADE.replace("rack", 'rack "é" 😀 \\ \x7f\t<&> \u2028')
    for number, runbook in enumerate((whole_runbook(), runbook_of(odd, LINKS))):
        file = tmp_path / f"{number}.json"
        file.write_bytes(render(runbook, lambda path: None)[f"{runbook.id}.json"])
        program = tmp_path / "recipe"
        program.write_text(recipe(language), encoding="utf-8")
        command = [sys.executable] if language == "python" else ["sh"]
        done = subprocess.run(
            [*command, str(program), str(file)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == runbook.digest == digest(runbook)
