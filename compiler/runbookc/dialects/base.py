"""What a docs system decides: which Markdown it reads, how it lays out, names and links pages."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol

from runbookc.model import LinkNotation
from runbookc.source import Span
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Syntax:
    """Which notations beyond CommonMark the parser reads.

    Args:
        front_matter: YAML between two `---` at the top.
        toml_front_matter: TOML between two `+++` at the top.
        tables: GitHub's tables.
        strikethrough: `~~struck~~`.
        directives: `:::note`, as Docusaurus and MyST write them.
        directive_kinds: words after `:::` that the project's configuration adds to the known ones.
        admonitions: `!!! note` and `??? note`, as Python-Markdown writes them.
        tabs: `=== "Title"`, as PyMdown writes them.
        alerts: `> [!NOTE]`, as GitHub writes them.
        heading_ids: `{#id}` at a heading's end names its anchor.
        attribute_lists: `{: #id .class }` and `{ #id .class }`, as Python-Markdown reads them.
        python_markdown: raw HTML, headings, references and targets are found as Python-Markdown
            finds them: `#Heading` without a space is a heading too.
        markdown_in_html: what an element with the attribute `markdown` holds is Markdown.
        nested_fences: for `python_markdown`: fenced code may be indented.
        definition_lists: `:   text` below a term.
        footnotes: `[^1]: text` and `[^1]` have anchors.
        shortcodes: `:name:` becomes a picture.
        mdx: JSX, imports and `{/* comments */}` may stand in the page.
        linkify: bare addresses become links.
        github_footnotes: `[^1]: text` is a footnote, which GitHub's ids lead to.
        alt_in_anchors: the alternative text of an image in a heading is part of its anchor.
        comment_macros: `<!-- word:word … -->` may be replaced by a hook of the build.
        shortcode_targets: a link's target may be `{{< ref "page.md" >}}`, as Hugo writes it.
        templates: `{{ name }}` and `{% tag %}` may be filled in by the build.
        file_inclusions: `--8<-- "file"` and `{! file !}` may bring in other files.
        snippets: `--8<-- "file"` brings in a file that the dialect finds.
        appended: files that stand at the end of every page, as snippets.
        code_documentation: `::: name` may become the documentation of code.
    """

    front_matter: bool = True
    toml_front_matter: bool = False
    tables: bool = True
    strikethrough: bool = True
    directives: bool = True
    directive_kinds: tuple[str, ...] = ()
    admonitions: bool = True
    tabs: bool = True
    alerts: bool = True
    heading_ids: bool = True
    attribute_lists: bool = False
    python_markdown: bool = False
    markdown_in_html: bool = False
    nested_fences: bool = False
    definition_lists: bool = False
    footnotes: bool = False
    shortcodes: bool = False
    mdx: bool = False
    linkify: bool = True
    github_footnotes: bool = False
    alt_in_anchors: bool = False
    comment_macros: bool = False
    shortcode_targets: bool = False
    templates: bool = True
    file_inclusions: bool = True
    snippets: bool = False
    appended: tuple[str, ...] = ()
    code_documentation: bool = True


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
        aliases: other addresses that lead to the page.
    """

    path: str
    url: str
    product: str | None = None
    version: str | None = None
    aliases: tuple[str, ...] = ()


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
        nearest: for `missing`, the existing path that was surely meant, where that is known.
    """

    outcome: Outcome
    path: str | None = None
    fragment: str | None = None
    wanted: str | None = None
    asset: bool = False
    case_only: bool = False
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A file that the docs system's own navigation names.

    Args:
        target: as written.
        path: the file that it is written in, posix, from the root.
        span: where.
    """

    target: str
    path: str
    span: Span


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
    links_to_any_file: bool = False
    """Whether Markdown that is not published can be linked to, as any other file."""
    rendered_anchors: tuple[str, ...] = ("fn:", "fnref:", "__tabbed_", ":~:")
    """How anchors begin that the docs system, or the browser, adds by itself."""
    has_top: bool = True
    """Whether `#top` is right where no element bears it: a browser then scrolls to the top."""
    needs_endings: bool = False
    """Whether a link to a page works only with the ending of its file, such as `.md`."""
    title_leads_to_top: bool = False
    """Whether a fragment made of the page's title is right although no element bears it: the
    title stands at the top of the page, where the browser stays."""

    def take_note(  # noqa: B027 - a dialect may have no need of it
        self, files: Sequence[str], read: Callable[[str], bytes]
    ) -> None:
        """Learn from the project's other files what links may lead to."""

    @property
    def address(self) -> str:
        """Where the docs system's own configuration says that the site is published, or ""."""
        return ""

    def is_published(self, path: str, inventory: Inventory) -> bool:
        """Whether the site has a page for one of the sources; else its links count nowhere.

        Args:
            path: the page's, posix, from the root.
            inventory: the names that exist.
        """
        return True

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

    def broken_navigation(
        self, exists: Callable[[str], bool]
    ) -> Iterable[tuple[NavigationEntry, str]]:
        """What the navigation names and is not there, each with the path that it means.

        Args:
            exists: whether a page or a file of this path, from the root, exists.
        """
        return ()

    def follows(self, target: str) -> bool:
        """Whether the docs system looks at all for what a broken target names."""
        return True

    def included(self, target: str, page: str, exists: Callable[[str], bool]) -> str | None:
        """The file that an inclusion's target, as written on the page of a path, names.

        Args:
            target: as written.
            page: posix path of the file that it stands in.
            exists: whether a file of this path is in the project, published or not.
        """
        return None

    def part(self, content: bytes, name: str) -> bytes:
        """What an inclusion shows of a file that it names a part of.

        Every line keeps its number: lines outside the part become empty.
        """
        return content

    def included_place(self, fragment: Placement, page: Placement) -> Placement:
        """Where the links of an included file count from on the page that shows it.

        By default its text stands on the page as if it were written there.
        """
        return page

    def translation(self, path: str) -> tuple[str, str] | None:
        """The language of a file that shows a page in another language, and that page's path."""
        return None

    @abstractmethod
    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """What a link's target, as written on the page `source`, leads to."""

    def resolve_element(
        self,
        target: str,
        source: Placement,
        inventory: Inventory,
        *,
        image: bool,
        notation: LinkNotation,
    ) -> Resolution:
        """What a link leads to that is written otherwise than in Markdown: by default the same."""
        return self.resolve(target, source, inventory, image=image)

    def is_listed(self, path: str, front_matter: Mapping[str, Any]) -> bool:
        """Whether the navigation leads to a page, or may do so: True where that is not known."""
        return True
