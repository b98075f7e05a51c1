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
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))


def test_every_stop_and_every_hop_is_there() -> None:
    svg = picture(PAGE)

    assert len(svg.findall(".//svg:circle", SVG)) == 3
    titles = [title.text for title in svg.iterfind(".//svg:title", SVG)]
    assert titles == ["From 1.0 to 2.0", "From 2.0 to 3.0"]
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
