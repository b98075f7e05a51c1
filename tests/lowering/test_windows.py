"""Compatibility windows in sentences and in tables."""

import pytest

from runbookc.model import CompatibilityWindow, VersionSpec
from tests.parsing.builder import lowered

ON_DOCS = "docs/exampleguard/8.0/upgrade.md"


def windows(text: str, path: str = ON_DOCS) -> tuple[CompatibilityWindow, ...]:
    return lowered(f"{text}\n", path=path).page.windows


def words(specs: tuple[VersionSpec, ...]) -> str:
    """What versions mean, in short."""
    forms = {
        "wildcard": "{}.x",
        "at-least": "{}+",
        "at-most": "..{}",
        "before": "<{}",
        "after": ">{}",
    }
    return " ".join(forms.get(spec.kind, "{}").format(spec.base) for spec in specs)


def told(window: CompatibilityWindow) -> tuple[str, str, str, str]:
    return (
        f"{window.subject} {words(window.subject_versions)}",
        window.peer,
        words(window.accepted),
        words(window.rejected),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Example Guard 7.5 server (Control Center) can talk to 7.3.9 and 7.4 Agents, and"
            " does not accept connections from pre 7.3.9 Agents.",
            ("server 7.5", "agent", "7.3.9 7.4", "<7.3.9"),
        ),
        (
            "A 7.5 server can talk to 7.4 agents, but does not accept pre 7.3.9.",
            ("server 7.5", "agent", "7.4", "<7.3.9"),
        ),
        (
            "By design, the Example Guard 7.4 server will not accept connections from pre 7.3.9"
            " Agents.",
            ("server 7.4", "agent", "", "<7.3.9"),
        ),
        (
            "Agents older than 7.3.9 cannot connect to a 7.5 server.",
            ("server 7.5", "agent", "", "<7.3.9"),
        ),
        (
            "Agents that run a version older than 7.3.9 can no longer connect to a 7.5 server.",
            ("server 7.5", "agent", "", "<7.3.9"),
        ),
        (
            "7.4 Agents are compatible with the 8.0 Enterprise Manager.",
            ("Enterprise Manager 8.0", "agent", "7.4", ""),
        ),
        (
            "The 8.0 server supports agents 7.3.9 and later.",
            ("server 8.0", "agent", "7.3.9+", ""),
        ),
        (
            "The server only accepts connections from agents 7.3.9 and later.",
            ("server 8.0", "agent", "7.3.9+", ""),
        ),
        (
            "The 8.0 server supports agents from version 7.3.9 up to 7.5.",
            ("server 8.0", "agent", "7.3.9+", ">7.5"),
        ),
        (
            "Only Example Guard 6.0.x proxies can work with the Example Guard 6.0.x server.",
            ("server 6.0.x", "proxy", "6.0.x", ""),
        ),
        (
            "A 17.x agent will not work with a 16.x manager.",
            ("manager 16.x", "agent", "", "17.x"),
        ),
        (
            "Agents 7.5 require an 8.0 server or newer one.",
            ("server <8.0 >8.0", "agent", "", "7.5"),
        ),
        (
            "Example Guard app v3.0 requires Example Guard server v3.0 and higher.",
            ("server <3.0", "app", "", "3.0"),
        ),
        (
            "Version 7.5 of the server works with agents of version 7.3.9 and 7.4.",
            ("server 7.5", "agent", "7.3.9 7.4", ""),
        ),
        (
            "Servers of version 8.0 reject agents with a version below 7.5.",
            ("server 8.0", "agent", "", "<7.5"),
        ),
        (
            "The 7.5 server accepts Agents of 7.3.9 and 7.4 and refuses all older ones.",
            ("server 7.5", "agent", "7.3.9 7.4", "<7.3.9"),
        ),
        (
            "Clients 7.4 and earlier are not supported by the 8.0 server.",
            ("server 8.0", "client", "", "..7.4"),
        ),
    ],
)
def test_sentences(text: str, expected: tuple[str, str, str, str]) -> None:
    assert [told(window) for window in windows(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A 7.5 server does not accept agents older than 7.3.9 unless the old mode is on.",
        "If it runs, the 7.5 server can talk to 7.4 agents.",
        "The server supports SQL Server 2019 and .NET 4.7.2.",
        "The notification server works with sync client 9.0+.",
        "The agent works with a 7.4 worker.",
        "The 8.0 server supports agents 7.1 to 7.2, and 7.4 to 7.5.",
        "The server talks to the agents over TLS 1.2.",
        "Version 7.5 said that the server supports agents 7.4.",
        "Install the 7.5 server, then upgrade the 7.4 Agents.",
    ],
)
def test_what_is_no_window(text: str) -> None:
    assert windows(text) == ()


