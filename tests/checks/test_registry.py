import re

import pytest

from runbookc.checks import (
    StageRule,
    all_rules,
    page_rules,
    project_rules,
    refuse_unknown_codes,
    rule_by_code,
    unknown_code,
)
from runbookc.config import ConfigError, RuleSettings, Settings
from runbookc.diagnostics import Severity


def test_each_rule_stands_in_the_module_of_its_name() -> None:
    for rule in all_rules():
        assert type(rule).__module__.rpartition(".")[2] == rule.name.replace("-", "_")


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in all_rules()}) == len(all_rules())
    assert len({rule.name for rule in all_rules()}) == len(all_rules())
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", rule.code) for rule in all_rules())


def test_every_rule_is_of_one_kind() -> None:
    stages = [rule for rule in all_rules() if isinstance(rule, StageRule)]
    assert len(page_rules()) + len(project_rules()) + len(stages) == len(all_rules())


def test_a_rule_is_found_by_its_code_or_its_name() -> None:
    rule = rule_by_code("ver002")
    assert rule is not None and rule.name == "version-claim-mismatch"
    assert rule_by_code("version-claim-mismatch") is rule
    assert rule_by_code("VER999") is None


@pytest.mark.parametrize(
    "rules",
    [
        RuleSettings(select=("FOO",)),
        RuleSettings(ignore=("LNK999",)),
        RuleSettings(severity={"FOO": Severity.INFO}),
        RuleSettings(per_path_ignores={"docs/**": ("FOO",)}),
    ],
)
def test_a_rule_that_does_not_exist_is_refused(rules: RuleSettings) -> None:
    with pytest.raises(ConfigError, match=r"^runbookc\.toml: rules\.\w+: there is no rule"):
        refuse_unknown_codes(Settings(rules=rules))


def test_rules_and_families_are_known() -> None:
    assert [unknown_code(code) for code in ("LNK", "VER002")] == ["", ""]
    assert unknown_code("VE") and unknown_code("VER00") and unknown_code("ver002")
    refuse_unknown_codes(Settings(rules=RuleSettings(select=("LNK", "VER002"))))
