"""A way from one version to another, and the runbook that leads along it."""

from typing import Any, Literal

from runbookc.model.base import Node
from runbookc.model.blocks import Block
from runbookc.model.page import Link, Procedure
from runbookc.model.version import Hop


class RouteHop(Node):
    """One hop of a route, with the description that was chosen for it."""

    hop: Hop
    from_product: str
    """Display name at the start of this hop."""
    from_version: str
    """The version that the reader has before this hop."""
    to_product: str
    to_version: str
    procedure: str
    """Id of the chosen procedure."""
    reason: str
    """Why this description and not another, in a few words."""
    others: tuple[str, ...] = ()
    """Ids of the other procedures that describe the same hop."""
    renamed: bool = False
    """Whether the product changes its name on this hop."""


class Route(Node):
    """A chain of hops: each starts where the one before it ended."""

    product: str
    """The product line's id."""
    from_product: str
    from_version: str
    to_product: str
    to_version: str
    hops: tuple[RouteHop, ...]


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
    """Steps carry `line`; with `path` that is each one's source."""
    links: tuple[Link, ...] = ()
    """The resolved links of the source page, for whoever renders the blocks."""


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
    kind: Literal["route", "procedure"]
    title: str
    product: str
    """The product line's id."""
    product_name: str
    docs_version: str | None = None
    route: Route | None = None
    considerations: tuple[Consideration, ...] = ()
    prerequisites: tuple[Consideration, ...] = ()
    parts: tuple[RunbookPart, ...]
    site_url: str = ""
    """Where the docs are published, for the full address of links that leave the document."""
    provenance: Provenance

    def to_json(self) -> dict[str, Any]:
        """The runbook as JSON values, by `schemas/runbook.schema.json`."""
        return self.model_dump(mode="json")
