"""What a check keeps, when it is believed, and what happens when it cannot be."""

import errno
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runbookc.checks import enabled_project_rules
from runbookc.config import ConfigError, Settings, load_settings
from runbookc.pipeline import check as checking
from runbookc.pipeline import compile_project
from runbookc.pipeline import recheck as recheck_module
from runbookc.pipeline.cache import FOLDER
from runbookc.pipeline.check import Request, check_tree
from runbookc.pipeline.page import RecordChunk, compile_records
from runbookc.pipeline.run import Run

from .test_recheck import afresh, shown

CONFIG = "runbookc.toml"
PAGES = {
    "docs/a.md": "# A\n\n## Install\n\nText. See [it](b.md#use).\n",
    "docs/b.md": "# B\n\n## Use\n\nText. See [it](a.md#install) and [gone](nothing.md).\n",
    "docs/c.md": "# C\n\nSee [the image](images/x.png) and [the list](zzz/list.md).\n",
}


class Project:
    """A project of old files, and what checks of it compiled."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notes: list[str] = []
        self.compiled: list[str] = []
        self.rechecked = 0
        self.ahead = 10_000_000_000
        """Nanoseconds by which the clock is ahead of the files."""

    def write(self, path: str, text: str, *, age: float = 60) -> None:
        """Write a file that looks as if it had been there for a while."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        then = time.time() - age
        os.utime(file, (then, then))

    def request(self, *, cached: bool = True, options: tuple[str, ...] = ()) -> Request:
        def settings() -> Settings:
            found = load_settings(self.root)
            rules = found.rules.model_copy(update={"ignore": options})
            return found.model_copy(update={"rules": rules}) if options else found

        return Request(
            self.root,
            settings,
            self.root / CONFIG,
            options,
            cached=cached,
            note=self.notes.append,
        )

    def check(self, *, cached: bool = True, options: tuple[str, ...] = ()) -> str:
        """What a check prints; afterwards `compiled` and `rechecked` tell what it did."""
        self.compiled.clear()
        self.rechecked = 0
        return shown(check_tree(self.request(cached=cached, options=options)))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A checked project whose files are no longer young, by a clock that is ahead."""
    made = Project(tmp_path / "project")
    for path, text in PAGES.items():
        made.write(path, text)
    recheck = recheck_module.recheck

    def counted(chunk: RecordChunk) -> object:
        made.compiled.extend(chunk.paths)
        return compile_records(chunk)

    def told(*arguments: object) -> object:
        made.rechecked += 1
        return recheck(*arguments)  # type: ignore[arg-type]

    now = time.time_ns
    monkeypatch.setattr("runbookc.pipeline.run.compile_records", counted)
    monkeypatch.setattr("runbookc.pipeline.recheck.recheck", told)
    monkeypatch.setattr(time, "time_ns", lambda: now() + made.ahead)
    made.check()
    assert made.compiled == list(PAGES)
    return made


def test_nothing_changed_is_told_without_a_stage(project: Project) -> None:
    first = project.check()
    assert not project.rechecked
    assert first == afresh(project.root) == project.check()


def test_the_rest_of_a_known_result_is_made_when_asked_for(project: Project) -> None:
    known = check_tree(project.request())
    whole = compile_project(project.root, load_settings(project.root))
    assert known.inventory.pages == whole.inventory.pages
    assert [page.path for page in known.project.pages] == list(PAGES)
    assert [page.links for page in known.project.pages] == [
        page.links for page in whole.project.pages
    ]
    assert known.comments == whole.comments
    other = replace(known, diagnostics=known.diagnostics[:1])
    assert other.page_count == known.page_count
    assert other.exists("docs/a.md") and not other.exists("docs/z.md")


def test_only_a_changed_page_is_compiled(project: Project) -> None:
    project.write("docs/c.md", "# C\n\nSee [this](gone.md).\n")
    assert project.check() == afresh(project.root)
    assert project.compiled == ["docs/c.md"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/a.md", PAGES["docs/a.md"].replace("Text", "Test")),
        ("docs/new.md", "# New\n"),
        ("docs/nothing.md", "# Here now\n"),
        ("docs/images/x.png", "png"),
        (CONFIG, '[rules]\nignore = ["LNK001"]\n'),
        (CONFIG, '[redirects]\n"/docs/nothing" = "/docs/a"\n'),
        (CONFIG, 'dialect = "mkdocs"\n'),
        (".gitignore", "zzz/\n"),
        ("mkdocs.yml", "site_name: x\n"),
        ("mkdocs.yml", "site_name: x\nplugins: [redirects: {redirect_maps: {nothing.md: a.md}}]\n"),
        ("docusaurus.config.js", "export default {baseUrl: '/x/', presets: [['classic', {}]]}\n"),
        ("hugo.toml", 'title = "x"\n'),
    ],
)
def test_every_input_counts(project: Project, path: str, text: str) -> None:
    project.write(path, text)
    assert project.check() == afresh(project.root)
    assert project.rechecked
    (project.root / path).unlink()
    assert project.check() == afresh(project.root)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/_category_.json", '{"link": {"slug": "/docs/made"}}'),
        ("sidebars.js", "export default {s: [{link: {slug: '/made'}}]}"),
        ("versions.json", '["2.0"]'),
        ("docusaurus.config.js", "export default {presets: [['classic', {docs: {path: 'x'}}]]}"),
    ],
)
def test_every_file_of_the_docs_system_counts(project: Project, path: str, text: str) -> None:
    project.write("docusaurus.config.js", "export default {presets: [['classic', {}]]}\n")
    project.write("docs/d.md", "# D\n\n[x](/docs/made) [y](/docs/2.0/a)\n")
    project.write("versioned_docs/version-2.0/a.md", "# A\n\n[x](gone.md)\n")
    project.write("x/e.md", "# E\n\n[x](gone.md)\n")
    project.check()
    for form in (text.replace("made", "other").replace("2.0", "9.0").replace("'x'", "'y'"), text):
        before = project.check()
        project.write(path, form)
        after = project.check()
        assert after == afresh(project.root)
    assert after != before


def test_links_to_a_changed_heading_are_looked_at_again(project: Project) -> None:
    project.write("docs/a.md", PAGES["docs/a.md"].replace("Install", "Remove"))
    after = project.check()
    assert "No heading has the anchor `#install`" in after
    assert after == afresh(project.root)
    assert project.compiled == ["docs/a.md"]
    project.write("docs/a.md", PAGES["docs/a.md"])
    assert project.check() == afresh(project.root)


def test_a_title_that_links_may_name_counts(project: Project) -> None:
    project.write("docusaurus.config.js", "export default {presets: [['classic', {}]]}\n")
    project.write("docs/a.md", "---\ntitle: One\n---\n\nText.\n")
    project.write("docs/d.md", "# D\n\n[x](a.md#one)\n")
    assert "#one" not in project.check()
    project.write("docs/a.md", "---\ntitle: Two\n---\n\nText.\n")
    assert "#one" in project.check()
    assert project.check() == afresh(project.root)


def test_what_is_proposed_does_not_depend_on_who_is_asked_first(project: Project) -> None:
    for name in ("agents", "other", "overview"):
        project.write(f"docs/guide/{name}.md", f"# {name}\n\nSee [it](agent.md).\n")
    assert project.check() == afresh(project.root)
    for name in ("overview", "agents", "other"):
        project.write(f"docs/guide/{name}.md", f"# {name}\n\nSee now [it](agent.md).\n")
        assert project.check() == afresh(project.root)


def test_rules_for_the_whole_project_see_what_changed_elsewhere(project: Project) -> None:
    steps = "\n\n**Step 1 –** Stop it.\n\n**Step 2 –** Install it.\n"
    project.write("docs/guard/2.0/up.md", f"# Up\n\n## Upgrade Procedure for 1.0 to 2.0{steps}")
    project.write("docs/guard/3.0/up.md", f"# Up\n\n## Upgrade Procedure for 2.0 to 3.0{steps}")
    assert project.check() == afresh(project.root)
    project.write("docs/guard/3.0/up.md", f"# Up\n\n## Upgrade Procedure for 2.5 to 3.0{steps}")
    after = project.check()
    assert after == afresh(project.root)
    assert "stranded-version" in after
    assert project.compiled == ["docs/guard/3.0/up.md"]


CONFIGURATION = """
title = "Ä"
sources = ["docs"]
redirects = { "/old" = "/docs/a" }
[products.guard]
former_names = [{ name = "Shield", until_version = "2.0" }]
end_of_life = { "1.0" = 2020-01-31 }
[rules]
severity = { LNK001 = "info", VER = "warning" }
per_path_ignores = { "docs/b*" = ["STP", "LNK002"] }
[external]
timeout_seconds = 2.5
"""


def test_a_configuration_is_kept_as_it_was_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(CONFIG, CONFIGURATION)
    project.check()
    project.write("docs/a.md", PAGES["docs/a.md"].replace("Text", "Test"))
    used: list[Settings] = []
    start = Run.start

    def noted(request: Request, settings: Settings, *rest: Any) -> Run:
        used.append(settings)
        return start(request, settings, *rest)

    monkeypatch.setattr(Run, "start", noted)
    check_tree(replace(project.request(), settings=lambda: pytest.fail("it was read again")))
    assert used == [load_settings(project.root)]


def test_a_configuration_that_cannot_be_read_is_refused_with_the_cache_too(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / CONFIG).write_text('title = "elsewhere"\n')
    for target in (tmp_path / CONFIG, tmp_path / "nothing"):
        (project.root / CONFIG).symlink_to(target)
        with pytest.raises(ConfigError):
            project.check()
        (project.root / CONFIG).unlink()


def test_options_and_the_compiler_count(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "LNK001" not in project.check(options=("LNK001",))
    assert "LNK001" in project.check()
    assert not project.rechecked
    monkeypatch.setattr(checking, "compiler", lambda: "another one")
    project.check()
    assert project.rechecked


def test_a_page_of_the_same_size_and_time_is_seen(project: Project) -> None:
    file = project.root / "docs/a.md"
    before = file.stat()
    file.write_text(PAGES["docs/a.md"].replace("#use", "#sue"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert project.check() == afresh(project.root)
    assert project.compiled == ["docs/a.md"]


def test_a_page_that_changed_just_before_a_check_is_told_by_its_content(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.ahead = -10_000_000_000
    project.write("docs/a.md", "# A\n\nOne.\n", age=0)
    project.check()
    stamp = (project.root / "docs/a.md").stat()
    monkeypatch.setattr(
        os, "scandir", _with_times_of(project.root / "docs/a.md", stamp, os.scandir)
    )
    project.write("docs/a.md", "# A\n\n[x](y)\n", age=0)
    assert project.check() == afresh(project.root)


def _with_times_of(file: Path, stamp: os.stat_result, scandir: object) -> object:
    """A `scandir` whose clock stood still for one file."""

    class Entry:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self._entry = entry

        def __getattr__(self, name: str) -> object:
            return getattr(self._entry, name)

        def stat(self) -> os.stat_result:
            return stamp if self._entry.path == str(file) else self._entry.stat()

    class Folder:
        def __init__(self, path: object) -> None:
            self._found = scandir(path)  # type: ignore[operator]

        def __enter__(self) -> Iterator[object]:
            return map(Entry, self._found.__enter__())

        def __exit__(self, *error: object) -> None:
            self._found.__exit__(*error)

    return Folder


def cache_files(project: Project) -> list[Path]:
    return sorted((project.root / FOLDER).glob("*.sqlite"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"not a database",
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:5000] + b"\xff" * 3000 + content[8000:],
        lambda content: content[:60] + b"\0\0\0\x63" + content[64:],
    ],
    ids=["text", "empty", "half", "spoilt", "another format"],
)
def test_a_damaged_cache_is_dropped_with_a_notice(project: Project, spoil: object) -> None:
    (file,) = cache_files(project)
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    assert project.check() == afresh(project.root)
    assert len(project.notes) == 1
    assert "cache" in project.notes[0]
    project.notes.clear()
    assert project.check() == afresh(project.root)
    assert not project.notes
    assert not project.rechecked


@pytest.mark.parametrize("table", ["meta", "pages", "records"])
def test_values_that_are_not_what_was_written_are_noticed(project: Project, table: str) -> None:
    (file,) = cache_files(project)
    column = {"meta": "value", "pages": "head", "records": "content"}[table]
    with sqlite3.connect(file) as connection:
        connection.execute(f"update {table} set {column} = replace({column}, 'docs', 'cods')")
    connection.close()
    project.write("docs/a.md", "# A\n\n[x](gone.md)\n")
    assert project.check() == afresh(project.root)
    assert len(project.notes) <= 1


def test_without_the_cache_nothing_is_written(project: Project) -> None:
    (file,) = cache_files(project)
    file.unlink()
    assert project.check(cached=False) == afresh(project.root)
    assert not cache_files(project)


def test_a_folder_that_cannot_be_written_does_without(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = cache_files(project)
    file.unlink()
    (project.root / FOLDER / ".gitignore").unlink()
    (project.root / FOLDER).rmdir()
    # A folder's mode would not stop the superuser, whom many CI servers are.
    refused: list[Path] = []

    def refuse(folder: Path, *_: object, **__: object) -> None:
        refused.append(folder)
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert project.check() == afresh(project.root)
    assert refused == [project.root / FOLDER]
    assert not project.notes


def test_a_file_in_the_folders_place_is_left_alone(project: Project) -> None:
    for file in [*cache_files(project), project.root / FOLDER / ".gitignore"]:
        file.unlink()
    (project.root / FOLDER).rmdir()
    (project.root / FOLDER).write_text("mine")
    assert project.check() == afresh(project.root)
    assert (project.root / FOLDER).read_text() == "mine"


def test_a_link_in_the_folders_place_is_not_followed(project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (project.root / FOLDER).rename(elsewhere)
    for file in elsewhere.glob("*.sqlite"):
        file.unlink()
    (project.root / FOLDER).symlink_to(elsewhere)
    assert project.check() == afresh(project.root)
    assert not list(elsewhere.glob("*.sqlite"))


def test_a_cache_in_use_is_left_to_its_user(project: Project) -> None:
    (file,) = cache_files(project)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("begin exclusive")
    try:
        project.write("docs/a.md", "# A\n\n[x](gone.md)\n")
        assert project.check() == afresh(project.root)
    finally:
        connection.close()
    assert not project.notes
    assert project.check() == afresh(project.root)


def test_only_so_many_configurations_are_kept(project: Project) -> None:
    for number in range(12):
        project.write(CONFIG, f'title = "{number}"\n')
        project.check()
    assert 1 < len(cache_files(project)) <= 6


def test_git_does_not_see_the_cache(project: Project) -> None:
    assert "*\n" in (project.root / FOLDER / ".gitignore").read_text()


def test_runs_side_by_side_leave_a_whole_state(project: Project) -> None:
    program = (
        "import sys, pathlib; from runbookc.config import load_settings;"
        "from runbookc.pipeline.check import Request, check_tree;"
        "root = pathlib.Path(sys.argv[1]);"
        "[check_tree(Request(root, lambda: load_settings(root), root / 'runbookc.toml',"
        " note=sys.exit)) for _ in range(6) if not (root / 'docs/a.md').write_text("
        "'# A\\n\\n[x](gone-%s-%s.md)\\n' % (sys.argv[2], _)) == None or True]"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", program, str(project.root), str(number)])
        for number in range(3)
    ]
    assert [run.wait(timeout=120) for run in runs] == [0, 0, 0]
    assert project.check() == afresh(project.root)
    assert not project.notes


def test_rules_run_again_only_where_they_must(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    for rule in enabled_project_rules(Settings()):
        check = rule.check

        def noted(*arguments: object, code: str = rule.code, check: object = check) -> object:
            ran.append(code)
            return check(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(rule, "check", noted)
    project.write("docs/a.md", PAGES["docs/a.md"].replace("Text", "Test"))
    project.check()
    assert {rule.code for rule in enabled_project_rules(Settings()) if rule.alone} == set(ran)


def test_a_changed_page_makes_no_other_page_of_the_navigation_disappear(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: X\nnav:\n  - a.md\n  - b.md\n  - lost.md\n")
    first = check_tree(project.request())
    project.write("docs/a.md", PAGES["docs/a.md"] + "\nMore.\n")
    second = check_tree(project.request())
    for run in (first, second):
        (named,) = [each for each in run.diagnostics if each.path == "mkdocs.yml"]
        assert "lost.md" in named.message


@pytest.mark.parametrize(
    ("config", "page", "part", "text"),
    [
        (
            "docusaurus.config.js",
            'import Part from "./_part.mdx";\n\n# A\n\n<Part />\n\n[here](#shared)\n',
            "docs/_part.mdx",
            "module.exports = {};",
        ),
        (
            "mkdocs.yml",
            '# A\n\n--8<-- "parts/shared.md"\n\n[here](#shared)\n',
            "parts/shared.md",
            "site_name: X\nmarkdown_extensions:\n  - pymdownx.snippets\n",
        ),
    ],
)
def test_what_pages_include_is_never_out_of_date(
    project: Project, config: str, page: str, part: str, text: str
) -> None:
    project.write(config, text)
    project.write("docs/a.mdx" if "docusaurus" in config else "docs/a.md", page)
    contents = ("## Shared\n", "## Other\n", "## Other\n\n[x](lost.md)\n", "## Shared\n")
    for content in contents:
        project.write(part, content)
        assert project.check() == project.check(cached=False)
        assert ("the anchor `#shared`" in project.check()) == ("Shared" not in content)
        project.write("docs/b.md", PAGES["docs/b.md"] + f"\n{content.strip('# ')}\n")
        assert project.check() == project.check(cached=False)


def _upgrade(start: str, end: str, last: str) -> str:
    return (
        f"# Upgrade\n\n## Upgrade Procedure for {start} to {end}\n\n"
        f"Follow the steps to upgrade Vault Keeper {start} to {end}.\n\n"
        "**Step 1 –** Stop the service and wait until it has ended.\n\n"
        f"**Step 2 –** Install Vault Keeper {end} to the folder of the old version.\n\n"
        f"**Step 3 –** {last}\n"
    )


def test_copies_that_moved_are_compared_where_they_are_now(project: Project) -> None:
    """Only places have changed on a page: the rule runs again where its findings name the page."""
    right = "Upgrade the agents to the old version first and then to the new one."
    project.write("docs/one.md", _upgrade("1.0", "2.0", right))
    project.write("docs/two.md", _upgrade("2.0", "3.0", right.replace("and", "ad")))
    project.write("docs/three.md", _upgrade("3.0", "4.0", right))
    assert "STP004" in project.check()
    for path in ("docs/two.md", "docs/one.md", "docs/three.md", "docs/a.md"):
        text = (project.root / path).read_text(encoding="utf-8")
        project.write(path, text.replace("# Upgrade\n", "# Upgrade\n\nA line more.\n", 1) + "\n")
        assert project.check() == project.check(cached=False)
    assert "STP004" in project.check()
    project.write("docs/two.md", _upgrade("2.0", "3.0", right))
    assert "STP004" not in project.check()
    project.write("docs/three.md", _upgrade("3.0", "4.0", right.replace("the old", "te old")))
    assert project.check() == project.check(cached=False)
    assert "STP004" in project.check()
