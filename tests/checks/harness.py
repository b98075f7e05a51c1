"""Runs the rules on small projects in memory, and reads what the pages say that they expect.

`<!-- expect: VER002 -->` on a line of text expects a finding there; alone on its line it expects
one on the next line of text.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from runbookc.checks import Outcome, check_project
from runbookc.config import parse_settings
from runbookc.diagnostics import Diagnostic
from runbookc.dialects.plain import PlainDialect
from runbookc.discovery import Inventory
from runbookc.linking import link
from runbookc.pipeline.compilation import part_all
from runbookc.pipeline.page import compile_page
from runbookc.planning import build_graph
from runbookc.source import SourceFile

FIXTURES = Path(__file__).parent / "fixtures"
Place = tuple[str, int]

_EXPECT = re.compile(r"<!-- expect: ([A-Z0-9, ]+) -->")


def check(files: Mapping[str, str]) -> Outcome:
    """All findings in a project of files by path; `runbookc.toml` may be among them."""
    settings = parse_settings(files.get("runbookc.toml", ""))
    dialect = PlainDialect(settings)
    contents = {path: text.encode() for path, text in files.items()}
    inventory = Inventory.from_memory(contents, settings, dialect)
    compiled = [
        compile_page(path, inventory.read(path), dialect, settings) for path in inventory.pages
    ]
    project = link([one.page for one in compiled], inventory, settings, dialect)
    found = [item for one in compiled for item in one.diagnostics]
    facts = {one.page.path: one.facts for one in compiled}
    found.extend(check_project(project, build_graph(project), facts))
    comments = {one.page.path: one.suppressions for one in compiled}
    return part_all(found, settings, comments, files.keys(), files.get("runbookc.toml", ""))


def findings(code: str, files: Mapping[str, str]) -> list[Diagnostic]:
    """The findings of one rule."""
    return [item for item in check(files).diagnostics if item.code == code]


def expected(code: str, files: Mapping[str, str]) -> list[Place]:
    """Where the pages say that they expect a rule's findings; a place twice for two."""
    places: list[Place] = []
    for path, text in files.items():
        lines = text.splitlines()
        for number, line in enumerate(lines, start=1):
            match = _EXPECT.search(line)
            if not match:
                continue
            if line.strip() == match[0]:
                number = next(n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip())
            places.extend((path, number) for each in match[1].split(",") if each.strip() == code)
    return sorted(places)


def fixture(name: str) -> dict[str, str]:
    """The files of a fixture's folder."""
    root = FIXTURES / name
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def assert_fixture(code: str, name: str) -> list[Diagnostic]:
    """A rule finds in a fixture what its pages expect, and nothing else; returns the findings."""
    files = fixture(name)
    found = findings(code, files)
    assert sorted((item.path, item.span.line) for item in found) == expected(code, files)
    assert found, "a fixture expects something"
    for item in found:
        assert excerpt(files, item).strip() == excerpt(files, item) != ""
        assert item.message and not item.message.endswith(".")
        assert not item.help or item.help.endswith((".", "?"))
    return found


def excerpt(files: Mapping[str, str], item: Diagnostic) -> str:
    """The text at a finding's span."""
    return SourceFile(item.path, files[item.path]).excerpt(item.span)


def excerpts(code: str, name: str) -> list[str]:
    """The texts at a rule's findings in a fixture, in order."""
    files = fixture(name)
    return [excerpt(files, item) for item in findings(code, files)]


def repaired(files: Mapping[str, str], item: Diagnostic) -> str:
    """The page of a finding after its fix."""
    source = SourceFile(item.path, files[item.path])
    text = source.text
    assert item.fix is not None
    for edit in sorted(item.fix.edits, key=lambda edit: edit.span, reverse=True):
        start, end = source.offset(edit.span.start), source.offset(edit.span.end)
        text = text[:start] + edit.replacement + text[end:]
    return text
