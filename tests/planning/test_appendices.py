"""What a runbook's links lead to comes along, once, and what does not is told."""

from pathlib import Path

import pytest

from runbookc.model import Appendix, Block, Runbook, inlines_of, plain_text, walk_blocks
from runbookc.pipeline.runbooks import topics_of
from runbookc.planning.appendices import letter
from tests.planning.builds import UPGRADE, compiled, composed_route, runbook, upgrade

AGENTS = """\
# Agents

Agents obey.

## Upgrade an agent

Press the button. See [ports](ports.md).

### By hand

Run `agent.exe`.

## Remove an agent

Press the other button.
"""
PORTS = "# Ports\n\nOpen 443. See [the plan](plan.md).\n"
PLAN = "# Plan\n\nHave one.\n"
TOPICS = {
    "docs/vault/3.0/agents.md": AGENTS,
    "docs/vault/3.0/ports.md": PORTS,
    "docs/vault/3.0/plan.md": PLAN,
}


def composed(root: Path, *hops: str, before: str = "", configuration: str = "") -> Runbook:
    """A route of some hops beside pages to which they may link."""
    files = {UPGRADE: upgrade(*hops, before=before), **TOPICS}
    return runbook(root, files, configuration)


def text_of(blocks: tuple[Block, ...]) -> list[str]:
    """The texts of blocks."""
    return [plain_text(run) for block in walk_blocks(blocks) for run in inlines_of(block)]


def names(whole: Runbook) -> list[tuple[str, str, str, int]]:
    """Letter, file, anchor and level of each appendix."""
    return [
        (one.letter, one.path.rpartition("/")[2], one.anchor, one.level) for one in whole.appendices
    ]


def test_a_whole_page_comes_without_its_title(tmp_path: Path) -> None:
    whole = composed(tmp_path, "1. See [ports](ports.md).\n2. Go.")

    (appendix,) = whole.appendices
    assert (appendix.letter, appendix.id, appendix.title) == ("A", "appendix-a", "Ports")
    assert (appendix.version, appendix.anchor, appendix.line) == ("3.0", "", 1)
    assert text_of(appendix.body) == ["Open 443. See the plan."]
    assert whole.holder("docs/vault/3.0/ports.md", "") == appendix


def test_an_anchor_brings_its_section_with_the_sections_inside(tmp_path: Path) -> None:
    whole = composed(tmp_path, "1. See [how](agents.md#upgrade-an-agent).\n2. Go.")

    (appendix,) = whole.appendices
    assert (appendix.title, appendix.anchor, appendix.line) == (
        "Upgrade an agent",
        "upgrade-an-agent",
        5,
    )
    assert text_of(appendix.body) == ["Press the button. See ports.", "By hand", "Run agent.exe."]
    assert whole.holder("docs/vault/3.0/agents.md", "by-hand") == appendix
    assert whole.holder("docs/vault/3.0/agents.md", "") is None


@pytest.mark.parametrize("anchor", ["agents", ""])
def test_the_anchor_of_the_title_means_the_page(tmp_path: Path, anchor: str) -> None:
    whole = composed(tmp_path, f"1. See [agents](agents.md#{anchor}).\n2. Go.")

    assert names(whole) == [("A", "agents.md", "", 1)]


def test_a_page_swallows_its_sections_where_the_first_of_them_is_mentioned(tmp_path: Path) -> None:
    whole = composed(
        tmp_path,
        "1. See [by hand](agents.md#by-hand).\n2. See [ports](ports.md).",
        "1. See [agents](agents.md).\n2. See [removal](agents.md#remove-an-agent).",
    )

    assert names(whole) == [("A", "agents.md", "", 1), ("B", "ports.md", "", 1)]
    assert whole.holder("docs/vault/3.0/agents.md", "by-hand") == whole.appendices[0]


@pytest.mark.parametrize(
    ("levels", "expected", "outside"),
    [
        (0, [], ["agents"]),
        (1, ["agents.md"], ["ports"]),
        (2, ["agents.md", "ports.md"], ["the plan"]),
        (3, ["agents.md", "ports.md", "plan.md"], []),
    ],
)
def test_the_configuration_says_how_far(
    tmp_path: Path, levels: int, expected: list[str], outside: list[str]
) -> None:
    whole = composed(
        tmp_path,
        "1. See [agents](agents.md).\n2. Go.",
        configuration=f"[runbooks]\nappendix_levels = {levels}\n",
    )

    assert [path for _, path, _, _ in names(whole)] == expected
    assert [one.level for one in whole.appendices] == list(range(1, len(expected) + 1))
    assert [one.text for one in whole.outside] == outside


