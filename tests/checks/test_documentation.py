import re
from pathlib import Path

import pytest

from runbookc.checks import Rule, StageRule, all_rules, document_of, rule_pages
from runbookc.checks.documentation import SECTIONS
from tests.checks.harness import findings

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r'```markdown(?: title="([^"]+)")?\n(.*?)```', re.DOTALL)
SURROUNDINGS = {
    "docs/vault/9.3/servermanager.md": "# Server Manager\n",
    "docs/guard/8.0/agents.md": "# Agents\n",
    "docs/guard/8.0/install.md": "# Install\n",
    "docs/guard/7.5/install.md": "# Install\n",
    "docs/guard/8.0/ports.md": "# Ports\n",
    "docs/guard/8.0/images/agents.png": "no picture",
}


def example(rule: Rule, section: str) -> dict[str, str] | None:
    """The project of an example, or None where it is no Markdown."""
    match = EXAMPLE.search(document_of(rule).sections[section])
    if match is None:
        return None
    return {**SURROUNDINGS, match[1] or "docs/guard/8.0/example.md": match[2]}


def identify(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", all_rules(), ids=identify)
def test_every_rule_is_documented_under_all_headings(rule: Rule) -> None:
    document = document_of(rule)
    assert tuple(document.sections) == SECTIONS
    assert all(document.sections.values())
    assert document.summary and not document.summary.endswith(".")


@pytest.mark.parametrize("rule", all_rules(), ids=identify)
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule) -> None:
    bad, good = example(rule, "Bad"), example(rule, "Good")
    if bad is None or good is None:
        assert isinstance(rule, StageRule) or rule.code in ("LNK008", "SRC005")
        return
    found = findings(rule.code, bad)
    assert found
    assert bool(rule.mends) or not any(each.fix for each in found)
    assert not findings(rule.code, good)


def test_the_pages_in_the_repository_are_those_of_the_docstrings() -> None:
    folder = ROOT / "docs" / "rules"
    written = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert written == rule_pages(), "run `make generate`"


def test_the_index_lists_every_rule_below_its_family() -> None:
    index = rule_pages()["index.md"]
    listed = re.findall(r"^\| \[(\w+)\]", index, re.MULTILINE)
    assert sorted(listed) == [rule.code for rule in all_rules()]
    assert "\n## Links\n\n| code |" in index
