"""A runbook made by hand, with every kind of block and inline."""

import struct
import zlib
from typing import Any

from runbookc.model import (
    Admonition,
    Block,
    Break,
    CodeBlock,
    Consideration,
    Emphasis,
    HeadingBlock,
    Hop,
    HtmlBlock,
    ImageBlock,
    InlineHtml,
    InlineImage,
    Input,
    Link,
    ListBlock,
    ListItem,
    Procedure,
    Provenance,
    QuoteBlock,
    Route,
    RouteHop,
    Rule,
    Runbook,
    RunbookPart,
    Step,
    Strikethrough,
    Substeps,
    Tab,
    TableBlock,
    VersionSpec,
)
from runbookc.source import Span
from tests.backends.pdf.builder import (
    AT,
    COMMAND,
    LONG_PATH,
    PATH,
    SVG,
    admonition,
    bullets,
    cells,
    code,
    link,
    para,
    step,
    strong,
    text,
)


def every_kind_of_block() -> tuple[Block, ...]:
    rows = [
        cells(f"Service {n}", code(f"guard-{n}.service"), "Runs on port 443.") for n in range(40)
    ]
    rows.insert(
        2,
        cells(
            "Console",
            InlineImage(target="i.svg", alt="An icon", span=Span(2, 1, 2, 2)),
            "Shown in the tray.",
        ),
    )
    return (
        HeadingBlock(level=3, anchor="a", inlines=text("What changes in the console"), span=AT),
        para(
            "Plain, ",
            strong("bold"),
            ", ",
            Emphasis(children=text("slanted"), span=AT),
            ", ",
            Strikethrough(children=text("struck"), span=AT),
            " and ",
            code("fi ffl -> =>"),
            " text;",
            Break(span=AT),
            "a line",
            Break(hard=True, span=AT),
            "and a new one. ",
            link("The vendor's page", "https://example.com/support"),
            ", ",
            link("a lost page", "lost.md", 5),
            ", ",
            link("a page of the docs", "agent.md", 9),
            ". ",
            InlineHtml(text="<b>", span=AT),
            "Loud",
            InlineHtml(text="</b>", span=AT),
            ": ",
            InlineHtml(text='<add key="managerAddress" value="192.0.2.7:3741"/>', span=AT),
            InlineHtml(text="<!-- hidden -->", span=AT),
            InlineHtml(text="<br/>", span=AT),
            "End.",
        ),
        para("Ελληνικά, кириллица, Ťažký, ½ × 3 ≥ 1 → ✓."),
        bullets(
            "First fact", bullets("Nested fact", bullets("Deeper", "And deeper", ordered=True))
        ),
        bullets("One", "Two", "Three", ordered=True),
        ListBlock(
            ordered=False,
            items=(
                ListItem(body=(para("Backup made"),), checked=True, span=AT),
                ListItem(body=(para("Users told"),), checked=False, span=AT),
            ),
            span=AT,
        ),
        QuoteBlock(body=(para("Quoted from elsewhere."),), span=AT),
        CodeBlock(
            text="[service]\n\tname = guard\n  port=443", language="ini", title="guard.ini", span=AT
        ),
        CodeBlock(text=COMMAND, language="bat", span=AT),
        Tab(title="Windows", body=(para("Open ", code("services.msc"), "."),), span=AT),
        Tab(title="Linux", body=(CodeBlock(text="systemctl stop guard", span=AT),), span=AT),
        HtmlBlock(text="<table><tr><td>left</td><td>right &amp; more</td></tr></table>", span=AT),
        Rule(span=AT),
        ImageBlock(
            target="shot.png", alt="The login page", title="Sign in first", span=Span(3, 1, 3, 2)
        ),
        ImageBlock(target="gone.png", alt="A picture that is not there", span=Span(4, 1, 4, 2)),
        TableBlock(header=cells("Service", "Unit", "Notes"), rows=tuple(rows), span=AT),
    )


def links() -> tuple[Link, ...]:
    def entry(line: int, column: int, **fields: Any) -> Link:
        values = {"text": "", "target": "", "line": line, "column": column, "span": AT}
        return Link.model_validate(values | {"target_span": AT} | fields)

    return (
        entry(1, 1, kind="external", target="https://example.com/support", status="unchecked"),
        entry(1, 5, kind="page", target="lost.md", status="broken-page"),
        entry(
            1,
            9,
            kind="page",
            target="agent.md",
            status="ok",
            resolved="docs/agent.md",
            url="/docs/agent",
        ),
        entry(2, 1, kind="asset", target="i.svg", status="ok", resolved="docs/i.svg", image=True),
        entry(
            3, 1, kind="asset", target="shot.png", status="ok", resolved="docs/shot.png", image=True
        ),
        entry(4, 1, kind="asset", target="gone.png", status="missing-asset", image=True),
    )


def procedure(anchor: str, title: str, steps: tuple[Step, ...], **fields: Any) -> Procedure:
    bodies = [fields.get("introduction", ()), *(one.body for one in steps)]
    found = [block for body in bodies for block in body if isinstance(block, Admonition)]
    values = {"id": f"{PATH}#{anchor}", "title": title, "kind": "upgrade", "steps": steps}
    values |= {"admonitions": tuple(found)}
    return Procedure.model_validate(values | {"line": 30, "span": AT} | fields)


