"""Hops in headings, introductions, lists, file names, folders and pins."""

import pytest

from runbookc.lowering import hop_in, version_spec
from tests.parsing.builder import lowered


@pytest.mark.parametrize(
    ("text", "hop"),
    [
        ("Infrastructure Upgrade Procedure for 7.5 to 8.0", ("", "7.5", "", "8.0")),
        ("v2.3 to 2.4", ("", "v2.3", "", "2.4")),
        ("Upgrading from v1.17 to v1.18", ("", "v1.17", "", "v1.18")),
        (
            "Upgrade Threat Prevention 7.4 to 7.5",
            ("Threat Prevention", "7.4", "Threat Prevention", "7.5"),
        ),
        (
            "Follow the steps to upgrade from StealthINTERCEPT 7.3.9 to Threat Prevention 7.5.",
            ("StealthINTERCEPT", "7.3.9", "Threat Prevention", "7.5"),
        ),
        (
            "Upgrade from StealthINTERCEPT 7.3.7+ to 7.3.9",
            ("StealthINTERCEPT", "7.3.7+", "StealthINTERCEPT", "7.3.9"),
        ),
        ("Upgrade for 8.0.x to 8.0.y", ("", "8.0.x", "", "8.0.y")),
        ("Upgrade a cluster from Seafile 12 to 13", ("Seafile", "12", "Seafile", "13")),
        (
            "Upgrade the Reporting Module from v2.8 to 3.0",
            ("Reporting Module", "v2.8", "Reporting Module", "3.0"),
        ),
        ("Upgrading from v1.8.x", ("", "v1.8.x", "", "")),
        ("Upgrade from v1.10 or higher", ("", "v1.10 or higher", "", "")),
        ("Upgrade from version lower than v1.10.0", ("", "pre v1.10.0", "", "")),
        ("Upgrading from v0.6.2 or older version to v0.8.1", ("", "v0.6.2", "", "v0.8.1")),
    ],
)
def test_what_states_a_hop(text: str, hop: tuple[str, str, str, str]) -> None:
    found = hop_in(text)
    assert found is not None
    assert (
        found.from_product,
        found.from_version.raw,
        found.to_product,
        found.to_version.raw,
    ) == hop


@pytest.mark.parametrize(
    "text",
    [
        "Ports 3740 to 3741",
        "The size grows from 1.5 to 2.5 GB",
        "Major version upgrade (e.g. from 5.0 to 6.0)",
        "Steps 1 to 4",
        "Version 7.5 talks to 7.4 agents",
        "Wait 1.5 to 2.5 minutes",
        "Upgrade in 2 to 3 hours",
    ],
)
def test_what_states_none(text: str) -> None:
    assert hop_in(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "base"),
    [
        ("7.5", "exact", "7.5"),
        ("v7.5", "exact", "7.5"),
        ("7.5.x", "wildcard", "7.5"),
        ("7.3.7+", "at-least", "7.3.7"),
        ("7.3.7 or later", "at-least", "7.3.7"),
        ("pre 7.3.9", "before", "7.3.9"),
        ("", "any", None),
    ],
)
def test_version_specs(text: str, kind: str, base: str | None) -> None:
    spec = version_spec(text)
    assert (spec.kind, spec.base) == (kind, base)


def test_heading_and_introduction_make_one_hop_with_the_widest_start() -> None:
    page = lowered(
        "# Upgrade\n\n## Procedure for 7.3.7 to 7.3.9\n\nUpgrade from Old Name 7.3.7+ to 7.3.9.\n\n"
        "**Step 1 –** Go.\n"
    ).page
    (hop,) = page.procedures[0].hops
    assert (hop.from_product, hop.from_version.kind) == ("Old Name", "at-least")
    assert [e.kind for e in hop.evidence] == ["heading", "introduction"]


def test_announced_hops() -> None:
    page = lowered("# Upgrade\n\n- Upgrade Thing 1.0 to 1.1\n- Upgrade Thing 1.1 to 2.0\n").page
    assert [(h.from_version.raw, h.to_version.raw) for h in page.announced] == [
        ("1.0", "1.1"),
        ("1.1", "2.0"),
    ]
    assert page.announced[0].evidence[0].kind == "list"


@pytest.mark.parametrize("path", ["docs/upgrading-1.10-1.11.md", "docs/upgrade/1.10-1.11.md"])
def test_release_notes_are_procedures_without_steps(path: str) -> None:
    (procedure,) = lowered("# Notes\n\nRead this.\n", path=path).page.procedures
    assert procedure.steps == () and len(procedure.introduction) == 1
    assert [(h.from_version.raw, h.to_version.raw) for h in procedure.hops] == [("1.10", "1.11")]


def test_a_target_that_the_heading_leaves_out_is_the_folder_s() -> None:
    page = lowered(
        "# Upgrading from v1.8.x\n\nRead this.\n", path="docs/thing/1.9.0/upgrade.md"
    ).page
    (hop,) = page.procedures[0].hops
    assert (hop.from_version.raw, hop.to_version.raw) == ("v1.8.x", "1.9.0")


def test_pins_take_the_place_of_what_is_inferred() -> None:
    page = lowered(
        "---\nrunbook:\n  kind: upgrade\n  from: 1.0\n  to: 2.0\n  time: 45 minutes\n"
        "  rollback: Restore the backup.\n---\n\n# Go\n\n**Step 1 –** Do it.\n"
    ).page
    (procedure,) = page.procedures
    assert (procedure.kind, procedure.time) == ("upgrade", "45 minutes")
    (hop,) = procedure.hops
    assert (hop.from_version.raw, hop.to_version.raw) == ("1.0", "2.0")
    assert hop.evidence[0].kind == "front-matter"


