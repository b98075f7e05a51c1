"""A page and the procedures on it."""

from typing import Any, Literal

from runbookc.model.base import Node
from runbookc.model.blocks import Admonition, Block
from runbookc.model.version import CompatibilityWindow, Hop, VersionSpec
from runbookc.source import Span

ProcedureKind = Literal[
    "upgrade", "update", "migrate", "install", "uninstall", "configure", "other"
]
StepMarker = Literal["bold", "list", "task", "heading", "section", "unmarked"]
LinkKind = Literal["page", "anchor", "asset", "external", "mail", "other"]
LinkStatus = Literal[
    "ok", "broken-page", "broken-anchor", "missing-asset", "outside-root", "unsafe", "unchecked"
]
LinkNotation = Literal["markdown", "html", "component", "base", "module"]


class Heading(Node):
    """A heading of the page."""

    level: int
    text: str
    anchor: str
    line: int
    explicit: bool = False
    """Whether the author gave the anchor (`{#id}`)."""
    span: Span


class Link(Node):
    """A link or an image, and what it leads to once the project is linked."""

    text: str
    target: str
    """As written."""
    kind: LinkKind
    resolved: str | None = None
    """Posix path of the page or asset in the project; the URL of an external link."""
    anchor: str | None = None
    """The fragment without its `#`, decoded."""
    status: LinkStatus = "unchecked"
    url: str | None = None
    """In a runbook: the path from the site's root under which the target page is published."""
    nearest: str | None = None
    """For a broken link: the target, in the notation of the page, that was probably meant."""
    nearest_is_sure: bool = False
    """Whether nothing else can have been meant, so that `--fix` may write it."""
    image: bool = False
    notation: LinkNotation = "markdown"
    """How it is written: as Markdown, in a raw tag, in a component that links inside the site,
    in `useBaseUrl()`, or in a `require()` that the build resolves."""
    line: int
    column: int
    span: Span
    """The whole link."""
    target_span: Span
    """Only the target, where it stands in the source; the whole link where it stands elsewhere."""


class Mention(Node):
    """A version in the text, with the product's name where one stands before it."""

    product: str = ""
    version: VersionSpec
    text: str
    """The words as written, name and number."""
    span: Span
    version_span: Span
    """Only the number."""


class Section(Node):
    """A part of a procedure under a heading of its own; `title` is "" where it has none."""

    title: str = ""
    anchor: str = ""
    body: tuple[Block, ...]
    line: int


class Step(Node):
    """One action."""

    number: int | None = None
    """As written; None where the author wrote none."""
    label: str = ""
    """The marker as written: `Step 1 –`, `3.`, or "" for a section or an unmarked step."""
    marker: StepMarker
    title: str = ""
    """Only where the author gave the step one (a heading, or words inside the bold marker)."""
    command: str = ""
    """The action in plain text: the step's first paragraph without its marker."""
    body: tuple[Block, ...] = ()
    """Everything that belongs to the step, in order, the command's paragraph first."""
    substeps: "tuple[Step, ...]" = ()
    """Where they stand among the rest is told by the `substeps` blocks of `body`."""
    admonitions: tuple[Admonition, ...] = ()
    """Those of `body`, nested ones too, in order; not those of the substeps."""
    links: tuple[Link, ...] = ()
    """Those of the step and of its substeps, in order."""
    optional: bool = False
    line: int
    marker_span: Span
    """The label, or the start of the step where it has none."""
    span: Span


class Procedure(Node):
    """A task: what it is for, what must be true before, the steps, the result."""

    id: str
    """`path#anchor`, unique in the project."""
    title: str
    kind: ProcedureKind
    product: str | None = None
    version: str | None = None
    hops: tuple[Hop, ...] = ()
    introduction: tuple[Block, ...] = ()
    """What stands between the procedure's heading and its first step."""
    context: tuple[Section, ...] = ()
    """What the page says before and around the procedure and that holds for it."""
    prerequisites: tuple[Section, ...] = ()
    steps: tuple[Step, ...] = ()
    result: tuple[Block, ...] = ()
    """What holds after the last step."""
    admonitions: tuple[Admonition, ...] = ()
    """All of introduction, steps and result, in order; not those of `context`."""
    rollback: str = ""
    """Pinned in front matter, else ""."""
    time: str = ""
    """Pinned in front matter, else ""."""
    line: int
    span: Span


class Inclusion(Node):
    """A place at which a page shows what another file holds."""

    target: str
    """The file, as written."""
    part: str = ""
    """The name of the part that is shown, where not the whole file is."""
    line: int


class Page(Node):
    """One page of the docs, or a file that pages include."""

    path: str
    """Posix, from the project's root."""
    url: str
    """The path under which the dialect publishes it, from the site's root."""
    aliases: tuple[str, ...] = ()
    """Other such paths, from which the docs system redirects to the page."""
    dialect: str
    product: str | None = None
    """The product's id: its folder or its key in the configuration."""
    product_name: str = ""
    """The product's name as the page spells it, where its words spell out the id."""
    version: str | None = None
    title: str
    description: str = ""
    front_matter: dict[str, Any] = {}
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every id on the page that a link can name: the headings' and those of raw HTML."""
    more_anchors: bool = False
    """Whether components or macros may give the built page further ids."""
    includes: tuple[Inclusion, ...] = ()
    """What other files the page shows, in order; their ids and links count here too."""
    procedures: tuple[Procedure, ...] = ()
    admonitions: tuple[Admonition, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    announced: tuple[Hop, ...] = ()
    """The hops of an announced list ("Upgrade Threat Prevention 7.4 to 7.5") of this page."""
    windows: tuple[CompatibilityWindow, ...] = ()
    """What the page states of versions that work, or do not work, with one another."""
    sha256: str = ""

    @property
    def ids(self) -> frozenset[str]:
        """Every anchor on the page, in no order."""
        return frozenset((*self.anchors, *(heading.anchor for heading in self.headings)))

    @property
    def described(self) -> tuple[Procedure, ...]:
        """The procedures that state a hop."""
        return tuple(procedure for procedure in self.procedures if procedure.hops)

    @property
    def link_count(self) -> int:
        """How many links there are."""
        return len(self.links)

    @property
    def link_statuses(self) -> frozenset[LinkStatus]:
        """What became of the links."""
        return frozenset(link.status for link in self.links)
