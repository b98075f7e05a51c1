"""The bundles of the large search index: which pages are in them, and which are taken over."""

import gzip
import hashlib
import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from runbookc.config import Settings, load_settings
from runbookc.pipeline import Compilation, compile_project, search_bundles
from runbookc.pipeline.kept import Kept
from runbookc.pipeline.pagefind import Pagefind
from runbookc.pipeline.search_bundles import FOLDER, FinishedBundle, SearchBundles

Texts = Mapping[str, str]
TEXTS = {
    "docs/demo/1.0/a.md": "# Alpha\n\nThe heliotrope.\n",
    "docs/demo/2.0/a.md": "# Alpha\n\nThe viridian.\n",
    "docs/tool/1.0/b.md": "# Beta\n\nThe ochre.\n",
    "docs/start.md": "# Start\n\nThe magenta.\n",
}


def compiled(root: Path, texts: Texts = TEXTS) -> Compilation:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return compile_project(root, load_settings(root), for_site=True)


def made(compilation: Compilation, out: Path, jobs: int = 2) -> list[FinishedBundle]:
    with SearchBundles("en", jobs) as search:
        search.settle(compilation, (page.path for page in compilation.project.pages), "en")
        return search.finish(out)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words(folder: Path) -> str:
    """All that the files of the index say, unpacked."""
    contents = (path.read_bytes() for path in folder.rglob("*") if path.is_file())
    unpacked = (gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one for one in contents)
    return " ".join(one.decode("utf-8", errors="replace") for one in unpacked)


def fragment(folder: Path, name: str) -> dict[str, Any]:
    content = gzip.decompress((folder / "fragment" / f"{name}.pf_fragment").read_bytes())
    known: dict[str, Any] = json.loads(content[content.index(b"{") :])
    return known


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents each program gets that is started."""
    found: list[int] = []
    start = Pagefind.start

    def counted(self: Pagefind) -> None:
        found.append(len(self._paths))
        start(self)

    monkeypatch.setattr(Pagefind, "start", counted)
    return found


def test_each_product_has_a_bundle_of_its_own(tmp_path: Path) -> None:
    bundles = made(compiled(tmp_path), tmp_path / "out")

    told = {one.scope.product: sorted(one.pages.values()) for one in bundles}
    assert told == {
        "": ["docs/start.md"],
        "demo": ["docs/demo/1.0/a.md", "docs/demo/2.0/a.md"],
        "tool": ["docs/tool/1.0/b.md"],
    }
    for bundle in bundles:
        folder = tmp_path / "out" / FOLDER / bundle.scope.folder
        assert re.fullmatch(r"[0-9a-f]{16}", bundle.scope.folder)
        for name, path in bundle.pages.items():
            assert TEXTS[path].split()[-1] in fragment(folder, name)["content"]
    shared = {path.name for path in (tmp_path / "out" / FOLDER).iterdir() if path.is_file()}
    assert shared == {"pagefind.js", "wasm.en.pagefind"}


def test_each_version_of_a_large_product_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_bundles, "_MOST_PAGES", 1)

    scopes = [one.scope for one in made(compiled(tmp_path), tmp_path / "out")]

    named = [(one.product, one.version) for one in scopes]
    assert sorted(named, key=str) == [
        ("", None),
        ("demo", "1.0"),
        ("demo", "2.0"),
        ("tool", None),
    ]


def test_it_begins_when_pages_are_compiled_and_has_the_same_bytes(
    tmp_path: Path, started: list[int]
) -> None:
    compilation = compiled(tmp_path)
    made(compilation, tmp_path / "late", jobs=1)
    assert sorted(started) == [1, 1, 2]

    with SearchBundles("en", 4) as search:
        compile_project(tmp_path, Settings(), for_site=True, compiled=search.start)
        assert len(started) == 6
        search.settle(compilation, TEXTS, "en")
        search.finish(tmp_path / "early")

    assert len(started) == 6
    assert digests(tmp_path / "early") == digests(tmp_path / "late")


def test_what_is_not_published_is_in_no_file(tmp_path: Path, started: list[int]) -> None:
    compilation = compiled(tmp_path)
    published = [path for path in TEXTS if "1.0/a.md" not in path and path != "docs/start.md"]
    with SearchBundles("en", 2) as search:
        compile_project(tmp_path, Settings(), for_site=True, compiled=search.start)
        search.settle(compilation, published, "en")
        bundles = search.finish(tmp_path / "out")

    assert sorted(path for one in bundles for path in one.pages.values()) == sorted(published)
    said = words(tmp_path / "out")
    assert "viridian" in said and "ochre" in said
    assert "heliotrope" not in said and "magenta" not in said


def test_another_language_makes_all_anew(tmp_path: Path, started: list[int]) -> None:
    compilation = compiled(tmp_path)
    with SearchBundles("en", 2) as search:
        compile_project(tmp_path, Settings(), for_site=True, compiled=search.start)
        search.settle(compilation, TEXTS, "de")
        search.finish(tmp_path / "out")

    assert (tmp_path / "out" / FOLDER / "wasm.de.pagefind").is_file()
    assert not (tmp_path / "out" / FOLDER / "wasm.en.pagefind").exists()


class Builds:
    """Builds of one project after another, with the notes of the last one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.number = 0

    def build(self, texts: Texts = TEXTS, *, cached: bool = True) -> Path:
        compilation = compiled(self.root, texts)
        kept = Kept(self.root, (self.root / f"out{self.number}",), cached=cached)
        self.number += 1
        out = self.root / f"out{self.number}"
        with SearchBundles("en", 2) as search:
            search.kept = kept
            search.settle(compilation, [page.path for page in compilation.project.pages], "en")
            search.finish(out)
        kept.save()
        return out


