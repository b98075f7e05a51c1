"""Which addresses of a Docusaurus site belong to pages that no Markdown file of the docs makes.

Where that cannot be told from the configuration, an address may exist: nothing is called broken
that a plugin may publish.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from runbookc.dialects.base import Inventory
from runbookc.dialects.docusaurus_config import (
    DocsInstance,
    DocusaurusConfig,
    index_labels,
    index_slugs,
)
from runbookc.dialects.docusaurus_plugins import Blog
from runbookc.dialects.slugs import GithubSlugger
from runbookc.dialects.targets import name, parent

_DATED = re.compile(
    r"(?P<folder>.*)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*?)(?:/index)?\.mdx?"
)
_UNDATED = re.compile(r"(?:/index)?\.mdx?$")
_SLUG = re.compile(r"^slug:[ \t]*[\"']?([^\"'\n#]+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_COUNTED = re.compile(r"-\d+$")
_BLOG_INDEXES = frozenset(("", "archive", "authors", "page", "tags"))
_FEEDS = frozenset(("atom.xml", "feed.json", "rss.xml"))
_HEAD_SIZE = 4096


class Routes:
    """The addresses besides those of the docs.

    Args:
        config: the site's configuration.
    """

    def __init__(self, config: DocusaurusConfig) -> None:
        self._config = config
        self._pages_folder = f"{config.site}/src/pages".lstrip("/")
        self._made = config.made
        self._indexes = _slugs(config.labels)
        self._posts: dict[str, frozenset[str]] = {}

    def take_note(self, files: Sequence[str], read: Callable[[str], bytes]) -> None:
        """Learn the addresses that categories give to index pages, and those of blog posts."""
        slugs: set[str] = set()
        labels: set[str] = set()
        posts: dict[str, set[str]] = {}
        for path in files:
            if name(path).startswith("_category_."):
                with suppress(OSError):
                    text = read(path).decode("utf-8", "replace")
                    slugs.update(index_slugs(text))
                    labels.update((*index_labels(text), _unnumbered_name(parent(path))))
            elif path.endswith((".md", ".mdx")):
                for blog in self._config.blogs:
                    if path.startswith(f"{blog.path}/"):
                        posts.setdefault(blog.route, set()).add(_post(path, blog, read))
        self._made |= slugs
        if self._indexes is not None:
            self._indexes = _slugs((self._config.labels or frozenset()) | labels)
        self._posts = {route: frozenset(slugs) for route, slugs in posts.items()}

    def may_exist(self, address: str, inventory: Inventory) -> bool:
        """Whether a page may be published under an address, from the site's root without base."""
        inner = address.strip("/")
        if not inner or inner in self._made or self._is_made_by_code(inner, inventory):
            return True
        for blog in self._config.blogs:
            if f"{inner}/".startswith(f"{blog.route}/" if blog.route else ""):
                if blog.route or inner in self._posts.get("", ()):
                    return self._is_in_blog(inner[len(blog.route) :].strip("/"), blog)
        owners = [
            instance
            for instance in self._config.instances
            if not instance.route or f"{inner}/".startswith(f"{instance.route}/")
        ]
        if any(f"{inner}/".startswith(f"{folder}/") for folder in self._config.generated):
            return True
        first = inner.partition("/")[0]
        if first in self._config.routes:
            return True
        if not owners:
            return not self._config.is_closed
        instance = max(owners, key=lambda item: len(item.route))
        return self._is_in_docs(inner[len(instance.route) :].strip("/"), instance)

    def _is_in_docs(self, below: str, instance: DocsInstance) -> bool:
        version, below = _version_of(below, instance)
        first, _, rest = below.partition("/")
        if below in self._made or first == "tags":
            return True
        if first == "category":
            return self._indexes is None or bool({rest, _COUNTED.sub("", rest)} & self._indexes)
        return instance.is_outside and version == "current"

    def _is_in_blog(self, below: str, blog: Blog) -> bool:
        first = below.partition("/")[0]
        posts = self._posts.get(blog.route)
        return first in _BLOG_INDEXES or below in _FEEDS or not posts or below in posts

    def _is_made_by_code(self, inner: str, inventory: Inventory) -> bool:
        """Whether a component, or a static HTML file, is published under an address."""
        files = [
            f"{self._pages_folder}/{inner}{index}.{ending}"
            for index in ("", "/index")
            for ending in ("tsx", "jsx", "ts", "js")
            if not any(part.startswith("_") for part in inner.split("/"))
        ]
        files += [
            f"{folder}/{inner}{index}.html"
            for folder in self._config.static
            for index in ("", "/index")
        ]
        return any(map(inventory.has_file, files))


def _post(path: str, blog: Blog, read: Callable[[str], bytes]) -> str:
    """The address of a blog post, from the blog's."""
    head = ""
    with suppress(OSError):
        head = read(path)[:_HEAD_SIZE].decode("utf-8", "replace")
    parts = head.split("\n---", 1) if head.startswith("---") else [""]
    if match := _SLUG.search(parts[0]):
        return match[1].strip().strip("/")
    inner = path[len(blog.path) + 1 :]
    dated = _DATED.fullmatch(inner)
    if dated is None:
        return _UNDATED.sub("", inner)
    return f"{dated['folder']}{dated['date'].replace('-', '/')}/{dated['text']}".strip("/")


def _slugs(labels: frozenset[str] | None) -> frozenset[str] | None:
    """What the labels of categories become in the addresses of their generated indexes."""
    return None if labels is None else frozenset(GithubSlugger().slug(label) for label in labels)


def _unnumbered_name(folder: str) -> str:
    return re.sub(r"^\d+\s*[-_.]+\s*", "", name(folder))


def _version_of(below: str, instance: DocsInstance) -> tuple[str, str]:
    """The version that an address below a docs route belongs to, and what follows it."""
    last = "current"
    for version in ("current", *instance.versions):
        path = instance.version_path(version)
        if path and f"{below}/".startswith(f"{path}/"):
            return version, below[len(path) :].strip("/")
        if not path:
            last = version
    return last, below
