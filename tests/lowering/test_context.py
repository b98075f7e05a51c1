"""What a page says around its procedures: context, prerequisites, outcome."""

from runbookc.model import Procedure
from tests.parsing.builder import lowered


def procedures(text: str, path: str = "docs/page.md") -> tuple[Procedure, ...]:
    return lowered(text, path=path).page.procedures


PAGE = """# Upgrade Procedure

The page's introduction.

## Considerations

Mind the network.

## Requirements

First of all.

### A backup

Make one.

### A licence

Have one.

## Upgrade from 1.0 to 1.1

Intro.

**Step 1 –** Go.

## Upgrade from 1.1 to 1.2

**Step 1 –** Go.
"""


def test_every_procedure_has_the_context_before_it() -> None:
    for procedure in procedures(PAGE):
        assert [s.title for s in procedure.context] == ["", "Considerations", "Requirements"]
        assert [s.title for s in procedure.prerequisites] == ["A backup", "A licence"]
    assert len(procedures(PAGE)[0].introduction) == 1


def test_requirements_without_sub_sections_are_one_prerequisite() -> None:
    (procedure,) = procedures("# Upgrade\n\n## Prerequisites\n\nA.\n\n## Go\n\n**Step 1 –** Go.\n")
    assert [s.title for s in procedure.prerequisites] == ["Prerequisites"]
    assert procedure.context == ()


def test_reference_pages_do_not_fill_the_context() -> None:
    text = "# Window\n\nIntro.\n\n## Fields\n\nA.\n\n## Open it\n\n**Step 1 –** Click.\n"
    (procedure,) = procedures(text)
    assert [s.title for s in procedure.context] == [""]


def test_sections_after_the_only_procedure_are_its_outcome() -> None:
    text = "# Upgrade\n\n**Step 1 –** Go.\n\n## Verification\n\nCheck it.\n"
    (procedure,) = procedures(text)
    assert [b.type for b in procedure.result] == ["heading", "paragraph"]


def test_skipped_heading_levels_do_no_harm() -> None:
    text = "# Upgrade\n\n#### Deep\n\n**Step 1 –** Go.\n\n## Up\n\n**Step 1 –** Stop.\n"
    assert [p.title for p in procedures(text)] == ["Deep", "Up"]


def test_a_procedure_without_steps_tells_its_section_once() -> None:
    text = "# Upgrading from 1.0 to 1.1\n\nMind.\n\n## Network\n\nOpen it.\n\n## Next\n\nGo on.\n"
    (procedure,) = procedures(text)
    kinds = [block.type for block in procedure.introduction]
    assert kinds == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert procedure.result == ()
    assert procedure.context == ()


def test_sub_sections_after_the_steps_are_the_outcome() -> None:
    text = (
        "# Console\n\n## Configure the port\n\n1. Open it.\n2. Set the port.\n\n### Details\n\n"
        "Low ports need rights.\n\n## Configure the name\n\n1. Open it.\n2. Set the name.\n\n"
        "## How do you know this worked?\n\nA green light shows.\n\n## Licences\n\nNone.\n"
    )
    port, name = procedures(text)
    assert [block.type for block in port.result] == ["heading", "paragraph"]
    assert [block.type for block in name.result] == ["heading", "paragraph"]


def test_a_verification_after_other_sections_is_not_the_outcome() -> None:
    text = (
        "# Console\n\n## Remove an agent\n\n1. Open it.\n2. Remove the agent.\n\n"
        "## Certificates\n\nThey expire.\n\n## Verify certificates\n\nLook at the date.\n"
    )
    (procedure,) = procedures(text)
    assert procedure.result == ()


def test_sections_between_the_heading_and_its_first_step_are_context() -> None:
    text = (
        "# Configure the hook\n\n## Overview\n\nIt calls.\n\n## What do you need to know before "
        "you begin?\n\nA token.\n\n## Step 1: Open it\n\nGo.\n\n## Step 2: Set it\n\nDone.\n"
    )
    (procedure,) = procedures(text)
    assert [s.title for s in procedure.context] == ["Overview"]
    assert len(procedure.prerequisites) == 1


def test_a_section_that_only_happens_to_hold_steps_keeps_its_sub_sections_to_itself() -> None:
    text = (
        "# Changes\n\n## 6.2\n\nDo the following:\n\n1. Change the file.\n2. Start it.\n\n"
        "### 6.2.1\n\n- A fix.\n\n## 6.1\n\nOld.\n"
    )
    (procedure,) = procedures(text)
    assert procedure.result == ()