def test_a_bundle_of_the_same_documents_is_taken_over(tmp_path: Path, started: list[int]) -> None:
    builds = Builds(tmp_path)
    first = builds.build()
    started.clear()
    changed = TEXTS | {"docs/demo/2.0/a.md": "# Alpha\n\nThe [viridian](../1.0/a.md), changed.\n"}

    second = builds.build(changed)

    assert started == [2]
    made(compiled(tmp_path, changed), tmp_path / "whole")
    assert digests(second) == digests(tmp_path / "whole")
    kept = {path for path in digests(second) if digests(first).get(path) == digests(second)[path]}
    assert any("fragment" in path for path in kept)
    own = [path for path in kept if "/index/" in path]
    assert own and all(
        (first / path).stat().st_ino == (second / path).stat().st_ino for path in own
    )

    started.clear()
    builds.build(changed, cached=False)
    assert sorted(started) == [1, 1, 2]


@pytest.mark.parametrize("kind", ["fragment", "index", "pagefind-entry.json"])
def test_one_that_somebody_has_changed_is_made_anew(
    tmp_path: Path, started: list[int], kind: str
) -> None:
    builds = Builds(tmp_path)
    first = builds.build()
    before = digests(first)
    path = next(path for path in before if f"/{kind}" in path)
    (first / path).write_bytes(b"tampered")
    started.clear()

    second = builds.build()

    assert len(started) == 1
    assert digests(second) == before


def test_without_the_program_there_is_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_bundles, "program", lambda: None)

    assert made(compiled(tmp_path), tmp_path / "out") == []
    assert not (tmp_path / "out").exists()


def test_a_program_that_fails_leaves_its_bundle_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runbookc.pipeline.pagefind.program", lambda: Path("/bin/false"))

    bundles = made(compiled(tmp_path), tmp_path / "out")

    assert [dict(one.pages) for one in bundles] == [{}, {}, {}]
    assert not (tmp_path / "out").exists()


def test_what_is_abandoned_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []
    real = tempfile.mkdtemp

    def noted(*rest: str | None, **options: str | None) -> str:
        folders.append(Path(real(*rest, **options)))
        return str(folders[-1])

    monkeypatch.setattr("tempfile.mkdtemp", noted)
    search = SearchBundles("en", 2)
    search.settle(compiled(tmp_path), TEXTS, "en")
    assert folders and all(folder.exists() for folder in folders)

    search.abandon()

    assert not any(folder.exists() for folder in folders)
    assert search.finish(tmp_path / "out") == []


@pytest.mark.parametrize("place", ["not there", "full"])
def test_documents_stand_on_the_disk_where_memory_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    room = 10**12 if place == "full" else 4
    folder = str(tmp_path if place == "full" else tmp_path / "nowhere")
    monkeypatch.setattr("runbookc.pipeline.pagefind._SHARED_MEMORY", folder)
    monkeypatch.setattr("runbookc.pipeline.pagefind._ROOM", room)

    bundles = made(compiled(tmp_path), tmp_path / "out")

    assert all(one.pages for one in bundles)
    assert not list(tmp_path.glob("tmp*"))
