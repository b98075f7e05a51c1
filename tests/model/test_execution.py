"""Records of executions: strict about what comes from outside."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from runbookc.cli import schemas
from runbookc.model import ExecutionRecord

RECORD: dict[str, Any] = {
    "version": 1,
    "runbook": {"id": "demo-1-to-2", "digest": "0" * 64, "title": "Upgrade", "commit": "5ha"},
    "run": {"id": "k3x9", "name": "Server A", "started": "2026-01-31T22:00:00Z"},
    "steps": [
        {"part": 1, "number": "2.1", "command": "Stop it.", "done": "2026-01-31T22:01:09Z"},
        {"part": 1, "number": "3", "command": "Start it.", "done": "", "note": "waits"},
    ],
    "gates": [{"after": 1, "name": "Ada", "time": "2026-01-31T22:09:00Z", "override": ""}],
    "watches": [{"part": 1, "seconds": 12}],
    "fields": {"Change number": "C-1"},
}
WRONG: list[tuple[str, Any]] = [
    ("version", 2),
    ("runbook", {**RECORD["runbook"], "digest": "0" * 63}),
    ("run", {**RECORD["run"], "id": "../x"}),
    ("run", {**RECORD["run"], "started": "yesterday"}),
    ("steps", [{"part": 0, "number": "1", "command": ""}]),
    ("steps", [{"part": 1, "number": "1", "command": "", "done": "2026-01-31"}]),
    ("steps", [{"part": 1, "number": "1", "command": "", "script": "x"}]),
    ("gates", [{"after": 1, "name": "", "time": "2026-01-31T22:09:00Z"}]),
    ("watches", [{"part": 1, "seconds": -1}]),
    ("fields", {"Change number": "x" * 201}),
    ("surplus", 1),
]


def test_a_record_comes_back_as_it_was() -> None:
    record = ExecutionRecord.model_validate_json(json.dumps(RECORD))

    assert record.steps[0].number == "2.1"
    assert ExecutionRecord.model_validate_json(record.model_dump_json()) == record
    Draft202012Validator(schemas.schema("execution-record")).validate(RECORD)


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_no_record_is_refused(field: str, value: Any) -> None:
    wrong = {**RECORD, field: value}

    with pytest.raises(ValidationError):
        ExecutionRecord.model_validate_json(json.dumps(wrong))
    assert list(Draft202012Validator(schemas.schema("execution-record")).iter_errors(wrong))
