"""Fixes applied to whole projects: what they change, what they must leave, what is taken back."""

import subprocess
from pathlib import Path

import pytest

from tests.pipeline.mending import codes, mended, mended_texts, write

AGENTS = "# Agents\n\n## Remove the agent\n\nText.\n\n## 3. Copy the old files\n\nText.\n"


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("[a](agnets.md)", "[a](agents.md)"),
        ("[a](./agnets.md 'Title')", "[a](./agents.md 'Title')"),
        ("[a]( /docs/agnets.md )", "[a]( /docs/agents.md )"),
        ("[a](/Docs/Agents.md)", "[a](/docs/agents.md)"),
        ("[a](<agnets.md>)", "[a](<agents.md>)"),
        ("[a](Agents.MD)", "[a](agents.md)"),
        ("[a](agents.md#remvoe-the-agent)", "[a](agents.md#remove-the-agent)"),
        ("[a](agents.md#Remove_the_agent)", "[a](agents.md#remove-the-agent)"),
        ("[a](agents.md#2-copy-the-old-files)", "[a](agents.md#3-copy-the-old-files)"),
        (
            "[Remove the agent](agents.md#removing-agent)",
            "[Remove the agent](agents.md#remove-the-agent)",
        ),
        ("[a](agnets.md#remove-the-agent)", "[a](agents.md#remove-the-agent)"),
        ("[a](old%20pgae.md)", "[a](old%20page.md)"),
        ("[a](<old pgae.md>)", "[a](<old page.md>)"),
        ("[a](notes_(old_verson).md)", "[a](notes_(old_version).md)"),
        ("![a](img/shcema.png)", "![a](img/schema.png)"),
        ("[a](installing-agents.md)", "[a](sub/installing-agents.md)"),
        ("> * a [b\n> c](agnets.md), [d](agnets.md)", "> * a [b\n> c](agents.md), [d](agents.md)"),
        (
            "| a | b |\n|--|--|\n| 漢 | [a](agnets.md) |",
            "| a | b |\n|--|--|\n| 漢 | [a](agents.md) |",
        ),
    ],
)
def test_only_the_target_is_written_anew(tmp_path: Path, broken: str, right: str) -> None:
    files: dict[str, str | bytes] = {
        "docs/agents.md": AGENTS,
        "docs/old page.md": "# Old\n",
        "docs/notes_(old_version).md": "# Notes\n",
        "docs/sub/installing-agents.md": "# Installing\n",
        "docs/img/schema.png": b"",
        "docs/a.md": f"# A\n\n{broken}\n",
    }
    assert mended_texts(tmp_path, files) == {"docs/a.md": f"# A\n\n{right}\n"}


@pytest.mark.parametrize(
    "unsure",
    [
        "[a][b]\n\n[b]: agnets.md",
        "`[a](agnets.md)` and <!-- [a](agnets.md) -->",
        "[a](uninstall.md)",
        "[a](install-2.md)",
        "[a](agnets.md#nothing-like-it)",
        "[a](agnets.md?plain=1)",
        "[a](manage.md)",
        "[a](agnets)",
        "[a](/site/agents.md)",
        "[a](sripts/generate_list.sh)",
        "[a](agents.md#remove-an-agent)",
        "[a](elsewhere/install.md)",
    ],
)
def test_what_is_not_sure_is_left(tmp_path: Path, unsure: str) -> None:
    files = {
        "docs/agents.md": AGENTS,
        "docs/install.md": "# Install\n",
        "docs/scripts/generate_list.yml": "",
        "docs/install-1.md": "# Install\n",
        "docs/manager.md": "# One\n",
        "docs/managed.md": "# Two\n",
        "docs/more/install.md": "# Install\n",
        "docs/a.md": f"# A\n\n{unsure}\n",
    }
    assert mended_texts(tmp_path, files) == {}


@pytest.mark.parametrize(
    ("numbers", "right"),
    [("1224", "1234"), ("12234", "12345"), ("1245", "1234"), ("12354", ""), ("1324", "")],
)
def test_numbers_are_put_right_where_they_are_a_slip(
    tmp_path: Path, numbers: str, right: str
) -> None:
    text = "# Move\n\n" + "".join(f"**Step {each} –** Do it.\n\n" for each in numbers)
    wanted = "# Move\n\n" + "".join(f"**Step {each} –** Do it.\n\n" for each in right)
    assert mended_texts(tmp_path, {"a.md": text}) == ({"a.md": wanted} if right else {})


def test_steps_that_the_text_names_keep_their_numbers(tmp_path: Path) -> None:
    steps = "# Move\n\n" + "".join(f"**Step {each} –** Do it.\n\n" for each in "1245")
    for words, is_fixed in (
        ("See step 2.", True),
        ("See step 4.", False),
        ("Repeat steps 1 to 5.", False),
        ("Repeat Steps 1–2.", True),
    ):
        files = {"a.md": f"{steps}## Notes\n\n{words}\n"}
        assert bool(mended_texts(tmp_path, files)) is is_fixed, words


def test_a_marker_that_would_lose_markup_or_words_is_left(tmp_path: Path) -> None:
    text = "# Move\n\n**Step 1 –** Do.\n\n**Step 2 –** Do.\n\n**Step 3** - Do.\n"
    assert mended_texts(tmp_path, {"a.md": text}) in (
        {},
        {"a.md": text.replace("**Step 3** -", "**Step 3** –")},
    )


