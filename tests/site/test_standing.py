"""A site that follows its sources shows what one that was begun just now would show."""

import gc
from pathlib import Path

import pytest

from runbookc.config import ConfigError
from runbookc.mkdocs_plugin.preview import Preview
from runbookc.mkdocs_plugin.site import Site
from runbookc.mkdocs_plugin.standing import StandingSite
from tests.pipeline.test_recheck import Editor, shown

MKDOCS = """site_name: One
docs_dir: docs
theme: runbookc
use_directory_urls: false
{more}plugins:
  - runbookc
"""


class Author(Editor):
    """Changes what a site shows beside its text, too."""

    def retitle(self) -> None:
        if pages := self.pages():
            path = self.random.choice(pages)
            text = path.read_text(encoding="utf-8", errors="replace").rpartition("---\n")[2]
            front = f"title: {self.pick('Agent', 'Console')}\ndescription: {self.pick('a', 'b')}"
            front += f"\nsidebar_position: {self.pick('1', '2')}\n"
            path.write_text(f"---\n{front}---\n{text}", encoding="utf-8")

    def rename_folder(self) -> None:
        folders = [path for path in sorted(self.root.glob("docs/*")) if path.is_dir()]
        if folders:
            target = self.root / "docs" / self.pick("guide", "vault", "other")
            if not target.exists():
                self.random.choice(folders).rename(target)

    def site_configuration(self) -> None:
        more = self.pick("", "site_url: https://docs.example.com/x/\n")
        (self.root / "mkdocs.yml").write_text(MKDOCS.format(more=more), encoding="utf-8")

    def edit(self) -> str:
        """One change; gives its name."""
        more = [self.retitle, self.retitle, self.rename_folder, self.site_configuration]
        if self.random.random() < 0.3:
            chosen = self.random.choice(more)
            chosen()
            return chosen.__name__
        return super().edit()


def answers(preview: Preview, root: Path) -> dict[str, object]:
    """What a browser gets for every page, and for what is made of all of them."""
    pages = ["/", "/runbooks/", "/llms.txt", "/search-index.js", "/404.html", "/docs/agent"]
    for path in sorted(root.rglob("*.md*")):
        place = path.relative_to(root).with_suffix("").as_posix()
        places = (place, place.removeprefix("docs/"))
        pages += [f"/{each}{end}" for each in places for end in (".html", ".md", "/")]
    found: dict[str, object] = {page: preview.respond(page) for page in pages}
    images = sorted(root.rglob("*.png"))
    shown_at = [path.relative_to(root).as_posix() for path in images]
    return found | {p: preview.respond(f"/{p.removeprefix('docs/')}") for p in shown_at}


@pytest.mark.parametrize("seed", range(10))
def test_after_every_edit_it_is_what_a_fresh_one_is(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    author = Author(root, seed)
    for _ in range(8):
        author.add()
    history: list[str] = []
    compared = 0
    with StandingSite(root) as standing:
        for _ in range(12):
            history.append(author.edit())
            with StandingSite(root) as fresh:
                try:
                    anew = fresh.link()
                    other = fresh.show(anew)
                    wanted = answers(other, root)
                except ConfigError:
                    with pytest.raises(ConfigError):
                        standing.show(standing.link())
                    continue
                linked = standing.link()
                preview = standing.show(linked)
                assert answers(preview, root) == wanted, history
                assert preview.respond("/report/report.json") is None
                assert shown(standing.judge(linked)) == shown(fresh.judge(anew)), history
                for page in ("/report/", "/report/other.html", "/report/report.json"):
                    report = preview.respond(page)
                    assert report is not None
                    assert report == other.respond(page), (history, page)
                compared += sum(answer is not None for answer in wanted.values())
    assert compared > 50


def test_a_text_that_changes_needs_no_new_site(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "one.md"
    page.write_text("# One\n\n![i](i.png) text\n", encoding="utf-8")
    (tmp_path / "docs" / "i.png").write_bytes(b"png")
    with StandingSite(tmp_path) as site:
        first = site.show(site.link())
        assert first.respond("/one.html")
        assert first.respond("/i.png") == (b"png", "image/png")

        page.write_text("# One\n\n## Two\n\nother words\n", encoding="utf-8")
        assert site.show(site.link()) is first
        assert b"other words" in (first.respond("/one.html") or (b"",))[0]
        assert b"other words" in (first.respond("/one.md") or (b"",))[0]
        assert first.respond("/i.png") is None, "no page shows it any more"

        page.write_text("# Another\n", encoding="utf-8")
        assert site.show(site.link()) is not first


def test_a_link_follows_the_heading_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    one, two = (tmp_path / "docs" / name for name in ("one.md", "two.md"))
    one.write_text("# One\n\n[x](two.md#there)\n", encoding="utf-8")
    two.write_text("# Two\n\n## There\n", encoding="utf-8")
    with StandingSite(tmp_path) as site:
        assert site.judge(site.link()).diagnostics == ()

        two.write_text("# Two\n\n## Elsewhere\n", encoding="utf-8")
        linked = site.link()
        (found,) = site.judge(linked).diagnostics
        assert (found.code, found.path) == ("LNK002", "docs/one.md")
        assert b"no such heading" in (site.show(linked).respond("/one.html") or (b"",))[0]


def test_states_that_are_gone_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "one.md"
    counts = []
    with StandingSite(tmp_path) as site:
        for number in range(4):
            page.write_text(f"# Title {number}\n\ntext\n", encoding="utf-8")
            linked = site.link()
            site.show(linked).respond("/one.html")
            site.judge(linked)
            gc.collect()
            counts.append(sum(isinstance(one, (Preview, Site)) for one in gc.get_objects()))
    assert counts[1:] == [counts[1]] * 3
