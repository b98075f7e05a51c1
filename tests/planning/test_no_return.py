"""Points of no return: what no engineer takes back, and nothing else."""

import pytest

from runbookc.model import PointOfNoReturn
from runbookc.planning import build_graph, compose_procedure
from tests.planning.builder import PROVENANCE
from tests.planning.written import only_part, written


def points(text: str) -> tuple[PointOfNoReturn, ...]:
    return only_part(f"# Replace the Server\n\n{text}\n").no_return


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (
            "Uninstall the old server in **Control Panel**.",
            "Uninstall the old server in Control Panel",
        ),
        ("Stop the service, then delete the data folder.", "delete the data folder"),
        ("Remove the existing database: it is not needed.", "Remove the existing database"),
        ("Drop all tables.", "Drop all tables"),
        ("Format the new disk.", "Format the new disk"),
        (
            "Overwrite the configuration files.",
            "Overwrite the configuration files",
        ),
        ("Migrate the database to the new schema.", "Migrate the database to the new schema"),
        ("Click **Yes** to delete the old tenant.", "delete the old tenant"),
        ("On Linux: run `rm -rf /var/demo`.", "run rm -rf /var/demo"),
        ("Decommission the old machine.", "Decommission the old machine"),
        ("Run the script. The change cannot be undone.", "The change cannot be undone."),
        ("Run it.\n\n:::danger\nThis is irreversible.\n:::", "This is irreversible."),
        ("Run it:\n\n```sh\nkubectl delete ns demo\n```", "kubectl delete ns demo"),
        ("Run it:\n\n```sh\ncd /\nrm -rf /var/lib/demo\n```", "rm -rf /var/lib/demo"),
    ],
)
def test_what_is_one(step: str, words: str) -> None:
    (point,) = points(f"**Step 1 –** Stop it.\n\n**Step 2 –** {step}\n\n**Step 3 –** Start it.")

    assert (point.words, point.place.number, point.place.line) == (words, "2", 5)


@pytest.mark.parametrize(
    "step",
    [
        "Delete the temporary files.",
        "Remove the filter from the table.",
        "Remove the server from the list.",
        "Remove the old node from the load balancer.",
        "Delete the line `server:` from the file.",
        "Remove the `listen 80` section of the server.",
        "To remove an agent, see the [Agents](agents.md) topic.",
        "If the database is empty, delete the database.",
        "You can now delete the old folder.",
        "Do not delete the old folder.",
        "Delete the downloaded installer files.",
        "Upgrade the database connection settings of the client.",
        "Uninstall with the same account.",
        "See how to delete the data.",
        "_(Optional)_ Delete the old folder.",
        "When all agents are online, the old folder can be removed:\n\n```sh\nrm -rf old\n```",
        "Run `rm -rf /tmp/demo`.",
        "Clean up:\n\n```sh\nrm -rf /tmp/demo\n```",
        "The old files are removed by the installer.",
    ],
)
def test_what_is_none(step: str) -> None:
    assert points(f"**Step 1 –** Stop it.\n\n**Step 2 –** {step}\n\n**Step 3 –** Start it.") == ()


def test_a_step_is_marked_once_and_a_substep_by_its_own_number() -> None:
    found = points(
        "**Step 1 –** Delete the data folder. This cannot be undone.\n\n"
        "**Step 2 –** Clean up:\n\n1. Stop it.\n2. Uninstall the old server.\n"
    )

    assert [(one.words, one.place.number) for one in found] == [
        ("Delete the data folder", "1"),
        ("Uninstall the old server", "2.2"),
    ]


STEPS = "**Step 1 –** Uninstall the old server.\n\n**Step 2 –** Start the new one.\n"


@pytest.mark.parametrize(
    ("text", "rollback"),
    [
        (STEPS, ""),
        (f"{STEPS}\n## Rollback\n\nInstall the old one again.\n\nIt takes a minute.\n",
         "Install the old one again. It takes a minute."),
        (f"If the upgrade fails, restore the snapshot.\n\n{STEPS}",
         "If the upgrade fails, restore the snapshot."),
        (f"Back up the data, so that you can restore it.\n\n{STEPS}",
         "Back up the data, so that you can restore it."),
        (f"It cannot be rolled back if the upgrade failed.\n\n{STEPS}", ""),
        (f"To roll back to the previous version, install it again.\n\n{STEPS}",
         "To roll back to the previous version, install it again."),
        (f"To undo all changes on this page, click **Reset**.\n\n{STEPS}", ""),
        (f"You can restore the data on another server.\n\n{STEPS}", ""),
        (f"Restore the database on the new server.\n\n{STEPS}", ""),
    ],
)  # fmt: skip
def test_what_the_source_says_of_going_back(text: str, rollback: str) -> None:
    (point,) = points(text)

    assert point.rollback == rollback


def test_a_part_without_such_a_step_has_its_way_back_too() -> None:
    part = only_part("# Do it\n\n1. Stop it.\n2. Start it.\n\n## Rollback\n\nStart the old one.\n")

    assert (part.no_return, part.rollback) == ((), "Start the old one.")


def test_a_pin_says_it_best() -> None:
    text = f"---\nrunbook:\n  rollback: Start the old one.\n---\n\n# Replace it\n\n{STEPS}"
    (point,) = only_part(text).no_return

    assert point.rollback == "Start the old one."


def test_another_task_of_the_page_may_be_the_way_back() -> None:
    project = written(
        f"# Replace\n\n## Replace the Server\n\n{STEPS}\n"
        "## Roll Back the Server\n\n**Step 1 –** Install the old one.\n\n**Step 2 –** Start it.\n"
    )
    (page,) = project.pages
    first, second = (
        compose_procedure(project, one, PROVENANCE, build_graph(project)).parts[0]
        for one in page.procedures
    )

    assert first.no_return[0].rollback == "Install the old one. Start it."
    assert second.no_return == ()
