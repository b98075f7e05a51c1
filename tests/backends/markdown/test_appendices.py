"""The end of a Markdown runbook, its letterhead, and what is told with which hop."""

from pathlib import Path

from runbookc.backends import markdown, wording
from runbookc.model import Letterhead, Runbook
from tests.backends.whole_sample import whole_runbook
from tests.planning.builds import UPGRADE, runbook, upgrade


def written(whole: Runbook) -> str:
    """The runbook as Markdown."""
    (content,) = markdown.render(whole, lambda _: None).values()
    return content.decode()


def test_a_link_leads_to_its_appendix_and_names_it() -> None:
    content = written(whole_runbook())

    assert "See the [agents](#appendix-a) (Appendix A) topic." in content
    assert '<a id="appendix-a"></a>\n\n## Appendix A: Agents\n\n_Source:_ `docs/' in content
    assert "| 2.0 | yes |" in content


def test_headings_stand_below_that_of_the_appendix(tmp_path: Path) -> None:
    page = "# Agents\n\n## Upgrade\n\nPress.\n\n#### By hand\n\nRun.\n"
    section = "# Ports\n\n## Open\n\n### Inside\n\n443.\n"
    files = {"docs/vault/3.0/agents.md": page, "docs/vault/3.0/ports.md": section}
    step = "1. See [agents](agents.md) and [ports](ports.md#open).\n2. Go."
    content = written(runbook(tmp_path, {UPGRADE: upgrade(step), **files}))

    assert "\n### Upgrade\n" in content
    assert "\n##### By hand\n" in content
    assert "\n## Appendix B: Open\n" in content
    assert "\n### Inside\n" in content


def test_what_is_outside_is_listed_with_its_address() -> None:
    content = written(whole_runbook())

    assert (
        "## What is not in this document\n\n- vendor's note: <https://example.com/note> _(hop 2)_\n"
    ) in content


def test_the_letterhead_and_blank_fields_come_first() -> None:
    content = written(whole_runbook())

    assert "\n**Example & Sons**\\\nAt night: +1 555 0100\n" in content
    assert f"## To fill in before you begin\n\n- Change number: {'_' * 32}\n" in content
    assert content.index("Example & Sons") < content.index("## Route")


def test_without_a_letterhead_there_is_none() -> None:
    content = written(whole_runbook().model_copy(update={"letterhead": Letterhead()}))

    assert "To fill in" not in content
    assert content.splitlines()[2].startswith("**Demo 1.0")


def test_the_digest_ends_the_document() -> None:
    whole = whole_runbook()

    ending = f"\n\nDigest: `{whole.digest}`\n\n<!-- {wording.stamp(whole)} -->\n"
    assert written(whole).endswith(ending)


def test_a_shared_note_is_recalled_at_each_of_its_hops(tmp_path: Path) -> None:
    note = ":::warning\nMake no change to the database, not even to its name.\n:::\n\n"
    steps = "1. Run it.\n2. Stop."
    content = written(runbook(tmp_path, {UPGRADE: upgrade(note + steps, steps, note + steps)}))

    before, first, second, third = content.split("\n## Hop ")
    line = "WARNING “Make no change to the database, not even…”_"
    assert "_For hops 1, 3_\n\n> **▲ WARNING**" in before
    assert f"_The same text stands in: {UPGRADE}:" in before
    assert [row.split(" | ")[4] for row in before.splitlines() if row.startswith("| ")][2:] == [
        "1 warning",
        "none",
        "1 warning",
    ]
    assert f"\n\n_This holds here too, see Considerations: {line}\n\n" in first
    assert [line in part for part in (first, second, third)] == [True, False, True]


def test_what_one_hop_states_stands_with_it_and_is_announced(tmp_path: Path) -> None:
    page = (
        "# Upgrade Vault {} to {}\n\n## Before you begin\n\n{}.\n\n## Upgrade\n\n1. Run.\n2. Stop."
    )
    files = {
        "docs/vault/2.0/upgrade.md": page.format("1.0", "2.0", "Buy tape"),
        UPGRADE: page.format("2.0", "3.0", "Buy rope"),
    }
    before, first, second = written(runbook(tmp_path, files)).split("\n## Hop ")

    assert (
        "## Prerequisites\n\n_Hops 1, 2 have prerequisites of their own, which stand with them._"
        in before
    )
    assert "### Prerequisites\n\n#### Before you begin\n\nBuy tape.\n" in first
    assert "Buy rope." in second.split("Step 1")[0]
