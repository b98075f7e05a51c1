"""Runbooks for the tests of backends, from a page written in the test."""

from typing import Any

from runbookc.config import Settings
from runbookc.dialects import Placement
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.lowering import lower
from runbookc.model import Page, Provenance, Route, Runbook
from runbookc.parsing import parse
from runbookc.planning import build_graph, compose, compose_procedure, find_route
from runbookc.source import SourceFile

PATH = "docs/demo/2.0/upgrade.md"
PROVENANCE = Provenance(compiler="runbookc 1.2.3", commit="0123456789abcdef" * 2, date="2026-01-02")


def page_of(markdown: str, links: dict[str, dict[str, Any]] | None = None) -> Page:
    """A page, its links resolved as the test says: target to what the link becomes."""
    document = parse(SourceFile(PATH, markdown, "5ha"), PlainDialect())
    page = lower(document, Placement(PATH, "/demo/upgrade", "demo", "2.0"), Settings()).page
    known = links or {}
    resolved = (link.model_copy(update=known.get(link.target, {})) for link in page.links)
    return page.model_copy(update={"links": tuple(resolved)})


def runbook_of(
    markdown: str, links: dict[str, dict[str, Any]] | None = None, site_url: str = ""
) -> Runbook:
    """The runbook of the route 1 to 2, else that of the page's first procedure."""
    page = page_of(markdown, links)
    project = Project((page,), Settings(site_url=site_url), PlainDialect())
    graph = build_graph(project)
    route = find_route(graph, "demo", "1.0", "2.0")
    if isinstance(route, Route):
        return compose(project, route, PROVENANCE)
    return compose_procedure(project, page.procedures[0], PROVENANCE, graph)


UPGRADE = """\
# Upgrade Demo

Save your work.

:::danger
Power off the rack.
:::

## Upgrade from Demo 1.0 to Demo 2.0

Follow the steps to upgrade from Demo 1.0 to 2.0.

:::warning[Do not skip]
Keep the old server.
:::

**Step 1 –** Run `setup.exe /q` with a [guide](guide.md) and [help](https://example.com/help).

```sh
echo "1 < 2" && exit
```

**Step 2 –** _(Optional)_ Then, follow these steps:

1. Click **Next**.
2. Edit <add key="a" value="b"/>.

   :::caution
   The service restarts.
   :::

![The wizard](img/a.png)

**Step 3 –** See [nowhere](nope.md) and [evil](javascript:alert(1)).

| Key | Value |
| --- | ----: |
| `a\\|b` | 1 |
"""

LINKS: dict[str, dict[str, Any]] = {
    "guide.md": {"kind": "page", "resolved": "docs/demo/2.0/guide.md", "status": "ok"},
    "https://example.com/help": {"kind": "external", "status": "unchecked"},
    "img/a.png": {"kind": "asset", "resolved": "docs/demo/2.0/img/a.png", "status": "ok"},
    "nope.md": {"kind": "page", "status": "broken-page"},
    "javascript:alert(1)": {"kind": "other", "status": "unsafe"},
}
