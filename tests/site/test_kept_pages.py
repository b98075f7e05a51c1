"""A site that takes pages over from the last build is the one that a first build writes."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from runbookc.mkdocs_plugin.site import Site
from tests.pipeline.test_build import INSTALL, PNG, tree
from tests.pipeline.test_kept_runbooks import Writer
from tests.site.test_taken_over import MKDOCS, built


class SiteWriter(Writer):
    """Changes what the pages of a site are made of, too."""

    def picture(self) -> None:
        """An image of another size, or another content."""
        wide = int(self.pick("1", "2", "3")).to_bytes(4)
        folder = self.root / "docs/guide/images"
        folder.mkdir(parents=True, exist_ok=True)
        for word in ("agent", "server", "backup", "console"):
            (folder / f"{word}.png").write_bytes(PNG[:16] + wide + PNG[20:])

    def raw(self) -> None:
        """Raw HTML that leads elsewhere, and front matter."""
        path = self.random.choice(self.pages())
        text = path.read_bytes().decode(errors="replace")
        link = self.fill('\n<p><a href="{word}.md">it</a> <img src="images/{other}.png"></p>\n')
        head = self.fill("---\ndescription: The {word}\nsidebar_position: 3\n---\n\n")
        path.write_text(self.pick(text + link, head + text), encoding="utf-8")

    def commit(self) -> None:
        """The state of the sources becomes their history."""
        day = self.random.randrange(1, 28)
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message=x", day=day)

    def site(self) -> None:
        """What is configured for the site."""
        lines = [f'title = "{self.pick("Docs", "Guides")}"', "[site]"]
        lines += [f'edit_url = "https://example.com/{self.pick("a", "b")}/"']
        lines += [f"report = {self.pick('true', 'false')}"]
        (self.root / "runbookc.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def builder(self) -> None:
        """What is configured for MkDocs."""
        text = MKDOCS.replace("Vault", self.pick("One", "Other"))
        text += self.pick("exclude_docs: guide/a*\n", "copyright: we\n", "nav: [index.md]\n")
        (self.root / "mkdocs.yml").write_text(f"{text}plugins: [runbookc]\n", encoding="utf-8")

    def tamper(self, out: Path) -> None:
        """Spoil the output."""
        files = sorted(path for path in out.rglob("*.[hm]*") if path.is_file())
        for path in self.random.sample(files, min(3, len(files))):
            if path.name != "manifest.json":
                path.write_bytes(b"spoilt") if self.pick("", "x") else path.unlink()

    def edit(self) -> str:
        """One change; gives its name."""
        own = [self.picture, self.raw, self.commit, self.site, self.builder]
        base: list[Callable[[], str | None]] = [super().edit] * 4
        chosen = self.random.choice([*own, *base, *[self.change] * 6])
        return str(chosen() or getattr(chosen, "__name__", ""))


def git(root: Path, *arguments: str, day: int = 1) -> None:
    date = f"2024-01-{day:02}T00:00:00Z"
    who = {
        f"GIT_{one}_{what}": "a@b" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    environment = {**os.environ, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=root, env=environment, check=True, capture_output=True)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of the project that are put through the theme, by path."""
    paths: list[str] = []
    around = Site.around

    def noting(site: Site, page: object) -> object:
        shown = around(site, page)  # type: ignore[arg-type]  # it is a page of MkDocs
        paths.extend([shown["source"]] if shown["source"] else [])
        return shown

    monkeypatch.setattr(Site, "around", noting)
    return paths


