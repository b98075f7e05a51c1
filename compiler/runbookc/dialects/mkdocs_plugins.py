"""What MkDocs plugins and hooks do to pages, as far as it matters to links. None is run."""

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from runbookc.config.place import is_inside

_PUBLISH_PAGES = frozenset(
    "api-autonav autoapi coverage gallery gen-files mkdoxy monorepo multirepo simple "
    "techdocs-core".split()
)
"""Plugins that add pages which no file below `docs_dir` makes, anywhere."""

_BLOG_FOLDERS = ("archive", "author", "category", "page")

_MOVE_LINKS = frozenset("alias autolinks ezlinks roamlinks wikilinks obsidian-bridge".split())
"""Plugins that find the file of a link by other rules than MkDocs."""

_FILL_TEMPLATES = frozenset(
    "external-markdown jinja macros markdownextradata monorepo-macros placeholder "
    "include-markdown snippets table-reader variables".split()
)
"""Plugins that replace `{{ name }}` or `{% tag %}` in pages."""

_KEEP_NAVIGATION = frozenset(
    "autorefs exclude gh-admonitions git-authors git-committers git-committers-2 git-revision-date "
    "git-revision-date-localized glightbox include-markdown info macros meta mike minify "
    "mkdocstrings offline optimize privacy redirects rss runbookc search social table-reader tags "
    "typeset with-pdf".split()
)
"""Plugins that leave `nav` as it is written; of any other nobody knows."""

_FILES, _TEXT = frozenset(("on_files",)), frozenset(("on_page_markdown", "on_page_read_source"))
_ANY = _FILES | _TEXT


def publish_pages(plugins: Iterable[str]) -> bool:
    """Whether one of the plugins adds pages, or finds pages by rules of its own."""
    return any(_short(name) in _PUBLISH_PAGES | _MOVE_LINKS for name in plugins)


def generated_folders(plugins: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders, from `docs_dir`, that plugins fill with pages of their own."""
    found = []
    for name, options in plugins.items():
        if _short(name) == "blog":
            given = options.get("blog_dir") if isinstance(options, dict) else None
            blog = "blog" if given is None else str(given).strip("./")
            found += [f"{blog}/{folder}".strip("/") for folder in _BLOG_FOLDERS]
    return tuple(found)


def fill_templates(plugins: Iterable[str]) -> bool:
    """Whether one of the plugins puts other text where braces stand."""
    return any(_short(name) in _FILL_TEMPLATES for name in plugins)


def document_code(plugins: Iterable[str]) -> bool:
    """Whether `::: name` becomes the documentation of code."""
    return any(_short(name) in {"mkdocstrings", "mkapi"} for name in plugins)


def excluded_globs(plugins: Mapping[str, Any]) -> tuple[str, ...]:
    """The patterns of the plugin `exclude`, as far as they are globs."""
    options = plugins.get("exclude")
    globs = options.get("glob") if isinstance(options, dict) else None
    if isinstance(globs, str):
        return (globs,)
    return tuple(str(glob) for glob in globs) if isinstance(globs, list) else ()


def keep_navigation(plugins: Iterable[str]) -> bool:
    """Whether `nav` means what it says, whatever the plugins do."""
    return all(_short(name) in _KEEP_NAVIGATION for name in plugins)


def hooked_events(paths: Iterable[Path], root: Path) -> frozenset[str]:
    """Which of the events that change pages or files the hooks in these files answer.

    The files are parsed, never run. One that cannot be read, or that stands outside the project's
    root, may answer any.
    """
    found: set[str] = set()
    for path in paths:
        if not is_inside(path, root.resolve()):
            return _ANY
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            return _ANY
        defined = (ast.FunctionDef, ast.AsyncFunctionDef)
        found.update(node.name for node in ast.walk(tree) if isinstance(node, defined))
    return _ANY & found


def _short(name: str) -> str:
    return name.removeprefix("material/")
