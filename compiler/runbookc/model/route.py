"""A way from one version to another."""

from runbookc.model.base import Node
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