@pytest.mark.parametrize("seed", range(6))
def test_after_every_edit_the_site_is_that_of_a_first_build(
    tmp_path: Path, seed: int, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    root = tmp_path / "project"
    root.mkdir()
    writer = SiteWriter(root, seed)
    for _ in range(9):
        writer.add()
    writer.picture()
    git(root, "init", "--quiet")
    writer.commit()
    history: list[str] = []
    made = pages = 0
    for _ in range(12):
        history.append(writer.edit())
        if writer.random.random() < 0.3:
            writer.tamper(tmp_path / "warm")
        rendered.clear()
        built(root, tmp_path / "warm", cached=True)
        made += len(rendered)
        rendered.clear()
        built(root, tmp_path / "cold", cached=False)
        pages += len(rendered)
        assert tree(tmp_path / "warm") == tree(tmp_path / "cold"), history
    assert made < pages, "nothing was taken over"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages that link to a heading, show an image, have a runbook, link to what is not there."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    docs = tmp_path / "project" / "docs"
    docs.mkdir(parents=True)
    (docs / "linking.md").write_text("# Linking\n\nSee [it](named.md#part).\n", "utf-8")
    (docs / "named.md").write_text("# Named\n\n## Part\n\nText.\n", "utf-8")
    (docs / "showing.md").write_text("# Showing\n\n![It](it.png)\n", "utf-8")
    (docs / "doing.md").write_text(INSTALL, "utf-8")
    (docs / "it.png").write_bytes(PNG)
    (docs / "missing.md").write_text("# Missing\n\n[It](made.md) ![it](WRONG.png)\n")
    (docs / "wrong.png").write_bytes(PNG)
    (docs.parent / ".gitignore").write_text("made.md\n")
    return tmp_path / "project"


WIDER = PNG[:19] + b"\2" + PNG[20:]
ALL = [f"docs/{name}.md" for name in ("doing", "linking", "missing", "named", "showing")]


def replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


DOING, LINKING, MISSING, NAMED, SHOWING = ALL


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (lambda root, out: None, []),
        (lambda root, out: replace(root / NAMED, "Text", "Other"), [NAMED]),
        (lambda root, out: replace(root / NAMED, "Part", "Piece"), [LINKING, NAMED]),
        (lambda root, out: replace(root / NAMED, "# Named", "# New"), ALL),
        (lambda root, out: replace(root / DOING, "Start it", "Wait"), [DOING]),
        (lambda root, out: (root / "docs/it.png").write_bytes(WIDER), [SHOWING]),
        (lambda root, out: (root / "docs/z.md").write_text("# Z\n"), [*ALL, "docs/z.md"]),
        (lambda root, out: (root / "runbookc.toml").write_text("title = 'A'\n"), ALL),
        (lambda root, out: (root / ".gitignore").unlink(), [MISSING]),
        (lambda root, out: (out / "site/linking.html").unlink(), [LINKING]),
        (lambda root, out: (out / "site/named.html").write_text("spoilt"), [NAMED]),
    ],
)
def test_the_pages_that_a_change_concerns_are_made_anew(
    root: Path,
    tmp_path: Path,
    rendered: list[str],
    change: Callable[[Path, Path], object],
    made: list[str],
) -> None:
    out = tmp_path / "out"
    built(root, out)
    assert sorted(rendered) == ALL
    rendered.clear()
    change(root, out)
    built(root, out)
    assert sorted(rendered) == sorted(made)
    built(root, tmp_path / "cold", cached=False)
    assert tree(out) == tree(tmp_path / "cold")


def test_a_page_tells_when_it_was_last_changed(
    root: Path, tmp_path: Path, rendered: list[str]
) -> None:
    built(root, tmp_path / "out")
    git(root, "init", "--quiet")
    git(root, "add", "docs/named.md")
    git(root, "commit", "--message=x")
    rendered.clear()
    built(root, tmp_path / "out")
    # The runbook tells of which commit it was made, and the page tells its digest.
    assert sorted(rendered) == [DOING, NAMED]


def test_another_theme_makes_every_page_anew(
    root: Path, tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(root, tmp_path / "out")
    rendered.clear()
    monkeypatch.setattr("runbookc.mkdocs_plugin.frame.stamps", lambda folder: [["main.html", 1, 2]])
    built(root, tmp_path / "out")
    assert sorted(rendered) == ALL


@pytest.mark.parametrize(
    "setting", ["hooks: [hook.py]", "theme: {name: runbookc, custom_dir: own}"]
)
def test_what_others_may_change_is_always_made_anew(
    root: Path, tmp_path: Path, rendered: list[str], setting: str
) -> None:
    (root / "own").mkdir()
    (root / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n")
    base = MKDOCS.replace("theme: {name: runbookc}\n", "") if "theme" in setting else MKDOCS
    (root / "mkdocs.yml").write_text(f"{base}plugins: [runbookc]\n{setting}\n")
    for _ in range(2):
        rendered.clear()
        built(root, tmp_path / "out")
        assert sorted(rendered) == ALL


def test_the_source_beside_a_page_is_taken_over(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(root, out)
    before = (out / "site/named.md").stat().st_ino
    changed = (out / "site/doing.md").stat().st_ino
    replace(root / "docs/doing.md", "Start it", "Wait")
    (out / "site/linking.md").write_text("spoilt")
    built(root, out)
    assert (out / "site/named.md").stat().st_ino == before
    assert (out / "site/doing.md").stat().st_ino != changed
    for name in ("named", "doing", "linking"):
        assert (out / f"site/{name}.md").read_bytes() == (root / f"docs/{name}.md").read_bytes()
