"""Every kind of node: made by the parser or read from JSON, it is the same value."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from runbookc import model
from runbookc.model import (
    Admonition,
    AffectedStep,
    Appendix,
    Break,
    Change,
    ChangeGroup,
    Code,
    CodeBlock,
    CompatibilityWindow,
    Consideration,
    Difference,
    Emphasis,
    Evidence,
    ExecutedRunbook,
    Execution,
    ExecutionRecord,
    Gate,
    GateCheck,
    GateEntry,
    Hazard,
    Heading,
    HeadingBlock,
    Hop,
    HtmlBlock,
    ImageBlock,
    Inclusion,
    InlineHtml,
    InlineImage,
    Input,
    Letterhead,
    Link,
    LinkText,
    ListBlock,
    ListItem,
    Mention,
    MissedChange,
    Node,
    OutsideLink,
    Page,
    Paragraph,
    Place,
    PointOfNoReturn,
    Procedure,
    Provenance,
    QuoteBlock,
    Route,
    RouteHop,
    Rule,
    Runbook,
    RunbookName,
    RunbookPart,
    RunEffect,
    Section,
    Side,
    SkewNotice,
    Spot,
    Step,
    StepEntry,
    StepPlace,
    Strikethrough,
    Strong,
    Substeps,
    Tab,
    TableBlock,
    TableCell,
    Text,
    Verification,
    VerificationReport,
    VersionSpec,
    WatchEntry,
    Words,
    break_node,
    cell_node,
    code_node,
    paragraph_node,
    text_node,
)
from runbookc.model.site_report import (
    GoneFinding,
    LookedAt,
    ReportCounts,
    ReportedFinding,
    ReportState,
    RuleTrend,
    SiteReport,
    Trend,
)
from runbookc.source import Span

SPAN = Span(1, 2, 3, 4)
TEXT = Text.trusted(text="words", span=SPAN)
PARAGRAPH = Paragraph.trusted(inlines=(TEXT,), span=SPAN)
CELL = TableCell.trusted(inlines=(TEXT,), align="left")
ITEM = ListItem.trusted(body=(PARAGRAPH,), checked=True, span=SPAN)
VERSION = VersionSpec.trusted(raw="v7.5", base="7.5")
WINDOW = CompatibilityWindow.trusted(
    subject="server",
    subject_versions=(VERSION,),
    peer="agent",
    rejected=(VersionSpec.trusted(raw="pre 7.3.9", kind="before", base="7.3.9"),),
    text="words",
    path="a.md",
    span=SPAN,
)
EVIDENCE = Evidence.trusted(kind="heading", text="7.4 to 7.5", path="a.md", span=SPAN)
HOP = Hop.trusted(
    from_product="A",
    from_version=VERSION,
    to_product="B",
    to_version=VersionSpec.trusted(raw="any", kind="any"),
    evidence=(EVIDENCE,),
)
ADMONITION = Admonition.trusted(
    kind="danger", body=(PARAGRAPH,), notation="alert", line=1, span=SPAN
)
LINK = Link.trusted(
    text="b", target="b.md", kind="page", line=1, column=2, span=SPAN, target_span=SPAN
)
SECTION = Section.trusted(title="Before", body=(ADMONITION,), line=3)
SUBSTEP = Step.trusted(marker="list", line=2, marker_span=SPAN, span=SPAN)
STEP = Step.trusted(
    number=1,
    label="Step 1 –",
    marker="bold",
    body=(PARAGRAPH, Substeps.trusted(start=0, count=1)),
    substeps=(SUBSTEP,),
    admonitions=(ADMONITION,),
    links=(LINK,),
    line=1,
    marker_span=SPAN,
    span=SPAN,
)
PROCEDURE = Procedure.trusted(
    id="a.md#up",
    title="Up",
    kind="upgrade",
    hops=(HOP,),
    introduction=(PARAGRAPH,),
    context=(SECTION,),
    steps=(STEP,),
    line=1,
    span=SPAN,
)
ROUTE_HOP = RouteHop.trusted(
    hop=HOP,
    from_product="A",
    from_version="7.4",
    to_product="B",
    to_version="7.5",
    procedure="a.md#up",
    reason="the only one",
    renamed=True,
)
ROUTE = Route.trusted(
    product="a",
    from_product="A",
    from_version="7.4",
    to_product="B",
    to_version="7.5",
    hops=(ROUTE_HOP,),
)
INPUT = Input.trusted(path="a.md", sha256="00")
PROVENANCE = Provenance.trusted(compiler="runbookc 1", inputs=(INPUT,))
PLACE = Place.trusted(path="b.md", line=4)
STEP_PLACE = StepPlace.trusted(part=1, number="2.1", path="a.md", line=9)
HAZARD = Hazard.trusted(kind="danger", text="Power off.", place=STEP_PLACE)
POINT = PointOfNoReturn.trusted(words="Uninstall A", place=STEP_PLACE)
CHECK = GateCheck.trusted(body=(PARAGRAPH,), place=STEP_PLACE)
GATE = Gate.trusted(after=1, checks=(CHECK,))
SKEW = SkewNotice.trusted(
    peer="agent", versions="older than 7.3.9", begins=STEP_PLACE, ends=STEP_PLACE, window=WINDOW
)
APPENDIX = Appendix.trusted(
    letter="A", id="appendix-a", title="Topic", path="b.md", line=1, body=(PARAGRAPH,)
)
OUTSIDE = OutsideLink.trusted(text="help", url="https://example.com/", parts=(1,))
LETTERHEAD = Letterhead.trusted(name="Org", lines=("Street 1",), fields=("Change number",))
CONSIDERATION = Consideration.trusted(
    body=(PARAGRAPH,), path="a.md", line=1, hops=(1,), duplicates=(PLACE,)
)
PART = RunbookPart.trusted(
    number=1,
    title="A 7.4 to B 7.5",
    path="a.md",
    page_title="Up",
    page_url="/a",
    hop=ROUTE_HOP,
    procedure=PROCEDURE,
    links=(LINK,),
    no_return=(POINT,),
    skews=(SKEW,),
    gate=GATE,
)
MOMENT = "2026-01-31T22:00:00Z"
EXECUTED = ExecutedRunbook.trusted(id="a-7.4-to-7.5", digest="0" * 64, title="Up")
EXECUTION = Execution.trusted(id="k3", name="Server A", started=MOMENT)
STEP_ENTRY = StepEntry.trusted(part=1, number="2.1", command="Stop it.", done=MOMENT)
GATE_ENTRY = GateEntry.trusted(after=1, name="Ada", time=MOMENT)
WATCH_ENTRY = WatchEntry.trusted(part=1, seconds=12)

SPOT = Spot.trusted(number="2.1", path="a.md", line=9)
WORDS = Words.trusted(kind="same", text="Run")
CHANGE = Change.trusted(
    subject="step", kind="reworded", text="Run it.", old=SPOT, new=SPOT, words=(WORDS,)
)
NAMED = RunbookName.trusted(id="a-7.4-to-7.5", title="Up")
GROUP = ChangeGroup.trusted(titles=("Up",), runbooks=("a",), changes=(CHANGE,))
SIDE = Side.trusted(name="HEAD", commit="00")
AFFECTED = AffectedStep.trusted(
    part=1, number="2.1", command="Run it.", done="2026-01-01T00:00:00Z", changes=(CHANGE,)
)
MISSED = MissedChange.trusted(part=1, change=CHANGE)
EFFECT = RunEffect.trusted(runbook="a", run="r", signed=1, affected=(AFFECTED,), missed=(MISSED,))
DIFFERENCE = Difference.trusted(old=SIDE, new=SIDE, added=(NAMED,), groups=(GROUP,), run=EFFECT)
VERIFICATION = Verification.trusted(
    file="a.md", sha256="00", state="outdated", reason="it is old", difference=DIFFERENCE
)

FINDING = ReportedFinding(
    code="LNK001",
    severity="error",
    state="silenced",
    message="The page does not exist",
    help="Write another",
    reason="it comes with 8.0",
    path="docs/a.md",
    line=3,
    column=1,
    fingerprint="f" * 32,
)
LOOKED_AT = LookedAt(pages=1, procedures=1, links=2, rules=30)
COUNTS = ReportCounts(errors=1, warnings=0, infos=0, accepted=0, silenced=1)
STATE = ReportState(commit="c" * 40, dirty=True, date="2026-01-01T00:00:00Z", counts=COUNTS)
RULE_TREND = RuleTrend(code="LNK001", new=1, gone=1, unchanged=0)
GONE = GoneFinding(code="LNK002", message="There is no such heading", path="docs/a.md", line=1)
TREND = Trend(since=STATE, rules=(RULE_TREND,), new=("f" * 32,), gone=(GONE,))

NODES: tuple[Node, ...] = (
    TEXT,
    Code.trusted(text="setup.exe", span=SPAN),
    Break.trusted(hard=True, span=SPAN),
    Emphasis.trusted(children=(TEXT,), span=SPAN),
    Strong.trusted(children=(TEXT,), span=SPAN),
    Strikethrough.trusted(children=(TEXT,), span=SPAN),
    LinkText.trusted(children=(TEXT,), target="b.md", span=SPAN),
    InlineImage.trusted(target="a.png", alt="", span=SPAN),
    InlineHtml.trusted(text="<br>", span=SPAN),
    PARAGRAPH,
    HeadingBlock.trusted(level=2, anchor="up", inlines=(TEXT,), span=SPAN),
    ITEM,
    ListBlock.trusted(ordered=True, start=3, items=(ITEM,), span=SPAN),
    CodeBlock.trusted(text="run\n", language="sh", span=SPAN),
    CELL,
    TableBlock.trusted(header=(CELL,), rows=((CELL,), (CELL,)), span=SPAN),
    ImageBlock.trusted(target="a.png", alt="A", span=SPAN),
    QuoteBlock.trusted(body=(PARAGRAPH,), span=SPAN),
    ADMONITION,
    Tab.trusted(title="Linux", body=(PARAGRAPH,), span=SPAN),
    HtmlBlock.trusted(text="<hr>", span=SPAN),
    Rule.trusted(span=SPAN),
    Substeps.trusted(start=0, count=2),
    VERSION,
    EVIDENCE,
    HOP,
    Heading.trusted(level=1, text="Up", anchor="up", line=1, span=SPAN),
    Inclusion.trusted(target="part.md", line=1),
    LINK,
    Mention.trusted(version=VERSION, text="v7.5", span=SPAN, version_span=SPAN),
    SECTION,
    STEP,
    PROCEDURE,
    Page.trusted(
        path="a.md",
        url="/a",
        dialect="plain",
        title="Up",
        front_matter={"title": "Up", "tags": [1, None]},
        procedures=(PROCEDURE,),
        links=(LINK,),
    ),
    WINDOW,
    ROUTE_HOP,
    ROUTE,
    CONSIDERATION,
    PART,
    INPUT,
    PROVENANCE,
    PLACE,
    STEP_PLACE,
    HAZARD,
    POINT,
    CHECK,
    GATE,
    SKEW,
    APPENDIX,
    OUTSIDE,
    LETTERHEAD,
    EXECUTED,
    EXECUTION,
    STEP_ENTRY,
    GATE_ENTRY,
    WATCH_ENTRY,
    ExecutionRecord.trusted(
        runbook=EXECUTED,
        run=EXECUTION,
        steps=(STEP_ENTRY,),
        gates=(GATE_ENTRY,),
        watches=(WATCH_ENTRY,),
        fields={"Change number": "C-1"},
    ),
    SPOT,
    WORDS,
    CHANGE,
    NAMED,
    GROUP,
    SIDE,
    AFFECTED,
    MISSED,
    EFFECT,
    DIFFERENCE,
    VERIFICATION,
    VerificationReport.trusted(files=(VERIFICATION,)),
    Runbook.trusted(
        id="a-7.4-to-7.5",
        kind="route",
        title="Up",
        product="a",
        product_name="A",
        route=ROUTE,
        considerations=(CONSIDERATION,),
        hazards=(HAZARD,),
        parts=(PART,),
        appendices=(APPENDIX,),
        outside=(OUTSIDE,),
        letterhead=LETTERHEAD,
        provenance=PROVENANCE,
    ),
    FINDING,
    LOOKED_AT,
    COUNTS,
    STATE,
    RULE_TREND,
    GONE,
    TREND,
    SiteReport(
        version=1,
        compiler="runbookc 1",
        digest="d" * 64,
        now=STATE,
        looked_at=LOOKED_AT,
        baseline="accepted.json",
        baseline_problem="it is no JSON",
        gone_from_baseline=1,
        findings=(FINDING,),
        trend=TREND,
        history=(STATE,),
    ),
)
every_node = pytest.mark.parametrize("node", NODES, ids=lambda node: type(node).__name__)


def kinds(base: type[Node]) -> Iterator[type[Node]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith(f"{model.__name__}."):
            yield kind
        yield from kinds(kind)


def test_every_kind_of_node_is_here() -> None:
    assert {type(node) for node in NODES} == set(kinds(Node))


@every_node
def test_validation_finds_nothing_to_change(node: Node) -> None:
    fields = type(node).model_fields
    assert list(node.__dict__) == list(fields)
    given = {name: getattr(node, name) for name in fields}
    validated = type(node)(**given)
    assert validated == node
    assert validated.model_fields_set == node.model_fields_set
    assert validated.model_dump_json() == node.model_dump_json()


@every_node
def test_json_gives_the_node_back(node: Node) -> None:
    text = node.model_dump_json()
    assert list(json.loads(text)) == list(type(node).model_fields)
    assert type(node).model_validate_json(text) == node
    assert type(node).model_validate(node.model_dump(mode="json")) == node


@every_node
def test_a_field_that_does_not_exist_is_refused(node: Node) -> None:
    values = {**node.model_dump(mode="json"), "colour": "red"}
    with pytest.raises(ValueError, match="colour"):
        type(node).model_validate(values)


@every_node
def test_a_node_never_changes(node: Node) -> None:
    name = next(iter(type(node).model_fields))
    with pytest.raises(ValueError, match="frozen"):
        setattr(node, name, None)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (text_node("words", SPAN), TEXT),
        (break_node(SPAN, hard=True), Break(hard=True, span=SPAN)),
        (code_node("x", SPAN), Code(text="x", span=SPAN)),
        (paragraph_node((TEXT,), SPAN), PARAGRAPH),
        (cell_node((TEXT,), "left"), CELL),
    ],
)
def test_the_quick_makers_agree_with_the_constructor(made: Node, expected: Node) -> None:
    assert made == expected
    assert list(made.__dict__) == list(type(made).model_fields)
    assert hash(made) == hash(expected)


def test_a_changed_copy_leaves_the_node_alone() -> None:
    changed = TEXT.changed(text="others")
    assert (changed.text, changed.span, TEXT.text) == ("others", SPAN, "words")
    assert list(changed.__dict__) == list(TEXT.__dict__)


@pytest.mark.parametrize(
    "values",
    [
        {"type": "heading", "inlines": [], "span": SPAN},
        {"type": "paragraph", "inlines": [{"type": "table"}], "span": SPAN},
        {"type": "paragraph", "inlines": [], "span": [1, 2]},
        {"type": "paragraph", "span": SPAN},
    ],
)
def test_what_is_no_paragraph_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Paragraph"):
        Paragraph.model_validate(values)
