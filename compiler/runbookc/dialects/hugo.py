"""Hugo: pages below `content/`, links as the browser follows them, goldmark's anchors."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runbookc.config import Settings
from runbookc.dialects.base import Dialect, Inventory, Placement, Resolution, Slugger, Syntax
from runbookc.dialects.hugo_config import HugoConfig
from runbookc.dialects.slugs import GoldmarkSlugger
from runbookc.dialects.targets import (
    extension,
    foreign,
    join,
    joined_address,
    name,
    parent,
    split,
)
from runbookc.dialects.versions import Owners

PAGE_ENDINGS = (".md", ".markdown", ".mdown")
_SHORTCODE = re.compile(
    r"\{\{[<%]\s*(?P<name>[\w/.-]+)\s*(?P<arguments>.*?)\s*/?\s*[%>]\}\}", re.DOTALL
)
_ARGUMENT = re.compile(
    r"(?:path\s*=\s*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`=]+))\s*(?:[\w]+\s*=.*)?"
)
_HOOK = re.compile(r"(?:^|/)layouts/(?:.*/)?_markup/render-(link|image)[\w.-]*\.html$")
_MADE = ("index.xml", "sitemap.xml", "robots.txt", "index.json", "404.html")
_KEPT = re.compile(r"[^\w\s#./\\+~@-]")


@dataclass
class HugoDialect(Dialect):
    """Hugo with goldmark, its standard renderer."""

    config: HugoConfig
    settings: Settings
    name = "hugo"
    syntax = Syntax(
        toml_front_matter=True,
        directives=False,
        admonitions=False,
        tabs=False,
        shortcode_targets=True,
        github_footnotes=True,
    )
    _files: dict[str, str] = field(default_factory=dict)
    """Published files by address."""
    _hooked: set[str] = field(default_factory=set)
    """What the project's own or an unseen theme's code resolves: `link`, `image`."""
    _has_unseen_theme: bool = False

    def __post_init__(self) -> None:
        self._owners = Owners(self.settings, self.sources())

    @property
    def address(self) -> str:
        """Where the configuration says that the site is published."""
        return self.config.address

    def take_note(self, files: Sequence[str], read: Callable[[str], bytes]) -> None:
        """Learn which files are published where, and whether code of the site resolves links."""
        self._files.clear()
        for path in files:
            if address := self._published(path):
                self._files.setdefault(address.lower() if self.config.lower_case else address, path)
        hooks = [match[1] for path in files if (match := _HOOK.search(path))]
        self._hooked = set(hooks)
        seen = any(path.startswith(("themes/", "_vendor/")) for path in files)
        self._has_unseen_theme = self.config.theme and not seen
        if self._has_unseen_theme:
            self._hooked = {"link", "image"}
        if self.config.embedded_links:
            self._hooked |= {"link", "image"}

    def sources(self) -> tuple[str, ...]:
        """The folders of the content."""
        return tuple(dict.fromkeys(folder for folder, _, _ in self.config.content))

    def is_page(self, path: str) -> bool:
        """Markdown below the content."""
        return path.lower().endswith(PAGE_ENDINGS) and self._inner(path) is not None

    def slugger(self) -> Slugger:
        """Goldmark's anchors, as Hugo makes them."""
        return GoldmarkSlugger(ascii_only=self.config.anchors == "github-ascii")

    def place(self, path: str, front_matter: Mapping[str, Any]) -> Placement:
        """`a.md` becomes `/a/`; `index.md` and `_index.md` stand for their folder."""
        product, version = self._owners.of(path)
        inner, language = self._inner(path) or (path, "")
        folder, file = parent(inner), name(inner)
        stem, language = self._stem(file, language)
        is_index = stem in ("index", "_index")
        prefix = self._prefix(language)
        slug, given = front_matter.get("slug"), front_matter.get("url")
        place = folder if is_index else join(folder, stem) or stem
        if isinstance(slug, str) and slug.strip("/") and place:
            place = join(parent(place), slug) or place
        url = f"{prefix}/{self._pathified(place)}".rstrip("/")
        url += ".html" if self.config.ugly and stem != "_index" and place else "/"
        if isinstance(given, str) and given:
            url = joined_address("/", given if given.startswith("/") else f"{prefix}/{given}")
        return Placement(path, url, product, version, self._aliases(front_matter, url, is_index))

    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """A target is an address, counted from the page's own; `ref` and `relref` name files."""
        if target.lstrip().startswith("{{"):
            return self._shortcode(target.strip(), source, inventory)
        if resolution := foreign(target):
            return resolution
        parts = split(target)
        if not parts.path:
            return Resolution("page", source.path, parts.fragment)
        written = parts.path
        base = self.config.base_path
        if base != "/" and written.startswith(base):
            written = written[len(base) - 1 :]
        address = joined_address(source.url, written)
        resolution = self._at(address, parts.fragment, inventory) or self._as_file(
            written, parts.fragment, source, inventory, image=image
        )
        if resolution is not None:
            return resolution
        if self._is_made(address, inventory, image=image):
            return Resolution("other", None, parts.fragment)
        ending = extension(address)
        asset = image or ending not in ("", ".html", *PAGE_ENDINGS)
        wanted = self._wanted(address)
        if written.endswith(PAGE_ENDINGS) and not written.startswith("/"):
            wanted = join(parent(source.path), written) or wanted
        return Resolution("missing", None, parts.fragment, wanted, asset=asset)

    def _at(self, address: str, fragment: str | None, inventory: Inventory) -> Resolution | None:
        """What is published under an address."""
        if page := inventory.page_at(address):
            return Resolution("page", page, fragment)
        key = address.lower() if self.config.lower_case else address
        if (path := self._files.get(key)) is not None:
            return Resolution("asset", path, fragment, asset=True)
        lower = address.lower()
        if self.config.lower_case and lower != address and (page := inventory.page_at(lower)):
            return Resolution("page", page, fragment, self._wanted(address), case_only=True)
        return None

    def _as_file(
        self,
        written: str,
        fragment: str | None,
        source: Placement,
        inventory: Inventory,
        *,
        image: bool,
    ) -> Resolution | None:
        """The file that a path names, where a hook of the site, or Hugo, looks for files."""
        if ("image" if image else "link") in self._hooked or not extension(written):
            page = self._page(written, source, inventory) if "link" in self._hooked else None
            if page is not None:
                return Resolution("page", page, fragment)
        beside = join(parent(source.path), written)
        is_bundle = self._stem(name(source.path), "")[0] in ("index", "_index")
        wanted = is_bundle or ("image" if image else "link") in self._hooked
        if wanted and beside and not written.startswith("/") and inventory.has_file(beside):
            if not inventory.has_page(beside):
                return Resolution("asset", beside, fragment, asset=True)
        return None

    def _shortcode(self, target: str, source: Placement, inventory: Inventory) -> Resolution:
        """`ref` and `relref` with a literal path; any other shortcode is the site's own code."""
        match = _SHORTCODE.match(target)
        argument = _ARGUMENT.fullmatch(match["arguments"]) if match else None
        if match is None or argument is None or match["name"] not in ("ref", "relref"):
            return Resolution("other")
        given = next((text for text in argument.groups() if text), "") + target[match.end() :]
        path, hash_mark, fragment = given.partition("#")
        anchor = fragment if hash_mark else None
        if not path:
            return Resolution("page", source.path, anchor)
        if "://" in path:
            return Resolution("external")
        if page := self._page(path, source, inventory):
            return Resolution("page", page, anchor)
        wanted = self._wanted(joined_address(f"/{self._folder(source)}/", path))
        return Resolution("missing", None, anchor, wanted)

    def _page(self, path: str, source: Placement, inventory: Inventory) -> str | None:
        """The page that Hugo finds for a path: from the page's folder, else from the content."""
        folder = self._folder(source)
        inner = [join("", path)] if path.startswith("/") else [join(folder, path), join("", path)]
        for place in inner:
            for root, target, _ in self.config.content:
                rest = _below(place, target)
                if rest is None:
                    continue
                stem = rest.rstrip("/")
                start = f"{root}/{stem}" if stem else root
                choices = [start] if start.endswith(PAGE_ENDINGS) else []
                choices += [f"{start}.md", f"{start}/index.md", f"{start}/_index.md"]
                for choice in choices:
                    if inventory.has_page(choice):
                        return choice
        return None

    def _published(self, path: str) -> str | None:
        """The address of a file that is no page, None where it is not published."""
        for folder in self.config.static:
            if path.startswith(f"{folder}/"):
                return f"/{path[len(folder) + 1 :]}"
        if path.startswith("themes/") and path.count("/") > 2:
            inside = path.split("/", 2)[2]
            return f"/{inside[len('static/') :]}" if inside.startswith("static/") else None
        found = self._inner(path)
        if found is None:
            return None
        inner, language = found
        folder = self._pathified(parent(inner))
        return f"{self._prefix(language)}/{folder}/{name(inner)}".replace("//", "/")

    def _inner(self, path: str) -> tuple[str, str] | None:
        """The path below the site's content and its language; None outside it."""
        for folder, target, language in self.config.content:
            rest = _below(path, folder)
            if rest is not None:
                return (f"{target}/{rest}" if target else rest), language
        return None

    def _folder(self, source: Placement) -> str:
        found = self._inner(source.path)
        return parent(found[0]) if found else ""

    def _stem(self, file: str, language: str) -> tuple[str, str]:
        """A file's name without its ending and its language, and that language."""
        stem = file.rpartition(".")[0] or file
        before, dot, code = stem.rpartition(".")
        if dot and code.lower() in self.config.languages:
            return before, "" if code.lower() == self.config.languages[0] else code.lower()
        return stem, language

    def _prefix(self, language: str) -> str:
        if not language and self.config.default_in_folder:
            language = self.config.languages[0]
        return f"/{language}" if language else ""

    def _pathified(self, path: str) -> str:
        """A path as Hugo writes it into an address."""
        path = _KEPT.sub("", path.replace(" ", "-"))
        return path.lower() if self.config.lower_case else path

    @staticmethod
    def _aliases(front_matter: Mapping[str, Any], url: str, is_index: bool) -> tuple[str, ...]:
        given = front_matter.get("aliases")
        aliases = given if isinstance(given, list) else [given]
        above = url if is_index else f"{parent(url.rstrip('/'))}/"
        return tuple(joined_address(above, one) for one in aliases if isinstance(one, str))

    def _is_made(self, address: str, inventory: Inventory, *, image: bool) -> bool:
        """Whether Hugo or the theme may publish something under an address that has no file."""
        parts = address.strip("/").split("/")
        return (
            address == "/"
            or parts[0] in self.config.taxonomies
            or parts[0] in self.config.permalinks
            or parts[-1] in _MADE
            or "page" in parts[:-1]
            or (self._has_unseen_theme and (image or bool(extension(address))))
            or (len(parts) == 1 and self._is_section(parts[0], inventory))
        )

    def _is_section(self, section: str, inventory: Inventory) -> bool:
        """Whether it is a first-level folder of content, whose list Hugo makes by itself."""
        return any(
            not target and inventory.has_folder(f"{folder}/{section}")
            for folder, target, _ in self.config.content
        )

    def _wanted(self, address: str) -> str:
        root, target, _ = self.config.content[-1]
        inner = address.strip("/").removeprefix(f"{target}/" if target else "")
        return f"{root}/{inner}"


def _below(path: str | None, folder: str) -> str | None:
    """The rest of a path below a folder; None outside it."""
    if path is None or not folder:
        return path
    if path == folder:
        return ""
    return path[len(folder) + 1 :] if path.startswith(f"{folder}/") else None
