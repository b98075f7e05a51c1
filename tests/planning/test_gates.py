"""Gates: only what a part's own description says must be seen at its end."""

import pytest

from runbookc.model import Gate, RunbookPart, inlines_of, plain_text
from tests.planning.written import only_part, route_of


def part_of(text: str) -> RunbookPart:
    return only_part(f"# Replace the Server\n\n{text}\n")


def said(gate: Gate | None) -> list[tuple[str, str]]:
    """The step and the words of each check."""
    return [
        (
            check.place.number,
            " ".join(plain_text(run) for block in check.body for run in inlines_of(block)),
        )
        for check in (gate.checks if gate else ())
    ]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("Start it. Verify that it runs.", ["Verify that it runs."]),
        ("Check that the console shows *version 8*.", ["Check that the console shows version 8."]),
        (
            "Open it, and check that it is empty.",
            ["Open it, and check that it is empty."],
        ),
        ("Start it. Make sure that all is green.", ["Make sure that all is green."]),
        ("Start it. The console should now show 8.0.", ["The console should now show 8.0."]),
        (
            "Start it. Check that it runs. See the [log](log.md).",
            ["Check that it runs."],
        ),
        (
            "Start the agents. Look at the list. They should be online.",
            ["Look at the list. They should be online."],
        ),
        ("Verify that it runs. Then delete the old server.", []),
        ("Check the **Enabled** box.", []),
        ("Confirm the dialog.", []),
        ("Verify that you have a backup before the start.", []),
        ("If you use a proxy, verify its address.", []),
        ("Make sure that it starts by setting the service to automatic.", []),
        ("The folder should now be emptied.", []),
        ("Start it.\n\n:::note\nVerify that it runs.\n:::", []),
        ("_(Optional)_ Verify that it runs.", []),
    ],
)
def test_the_last_step(last: str, expected: list[str]) -> None:
    part = part_of(f"**Step 1 –** Stop it.\n\n**Step 2 –** {last}")

    assert [words for _, words in said(part.gate)] == expected


def test_verifications_in_the_middle_are_steps_and_no_gate() -> None:
    part = part_of("1. Verify that it runs.\n2. Stop it.\n3. Check that it is off.\n4. Start it.")

    assert part.gate is None


def test_several_last_steps_that_verify() -> None:
    part = part_of(
        "1. Start it.\n2. Verify that it runs.\n3. Check that these are listed:\n\n   - a\n   - b\n"
    )

    assert [number for number, _ in said(part.gate)] == ["2", "3"]
    assert part.gate is not None
    assert [block.type for block in part.gate.checks[1].body] == ["paragraph", "list"]


def test_the_last_substep() -> None:
    part = part_of(
        "**Step 1 –** Stop it.\n\n**Step 2 –** Start it:\n\n1. Click **Start**.\n"
        "2. Verify that it runs:\n\n   ```sh\n   systemctl status demo\n   ```\n"
    )

    assert said(part.gate) == [("2.2", "Verify that it runs:")]
    assert part.gate is not None
    assert [block.type for block in part.gate.checks[0].body] == ["paragraph", "code"]


def test_what_the_outcome_says() -> None:
    part = part_of(
        "**Step 1 –** Stop it.\n\n**Step 2 –** Start it.\n\n"
        "The server is now replaced. Remember to tell the users.\n"
    )

    assert said(part.gate) == [("2", "The server is now replaced.")]


def test_a_section_that_is_headed_as_a_verification() -> None:
    part = part_of(
        "## Replace\n\n1. Stop it.\n2. Start it.\n\n### Verify the replacement\n\n"
        "The log is empty:\n\n```sh\ncat log\n```\n\n### Next steps\n\nVerify the agents.\n"
    )

    assert part.gate is not None
    ((check),) = part.gate.checks
    assert [block.type for block in check.body] == ["paragraph", "code"]


HOPS = """\
# Upgrade

## Upgrade Procedure for 7.4 to 7.5

1. Install the server.
2. Verify that it shows 7.5.

## Upgrade Procedure for 7.3 to 7.4

1. Verify the backup.
2. Install the server.

## Upgrade Procedure for 7.5 to 8.0

1. Install the server.
"""


def test_every_hop_but_the_last_ends_at_a_gate() -> None:
    gates = [part.gate for part in route_of(HOPS, "7.3", "8.0").parts]

    assert [said(gate) for gate in gates] == [[], [("2", "Verify that it shows 7.5.")], []]
    assert [gate.after if gate else None for gate in gates] == [1, 2, None]
    assert gates[1] is not None
    assert gates[1].checks[0].place.part == 2
    assert gates[1].checks[0].place.line == 6
