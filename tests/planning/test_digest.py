"""The digest tells whether two runbooks tell the same."""

from runbookc.planning.digest import digest
from tests.backends.sample import LINKS, PROVENANCE, UPGRADE, runbook_of


def test_a_moved_line_and_another_commit_change_nothing() -> None:
    runbook = runbook_of(UPGRADE, LINKS)
    moved = runbook_of(UPGRADE.replace("# Upgrade Demo", "# Upgrade Demo\n\n"), LINKS)
    commit = PROVENANCE.model_copy(update={"commit": "f" * 40})

    assert runbook.digest == digest(runbook) == digest(moved)
    assert digest(runbook.model_copy(update={"provenance": commit})) == runbook.digest


def test_a_word_changes_it() -> None:
    assert digest(runbook_of(UPGRADE)) != digest(runbook_of(UPGRADE.replace("rack", "machine")))
