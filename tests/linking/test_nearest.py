"""What was probably meant, and when nothing else can have been."""

import pytest

from runbookc.config import parse_settings
from runbookc.dialects.plain import PlainDialect
from runbookc.discovery import Inventory
from runbookc.linking import link
from runbookc.linking.nearest import is_slip
from runbookc.model import Link
from runbookc.pipeline.page import compile_page


@pytest.mark.parametrize(
    ("written", "existing"),
    [
        ("agnets", "agents"),
        ("agent", "agents"),
        ("Remove_The-Agent", "remove-the-agent"),
        ("servermanger", "servermanager"),
        ("configuring-the-agenst", "configuring-the-agents"),
        ("安装代理程序", "安装代理程式"),
    ],
)
def test_a_slip_of_the_pen(written: str, existing: str) -> None:
    assert is_slip(written, existing) and is_slip(existing, written)


@pytest.mark.parametrize(
    ("written", "existing"),
    [
        ("install", "uninstall"),
        ("agent-install", "agent-uninstall"),
        ("import-users-data", "export-users-data"),
        ("encryption-keys", "decryption-keys"),
        ("upgrade-7-4", "upgrade-7-5"),
        ("step-1", "step-2"),
        ("from", "form"),
        ("", "a"),
        ("removing-the-agent", "remove-the-agent"),
    ],
)
def test_another_word(written: str, existing: str) -> None:
    assert not is_slip(written, existing) and not is_slip(existing, written)


def linked(files: dict[str, str], target: str) -> Link:
    """The link to a target on the page `docs/a.md`, among other files."""
    files = {**files, "docs/a.md": f"[a]({target})\n"}
    settings = parse_settings("")
    dialect = PlainDialect(settings)
    contents = {path: text.encode() for path, text in files.items()}
    inventory = Inventory.from_memory(contents, settings, dialect)
    pages = [
        compile_page(path, inventory.read(path), dialect, settings).page for path in inventory.pages
    ]
    project = link(pages, inventory, settings, dialect)
    page = project.page("docs/a.md")
    assert page is not None
    return page.links[0]


@pytest.mark.parametrize(
    ("files", "target", "nearest", "is_sure"),
    [
        (["docs/agents.md"], "agnets.md", "agents.md", True),
        (["docs/agents.md", "docs/agent.md"], "agentss.md", "agents.md", True),
        (["docs/managed.md", "docs/manager.md"], "manage.md", "managed.md", False),
        (["docs/x/the-agents.md"], "the-agents.md", "x/the-agents.md", True),
        (["docs/x/the-agents.md", "docs/y/the-agents.md"], "the-agents.md", None, False),
        (["docs/v2/the-agents.md"], "v1/the-agents.md", None, False),
        (["ko/docs/the-agents.md"], "the-agents.md", "../ko/docs/the-agents.md", False),
        (["docs/uninstall.md"], "install.md", "uninstall.md", False),
        (["docs/img/one.svg"], "img/one.png", "img/one.svg", True),
        (["docs/run/all-hosts.yml"], "run/all-hosts.sh", "run/all-hosts.yml", False),
    ],
)
def test_sure_is_what_alone_comes_into_question(
    files: list[str], target: str, nearest: str | None, is_sure: bool
) -> None:
    found = linked(dict.fromkeys(files, "# Text\n"), target)
    assert found.status in ("broken-page", "missing-asset")
    assert (found.nearest, found.nearest_is_sure) == (nearest, is_sure)


def test_two_files_that_differ_by_case_are_no_sure_target() -> None:
    files = {"docs/Agents.md": "# A\n", "docs/agents.md": "# A\n"}
    assert not linked(files, "AGENTS.md").nearest_is_sure
    assert linked({"docs/agents.md": "# A\n"}, "AGENTS.md").nearest_is_sure
