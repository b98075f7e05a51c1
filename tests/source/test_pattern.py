"""Regular expressions that are compiled late are those that `re` would compile at once."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import runbookc
from runbookc.source import Pattern


def test_it_does_what_the_compiled_expression_does() -> None:
    late, known = Pattern(r"(\w)-(\d)", re.I), re.compile(r"(\w)-(\d)", re.I)
    text = "A-1, b-2"
    found, wanted = late.search(text, 2), known.search(text, 2)
    assert found and wanted and found.groups() == wanted.groups()
    assert late.findall(text) == known.findall(text)
    assert [each.span() for each in late.finditer(text)] == [(0, 3), (5, 8)]
    assert late.split(text) == known.split(text)
    assert late.sub("x", text) == "x, x"
    assert late.match(text) and late.fullmatch("A-1") and not late.fullmatch(text)


def test_it_is_compiled_when_it_is_first_used() -> None:
    wrong = Pattern("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.search("text")
    with pytest.raises(AttributeError):
        _ = wrong.searching


def _patterns() -> Iterator[tuple[str, Pattern]]:
    for module in pkgutil.walk_packages(runbookc.__path__, "runbookc."):
        if module.name != "runbookc.__main__":
            for name, value in vars(importlib.import_module(module.name)).items():
                values = value if isinstance(value, tuple) else (value,)
                yield from ((f"{module.name}.{name}", v) for v in values if isinstance(v, Pattern))


def test_every_expression_of_the_compiler_can_be_compiled() -> None:
    found = dict(_patterns())
    assert len(found) > 50
    for pattern in found.values():
        pattern.search("")
