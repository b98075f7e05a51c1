"""The rules as reports tell of them."""

from email.message import Message
from importlib import metadata

import pytest

from runbookc.checks import all_rules
from runbookc.pipeline.rule_facts import rule_facts


def test_every_rule_with_its_documentation() -> None:
    facts = rule_facts()
    assert [one.code for one in facts] == [rule.code for rule in all_rules()]
    assert all(one.summary and one.description and one.help.startswith("# ") for one in facts)


def test_the_address_is_the_one_that_the_package_names(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Message()
    monkeypatch.setattr(metadata, "metadata", lambda name: package)
    assert rule_facts()[0].url == ""
    package["Project-URL"] = "Documentation, https://docs.example.com/"
    first = rule_facts()[0]
    assert first.url == f"https://docs.example.com/rules/{first.name}/"
