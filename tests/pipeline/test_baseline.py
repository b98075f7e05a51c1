"""The baseline file is stable, one entry a line, and refuses what it is not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from runbookc.checks import Baseline
from runbookc.cli import schemas
from runbookc.diagnostics import Accepted
from runbookc.pipeline import BaselineError
from runbookc.pipeline.baseline import parse_baseline, render_baseline

SCHEMA = Draft202012Validator(schemas.schema("baseline"))
NAME = "0123456789abcdef" * 2
ENTRIES = st.builds(
    Accepted,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9),
    st.sampled_from(["LNK001", "VER004"]),
    st.just(NAME),
    st.integers(1, 9),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
)
BASELINES = st.builds(
    lambda entries: Baseline(tuple(sorted(entries)), {entry.path: "01234567" for entry in entries}),
    st.lists(ENTRIES, max_size=5, unique_by=lambda entry: (entry.path, entry.code)),
)


def refused(text: str) -> str:
    with pytest.raises(BaselineError) as error:
        parse_baseline(text.encode(), "accepted.json")
    return str(error.value)


@given(BASELINES)
def test_what_is_written_is_read(baseline: Baseline) -> None:
    text = render_baseline(baseline)
    assert parse_baseline(text.encode(), "accepted.json") == baseline
    assert not list(SCHEMA.iter_errors(json.loads(text)))


def test_every_entry_has_its_line() -> None:
    entries = tuple(Accepted(f"{name}.md", "LNK001", NAME, 1, "Gone") for name in "abc")
    text = render_baseline(Baseline(entries, {"a.md": "01234567"}))
    assert text.count("\n") == 3 + 1 + 2 + 3 + 2
    assert text.endswith("]\n}\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "accepted.json:1: not JSON: expecting value"),
        ('{\n "version": 1,\n oops', "accepted.json:3: not JSON"),
        (
            '{\n<<<<<<< ours\n "version": 1\n=======\n',
            "accepted.json:2: the conflict of a merge is not resolved",
        ),
        ("[]", "accepted.json:1: this is no baseline of runbookc"),
        ('{"name": "site"}', "accepted.json:1: this is no baseline of runbookc"),
        ('{"version": 2}', "accepted.json:1: the baseline has the format 2"),
        ('{"version": 1,\n"pages": {"a.md": "x"}}', "accepted.json:2: pages.a.md: "),
        ('{"version": 1,\n"more": 1}', "accepted.json:2: more: "),
        ("[" * 100_000, "accepted.json:1: not JSON that can be read"),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, message: str) -> None:
    assert refused(text).startswith(message)


@pytest.mark.parametrize(
    "change",
    [{"count": 0}, {"count": "1"}, {"code": "X"}, {"fingerprint": "x"}, {"path": ""}, {"x": 1}],
)
def test_a_damaged_entry_is_named_by_its_line(change: dict[str, object]) -> None:
    good = {"path": "a.md", "code": "LNK001", "fingerprint": NAME, "count": 1, "message": ""}
    lines = ",\n".join(json.dumps({**good, **more}) for more in ({}, {}, change))
    message = refused(f'{{"version": 1,\n"findings": [\n{lines}\n]}}')
    assert message.startswith("accepted.json:5: findings.2.")
    assert "\n" not in message


def test_an_entry_that_a_merge_left_twice_is_taken_once() -> None:
    entry = json.dumps({"path": "a.md", "code": "LNK001", "fingerprint": NAME, "count": 2})
    text = f'{{"version": 1, "findings": [{entry}, {entry}]}}'
    (read,) = parse_baseline(text.encode(), "accepted.json").entries
    assert read.count == 2


def test_other_encodings_are_refused() -> None:
    with pytest.raises(BaselineError, match=r"^accepted\.json:2: not UTF-8$"):
        parse_baseline('{\n"ü"'.encode("latin-1"), "accepted.json")
