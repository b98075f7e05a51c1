"""The upgrade graph: lines, their names through the years, their hops."""

from runbookc.config import Settings
from runbookc.planning import build_graph
from tests.planning.builder import SEEDS, page, project


def test_one_line_across_a_rename() -> None:
    graph = build_graph(project(SEEDS))

    (line,) = graph.lines
    assert line.id == "threatprevention"
    assert [(era.name, era.until) for era in line.eras] == [
        ("StealthINTERCEPT", "7.3.9"),
        ("Threat Prevention", None),
    ]
    assert line.eras[0].renamed_at == "7.4"
    assert line.versions == ("7.3.7", "7.3.9", "7.4", "7.5", "8.0")
    assert [f"{edge.from_label} → {edge.to_label}" for edge in line.edges] == [
        "7.3.7+ → 7.3.9",
        "7.3.9 → 7.5",
        "7.4 → 7.5",
        "7.5 → 8.0",
        "7.5.x → 7.5.y",
        "8.0.x → 8.0.y",
    ]


def test_names_lead_to_the_line() -> None:
    graph = build_graph(project(SEEDS))

    for name in ("threatprevention", "Threat Prevention", "stealthintercept", "StealthINTERCEPT"):
        assert graph.line(name) is graph.lines[0], name
    assert graph.line("Something Else") is None


def test_the_name_at_each_version() -> None:
    (line,) = build_graph(project(SEEDS)).lines

    names = {version: line.name_at(version) for version in ("6.0", "7.3.8", "7.3.9.2", "7.4", "9")}
    assert names == {
        "6.0": "StealthINTERCEPT",
        "7.3.8": "StealthINTERCEPT",
        "7.3.9.2": "StealthINTERCEPT",
        "7.4": "Threat Prevention",
        "9": "Threat Prevention",
    }


def test_the_configuration_names_the_former_names() -> None:
    settings = Settings.model_validate(
        {
            "products": {
                "tp": {
                    "name": "Threat Prevention",
                    "former_names": [{"name": "StealthINTERCEPT", "renamed_at": "7.4"}],
                    "versions": ["7.3", "7.3.9", "7.5"],
                }
            }
        }
    )
    (line,) = build_graph(
        project(page("a.md", "7.3.9 -> 7.5", product="tp"), settings=settings)
    ).lines

    assert line.name_at("7.3.9") == "StealthINTERCEPT"
    assert line.name_at("7.4") == "Threat Prevention"
    assert line.versions == ("7.3", "7.3.9", "7.5")


def test_a_vendor_before_the_name_makes_no_other_product() -> None:
    (line,) = build_graph(
        project(page("a.md", "Netwrix Threat Prevention 7.4 -> Threat Prevention 7.5"))
    ).lines

    assert [era.name for era in line.eras] == ["Threat Prevention"]


def test_another_product_on_the_page_has_its_own_line() -> None:
    tp = page("a.md", "Threat Prevention 7.4 -> Threat Prevention 7.5", "SQL Server 2016 -> 2019")
    graph = build_graph(project(tp))

    assert [(line.id, line.versions) for line in graph.lines] == [
        ("sql-server", ("2016", "2019")),
        ("threatprevention", ("7.4", "7.5")),
    ]


def test_one_hop_on_several_pages_is_one_edge() -> None:
    graph = build_graph(
        project(
            page("8.0/a.md", "7.4 -> 7.5", version="8.0"),
            page("7.5/a.md", "7.4 -> 7.5.0", version="7.5"),
        )
    )

    (edge,) = graph.lines[0].edges
    assert [(d.path, d.docs_version) for d in edge.descriptions] == [
        ("7.5/a.md", "7.5"),
        ("8.0/a.md", "8.0"),
    ]


def test_an_open_target_is_the_version_of_the_docs() -> None:
    graph = build_graph(project(page("8.0/a.md", "7.5 -> any", version="8.0")))

    (edge,) = graph.lines[0].edges
    assert (edge.from_label, edge.to_label) == ("7.5", "8.0")
    assert build_graph(project(page("a.md", "7.5 -> any", version="next"))).lines[0].edges == ()


def test_the_docs_versions_count_as_versions() -> None:
    graph = build_graph(project(page("a.md", version="7.2"), page("b.md", version="current")))

    assert graph.lines[0].versions == ("7.2",)


def test_a_backward_hop_is_in_the_graph_for_the_gate_to_find() -> None:
    (line,) = build_graph(project(page("a.md", "8.0 -> 7.5", "7.4 -> 7.5"))).lines

    assert [edge.backward for edge in line.edges] == [False, True]


def test_pages_of_no_product_share_one_line() -> None:
    graph = build_graph(project(page("a.md", "1.10 -> 1.11", product=None)))

    assert [(line.id, line.name, line.versions) for line in graph.lines] == [
        ("docs", "", ("1.10", "1.11"))
    ]


def test_pages_of_no_product_belong_to_the_one_that_they_name() -> None:
    one = page("a.md", "Seafile 11 -> 12", "Seafile 12 -> 13", "10.0 -> 11.0", product=None)
    graph = build_graph(project(one, page("b.md", "MariaDB 10 -> 11", product=None)))

    assert [(line.id, line.versions) for line in graph.lines] == [
        ("mariadb", ("10", "11")),
        ("seafile", ("10.0", "11.0", "12", "13")),
    ]
    assert graph.unplaced == "seafile"


def test_a_product_without_hops_is_named_as_its_pages_spell_it() -> None:
    named = ("Password Secure", "", "Password secure", "Password Secure")
    pages = (
        page(f"{index}.md", product="passwordsecure").model_copy(update={"product_name": name})
        for index, name in enumerate(named)
    )

    assert build_graph(project(*pages)).lines[0].name == "Password Secure"