def test_wrong_pins_are_told_at_their_key() -> None:
    found = lowered("---\nrunbook:\n  kind: updrade\n  tim: 1\n---\n\n# Go\n").diagnostics
    assert [(d.code, d.span.line) for d in found] == [("SRC001", 3), ("SRC001", 4)]
    assert "“tim”" in found[1].message


def test_a_section_that_states_a_hop_gathers_the_steps_below_it() -> None:
    page = lowered(
        "# Upgrade\n\n## Upgrade from 1.0 to 2.0\n\nIntro.\n\n"
        "### Server\n\n1. Stop it.\n2. Start it.\n\n"
        "### Agents\n\n1. Update them.\n2. Check them.\n"
    ).page
    (procedure,) = page.procedures
    assert [(s.title, len(s.substeps)) for s in procedure.steps] == [("Server", 2), ("Agents", 2)]


@pytest.mark.parametrize(
    ("text", "names", "start", "target"),
    [
        (
            "Upgrade Procedure for Example Shield 7.3.9 to Example Guard 7.4",
            ("Example Shield", "Example Guard"),
            "7.3.9",
            "7.4",
        ),
        ("Migration from 4.1+ to 5.0", ("", ""), "4.1+", "5.0"),
        ("Upgrading from 3.x.x to 4.x.x", ("", ""), "3.x.x", "4.x.x"),
        ("Upgrade from version 9.1 or earlier to 9.2", ("", ""), "9.1", "9.2"),
        ("Upgrade from 9.1 or later to 9.2", ("", ""), "9.1 or later", "9.2"),
    ],
)
def test_more_headings(text: str, names: tuple[str, str], start: str, target: str) -> None:
    hop = hop_in(text)
    assert hop is not None
    assert (hop.from_product, hop.to_product) == names
    assert (hop.from_version.raw, hop.to_version.raw) == (start, target)


@pytest.mark.parametrize(
    "text",
    [
        "Downgrading from 2.0 to 1.0",
        "Roll back from 2.0 to 1.0 after an upgrade",
        "As an example, the upgrade from 1.0 to 2.0 goes like this",
    ],
)
def test_ways_back_and_examples_are_no_hops(text: str) -> None:
    assert hop_in(text, loose=True) is None


def test_a_hop_without_target_leads_where_the_title_leads() -> None:
    text = "# Upgrading to Example 1.18\n\n## Upgrade from v1.17\n\n1. Stop it.\n2. Start it.\n"
    (procedure,) = lowered(text, path="docs/page.md").page.procedures
    (hop,) = procedure.hops
    assert (hop.from_version.base, hop.to_version.base) == ("1.17", "1.18")


def test_a_pinned_version_that_yaml_reads_as_a_number_is_a_warning() -> None:
    text = '---\nrunbook:\n  from: "8.9"\n  to: 8.10\n---\n# Upgrade\n\n1. Stop it.\n2. Start it.\n'
    found = lowered(text)
    (finding,) = found.diagnostics
    assert (finding.code, finding.severity.value, finding.span.line) == ("SRC001", "warning", 4)
    assert "quotes" in (finding.help or "")


def test_the_title_s_hop_is_that_of_the_page_s_own_steps() -> None:
    text = (
        "---\ntitle: Upgrading from v0.10 to v0.11\n---\nMind.\n\n1. Stop it.\n2. Start it.\n\n"
        "## Configure names\n\n1. Open it.\n2. Set the name.\n"
    )
    first, second = lowered(text).page.procedures
    assert [(h.from_version.raw, h.to_version.raw) for h in first.hops] == [("v0.10", "v0.11")]
    assert second.hops == ()


def test_sections_with_steps_are_the_steps_of_the_hop_in_the_file_name() -> None:
    text = (
        "# Notes\n\nMind.\n\n## Renew the store\n\n1. Stop it.\n2. Start it.\n\n"
        "## Renew the names\n\n1. Open it.\n2. Set the name.\n"
    )
    (procedure,) = lowered(text, path="docs/upgrading-1.1-1.2.md").page.procedures
    assert [step.title for step in procedure.steps] == ["Renew the store", "Renew the names"]
    assert [hop.to_version.raw for hop in procedure.hops] == ["1.2"]


def test_a_hop_without_target_leads_to_the_one_version_in_the_title() -> None:
    text = "# Version 2.7.0\n\n## Upgrading from 2.6\n\n1. Stop it.\n2. Start it.\n"
    (procedure,) = lowered(text, path="docs/history/2_x/version.md").page.procedures
    assert [hop.to_version.raw for hop in procedure.hops] == ["2.7.0"]


def test_what_was_upgraded_with_a_release_is_no_hop() -> None:
    assert hop_in("The bundled Thing has been upgraded from 3.14.4 to 3.15.2.") is None


def test_pins_that_are_no_mapping_are_told_in_plain_words() -> None:
    (finding,) = lowered("---\nrunbook: yes please\n---\n\n# Go\n").diagnostics
    assert (finding.code, finding.span.line) == ("SRC001", 2)
    assert finding.message == "Pins are keys with values, such as kind: upgrade"
