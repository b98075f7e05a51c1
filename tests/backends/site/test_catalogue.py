"""The list of runbooks is read from the runbooks themselves."""

import json
from typing import Any

import pytest

from runbookc.backends.site import Catalogue, Download, page_downloads, product_list, routes_page
from runbookc.source.output_file import OutputFile


def route(product: str, *versions: str, name: str = "Product") -> dict[str, Any]:
    hops = [{"to_product": name, "to_version": v, "renamed": False} for v in versions[1:]]
    start, end = versions[0], versions[-1]
    return {
        "id": f"{product}-{start}-to-{end}",
        "kind": "route",
        "title": f"Upgrade {name} {start} to {end}",
        "product": product,
        "docs_version": None,
        "product_name": name,
        "route": {"from_product": name, "from_version": start, "to_version": end, "hops": hops},
        "provenance": {"inputs": [{"path": f"docs/{v}.md"} for v in versions[1:]]},
        "digest": "d1" * 32,
        "hazards": [{"kind": "danger", "text": "Mind </script>."}],
        "parts": [
            {
                "skews": [],
                "path": f"docs/{v}.md",
                "procedure": {"id": f"docs/{v}.md#go", "steps": [1, 2]},
            }
            for v in versions[1:]
        ],
    }


def procedure(product: str, name: str) -> dict[str, Any]:
    return {
        "id": f"{product}-{name}",
        "kind": "procedure",
        "title": f"Do <{name}>",
        "product": product,
        "product_name": product,
        "docs_version": "2.0",
        "route": None,
        "provenance": {"inputs": [{"path": f"docs/{name}.md"}]},
        "digest": "d2" * 32,
        "hazards": [],
        "parts": [
            {
                "skews": [],
                "path": f"docs/{name}.md",
                "procedure": {"id": f"docs/{name}.md#do", "steps": [1]},
            }
        ],
    }


def files(*runbooks: dict[str, Any]) -> dict[str, OutputFile]:
    made: dict[str, OutputFile] = {}
    for runbook in runbooks:
        stem = f"{runbook['product']}/{runbook['id']}"
        made[f"{stem}.json"] = OutputFile(json.dumps(runbook).encode())
        made[f"{stem}.pdf"] = OutputFile(b"x" * 1_234_567)
    return made


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue.of(
        files(
            route("p", "1.0", "1.9", "1.10"),
            route("p", "1.9", "1.10"),
            route("p", "1.10.x", "1.10.y"),
            route("p", "1.0", "1.9"),
            procedure("p", "back-up"),
            procedure("docs", "rest"),
        ),
        {"p": "The Product"},
        "Others",
    )


def test_routes_stand_newest_end_first(catalogue: Catalogue) -> None:
    product = catalogue.products[0]
    assert product.name == "The Product"
    assert product.latest == "1.10"
    ends = [entry.ends for entry in product.routes]
    assert ends == [("1.10.x", "1.10.y"), ("1.9", "1.10"), ("1.0", "1.10"), ("1.0", "1.9")]
    assert [entry.ends for entry in product.routes_to_latest] == ends[:3]
    assert catalogue.products[1].name == "Others"


def test_every_format_of_a_runbook_is_a_download() -> None:
    made = files(route("p", "1.0", "2.0"))
    for ending in ("docx", "dita.zip", "md", "html"):
        made[f"p/p-1.0-to-2.0.{ending}"] = OutputFile(b"x")
    (entry,) = Catalogue.of(made, {}, "Others").products[0].routes
    names = [download.format for download in entry.downloads]
    assert names == ["PDF", "HTML", "Word", "Markdown", "JSON", "DITA"]


def test_each_format_is_listed_with_its_size(catalogue: Catalogue) -> None:
    html = routes_page(
        catalogue,
        lambda path: f"../{path}",
        lambda id: f"page:{id}",
        {"p": "<svg></svg>"},
        {"p": "<p>Agents of 1.9</p>"},
    )
    assert 'href="../p/p-1.0-to-1.10.pdf"' in html
    assert '<span class="size">1.2 MB</span>' in html
    assert "by way of 1.9" in html
    assert "to a later build of 1.10" in html
    assert '<a href="page:docs/back-up.md#do">Do &lt;back-up&gt;</a>' in html
    assert html.count("<svg>") == html.count("<p>Agents of 1.9</p>") == 1
    assert html.count("<li>") == 6
    assert html.count(" download ") == 6


def test_the_start_page_lists_ways_to_the_latest_version(catalogue: Catalogue) -> None:
    html = product_list(catalogue, lambda path: path, "all.html")
    assert 'href="all.html#p"' in html
    assert "p-1.0-to-1.10.pdf" in html
    assert "p-1.0-to-1.9.pdf" not in html
    assert product_list(Catalogue(()), lambda path: path, "all.html") == ""


def test_a_page_offers_the_runbooks_of_its_own_procedures(catalogue: Catalogue) -> None:
    assert [entry.id for entry in catalogue.by_page["docs/1.10.md"]] == ["p-1.9-to-1.10"]
    html = page_downloads(catalogue.by_page["docs/back-up.md"], lambda path: path)
    assert 'href="p/p-back-up.pdf"' in html


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 KB"),
        (14_499, "14 KB"),
        (999_600, "1.0 MB"),
        (25e6, "25 MB"),
    ],
)
def test_sizes(size: float, shown: str) -> None:
    assert Download("PDF", "x.pdf", int(size), "").shown_size == shown