def test_considerations_count_before_the_hops(tmp_path: Path) -> None:
    whole = composed(
        tmp_path, "1. See [agents](agents.md).\n2. Go.", before="Have [a plan](plan.md)."
    )

    assert names(whole) == [("A", "plan.md", "", 1), ("B", "agents.md", "", 1)]


def test_what_is_a_part_already_is_no_appendix(tmp_path: Path) -> None:
    whole = composed(
        tmp_path,
        "1. See [next](#upgrade-vault-20-to-30) and [all](upgrade.md).\n2. Go.",
        "### Prepare\n\nThink.\n\n### Do\n\n1. See [prepare](#prepare).\n2. Go.",
    )

    assert whole.appendices == ()
    assert whole.outside == ()
    holder = whole.holder(UPGRADE, "upgrade-vault-20-to-30")
    assert holder == whole.parts[1] == whole.holder(UPGRADE, "prepare")
    assert whole.holder(UPGRADE, "") == whole.parts[0] == whole.holder(UPGRADE, "upgrade")


def test_the_section_around_the_hops_is_no_appendix(tmp_path: Path) -> None:
    step = "1. See [all procedures](#procedures).\n2. Go."
    page = upgrade(step, step).replace("## Upgrade", "### Upgrade")
    page = page.replace("### Upgrade", "## Procedures\n\n### Upgrade", 1)
    whole = runbook(tmp_path, {UPGRADE: page})

    assert (len(whole.parts), whole.appendices, whole.outside) == (2, (), ())
    assert whole.holder(UPGRADE, "procedures") == whole.parts[0]


def test_a_section_of_the_same_page_that_no_part_tells_comes_along(tmp_path: Path) -> None:
    page = upgrade("1. See [colours](#colours).\n2. Go.", "1. Go.\n2. Stop.")
    whole = runbook(tmp_path, {UPGRADE: f"{page}\n## Colours\n\nBlue.\n"})

    assert names(whole) == [("A", "upgrade.md", "colours", 1)]


def test_the_steps_of_another_path_come_along_only_where_steps_send_there(tmp_path: Path) -> None:
    listed = "- [1.0 to 2.0](#upgrade-vault-10-to-20)\n- [5.0](old.md)\n- [Agents](agents.md)"
    page = upgrade("1. Go.\n2. Stop.", before=listed)
    old = "# Upgrade Vault 4.0 to 5.0\n\n1. Go.\n2. Stop. See [agents](agents.md).\n"
    files = {UPGRADE: page, "docs/vault/3.0/old.md": old, **TOPICS}
    sent = page.replace("1. Go.", "1. Go as [there](old.md).")

    listing = composed_route(tmp_path / "a", files, "vault-1.0-to-2.0")
    sending = composed_route(tmp_path / "b", {**files, UPGRADE: sent}, "vault-1.0-to-2.0")

    assert names(listing) == [("A", "agents.md", "", 1)]
    assert [one.text for one in listing.outside] == ["5.0", "ports"]
    assert [path for _, path, _, _ in names(sending)] == ["agents.md", "old.md"]


STEP = (
    "1. See [a](https://example.com/a), [b](agents.md#remove-an-agent), [mail](mailto:a@b.c),"
    " [gone](nowhere.md).\n2. Get [the file](tool.zip)."
)


@pytest.mark.parametrize(
    ("site", "place"),
    [
        ("", "docs/vault/3.0/agents.md#remove-an-agent"),
        ("https://docs.example/x/", ""),
    ],
)
def test_what_stays_outside_is_told_once_with_its_parts(
    tmp_path: Path, site: str, place: str
) -> None:
    (tmp_path / "docs/vault/3.0").mkdir(parents=True)
    (tmp_path / "docs/vault/3.0/tool.zip").write_bytes(b"PK")
    whole = composed(
        tmp_path,
        STEP,
        STEP,
        before="See [A](https://example.com/a).",
        configuration=f'site_url = "{site}"\n[runbooks]\nappendix_levels = 0\n',
    )

    first, page, file = whole.outside
    address = "/docs/vault/3.0/agents#remove-an-agent"
    assert (first.text, first.url, first.place, first.parts) == (
        "A",
        "https://example.com/a",
        "",
        (0, 1, 2),
    )
    assert (page.place, page.parts) == (place, (1, 2))
    assert page.url == (f"{site.rstrip('/')}{address}" if site else "")
    assert (file.url, file.place) == ("", "docs/vault/3.0/tool.zip")


