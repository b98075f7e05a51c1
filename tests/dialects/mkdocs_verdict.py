"""What MkDocs itself says of a project's links, and what we say, in the same words.

MkDocs runs with every `validation` setting at `warn`. Three kinds of its warnings are compared:
the target is "not found", the relative link is "unrecognized", the anchor is not there. An
absolute link is only "left as is": MkDocs looks at none, so we judge it as a browser does, and the
comparison wants no more than that MkDocs warns of each one that we call broken.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from runbookc.config import load_settings
from runbookc.dialects import inert_yaml
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.pipeline import Compilation, compile_project

Finding = tuple[str, str, str]
"""Page, what it names (the target as written, or the other page), and the anchor or ""."""

_SETTINGS = ("not_found", "absolute_links", "unrecognized_links", "anchors")
_WARNING = re.compile(
    r"Doc file '(?P<page>[^']+)' contains (?:a link|an unrecognized relative link) "
    r"'(?P<target>.*?)', (?P<reason>.*)",
    re.DOTALL,
)
_ANCHOR = re.compile(r"(?:there is no such anchor|the doc '(?P<to>.+)' does not contain an anchor)")
_ABSOLUTE = re.compile(r"Doc file '([^']+)' contains an absolute link '(.*?)', it was left as is")


@dataclass
class Verdict:
    """Links that do not hold, by what is wrong with them."""

    targets: set[Finding] = field(default_factory=set)
    anchors: set[Finding] = field(default_factory=set)
    absolute: set[Finding] = field(default_factory=set)
    pasted: set[Finding] = field(default_factory=set)
    """Of the texts that pages include: their file, the target, and the anchor or ""."""
    present: dict[str, set[str]] = field(default_factory=dict)
    """Every anchor, by page."""


def verdict_of_mkdocs(folder: Path, site: Path) -> Verdict:
    """Build a project with MkDocs, without its theme and the plugins that are not installed."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.plugins import BasePlugin

    verdict = Verdict()

    class Collector(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # untyped by MkDocs
        def on_page_content(self, html: str, page: Any, **_: Any) -> str:
            verdict.present[page.file.src_uri] = set(page.present_anchor_ids)
            return html

    values = inert_yaml.load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    validation = {"links": dict.fromkeys(_SETTINGS, "warn") | values.get("validation", {})}
    config = load_config(
        str(folder / "mkdocs.yml"),
        plugins=[*_installed(values.get("plugins", []))],
        theme={"name": "mkdocs"},
        nav=None,
        site_dir=str(site),
        validation=validation,
    )
    config.plugins["collector"] = Collector()
    # Snippets are looked for from the working folder.
    with _Messages() as messages, chdir(folder):
        build(config)
    for message in messages.texts:
        _take(message, verdict)
    return verdict


def _installed(plugins: list[Any]) -> Iterator[Any]:
    known = {point.name for point in entry_points(group="mkdocs.plugins")}
    for plugin in plugins:
        if (next(iter(plugin)) if isinstance(plugin, dict) else plugin) in known:
            yield plugin


class _Messages(logging.Handler):
    """Collects the warnings of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())

    def __enter__(self) -> "_Messages":
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def _take(message: str, verdict: Verdict) -> None:
    if match := _ABSOLUTE.match(message):
        verdict.absolute.add((match[1], match[2], ""))
    elif match := _WARNING.match(message):
        page, target = match["page"], match["target"]
        if anchor := _ANCHOR.search(match["reason"]):
            verdict.anchors.add((page, anchor["to"] or page, target.partition("#")[2]))
        else:
            verdict.targets.add((page, target, ""))


def our_verdict(folder: Path) -> Verdict:
    """Check a project with runbookc."""
    return verdict_of(compile_project(folder, load_settings(folder)))


def verdict_of(compilation: Compilation) -> Verdict:
    """The findings LNK001 to LNK003 of a project, as MkDocs would tell them."""
    verdict = Verdict()
    dialect = compilation.project.dialect
    assert isinstance(dialect, MkdocsDialect)
    config = dialect.config
    docs_dir = f"{config.docs_dir}/" if config.docs_dir else ""
    found = 0
    for page in compilation.project.pages:
        path = page.path.removeprefix(docs_dir)
        verdict.present[path] = set(page.anchors)
        for link in page.links:
            if link.status not in ("broken-page", "missing-asset", "broken-anchor"):
                continue
            found += 1
            if link.target.startswith("/") and not config.absolute_from_docs:
                verdict.absolute.add((path, link.target, ""))
            elif link.status == "broken-anchor":
                to = (link.resolved or page.path).removeprefix(docs_dir)
                verdict.anchors.add((path, to, link.anchor or ""))
            else:
                verdict.targets.add((path, link.target, ""))
    for fragment in compilation.project.fragments:
        for link in fragment.links:
            if link.status in ("broken-page", "missing-asset"):
                verdict.pasted.add((fragment.path, link.target, ""))
            elif link.status == "broken-anchor":
                to = (link.resolved or "").removeprefix(docs_dir)
                verdict.pasted.add((fragment.path, to, link.anchor or ""))
    codes = [item.code for item in compilation.diagnostics]
    told = sum(codes.count(code) for code in ("LNK001", "LNK002", "LNK003"))
    assert told == found + len(verdict.pasted)
    return verdict
