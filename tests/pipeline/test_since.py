"""What a change touched or broke, told in git repositories made for it."""

import os
import subprocess
from pathlib import Path

import pytest

from runbookc.checks import Scope
from runbookc.config import load_settings
from runbookc.pipeline import RevisionError, compile_project
from runbookc.pipeline.findings import SourceLines
from runbookc.pipeline.gate import Gate
from runbookc.pipeline.revision import Tree, find_revision, tree_at
from runbookc.pipeline.since import base_at

FILES = {
    "docs/a.md": "# A\n\nSee [one](gone.md).\n\nSee [B](b.md).\n",
    "docs/b.md": "# B\n\nSee [two](lost.md) and [A](a.md#a).\n",
    'docs/c d/é "q".md': "# C\n\nSee [three](none.md).\n",
}


class Repository:
    """A git repository with some pages, committed once on `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder
        self.git("init", "-q", "-b", "main")
        for path, text in FILES.items():
            self.write(path, text)
        self.commit()

    def git(self, *arguments: str) -> str:
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        identity = ("-c", "user.name=Writer", "-c", "user.email=writer@example.org")
        allow = ("-c", "protocol.file.allow=always")
        done = subprocess.run(
            ["git", *identity, *allow, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8", newline="")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a change")

    def since(self, revision: str = "main") -> list[tuple[str, int]]:
        """Path and line of what is reported."""
        settings = load_settings(self.root)
        base = base_at(self.root, revision, settings)
        assert not base.problem
        compilation = compile_project(self.root, settings)
        gate = Gate(compilation, Scope(settings), SourceLines(compilation))
        found = gate.judge(None, base).diagnostics
        return [(each.path, each.span.line) for each in found]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


def test_nothing_changed(repository: Repository) -> None:
    assert repository.since() == []
    assert repository.since("HEAD") == []


def test_a_changed_line_counts_with_all_that_it_holds(repository: Repository) -> None:
    repository.write("docs/b.md", "# B\n\nSee [two](lost.md), later [A](a.md#a).\n")
    assert repository.since() == [("docs/b.md", 3)]


def test_inserted_lines_are_no_change_of_others(repository: Repository) -> None:
    repository.write("docs/a.md", "# A\n\nNew.\n\n" + FILES["docs/a.md"][5:])
    assert repository.since() == []


def test_a_copied_line_counts_once(repository: Repository) -> None:
    text = FILES["docs/a.md"]
    repository.write("docs/a.md", text.replace("# A\n", "# A\n\nSee [one](gone.md).\n"))
    assert repository.since() == [("docs/a.md", 5)]
    repository.write("docs/a.md", f"{text}\nSee [one](gone.md).\n")
    assert repository.since() == [("docs/a.md", 7)]


def test_a_page_that_is_taken_away_breaks_links_elsewhere(repository: Repository) -> None:
    (repository.folder / "docs/b.md").unlink()
    assert repository.since() == [("docs/a.md", 5)]
    repository.git("checkout", "-q", "-b", "work")
    repository.commit()
    assert repository.since() == [("docs/a.md", 5)]


def test_a_heading_that_is_renamed_breaks_links_elsewhere(repository: Repository) -> None:
    repository.write("docs/a.md", FILES["docs/a.md"].replace("# A", "# Start"))
    assert repository.since() == [("docs/b.md", 3)]


def test_new_pages_count_whole_committed_or_not(repository: Repository) -> None:
    repository.write("docs/new.md", "# New\n\nSee [x](missing.md).\n")
    assert repository.since() == [("docs/new.md", 3)]
    repository.git("add", "-A")
    assert repository.since() == [("docs/new.md", 3)]
    repository.commit()
    assert repository.since() == []
    assert repository.since("HEAD~1") == [("docs/new.md", 3)]


def test_a_copy_of_a_page_is_new(repository: Repository) -> None:
    repository.write("docs/copy.md", FILES["docs/b.md"])
    assert repository.since() == [("docs/copy.md", 3)]


def test_a_renamed_page_keeps_what_it_had(repository: Repository) -> None:
    page = "".join(f"Line {number}.\n\n" for number in range(30))
    repository.write("docs/long.md", f"{page}See [x](missing.md).\n\nSee [y](away.md).\n")
    repository.commit()
    repository.git("mv", "docs/long.md", "docs/renamed.md")
    assert repository.since("HEAD") == []
    repository.write("docs/renamed.md", f"{page}See [x](missing.md).\n\nThen see [y](away.md).\n")
    assert repository.since("HEAD") == [("docs/renamed.md", 63)]


def test_what_main_did_meanwhile_does_not_count(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "work")
    repository.git("checkout", "-q", "main")
    repository.write("docs/a.md", "# A\n")
    repository.commit()
    repository.git("checkout", "-q", "work")
    repository.write("docs/new.md", "# New\n\nSee [x](missing.md).\n")
    repository.commit()
    assert repository.since("main") == [("docs/new.md", 3)]


def test_the_project_may_be_a_folder_of_the_repository(repository: Repository) -> None:
    repository.root = repository.folder / "docs"
    assert repository.since() == []
    repository.write("docs/new.md", "# New\n\nSee [x](missing.md).\n")
    assert repository.since() == [("new.md", 3)]
    repository.root = repository.folder / "docs" / "c d"
    assert repository.since() == []


def test_a_folder_that_was_not_there_is_new_whole(repository: Repository) -> None:
    repository.write("more/new.md", "# New\n\nSee [x](missing.md).\n")
    repository.root = repository.folder / "more"
    assert repository.since() == [("new.md", 3)]


def test_odd_names_are_the_same_then_and_now(repository: Repository) -> None:
    odd = 'docs/c d/é "q".md'
    repository.write(odd, FILES[odd] + "\nMore.\n")
    assert repository.since() == []
    repository.write(odd, FILES[odd] + "\nSee [four](none.md#x).\n")
    assert repository.since() == [(odd, 5)]


def test_other_line_ends_are_no_change(repository: Repository) -> None:
    repository.write("docs/a.md", FILES["docs/a.md"].replace("\n", "\r\n"))
    assert repository.since() == []


def test_a_change_of_the_configuration_counts_by_what_it_breaks(repository: Repository) -> None:
    repository.write("runbookc.toml", 'exclude = ["docs/c d/**"]\n')
    repository.commit()
    repository.write("runbookc.toml", "")
    assert repository.since("HEAD") == [('docs/c d/é "q".md', 3)]


def test_rules_are_those_of_today(repository: Repository) -> None:
    repository.write("runbookc.toml", '[rules]\nignore = ["LNK"]\n')
    repository.commit()
    repository.write("runbookc.toml", "")
    assert repository.since("HEAD") == []


def test_a_configuration_that_was_wrong_then_is_not_used(repository: Repository) -> None:
    repository.write("runbookc.toml", "oops\n")
    repository.commit()
    repository.write("runbookc.toml", "")
    assert repository.since("HEAD") == []


def test_a_docs_system_s_configuration_that_was_wrong_then_is_told(
    repository: Repository,
) -> None:
    repository.write("mkdocs.yml", "site_name: [\n")
    repository.commit()
    repository.write("mkdocs.yml", "site_name: Site\n")
    base = base_at(repository.root, "HEAD", load_settings(repository.root))
    assert base.problem.startswith("mkdocs.yml")


def test_what_git_ignores_is_no_change(repository: Repository) -> None:
    repository.write(".gitignore", "made/\n")
    repository.write("made/page.md", "# Made\n\nSee [x](missing.md).\n")
    assert repository.since() == []


def test_what_another_repository_holds_is_no_change(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Repository(tmp_path / "other")
    repository.git("submodule", "--quiet", "add", str(other.folder), "theirs")
    repository.commit()
    assert repository.since("HEAD") == []


def test_a_shallow_clone_is_told_what_to_do(repository: Repository, tmp_path: Path) -> None:
    repository.write("docs/new.md", "# New\n")
    repository.commit()
    shallow = tmp_path / "shallow"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(shallow))
    with pytest.raises(RevisionError, match=r"no such revision; this clone is shallow.*depth: 0"):
        find_revision(shallow, "HEAD~1")
    assert find_revision(shallow, "HEAD").name == "HEAD"


def test_a_clone_without_the_files_of_then_is_told_what_to_do(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.write("docs/a.md", "# A\n")
    repository.commit()
    partial = tmp_path / "partial"
    place = f"file://{repository.folder}"
    repository.git("clone", "-q", "--filter=blob:none", place, str(partial))
    with pytest.raises(RevisionError, match=r"lacks docs/a\.md as it was then; fetch it"):
        base_at(partial, "HEAD~1", load_settings(partial))
    assert base_at(partial, "HEAD", load_settings(partial)).baseline.entries


def test_histories_without_a_common_commit_are_refused(repository: Repository) -> None:
    repository.git("checkout", "-q", "--orphan", "other")
    repository.write("docs/other.md", "# Other\n")
    repository.commit()
    with pytest.raises(RevisionError, match="no history in common"):
        find_revision(repository.root, "main")


@pytest.mark.parametrize("name", ["nothing", "", "--help", "-h", "main:docs", "a b", "\n"])
def test_what_is_no_revision_is_refused_in_one_line(repository: Repository, name: str) -> None:
    with pytest.raises(RevisionError) as error:
        find_revision(repository.root, name)
    assert str(error.value).startswith("--since")


def test_a_repository_without_a_commit_is_refused(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(RevisionError, match="no commit yet"):
        find_revision(tmp_path, "main")


def test_a_folder_without_git_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="no git repository"):
        find_revision(tmp_path, "main")


def test_a_machine_without_git_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is needed"):
        find_revision(repository.root, "main")


def test_programs_named_in_the_repository_are_not_run(
    repository: Repository, tmp_path: Path
) -> None:
    witness = tmp_path / "witness"
    script = tmp_path / "program"
    script.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n")
    script.chmod(0o755)
    repository.write(".gitattributes", "*.md filter=x diff=x\n")
    repository.commit()
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
    ):
        repository.git("config", key, str(script))
    repository.write("docs/b.md", "# B\n")
    repository.write("docs/new.md", "# New\n\nSee [x](missing.md).\n")
    assert repository.since() == [("docs/new.md", 3)]
    assert not witness.exists()


def test_paths_of_a_tree_stay_inside_the_folder(repository: Repository, tmp_path: Path) -> None:
    tree = tree_at(find_revision(repository.root, "main"))
    blob = tree.blobs["docs/a.md"]
    link = repository.git("hash-object", "-w", "docs/b.md")
    odd = Tree(
        tree.revision,
        {
            "../out.md": blob,
            "docs/../../out.md": blob,
            str(tmp_path / "out.md"): blob,
            ".git/config": blob,
            "link": ("120000", link),
            "in.md": blob,
        },
    )
    folder = tmp_path / "folder"
    folder.mkdir()
    odd.write(folder)
    assert not (tmp_path / "out.md").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["in.md", "link"]
    assert (folder / "link").is_symlink()


def test_symbolic_links_are_those_of_then(repository: Repository) -> None:
    (repository.folder / "linked").symlink_to("docs")
    repository.commit()
    assert repository.since("HEAD") == []
