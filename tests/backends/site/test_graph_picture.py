"""The picture of the upgrade graph: every hop once, none through another."""

from xml.etree import ElementTree

from runbookc.backends.site import graph_picture
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.planning import ProductLine, build_graph
from tests.backends.site.test_picker import PAGE, page_of

SVG = {"svg": "http://www.w3.org/2000/svg"}


def line_of(text: str) -> ProductLine:
    graph = build_graph(Project((page_of(text),), Settings(), PlainDialect()))
    line = graph.line("demo")
    assert line is not None
    return line


def picture(text: str) -> ElementTree.Element:
    svg = graph_picture(
        line_of(text),
        lambda procedure: f"docs.html?{procedure}&x",
        lambda product, version: f"{product}/{version}" if version == "3.0" else None,
    )
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    found = ElementTree.fromstring(named).find("svg:svg", SVG)
    assert found is not None
    return found


def test_every_stop_and_every_hop_is_there() -> None:
    svg = picture(PAGE)

    assert len(svg.findall(".//svg:circle", SVG)) == 3
    titles = [title.text for title in svg.iterfind(".//svg:title", SVG)]
    assert titles == ["From 1.0 to 2.0", "From 2.0 to 3.0", "From 3.0.x to 3.0.y"]
    addresses = [link.get("href") for link in svg.iterfind("svg:a", SVG)]
    assert "demo/3.0" in addresses
    assert "docs.html?docs/demo/3.0/upgrade.md#upgrade-from-demo-10-to-20&x" in addresses


def test_hops_over_one_another_take_lanes_of_their_own() -> None:
    longer = "## Upgrade from Demo 1.0 to 3.0\n\n1. Run `setup.exe`.\n"
    paths = picture(f"{PAGE}\n{longer}").findall(".//svg:path[@class='arc']", SVG)

    assert len({path.get("d", "").split("C")[1].split(" ")[0] for path in paths}) == 2


def test_nothing_is_drawn_where_no_hop_is_described() -> None:
    none = graph_picture(line_of("# Text\n"), lambda _: "", lambda *_: None)

    assert none == ""


def test_every_link_has_a_name_and_every_label_has_room() -> None:
    old = "Zentralberechtigungsverwaltungsprogramm"
    hops = [f"## Upgrade from {old} 1.{n} to 1.{n + 1}\n\n1. Run `a.exe`.\n" for n in range(24)]
    hops.append(f"## Upgrade from {old} 1.24 to Demo 3.0\n\n1. Run `a.exe`.\n")

    svg = picture("# Upgrade\n\n" + "\n".join(hops))

    assert len(svg.findall(".//svg:circle", SVG)) == 26
    assert all(link.get("aria-label") for link in svg.iterfind("svg:a", SVG))
    width = int(svg.get("width", "0"))
    label = svg.find(".//svg:text", SVG)
    assert label is not None
    assert old in "".join(label.itertext())
    assert width - int(label.get("x", "0")) > 7 * len(old)
