"""A first `runbookc.toml`: what the files tell, written down so that no finding changes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from runbookc.config import ConfigError, Settings, parse_settings
from runbookc.linking import Project
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.compile import compile_project
from runbookc.pipeline.pool import Progress
from runbookc.planning import ProductLine
from runbookc.source.frozen import dataclass

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Starter:
    """A configuration to begin with.

    Args:
        text: the file.
        dialect: the docs system.
        products: how many products it names.
        pages: how many pages there are.
    """

    text: str
    dialect: str
    products: int
    pages: int


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much the file states; the rest stands in it as comments."""

    products: bool = True
    versions: bool = True


_DETAILS = (_Detail(), _Detail(versions=False), _Detail(products=False))
"""From telling to silent. The last one states nothing but the docs system."""


def starter(root: Path, jobs: int = 1, progress: Progress | None = None) -> Starter:
    """The configuration that states as much as it can while the check finds just the same.

    Raises:
        ConfigError: the docs system's own configuration cannot be read.
    """
    detected = compile_project(root, Settings(), jobs, progress=progress)
    lines = _products(detected)
    for detail in _DETAILS:
        text = _file(detected.project, lines, detail)
        if detail == _DETAILS[-1] or _changes_nothing(detected, text, jobs):
            break
    project = detected.project
    return Starter(text, project.dialect.name, len(lines), len(project.pages))


def _changes_nothing(detected: Compilation, text: str, jobs: int) -> bool:
    try:
        stated = compile_project(detected.root, parse_settings(text), jobs)
    except ConfigError:
        return False
    return _outcome(stated) == _outcome(detected)


def _outcome(compilation: Compilation) -> object:
    """What the configuration must not change: findings, and where each page belongs."""
    pages = compilation.project.pages
    places = [(page.path, page.url, page.product, page.version) for page in pages]
    return places, compilation.diagnostics, compilation.suppressed


def _products(detected: Compilation) -> list[tuple[ProductLine, str]]:
    """The products that own pages, each with its folder."""
    found = []
    for line in detected.graph.lines:
        owned = (page.path for page in detected.project.pages if page.product == line.id)
        folders = {_folder(path, line.id) for path in owned}
        if len(folders) == 1 and (folder := folders.pop()):
            found.append((line, folder))
    return found


def _folder(path: str, name: str) -> str:
    """The path up to the first folder of a name, "" where there is none."""
    before, found, _ = f"/{path}".partition(f"/{name}/")
    return f"{before}/{name}".lstrip("/") if found else ""


def _file(project: Project, products: list[tuple[ProductLine, str]], detail: _Detail) -> str:
    parts = list(_head(project))
    for line, folder in products:
        parts.append(_product(line, folder, detail))
    if not products:
        parts.append(_EXAMPLE_PRODUCT)
    parts.append(_RULES)
    return "\n".join(parts)


def _head(project: Project) -> Iterator[str]:
    yield (
        "# What runbookc found out about this project. Every key may be left out;\n"
        "# `runbookc schema configuration` prints all there are.\n"
    )
    yield '# title = "Product documentation"\n# site_url = "https://docs.example.com"\n'
    yield f"# The docs system.\ndialect = {_string(project.dialect.name)}\n"
    sources = [source for source in project.dialect.sources() if source]
    yield (
        "# Folders, or single pages, to compile; those of the docs system when left out.\n"
        f"# sources = {_array(sources or ['docs'])}\n"
    )
    yield '# Pages that are not compiled.\n# exclude = ["docs/drafts/**"]\n'


def _product(line: ProductLine, folder: str, detail: _Detail) -> str:
    key = line.id if _BARE_KEY.fullmatch(line.id) else _string(line.id)
    stated = f"[products.{key}]\nname = {_string(line.name)}\nfolder = {_string(folder)}\n"
    versions = f"versions = {_array(line.versions)}\n"
    hints = "# Every version, oldest first.\n"
    hints += versions if detail.versions and line.versions else _comment(versions)
    for era in line.eras[:-1]:
        hints += _former_name(era.name, era.until, era.renamed_at)
    return (stated + hints) if detail.products else _comment(stated + hints)


def _former_name(name: str, until: str | None, renamed_at: str | None) -> str:
    known = {"name": name, "until_version": until, "renamed_at": renamed_at}
    pairs = ", ".join(f"{key} = {_string(value)}" for key, value in known.items() if value)
    return f"# Upgrade procedures tell of an earlier name.\n# former_names = [{{ {pairs} }}]\n"


_EXAMPLE_PRODUCT = """\
# No product has a folder of its own. One that owns every page:
# [products.example]
# name = "Example"
# versions = ["1.0", "2.0"]
"""

_RULES = """\
[rules]
# Only these rules, or families of rules; all when left out.
# select = ["LNK", "VER"]
# ignore = ["TRM001"]
# severity = { LNK003 = "warning" }

[rules.per_path_ignores]
# "docs/archive/**" = ["LNK"]
"""


def _string(text: str) -> str:
    """A TOML string: JSON's, but for one character that TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _array(texts: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _comment(lines: str) -> str:
    return "".join(
        line if line.startswith("#") else f"# {line}" for line in lines.splitlines(keepends=True)
    )
