"""What the rules are, as the command line tells it."""

import json
from collections.abc import Callable

import pytest

from runbookc.checks import all_rules

Run = Callable[..., int]


def test_every_rule_is_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[r.code, r.name] for r in all_rules()]


def test_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "--format", "json") == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert {"code", "name", "severity", "summary", "fix"} == set(rules[0])


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_is_explained(
    rule: object, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    code, name = getattr(rule, "code", ""), getattr(rule, "name", "")
    assert run("explain", code.lower()) == 0
    explained = capsys.readouterr().out
    assert explained.startswith(f"{code} {name} (")
    assert run("explain", name) == 0
    assert capsys.readouterr().out == explained


def test_a_near_miss_is_answered_with_the_nearest(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "broken-page-lnk") == 2
    assert "did you mean broken-page-link?" in capsys.readouterr().err


def test_schemas_are_listed_and_printed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    names = capsys.readouterr().out.split()
    assert {"page", "procedure", "runbook", "diagnostics", "manifest", "configuration"} <= set(
        names
    )
    for name in names:
        assert run("schema", name) == 0
        assert json.loads(capsys.readouterr().out)["$schema"]