def test_a_topic_that_is_too_long_stays_outside_whole(tmp_path: Path) -> None:
    long = {"docs/vault/3.0/history.md": "# History\n\n" + "One more release.\n" * 15_000}
    page = upgrade("1. See [history](history.md) and [ports](ports.md).\n2. Go.")
    whole = runbook(tmp_path, {UPGRADE: page, **TOPICS, **long})

    assert names(whole) == [("A", "ports.md", "", 1)]
    assert [one.text for one in whole.outside] == ["history", "the plan"]


@pytest.mark.parametrize(
    ("anchor", "title"),
    [("before", "Second"), ("within", "Second"), ("top-of-page", "Ids"), ("item", "Second")],
)
def test_an_id_in_raw_html_means_the_section_that_it_stands_in(
    tmp_path: Path, anchor: str, title: str
) -> None:
    page = (
        '# Ids\n\n<a id="top-of-page"></a>\n\nText.\n\n## First\n\nText.\n\n'
        '<a id="before"></a>\n\n## Second\n\nText <span id="within">here</span>.\n\n'
        '- <b id="item">One</b>\n\n## Third\n\nText.\n'
    )
    step = f"1. See [it](ids.md#{anchor}).\n2. Go."
    whole = runbook(tmp_path, {UPGRADE: upgrade(step), "docs/vault/3.0/ids.md": page})

    assert [one.title for one in whole.appendices] == [title]
    assert whole.holder("docs/vault/3.0/ids.md", anchor) == whole.appendices[0]


def test_a_page_that_shows_nothing_by_itself_stays_outside(tmp_path: Path) -> None:
    files = {
        "docusaurus.config.js": "module.exports = {};\n",
        "docs/a.mdx": "import Part from './_part.mdx';\n\n# All\n\n<Part />\n",
        "docs/b.mdx": "import Part from './_part.mdx';\n\n# Some\n\nText.\n\n<Part />\n",
        "docs/_part.mdx": "Shown elsewhere.\n",
        "docs/up.md": upgrade("1. See [all](a.mdx) and [some](b.mdx).\n2. Go."),
    }
    whole = runbook(tmp_path, files)

    assert names(whole) == [("A", "b.mdx", "", 1)]
    assert [(one.text, one.place) for one in whole.outside] == [
        ("all", "docs/a.mdx"),
        ("", "docs/_part.mdx"),
    ]
    assert any(getattr(block, "text", "") == "<Part />" for block in whole.appendices[0].body)


def test_a_topic_is_cut_out_once(tmp_path: Path) -> None:
    topics = topics_of(compiled(tmp_path, TOPICS))
    path = "docs/vault/3.0/agents.md"

    assert topics.find(path, "by-hand") is topics.find(path, "by-hand")
    assert topics.find(path, "") is topics.find(path, "no-such-anchor")
    assert topics.find("docs/none.md", "") is None


def test_letters() -> None:
    places = (0, 25, 26, 51, 52, 701, 702)

    assert [letter(place) for place in places] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_pages_and_images_of_appendices_are_inputs(tmp_path: Path) -> None:
    picture = tmp_path / "docs/vault/3.0/map.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"no real picture")
    page = {"docs/vault/3.0/map.md": "# Map\n\n![The map](map.png)\n"}
    whole = runbook(tmp_path, {UPGRADE: upgrade("1. See [map](map.md).\n2. Go."), **page})

    inputs = [one.path.rpartition("/")[2] for one in whole.provenance.inputs]
    assert inputs == ["map.md", "map.png", "upgrade.md"]
    assert all(len(one.sha256) == 64 for one in whole.provenance.inputs)


def test_a_runbook_with_appendices_is_json_and_back(tmp_path: Path) -> None:
    whole = composed(tmp_path, "1. See [agents](agents.md).\n2. Go.")

    assert isinstance(whole.appendices[0], Appendix)
    assert Runbook.model_validate(whole.to_json()) == whole