def test_the_usual_spelling_is_that_of_the_project(tmp_path: Path) -> None:
    usual = "# A\n\nGitHub, then GitHub, then GitHub, not Github.\n"
    files = {"a.md": usual, "b.md": "# B\n\nWith Github only.\n"}
    assert mended_texts(tmp_path, files) == {}
    files["b.md"] = "# B\n\nWith GitHub GitHub GitHub only.\n"
    assert mended_texts(tmp_path, files) == {"a.md": usual.replace("Github", "GitHub")}


def test_what_is_silenced_or_not_asked_for_is_left(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "agents.md": AGENTS,
            "a.md": "[a](agnets.md) <!-- runbookc: ignore LNK001 later -->\n",
            "b.md": "[b](agnets.md)\n",
            "c.md": "[c](agnets.md)\n",
        },
    )
    mending = mended(tmp_path, lambda each: [i for i in each.diagnostics if i.path == "c.md"])
    assert list(mending.changes) == ["c.md"]


def test_a_page_that_is_not_clean_text_is_left_and_named(tmp_path: Path) -> None:
    write(
        tmp_path, {"agents.md": AGENTS, "a.md": b"[a](agnets.md) \xff\n", "b.md": "[b](agnets.md)"}
    )
    mending = mended(tmp_path)
    assert mending.changes["b.md"].after == b"[b](agents.md)"
    assert mending.refused == {"a.md": "it is not clean UTF-8"}
    assert [item.fix for item in mending.after if item.code == "LNK001"] == [None]


def test_a_fix_that_breaks_a_link_elsewhere_is_taken_back(tmp_path: Path) -> None:
    steps = "# Move\n\n## Step 1: Stop\n\nDo.\n\n## Step 2: Go\n\nDo.\n\n## Step 3 - Look\n\nDo.\n"
    files = {
        "steps.md": steps,
        "b.md": "# B\n\n[Look](steps.md#step-3---look)\n",
        "c.md": "# C\n\n[a](stpes.md)\n",
    }
    assert mended_texts(tmp_path, files) == {"c.md": "# C\n\n[a](steps.md)\n"}
    assert [(item.code, item.fix) for item in mended(tmp_path).after] == [("STP002", None)]
    (tmp_path / "b.md").unlink()
    assert mended(tmp_path).changes["steps.md"].after.decode() == steps.replace("3 -", "3:")


def test_a_fix_may_uncover_the_next(tmp_path: Path) -> None:
    text = (
        "# Move\n\n**Step 1 –** Do.\n\n**Step 2 –** Do.\n\n**Step 2 -** Do.\n\n**Step 4 –** Do.\n"
    )
    wanted = text.replace("Step 2 -*", "Step 3 –*")
    assert mended_texts(tmp_path, {"a.md": text}) == {"a.md": wanted}


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", "-C", root, *identity, *arguments], check=True)


def test_links_follow_a_page_that_moved(tmp_path: Path) -> None:
    page = "# Moved\n\n[Setup](setup.md)\n" + "A line that stays.\n" * 20
    write(
        tmp_path,
        {
            "docs/install.md": page,
            "docs/setup.md": "# Setup\n",
            "docs/a.md": "# A\n\n[I](install.md#moved) and ![I](images/one.png)\n",
            "docs/images/one.png": bytes(range(200)),
        },
    )
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    (tmp_path / "docs" / "guide").mkdir()
    git(tmp_path, "mv", "docs/install.md", "docs/guide/begin.md")
    git(tmp_path, "mv", "docs/images/one.png", "docs/guide/two.png")
    git(tmp_path, "commit", "--quiet", "--message", "Move")
    mending = mended(tmp_path)
    assert codes(mending.after) == []
    assert {path: change.after.decode() for path, change in mending.changes.items()} == {
        "docs/a.md": "# A\n\n[I](guide/begin.md#moved) and ![I](guide/two.png)\n",
        "docs/guide/begin.md": page.replace("(setup.md)", "(../setup.md)"),
    }


@pytest.mark.parametrize(
    ("config", "broken", "right"),
    [
        ("docusaurus.config.js", "[o](./old.md#top-part)", "[o](./x/new.md#top-part)"),
        ("docusaurus.config.js", "[o](/docs/old)", "[o](/docs/x/new)"),
        ("docusaurus.config.js", "[o](old)", "[o](x/new)"),
        ("docusaurus.config.js", "[o](/docs/X/New)", "[o](/docs/x/new)"),
        ("mkdocs.yml", "[o](old.md#top-part)", "[o](x/new.md#top-part)"),
        ("mkdocs.yml", "[o](X/new.md)", "[o](x/new.md)"),
    ],
)
def test_each_docs_system_has_its_notation(
    tmp_path: Path, config: str, broken: str, right: str
) -> None:
    configs = {"docusaurus.config.js": "module.exports = {};", "mkdocs.yml": "site_name: X\n"}
    write(
        tmp_path,
        {
            config: configs[config],
            "docs/x/new.md": "# New\n\n## Top part\n",
            "docs/a.md": f"# A\n\n{broken}\n",
        },
    )
    mending = mended(tmp_path, moved={"docs/old.md": "docs/x/new.md"})
    assert {path: change.after.decode() for path, change in mending.changes.items()} == {
        "docs/a.md": f"# A\n\n{right}\n"
    }
