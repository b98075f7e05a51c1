"""The page's script: small modules, one scope, no way for data to become code."""

import re

import pytest

from runbookc.backends.html.document import _style
from runbookc.backends.html.script import MODULES, lean_style, module, script

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async )?(?:function|const|let) (\w+)", re.MULTILINE)
DANGEROUS = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
    "fetch(", "XMLHttpRequest", "WebSocket", "import(", "srcdoc", ".style.", "DOMParser",
)  # fmt: skip
BUDGET = 44_500
"""Bytes of script and style that each runbook carries."""


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_stands_before_it_and_is_exported_there(name: str) -> None:
    text = module(name)
    for names, other in IMPORT.findall(text):
        assert MODULES.index(other) < MODULES.index(name)
        wanted = [one.strip() for one in names.split(",") if one.strip()]
        assert set(wanted) <= set(EXPORTED.findall(module(other)))
        body = IMPORT.sub("", text)
        assert [one for one in wanted if not re.search(rf"\b{one}\b", body)] == [], "unused"
    assert text.count("import ") == len(IMPORT.findall(text))


def test_no_name_is_declared_by_two_modules() -> None:
    names = [name for one in MODULES for name in DECLARED.findall(module(one))]

    assert sorted(names) == sorted(set(names))


def test_what_is_exported_is_used_elsewhere() -> None:
    whole = "".join(module(name) for name in MODULES)
    imported = {one.strip() for names, _ in IMPORT.findall(whole) for one in names.split(",")}

    assert set(EXPORTED.findall(whole)) <= imported


@pytest.mark.parametrize("word", DANGEROUS)
def test_data_never_becomes_code(word: str) -> None:
    assert word not in script()


def test_modules_are_small_and_together_they_are_lean() -> None:
    assert max(len(module(name).splitlines()) for name in MODULES) <= 130
    assert len(script().encode()) + len(_style().encode()) < BUDGET
    assert "\n//" not in script()
    assert "</" not in script()


def test_a_lean_style_means_the_same() -> None:
    text = '/* why */\na > b:not(.c) {\n  content: "d ; e";\n  width: calc(1rem + 2px);\n}\n\n'
    assert lean_style(text) == 'a > b:not(.c){content:"d ; e";width:calc(1rem + 2px);}'
