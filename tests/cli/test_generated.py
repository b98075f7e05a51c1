"""Generated files that do not fit the code are named, and written anew."""

from pathlib import Path

from runbookc.cli import generated

ROOT = Path(__file__).parents[2]


def test_the_repository_fits_the_code() -> None:
    assert list(generated.stale(ROOT)) == []


def test_changed_missing_and_left_over_files_are_stale_until_written(tmp_path: Path) -> None:
    generated.write(tmp_path)
    assert list(generated.stale(tmp_path)) == []

    (tmp_path / "schemas" / "page.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "docs" / "rules" / "index.md").unlink()
    (tmp_path / "docs" / "rules" / "retired.md").write_text("", encoding="utf-8")

    assert list(generated.stale(tmp_path)) == [
        "schemas/page.schema.json",
        "docs/rules/index.md",
        "docs/rules/retired.md",
    ]
    generated.write(tmp_path)
    assert list(generated.stale(tmp_path)) == []
