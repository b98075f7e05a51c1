"""A runbook of three hops in which every field is filled, for the tests of backends.

The composition is tested in `tests/planning`; here its results are written by hand, so that a
backend is tested with all that a runbook can hold.
"""

from runbookc.config import Settings
from runbookc.dialects import Placement
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.lowering import lower
from runbookc.model import (
    Appendix,
    CompatibilityWindow,
    Gate,
    GateCheck,
    Hazard,
    Letterhead,
    OutsideLink,
    PointOfNoReturn,
    Route,
    Runbook,
    SkewNotice,
    StepPlace,
    VersionSpec,
)
from runbookc.parsing import parse
from runbookc.planning import build_graph, compose, find_route
from runbookc.planning.digest import digest
from runbookc.source import SourceFile, Span
from tests.backends.sample import PATH, PROVENANCE

PAGE = """\
# Upgrade Demo

Export all policies first.

## Upgrade from Demo 1.0 to 2.0

:::danger
Power off the rack.
:::

1. Uninstall the server.
2. Run `setup.exe /q`. See the [agents](agents.md) topic.
3. Check that the console shows version 2.0.

## Upgrade from Demo 2.0 to 3.0

1. Stop the service:

   ```sh
   net stop demo
   ```

2. Copy the folder:

   1. Open `C:\\Program Files\\Demo\\CertsInfo`.
   2. Compare the dates. :warning: Nothing may be missing.

   > [!CAUTION]
   > Agents are orphaned if a file is missing.

3. _(Optional)_ Read the [vendor's note](https://example.com/note).

## Upgrade from Demo 3.0 to 4.0

1. Run `setup.exe`.
2. Upgrade each agent.
"""

AGENTS = """\
# Agents

Open **Agents** and choose *Upgrade*.

| Version | Supported |
| --- | --- |
| 2.0 | yes |
"""

AGENTS_PATH = "docs/demo/4.0/agents.md"


def whole_runbook() -> Runbook:
    """Three hops, hazards, gates, points of no return, a skew window, an appendix, a letterhead."""
    dialect, settings = PlainDialect(), Settings(site_url="https://docs.example.com")
    lowered = lower(
        parse(SourceFile(PATH, PAGE, "5ha"), dialect),
        Placement(PATH, "/demo/upgrade", "demo", "4.0"),
        settings,
    ).page
    links = tuple(
        link.model_copy(update={"status": "ok", "resolved": AGENTS_PATH, "url": "/demo/agents"})
        if link.target == "agents.md"
        else link
        for link in lowered.links
    )
    page = lowered.model_copy(update={"links": links})
    project = Project((page,), settings, dialect)
    route = find_route(build_graph(project), "demo", "1.0", "4.0")
    assert isinstance(route, Route)
    return _filled(compose(project, route, PROVENANCE))


def place(part: int, number: str = "", line: int = 1) -> StepPlace:
    """A step of the runbook."""
    return StepPlace(part=part, number=number, path=PATH, line=line)


def _filled(runbook: Runbook) -> Runbook:
    first, second, third = runbook.parts
    check = GateCheck(body=first.procedure.steps[2].body, place=place(1, "3", 13))
    point = PointOfNoReturn(words="Uninstall the server", place=place(1, "1", 11))
    parts = (
        first.model_copy(
            update={"no_return": (point,), "gate": Gate(after=1, checks=(check,))},
        ),
        second.model_copy(update={"skews": (_skew(),), "gate": Gate(after=2)}),
        third.model_copy(update={"gate": Gate(after=3)}),
    )
    filled = runbook.model_copy(
        update={
            "parts": parts,
            "hazards": (
                Hazard(kind="danger", text="Power off the rack.", place=place(1)),
                Hazard(kind="caution", text="Agents are orphaned.", place=place(2, "2")),
            ),
            "appendices": (_appendix(),),
            "outside": (
                OutsideLink(text="vendor's note", url="https://example.com/note", parts=(2,)),
            ),
            "letterhead": Letterhead(
                name="Example & Sons", lines=("At night: +1 555 0100",), fields=("Change number",)
            ),
        }
    )
    return filled.model_copy(update={"digest": digest(filled)})


def _skew() -> SkewNotice:
    return SkewNotice(
        peer="agent",
        versions="older than 2.0",
        begins=place(2, "1", 17),
        ends=place(3, "2", 36),
        window=CompatibilityWindow(
            subject="server",
            subject_versions=(VersionSpec(raw="3.0", kind="exact", base="3.0"),),
            peer="agent",
            rejected=(VersionSpec(raw="pre 2.0", kind="before", base="2.0"),),
            text="The 3.0 server refuses agents before 2.0.",
            path=PATH,
            span=Span(3, 1, 3, 40),
        ),
    )


def _appendix() -> Appendix:
    document = parse(SourceFile(AGENTS_PATH, AGENTS, "5hb"), PlainDialect())
    return Appendix(
        letter="A",
        id="appendix-a",
        title="Agents",
        path=AGENTS_PATH,
        line=1,
        url="/demo/agents",
        version="4.0",
        body=document.body[1:],
    )
