"""A runbook: everything that the reader of one path, or of one procedure, needs."""

from collections.abc import Iterator
from typing import Any, Literal

from runbookc.model.base import Node
from runbookc.model.blocks import AdmonitionKind, Block
from runbookc.model.page import Link, Procedure
from runbookc.model.route import Route, RouteHop
from runbookc.model.version import CompatibilityWindow

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico")


class Place(Node):
    """Where something stands in the sources."""

    path: str
    line: int


class StepPlace(Node):
    """A step of a runbook, named as its reader sees it."""

    part: int
    """Number of the part, from 1; 0 for what stands before the first part."""
    number: str = ""
    """The step's number as shown, 3 or 3.2; "" for what stands before the first step."""
    after: bool = False
    """Whether it stands after that step, at the end of its part."""
    path: str
    line: int


class Consideration(Node):
    """Something to know before the first step; written once though several hops state it."""

    title: str = ""
    body: tuple[Block, ...]
    path: str
    line: int
    hops: tuple[int, ...] = ()
    """Numbers of the parts for which it holds, from 1."""
    links: tuple[Link, ...] = ()
    """The resolved links of its page, only where no part comes from that page."""
    duplicates: tuple[Place, ...] = ()
    """Where the same stands once more and is not repeated."""
    at_head: bool = False
    """Whether it stood at the head of each of these hops' steps, whose reader must be reminded."""


class Hazard(Node):
    """A line of the summary of hazards; the hazard itself stands at its step."""

    kind: AdmonitionKind
    text: str
    """What it says, in plain text, its title first."""
    quoted: bool = False
    """Whether it stands in the source's prose, outside of any admonition."""
    place: StepPlace


class PointOfNoReturn(Node):
    """A step that cannot be undone by going back."""

    words: str
    """The source's words that say so."""
    place: StepPlace
    rollback: str = ""
    """What the source says about going back; "" where it says nothing."""


class GateCheck(Node):
    """Something that must be true before the next part begins, in the source's words."""

    body: tuple[Block, ...]
    place: StepPlace


class Gate(Node):
    """The stop after a part: what must be true, and who signs that it is."""

    after: int
    """Number of the part that ends here."""
    checks: tuple[GateCheck, ...] = ()
    """Empty where the source names no check."""


class SkewNotice(Node):
    """Versions that cannot work together for a while on this route."""

    peer: str
    """What connects, in the singular: agent."""
    versions: str
    """Which versions of it, in words: older than 7.3.9."""
    begins: StepPlace
    """The step from which they are refused."""
    ends: StepPlace | None = None
    """The step that brings the peers up to date; None where none does."""
    ready_by: StepPlace | None = None
    """The last step before `begins` that brings the peers to a version that is accepted."""
    window: CompatibilityWindow
    """The stated window, with its sentence and its place."""


class RunbookPart(Node):
    """One hop of a runbook, or its only procedure."""

    number: int
    """From 1."""
    title: str
    path: str
    """The source page."""
    page_title: str
    page_url: str
    version: str | None = None
    """The docs version that the description comes from."""
    hop: RouteHop | None = None
    procedure: Procedure
    """Steps carry `line`; with `path` that is each one's source. In a step, hazards come first."""
    anchors: tuple[str, ...] = ()
    """Ids of the source page that lead to what this part tells."""
    links: tuple[Link, ...] = ()
    """The resolved links of the source page, for whoever renders the blocks."""
    rollback: str = ""
    """What the source says about going back, pinned or not; "" where it says nothing."""
    no_return: tuple[PointOfNoReturn, ...] = ()
    """In order."""
    skews: tuple[SkewNotice, ...] = ()
    """Those that begin in this part."""
    gate: Gate | None = None
    """None where nothing follows and the source names no check."""


