"""What a build takes over from the last output stands there once, and is never written into."""

from functools import partial
from pathlib import Path

import pytest

from runbookc.backends.site import Outline, outline_of
from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.mkdocs_plugin.past import Past
from runbookc.pipeline.build import BuildResult, Part, build
from runbookc.source.output_file import OutputFile
from tests.pipeline.test_build import INSTALL, PNG, UPGRADE, tree

BOTH: frozenset[Part] = frozenset(["runbooks", "site"])
NAME = "runbooks/vault/vault-3.0-install.html"
MKDOCS = "site_name: Vault\ndocs_dir: docs\nuse_directory_urls: false\ntheme: {name: runbookc}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two hops, a procedure and an image."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = tmp_path / "project" / "docs" / "vault" / "3.0"
    folder.mkdir(parents=True)
    (folder / "upgrade.md").write_text(UPGRADE, encoding="utf-8")
    (folder / "install.md").write_text(INSTALL, encoding="utf-8")
    (folder / "installer.png").write_bytes(PNG)
    return tmp_path / "project"


def built(
    root: Path, out: Path, *, cached: bool = True, only: frozenset[Part] = BOTH
) -> BuildResult:
    """The project, as the command builds it."""
    site = partial(build_site, past=Past(cache=cached))
    settings = load_settings(root)
    return build(root, settings, out, only=only, keep_going=True, cached=cached, build_site=site)


@pytest.mark.parametrize("cached", [True, False])
def test_a_runbook_is_written_once(root: Path, tmp_path: Path, cached: bool) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        built(root, out, cached=cached)
        assert (out / NAME).samefile(out / "site" / NAME)
        assert (out / NAME).stat().st_nlink == 2, "the last output is gone"


@pytest.mark.parametrize("cached", [True, False])
def test_what_is_made_the_same_again_stays_the_file_that_it_was(
    root: Path, tmp_path: Path, cached: bool
) -> None:
    out = tmp_path / "out"
    built(root, out, cached=cached)
    before = {name: (out / name).stat() for name in tree(out)}
    (root / "docs/vault/3.0/install.md").write_text(f"{INSTALL}\nMore.\n", encoding="utf-8")
    built(root, out, cached=cached)
    after = {name: (out / name).stat() for name in tree(out)}
    for name in ("site/upgrade.html", "site/upgrade.md"):
        assert after[name].st_ino == before[name].st_ino
        assert after[name].st_mtime_ns == before[name].st_mtime_ns
    for name in ("site/install.html", "site/install.md"):
        assert after[name].st_ino != before[name].st_ino
    built(root, tmp_path / "new", cached=False)
    assert tree(out) == tree(tmp_path / "new")


def test_a_file_that_was_edited_in_place_is_made_anew_in_both(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(root, out)
    whole = tree(out)
    with (out / "site" / NAME).open("ab") as file:
        file.write(b"<p>mine")
    assert (out / NAME).read_bytes().endswith(b"mine")
    built(root, out)
    assert tree(out) == whole


def test_a_build_that_breaks_leaves_what_it_took_over(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(root, out)
    whole = tree(out)

    def broken(*_: object) -> None:
        assert len(list(tmp_path.glob(f".out*/{NAME}"))) == 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root, load_settings(root), out, only=BOTH, cached=True, build_site=broken)
    assert tree(out) == whole


@pytest.mark.parametrize("only", [["site"], ["runbooks"], ["site", "runbooks"]])
def test_whatever_was_built_before(root: Path, tmp_path: Path, only: list[Part]) -> None:
    warm, cold = tmp_path / "warm", tmp_path / "cold"
    built(root, warm, only=frozenset(only))
    for parts in (frozenset(only), BOTH):
        built(root, warm, only=parts)
        built(root, cold, only=parts, cached=False)
        assert tree(warm) == tree(cold)


def test_what_a_hook_writes_into_a_site_stays_on_it(root: Path, tmp_path: Path) -> None:
    (root / "mkdocs.yml").write_text(f"{MKDOCS}plugins: [runbookc]\nhooks: [hook.py]\n")
    (root / "hook.py").write_text(
        "from pathlib import Path\n\n\ndef on_post_build(config):\n"
        f"    with Path(config.site_dir, {NAME!r}).open('ab') as file:\n"
        "        file.write(b'hook')\n"
    )
    out = tmp_path / "out"
    for _ in range(2):
        built(root, out)
        assert (out / "site" / NAME).read_bytes() == (out / NAME).read_bytes() + b"hook"
        assert b"hook" not in (out / NAME).read_bytes()


def test_a_page_at_the_place_of_a_runbook_is_not_written_into_it(
    root: Path, tmp_path: Path
) -> None:
    (root / "mkdocs.yml").write_text(f"{MKDOCS}plugins: [runbookc]\n")
    page = root / "docs" / NAME.replace(".html", ".md")
    page.parent.mkdir(parents=True)
    page.write_text("# A page of that name\n")
    out = tmp_path / "out"
    for _ in range(2):
        built(root, out)
        assert b"A page of that name" in (out / "site" / NAME).read_bytes()
        assert b"A page of that name" not in (out / NAME).read_bytes()


def test_what_lists_tell_of_a_runbook_is_read_once(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    built(root, out)
    read: list[str] = []

    def noting(file: OutputFile) -> Outline:
        outline = outline_of(file)
        read.append(outline["id"])
        return outline

    monkeypatch.setattr("runbookc.mkdocs_plugin.runbook_lists.outline_of", noting)
    page = root / "docs" / "vault" / "3.0" / "install.md"
    page.write_text(page.read_text("utf-8").replace("Start it", "Wait"), encoding="utf-8")
    built(root, out)
    assert read == ["vault-3.0-install"]
