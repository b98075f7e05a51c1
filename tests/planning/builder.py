"""Small pages for the tests of planning: a page is a few hops, no more."""

import re
from collections.abc import Sequence

from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.model import (
    Evidence,
    Hop,
    Page,
    Paragraph,
    Procedure,
    Provenance,
    Section,
    Step,
    Text,
    VersionSpec,
)
from runbookc.source import Span

PROVENANCE = Provenance(compiler="runbookc 0")
_END = re.compile(r"(?:(?P<name>[A-Za-z ]+) )?(?P<version>\S+)")


def span(line: int = 1, width: int = 1) -> Span:
    """A span on one line."""
    return Span(line, 1, line, width + 1)


def paragraph(text: str, line: int = 1) -> Paragraph:
    """A paragraph of plain text."""
    where = span(line, len(text))
    return Paragraph(inlines=(Text(text=text, span=where),), span=where)


def spec(text: str) -> VersionSpec:
    """A version as pages write it: 7.5, 7.5.x, 7.3.7+, <7.3.9, or "any"."""
    if text == "any":
        return VersionSpec(raw=text, kind="any")
    if text[-2:] in (".x", ".y"):
        return VersionSpec(raw=text, kind="wildcard", base=text[:-2])
    if text.endswith("+"):
        return VersionSpec(raw=text, kind="at-least", base=text[:-1])
    if text.startswith("<"):
        return VersionSpec(raw=text, kind="before", base=text[1:])
    return VersionSpec(raw=text, base=text)


def hop(text: str, path: str = "a.md", *, pinned: bool = False) -> Hop:
    """A hop from "Old Name 7.3.9 -> New Name 7.5", names left out at will."""
    before, after = (_END.fullmatch(end.strip()) for end in text.split("->"))
    assert before is not None
    assert after is not None
    kind = "front-matter" if pinned else "heading"
    return Hop(
        from_product=before["name"] or "",
        from_version=spec(before["version"]),
        to_product=after["name"] or "",
        to_version=spec(after["version"]),
        evidence=(Evidence(kind=kind, text=text, path=path, span=span()),),
    )


def procedure(
    text: str,
    path: str,
    line: int,
    *,
    steps: int = 2,
    context: Sequence[Section] = (),
    pinned: bool = False,
) -> Procedure:
    """An upgrade procedure for one hop; without steps it is a release note."""
    hops = (hop(text, path, pinned=pinned),) if "->" in text else ()
    return Procedure(
        id=f"{path}#p{line}",
        title=f"Upgrade {text}",
        kind="upgrade" if hops else "other",
        hops=hops,
        context=tuple(context),
        steps=tuple(
            Step(
                number=number,
                marker="bold",
                command=f"Do {number}.",
                body=(paragraph(f"Do {number}.", line + number),),
                line=line + number,
                marker_span=span(line + number),
                span=span(line + number),
            )
            for number in range(1, steps + 1)
        ),
        line=line,
        span=span(line),
    )


def page(
    path: str,
    *texts: str,
    product: str | None = "threatprevention",
    version: str | None = None,
    steps: int = 2,
    context: Sequence[Section] = (),
    pinned: bool = False,
) -> Page:
    """A page with one procedure for each hop."""
    procedures = (
        procedure(text, path, 10 * number, steps=steps, context=context, pinned=pinned)
        for number, text in enumerate(texts, 1)
    )
    return Page(
        path=path,
        url=f"/{path.removesuffix('.md')}",
        dialect="plain",
        product=product,
        version=version,
        title="Upgrade",
        procedures=tuple(procedures),
        sha256=f"sha-of-{path}",
    )


def project(*pages: Page, settings: Settings | None = None) -> Project:
    """The pages, linked."""
    return Project(
        tuple(sorted(pages, key=lambda one: one.path)),
        settings or Settings(),
        PlainDialect(),
    )


SEEDS = page(
    "docs/threatprevention/8.0/install/upgrade/overview.md",
    "8.0.x -> 8.0.y",
    "7.5 -> 8.0",
    "7.5.x -> 7.5.y",
    "Threat Prevention 7.4 -> Threat Prevention 7.5",
    "StealthINTERCEPT 7.3.9 -> Threat Prevention 7.5",
    "StealthINTERCEPT 7.3.7+ -> 7.3.9",
    version="8.0",
)
"""The hops of the page that this project was founded on."""
