import pytest

from runbookc.diagnostics import Severity
from tests.checks.harness import check

PAGE = "# Move\n\nMove the Guard7.4 server.\n\n[Later](later.md)\n"


def codes(settings: str) -> list[str]:
    outcome = check({"docs/guard/7.4/page.md": PAGE, "runbookc.toml": settings})
    return sorted(item.code for item in outcome.diagnostics)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["LNK001", "VER004"]),
        ('[rules]\nselect = ["VER"]', ["VER004"]),
        ('[rules]\nselect = ["VER004"]', ["VER004"]),
        ('[rules]\nignore = ["LNK"]', ["VER004"]),
        ('[rules]\nselect = ["VER"]\nignore = ["VER004"]', []),
    ],
)
def test_the_configuration_selects_rules(settings: str, expected: list[str]) -> None:
    assert codes(settings) == expected


def test_the_configuration_weighs_findings_by_code_and_by_prefix() -> None:
    settings = '[rules.severity]\nLNK = "info"\nLNK001 = "warning"\nVER = "info"'
    outcome = check({"docs/guard/7.4/page.md": PAGE, "runbookc.toml": settings})
    severities = {item.code: item.severity for item in outcome.diagnostics}
    assert severities == {"LNK001": Severity.WARNING, "VER004": Severity.INFO}


def test_paths_are_silent_for_codes_and_counted() -> None:
    settings = '[rules.per_path_ignores]\n"docs/guard/**" = ["VER"]'
    outcome = check({"docs/guard/7.4/page.md": PAGE, "runbookc.toml": settings})
    assert [item.code for item in outcome.diagnostics] == ["LNK001"]
    (silenced,) = outcome.suppressed
    assert (silenced.diagnostic.code, silenced.kind) == ("VER004", "configuration")
    assert silenced.reason == 'rules.per_path_ignores "docs/guard/**"'