def test_a_subject_without_a_version_is_that_of_the_docs() -> None:
    text = "The server accepts connections from 7.4 agents."
    (window,) = windows(text)
    assert window.of_docs and words(window.subject_versions) == "8.0"
    assert windows(text, path="docs/page.md") == ()


def test_names_text_and_place() -> None:
    text = "# A\n\nSee. Agents older than 7.3.9\ncannot connect to an Example Guard 7.5 server.\n"
    (window,) = windows(text)
    assert (window.subject_product, window.peer_product) == ("Example Guard", "")
    assert window.text.startswith("Agents older") and window.text.endswith("server.")
    assert window.path == ON_DOCS
    assert (window.span.line, window.span.column, window.span.end_line) == (3, 6, 4)


def test_tables_give_a_window_for_each_row() -> None:
    text = (
        "| Server version | Supported agents | Notes |\n| --- | --- | --- |\n"
        "| 7.5 | 7.3.9, 7.4 | none |\n| 8.0 | `7.4` and later | |\n| next | 8.0 | |\n"
    )
    found = windows(text)
    assert [told(window) for window in found] == [
        ("server 7.5", "agent", "7.3.9 7.4", ""),
        ("server 8.0", "agent", "7.4+", ""),
    ]
    assert all(window.closed for window in found)
    assert found[0].text == "7.5 | 7.3.9, 7.4 | none"


def test_tables_may_say_yes_and_no() -> None:
    text = (
        "| Server | Agent | Compatible? |\n| --- | --- | --- |\n"
        "| v1.2 | v1.2 | ✅ |\n| v1.2 | v1.3 | no |\n| v1.3 | v1.3 | in part |\n"
    )
    assert [told(window) for window in windows(text)] == [
        ("server 1.2", "agent", "1.2", ""),
        ("server 1.2", "agent", "", "1.3"),
    ]


def test_other_tables_are_left_alone() -> None:
    assert windows("| Product | Plugin |\n| --- | --- |\n| 1.2 | 1.2 |\n") == ()
    assert windows("| Server | 7.4 | 7.5 |\n| --- | --- | --- |\n| 7.4 | yes | no |\n") == ()


@pytest.mark.parametrize(
    ("version", "forbidden"),
    [("7.3.7", True), ("7.3", False), ("7.3.9", False), ("7.3.9.4", False), ("7.4", False)],
)
def test_what_a_window_surely_forbids(version: str, forbidden: bool) -> None:
    (rejecting,) = windows("Agents older than 7.3.9 cannot connect to a 7.5 server.")
    (accepting,) = windows("The 8.0 server supports agents 7.3.9 and later.")
    assert rejecting.forbids(version) is forbidden
    assert accepting.forbids(version) is forbidden
    assert rejecting.concerns("7.5.2") and not rejecting.concerns("7.4")


def test_only_what_is_closed_forbids_what_it_does_not_name() -> None:
    (open_,) = windows("The 8.0 server can talk to 7.4 agents.")
    (closed,) = windows("The 8.0 server only supports 7.4 agents.")
    assert not open_.forbids("7.3") and closed.forbids("7.3") and closed.forbids("7.5")
    assert not closed.forbids("7.4.2")
