"""Where the links of a runbook lead once it has left the docs."""

from typing import Any

import pytest

from runbookc.backends.links import Destination, RunbookLinks
from runbookc.model import LinkText, inlines_of, walk_blocks, walk_inlines
from tests.backends.sample import runbook_of

PAGE = """\
# Upgrade

## Upgrade from Demo 1.0 to 2.0

**Step 1 –** Read [it]({target}).
"""


def destination(target: str, link: dict[str, Any], site_url: str = "") -> Destination:
    """Where the only link of a page leads."""
    runbook = runbook_of(PAGE.replace("{target}", target), {target: link}, site_url)
    part = runbook.parts[0]
    (node,) = (
        node
        for block in walk_blocks(part.procedure.steps[0].body)
        for run in inlines_of(block)
        for node in walk_inlines(run)
        if isinstance(node, LinkText)
    )
    return RunbookLinks.of_part(runbook, part).destination(node)


@pytest.mark.parametrize(
    ("target", "link", "expected"),
    [
        (
            "https://example.com/a",
            {"kind": "external"},
            Destination(href="https://example.com/a"),
        ),
        ("mailto:a@example.com", {"kind": "mail"}, Destination(href="mailto:a@example.com")),
        (
            "b.md#c",
            {"kind": "page", "resolved": "docs/b.md", "anchor": "c", "status": "ok"},
            Destination(place="docs/b.md#c"),
        ),
        (
            "../b.md",
            {"kind": "page", "resolved": "docs/demo/2.0/more/b.md", "status": "ok"},
            Destination(place="more/b.md"),
        ),
        (
            "#upgrade-from-demo-10-to-20",
            {"kind": "anchor", "anchor": "upgrade-from-demo-10-to-20", "status": "ok"},
            Destination(part=1),
        ),
        (
            "b.md",
            {"kind": "page", "status": "broken-page"},
            Destination(place="b.md", problem="broken link in the source"),
        ),
        (
            "../../../etc/passwd",
            {"kind": "other", "status": "outside-root"},
            Destination(place="../../../etc/passwd", problem="broken link in the source"),
        ),
        (
            "data:text/html,x",
            {"kind": "other", "status": "unsafe"},
            Destination(problem="unsafe link removed"),
        ),
        (
            "javascript:alert(1)",
            {"kind": "other", "status": "ok"},
            Destination(problem="unsafe link removed"),
        ),
    ],
)
def test_destinations(target: str, link: dict[str, Any], expected: Destination) -> None:
    assert destination(target, link) == expected


def test_with_a_site_pages_have_full_addresses() -> None:
    link = {"kind": "anchor", "anchor": "c", "status": "ok"}

    assert destination("#c", link, "https://docs.example/help/") == Destination(
        href="https://docs.example/help/demo/upgrade#c"
    )
