"""What a docs system decides: which Markdown it reads, how it lays out, names and links pages."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Syntax:
    """Which notations beyond CommonMark the parser reads.

    Args:
        front_matter: YAML between two `---` at the top.
        tables: GitHub's tables.
        strikethrough: `~~struck~~`.
        directives: `:::note`, as Docusaurus and MyST write them.
        admonitions: `!!! note` and `??? note`, as Python-Markdown writes them.
        tabs: `=== "Title"`, as PyMdown writes them.
        alerts: `> [!NOTE]`, as GitHub writes them.
        heading_ids: `{#id}` at a heading's end names its anchor.
        attribute_lists: `{: #id .class }` and `{ #id .class }`, as Python-Markdown reads them.
        loose_headings: `#Heading` without a space is a heading too.
        mdx: JSX, imports and `{/* comments */}` may stand in the page.
        linkify: bare addresses become links.
        comment_macros: `<!-- word:word … -->` may be replaced by a hook of the build.
    """

    front_matter: bool = True
    tables: bool = True
    strikethrough: bool = True
    directives: bool = True
    admonitions: bool = True
    tabs: bool = True
    alerts: bool = True
    heading_ids: bool = True
    attribute_lists: bool = False
    loose_headings: bool = False
    mdx: bool = False
    linkify: bool = True
    comment_macros: bool = False


COMMONMARK = Syntax(
    front_matter=False,
    tables=False,
    strikethrough=False,
    directives=False,
    admonitions=False,
    tabs=False,
    alerts=False,
    heading_ids=False,
    linkify=False,
)
"""Every extension off: the parser is then CommonMark, by its specification's own suite."""


class Slugger(Protocol):
    """Makes the anchors of one page's headings; it remembers those it gave, for duplicates."""

    def slug(self, text: str) -> str:
        """The anchor for a heading of this plain text."""

    def reserve(self, anchor: str) -> str:
        """Take an anchor that the author gave; returns the one that is published."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page belongs and where it is published.

    Args:
        path: posix path from the project's root.
        url: path from the site's root, such as `/docs/threatprevention/8_0/install/upgrade`.
        product: the product's id, or None outside any product.
        version: the docs version as the folder or the configuration names it, or None.
    """

    path: str
    url: str
    product: str | None = None
    version: str | None = None


Outcome = Literal["page", "asset", "external", "mail", "other", "outside-root", "unsafe", "missing"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a link's target means, before anchors are looked at.

    Args:
        outcome: what the target turned out to be; `missing` is a path that nothing answers to.
        path: the page or asset in the project, where there is one.
        fragment: the part after `#`, decoded, or None.
        wanted: for `missing`, the posix path that the target would have named.
        asset: whether the author meant a file rather than a page.
        case_only: whether the target differs from `path` by upper and lower case only; `wanted`
            is then the path as the target spells it.
    """

    outcome: Outcome
    path: str | None = None
    fragment: str | None = None
    wanted: str | None = None
    asset: bool = False
    case_only: bool = False


class Inventory(Protocol):
    """The names that exist in the project, as far as a dialect needs them to resolve a link."""

    def has_page(self, path: str) -> bool:
        """Whether a page of this path exists, in exactly this case."""

    def has_file(self, path: str) -> bool:
        """Whether any file of this path exists below the root, in exactly this case."""

    def has_folder(self, path: str) -> bool:
        """Whether a page or a file stands below a folder of this path."""

    def page_at(self, url: str) -> str | None:
        """The page published under a URL path from the site's root."""

    def same_but_case(self, path: str) -> str | None:
        """The existing path that differs from this one only by case."""


class Dialect(ABC):
    """One docs system."""

    name: str
    syntax: Syntax
    needs_endings: bool = False
    """Whether a link to a page works only with the ending of its file, such as `.md`."""
    title_leads_to_top: bool = False
    """Whether a fragment made of the page's title is right although no element bears it: the
    title stands at the top of the page, where the browser stays."""

    def take_note(  # noqa: B027 - a dialect may have no need of it
        self, files: Sequence[str], read: Callable[[str], bytes]
    ) -> None:
        """Learn from the project's other files what links may lead to."""

    def sources(self) -> tuple[str, ...]:
        """The folders that hold pages where the configuration names none; "" is the root."""
        return ("",)

    @abstractmethod
    def is_page(self, path: str) -> bool:
        """Whether a file of this path, below the sources, is published as a page."""

    @abstractmethod
    def slugger(self) -> Slugger:
        """A new slugger, for one page."""

    @abstractmethod
    def place(self, path: str, front_matter: Mapping[str, Any]) -> Placement:
        """Where the page at a path is published, and what product and version it belongs to."""

    @abstractmethod
    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """What a link's target, as written on the page `source`, leads to."""
