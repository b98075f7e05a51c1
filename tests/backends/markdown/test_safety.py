"""What keeps a reader from harm, as Markdown shows it."""

from runbookc.backends import markdown
from tests.backends.sample import runbook_of
from tests.backends.whole_sample import whole_runbook


def whole() -> str:
    (content,) = markdown.render(whole_runbook(), lambda _: None).values()
    return content.decode()


def test_the_summary_stands_after_the_route_and_leads_to_the_steps() -> None:
    text = whole()

    assert (
        "## Hazards on this route\n\n"
        "- **◆ DANGER** Power off the rack. ([hop 1, before its first step]"
        "(#hop-1-of-3-demo-10-to-20))\n"
        "- **△ CAUTION** Agents are orphaned. ([hop 2, step 2](#hop-2-step-2))\n"
    ) in text
    assert text.index("## Route") < text.index("## Hazards on this route")
    assert text.index("## Hazards on this route") < text.index("## Considerations")
    assert '- [ ] <a id="hop-2-step-2"></a>**Step 2.**' in text


def test_a_point_of_no_return_stands_before_the_command() -> None:
    assert (
        "- [ ] **Step 1.**\n\n"
        "  **Point of no return**\\\n"
        "  _The source gives no way back from here._\n\n"
        "  Uninstall the server.\n"
    ) in whole()


def test_a_rollback_of_the_source_stands_with_it() -> None:
    text = (
        "---\nrunbook:\n  rollback: Start the *old* one.\n---\n\n# Replace it\n\n"
        "**Step 1 –** Stop it, then delete the data folder.\n\n**Step 2 –** Start it.\n"
    )
    (content,) = markdown.render(runbook_of(text), lambda _: None).values()

    assert (
        "  **Point of no return**: “delete the data folder”\\\n"
        "  _Rollback:_ Start the \\*old\\* one.\n\n"
        "  Stop it, then delete the data folder.\n"
    ) in content.decode()


def test_a_window_stands_at_its_hop_with_its_sentence_and_at_its_step() -> None:
    text = whole()
    said = "agents older than 2.0 cannot connect until hop 3, step 2 is done._"

    assert text.count(said) == 2
    assert "“The 3.0 server refuses agents before 2.0.” (`docs/demo/2.0/upgrade.md:3`)" in text
    assert text.index("## Hop 2 of 3") < text.index(said) < text.index("Stop the service:")


def test_gates_have_boxes_and_lines_to_sign() -> None:
    text = whole()

    assert (
        "### Gate after hop 1\n\n"
        "_Go on only when all of this is true._\n\n"
        "- [ ] Check that the console shows version 2.0.\n\n"
        "  _Source:_ `docs/demo/2.0/upgrade.md:13`\n\n"
        "| Name | Date and time | Signature |\n"
        "| --- | --- | --- |\n"
        "|   |   |   |\n"
    ) in text
    assert "### Gate after hop 2\n\n_The source names no check._\n\n| Name |" in text


def test_a_quoted_hazard_says_so() -> None:
    text = "# Replace it\n\n1. Copy the keys. Otherwise the agents cannot connect.\n2. Start it.\n"
    (content,) = markdown.render(runbook_of(text), lambda _: None).values()

    assert (
        '- [ ] <a id="hop-1-step-1"></a>**Step 1.**\n\n'
        "  > **△ CAUTION: The source says this in its text:**\n"
        "  >\n"
        "  > Copy the keys. Otherwise the agents cannot connect.\n\n"
        "  Copy the keys. Otherwise the agents cannot connect.\n"
    ) in content.decode()
    assert (
        "- **△ CAUTION** _The source says this in its text:_ Copy the keys. Otherwise the agents"
        " cannot connect. ([step 1](#hop-1-step-1))"
    ) in content.decode()


def test_the_last_gate_ends_the_work() -> None:
    text = "# Replace it\n\n1. Start it.\n2. Verify that it runs.\n"
    (content,) = markdown.render(runbook_of(text), lambda _: None).values()

    assert "### Gate\n\n_The work is done only when all of this is true._\n" in content.decode()
