"""The sample that has everything really has everything."""

from runbookc.model import Runbook
from tests.backends.whole_sample import whole_runbook


def test_every_field_of_the_sample_is_filled() -> None:
    runbook = whole_runbook()

    empty = {name for name, value in runbook if value in ("", (), None)}
    assert empty == {"docs_version", "prerequisites"}
    assert len(runbook.parts) == 3
    assert Runbook.model_validate_json(runbook.model_dump_json()) == runbook
