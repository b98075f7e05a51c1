import pickle
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.pipeline import compile_project
from runbookc.pipeline.bodies import Bodies, Packed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("# One\n\nTwo [three](#one).\n", encoding="utf-8")
    return tmp_path


def test_blocks_that_crossed_processes_are_read_when_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = compile_project(root, load_settings(root), keep_bodies=True).bodies["docs/page.md"]
    read: list[bytes] = []
    load = pickle.loads

    def noted(packed: bytes) -> object:
        read.append(packed)
        return load(packed)

    monkeypatch.setattr(pickle, "loads", noted)

    crossed = load(pickle.dumps(load(pickle.dumps(Packed(blocks)))))
    assert read == []
    assert crossed.value == blocks
    assert crossed.value is crossed.value
    assert len(read) == 1


def test_bodies_are_found_by_path(root: Path) -> None:
    bodies = Bodies({"a.md": Packed(())})

    assert bodies["a.md"] == ()
    assert bodies.get("b.md") is None
    assert list(bodies) == ["a.md"] and len(bodies) == 1