def upgrade_steps() -> tuple[Step, ...]:
    return (
        step(
            1,
            para("Export every policy from the ", strong("Policies"), " page."),
            bullets("Do not change the database.", "Delete no file."),
        ),
        step(
            2,
            admonition(
                "danger",
                para("The old server cannot be started again once the database is converted."),
            ),
            para("Copy the certificates to the new folder:"),
            para(code(LONG_PATH)),
            admonition(
                "caution", para("Else the agents lose their server."), title="Check the file dates"
            ),
            para("See ", link("the vendor's page", "https://example.com/support"), " first."),
        ),
        step(
            3,
            para("On the old server do the following."),
            Substeps(start=0, count=2),
            para("Then go on."),
            substeps=(
                step(1, para("Stop the service with ", code("sc stop GuardManager"), ".")),
                step(
                    2,
                    para("Run the setup."),
                    CodeBlock(text=COMMAND, span=AT),
                    admonition("note", para("It takes ten minutes.")),
                ),
            ),
        ),
        step(4, para("Restart the console."), optional=True, title="Restart"),
    )


def hop(old: tuple[str, str], new: tuple[str, str], number: int) -> RouteHop:
    return RouteHop(
        hop=Hop(
            from_product=old[0],
            from_version=VersionSpec(raw=old[1]),
            to_product=new[0],
            to_version=VersionSpec(raw=new[1]),
        ),
        from_product=old[0],
        from_version=old[1],
        to_product=new[0],
        to_version=new[1],
        procedure=f"{PATH}#hop-{number}",
        reason="it stands in the docs of 8.0",
        others=("docs/guard/7.5/upgrade.md#hop",) if number == 2 else (),
        renamed=old[0] != new[0],
    )


def make_runbook() -> Runbook:
    stops = [
        ("Sentinel", "7.3.7"),
        ("Sentinel", "7.3.9"),
        ("Threat Guard", "7.5"),
        ("Threat Guard", "8.0"),
    ]
    hops = tuple(hop(stops[i], stops[i + 1], i + 1) for i in range(3))
    procedures = (
        procedure(
            "hop-1",
            "Sentinel 7.3.7 to Sentinel 7.3.9",
            upgrade_steps()[:2],
            introduction=(
                para("Follow the steps."),
                admonition("warning", para("Stop all agents first.")),
            ),
        ),
        procedure(
            "hop-2",
            "Sentinel 7.3.9 to Threat Guard 7.5",
            upgrade_steps(),
            result=(para("The new server runs."),),
            time="40 minutes",
        ),
        procedure(
            "hop-3",
            "Threat Guard 7.5 to Threat Guard 8.0",
            upgrade_steps()[2:],
            rollback="Restore the database.",
        ),
    )
    parts = tuple(
        RunbookPart(
            number=i + 1,
            title=one.title,
            path=PATH,
            page_title="Upgrade",
            page_url="/docs/u",
            version="8.0",
            hop=hops[i],
            procedure=one,
            links=links(),
        )
        for i, one in enumerate(procedures)
    )
    hazards = tuple(
        admonition(kind, para(f"What a {kind} says, in one line."))
        for kind in ("danger", "warning", "caution", "notice", "important", "note", "tip", "info")
    )
    return Runbook(
        id="guard-7.3.7-to-8.0",
        kind="route",
        title="Upgrade Sentinel 7.3.7 to Threat Guard 8.0",
        product="guard",
        product_name="Threat Guard",
        route=Route(
            product="guard",
            from_product="Sentinel",
            from_version="7.3.7",
            to_product="Threat Guard",
            to_version="8.0",
            hops=hops,
        ),
        considerations=(
            Consideration(
                title="Compatibility",
                body=(para("7.5 talks to agents of 7.3.9."), *hazards),
                path=PATH,
                line=24,
                hops=(1, 3),
            ),
            Consideration(
                title="All that can stand on a page",
                body=every_kind_of_block(),
                path=PATH,
                line=30,
                hops=(1, 2, 3),
            ),
        ),
        prerequisites=(
            Consideration(
                title="Backup", body=(para("A backup exists."),), path=PATH, line=12, hops=(1, 2, 3)
            ),
        ),
        parts=parts,
        site_url="https://docs.example.com",
        provenance=Provenance(
            compiler="runbookc 0.1.0",
            commit="0123456789abcdef0123456789abcdef01234567",
            date="2026-11-02T10:00:00+00:00",
            inputs=(Input(path=PATH, sha256="ab" * 32),),
        ),
    )


def screenshot(width: int = 900, height: int = 420) -> bytes:
    """A PNG of one dark band over a light ground."""
    dark, light = bytes((10, 74, 143)) * width, bytes((232, 237, 242)) * width
    rows = b"".join(b"\0" + (dark if y < 50 else light) for y in range(height))

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


ASSETS = {"docs/i.svg": SVG, "docs/shot.png": screenshot()}