class Appendix(Node):
    """A topic that the steps link to, carried along."""

    letter: str
    """A, B, …, Z, AA."""
    id: str
    """The anchor inside the document: appendix-a."""
    title: str
    path: str
    anchor: str = ""
    """The section that was taken; "" for the whole page."""
    line: int
    url: str = ""
    """The path from the site's root under which the page is published."""
    version: str | None = None
    """The docs version that it comes from."""
    level: int = 1
    """How many links lead here from the steps."""
    anchors: tuple[str, ...] = ()
    """Ids of the source page that stand in it."""
    body: tuple[Block, ...]
    links: tuple[Link, ...] = ()


class OutsideLink(Node):
    """A target that is not in the document."""

    text: str
    """The link's words where it was met first."""
    url: str
    """A full address; "" where the docs' own address is not configured."""
    place: str = ""
    """The page or file in the project; "" for what is no part of it."""
    parts: tuple[int, ...] = ()
    """Numbers of the parts that link there, 0 for what stands before them; none for appendices."""


class Letterhead(Node):
    """What an organisation puts on its runbooks, as configured."""

    name: str = ""
    lines: tuple[str, ...] = ()
    """Below the name: an address, a telephone number to call at night."""
    fields: tuple[str, ...] = ()
    """Labels of fields to fill in before the work begins, such as Change number."""


class Input(Node):
    """A file that the runbook was compiled from."""

    path: str
    sha256: str


class Provenance(Node):
    """What the runbook was made from, and by what."""

    compiler: str
    """`runbookc` and its version."""
    commit: str = ""
    """Full commit of the sources; "" where the tree is not under git."""
    dirty: bool = False
    """Whether the sources differ from that commit."""
    date: str = ""
    """ISO 8601, from SOURCE_DATE_EPOCH or the commit; "" where there is neither."""
    inputs: tuple[Input, ...] = ()


class Runbook(Node):
    """Everything that the reader of one path, or of one procedure, needs."""

    version: Literal[1] = 1
    id: str
    """The file's stem: `<product>-<from>-to-<to>` or `<product>-<version>-<procedure>`."""
    digest: str = ""
    """SHA-256, in hexadecimal, of what the reader is told; where it comes from does not count."""
    kind: Literal["route", "procedure"]
    title: str
    product: str
    """The product line's id."""
    product_name: str
    docs_version: str | None = None
    route: Route | None = None
    considerations: tuple[Consideration, ...] = ()
    prerequisites: tuple[Consideration, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    """Worst first, then in the order of the steps."""
    parts: tuple[RunbookPart, ...]
    appendices: tuple[Appendix, ...] = ()
    outside: tuple[OutsideLink, ...] = ()
    """What the document links to and does not hold, each once, in order."""
    letterhead: Letterhead = Letterhead()
    site_url: str = ""
    """Where the docs are published, for the full address of links that leave the document."""
    provenance: Provenance

    def home(self, statement: Consideration) -> int:
        """The part with which a consideration stands: what several share stands first, 0."""
        alone = len(self.parts) > 1 and len(statement.hops) == 1
        return statement.hops[0] if alone else 0

    def holder(self, path: str, anchor: str) -> RunbookPart | Appendix | None:
        """Where in this document a page stands, or the place on it that an anchor names."""
        for part in self.parts:
            if part.path == path and (not anchor or anchor in part.anchors):
                return part
        for appendix in self.appendices:
            whole = not appendix.anchor
            if appendix.path == path and (whole or anchor in (appendix.anchor, *appendix.anchors)):
                return appendix
        return None

    @property
    def images(self) -> tuple[str, ...]:
        """The paths of the image files that it shows or leads to, each once."""
        shown = (link.resolved for link in self._links() if link.status == "ok")
        return tuple(dict.fromkeys(p for p in shown if p and p.lower().endswith(IMAGE_ENDINGS)))

    def _links(self) -> Iterator[Link]:
        for part in self.parts:
            yield from part.links
        for statement in (*self.considerations, *self.prerequisites):
            yield from statement.links
        for appendix in self.appendices:
            yield from appendix.links

    def to_json(self) -> dict[str, Any]:
        """The runbook as JSON values, by `schemas/runbook.schema.json`."""
        return self.model_dump(mode="json")
