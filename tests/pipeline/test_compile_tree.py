"""A build compiles what has changed, and has of every page what a compilation of everything has."""

import shutil
from pathlib import Path

import pytest

from runbookc.config import CONFIG_NAME, load_settings
from runbookc.pipeline import Compilation, OutputError, compile_project
from runbookc.pipeline.check import Request, check_tree
from runbookc.pipeline.recheck import compile_tree
from runbookc.planning import refused
from runbookc.planning.component_order import UpgradeOrder
from tests.pipeline.test_kept_runbooks import Writer


def request(root: Path, *, for_site: bool = True, cached: bool = True) -> Request:
    settings = load_settings(root)
    return Request(
        root,
        lambda: settings,
        root / CONFIG_NAME,
        cached=cached,
        for_site=for_site,
        keep_texts=True,
    )


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are compiled."""
    from runbookc.pipeline import page

    paths: list[str] = []
    real = page.compile_page

    def noting(path: str, *rest: object, **options: object) -> object:
        paths.append(path)
        return real(path, *rest, **options)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr("runbookc.pipeline.page.compile_page", noting)
    monkeypatch.setattr("runbookc.pipeline.run.compile_page", noting)
    return paths


def written(root: Path, pages: int = 9, seed: int = 0) -> Writer:
    root.mkdir()
    writer = Writer(root, seed)
    for _ in range(pages):
        writer.add()
    writer.image()
    return writer


def same(known: Compilation, whole: Compilation) -> None:
    assert known.diagnostics == whole.diagnostics
    assert known.suppressed == whole.suppressed
    assert [page.path for page in known.project.pages] == [p.path for p in whole.project.pages]
    for stored, page in zip(known.project.pages, whole.project.pages, strict=True):
        path = page.path
        assert stored.link_count == page.link_count == len(page.links)
        assert known.page(path) == page
        assert known.bodies[path] == whole.bodies[path]
        assert shown(known, path) == shown(whole, path)


def shown(compilation: Compilation, path: str) -> tuple[object, ...] | None:
    """What the site shows of a page, as far as the page alone decides it."""
    page = compilation.unlinked.get(path)
    return (page.html, page.nodes, page.has_title, page.entry) if page is not None else None


@pytest.mark.parametrize("seed", range(6))
def test_after_every_edit_it_is_what_a_first_compilation_gives(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "project"
    writer = written(root, seed=seed)
    for _ in range(8):
        writer.edit()
        known = compile_tree(request(root))
        settings = load_settings(root)
        same(known, compile_project(root, settings, keep_bodies=True, for_site=True))


def test_the_graph_knows_in_which_order_steps_upgrade(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(Path(__file__).parents[2] / "sources", root / "sources")
    shutil.copy(Path(__file__).parents[2] / CONFIG_NAME, root)
    whole = compile_project(root, load_settings(root), keep_bodies=True)
    for _ in range(2):
        known = compile_tree(request(root, for_site=False))
        assert orders(known) == orders(whole)
        assert list(refused(known.graph)) == list(refused(whole.graph))
    assert any(order and order.settled for order in orders(whole).values())


def orders(compilation: Compilation) -> dict[str, UpgradeOrder | None]:
    return {
        one.procedure.id: line.order_of(one.procedure.id)
        for line in compilation.graph.lines
        for edge in line.edges
        for one in edge.descriptions
    }


def test_only_what_has_changed_is_compiled_and_texts_as_they_are_asked_for(
    tmp_path: Path, compiled: list[str]
) -> None:
    root = tmp_path / "project"
    written(root)
    first = compile_tree(request(root))
    paths = [page.path for page in first.project.pages]
    assert sorted(compiled) == paths
    compiled.clear()
    again = compile_tree(request(root))
    assert compiled == []
    assert again.page(paths[0]) == first.page(paths[0])
    assert again.bodies[paths[0]] == first.bodies[paths[0]]
    assert compiled == [paths[0]]


def test_what_a_check_knows_is_completed_and_a_check_believes_a_build(
    tmp_path: Path, compiled: list[str]
) -> None:
    root = tmp_path / "project"
    written(root)
    found = check_tree(request(root, for_site=False)).diagnostics
    compiled.clear()
    built = compile_tree(request(root))
    assert sorted(compiled) == [page.path for page in built.project.pages]
    assert built.diagnostics == found
    compiled.clear()
    assert check_tree(request(root, for_site=False)).diagnostics == found
    assert compile_tree(request(root)).diagnostics == found
    assert compiled == []


def test_html_of_an_older_text_is_not_taken(tmp_path: Path) -> None:
    root = tmp_path / "project"
    written(root)
    compile_tree(request(root))
    page = next(iter(sorted(root.rglob("*.md"))))
    page.write_text("# Another\n\nText.\n", encoding="utf-8")
    check_tree(request(root, for_site=False))
    built = compile_tree(request(root))
    assert "<p>Text.</p>" in built.unlinked[page.relative_to(root).as_posix()].html


def test_without_the_cache_nothing_is_kept(tmp_path: Path, compiled: list[str]) -> None:
    root = tmp_path / "project"
    written(root)
    for _ in range(2):
        compiled.clear()
        built = compile_tree(request(root, cached=False))
        assert len(compiled) == len(built.project.pages)
    assert not (root / ".runbookc_cache").exists()


@pytest.mark.parametrize("bad", [b"", b"null ", b'[]\n["", [], true]', b"\xff"])
def test_what_is_damaged_is_made_again(tmp_path: Path, bad: bytes) -> None:
    import sqlite3

    root = tmp_path / "project"
    written(root)
    first = compile_tree(request(root))
    (file,) = (root / ".runbookc_cache").glob("check-*.sqlite")
    with sqlite3.connect(file) as connection:
        connection.execute("update html set content = ?", (bad,))
    connection.close()
    again = compile_tree(request(root))
    for page in first.project.pages:
        assert shown(again, page.path) == shown(first, page.path)


def test_a_file_that_changes_under_the_build_is_told(tmp_path: Path) -> None:
    root = tmp_path / "project"
    written(root)
    compile_tree(request(root))
    again = compile_tree(request(root))
    path = again.project.pages[0].path
    (root / path).write_text("# Else\n", encoding="utf-8")
    with pytest.raises(OutputError, match="changed while the build ran"):
        again.page(path)
    (root / path).unlink()
    with pytest.raises(OutputError, match=path):
        _ = again.bodies[path]
