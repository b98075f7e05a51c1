"""What the picker knows: every pair of versions has a route or a reason, every agent its window."""

import json
from typing import Any

from runbookc.backends.site import Catalogue, picker_files, picker_html, picker_scripts
from runbookc.config import Settings
from runbookc.dialects import Placement
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.lowering import lower
from runbookc.model import Page
from runbookc.parsing import parse
from runbookc.planning import all_runbooks, build_graph
from runbookc.source import SourceFile
from runbookc.source.output_file import OutputFile
from tests.backends.sample import PROVENANCE

PAGE = """# Upgrade

The 3.0 server refuses agents older than 2.0. <script>

## Upgrade from Demo 1.0 to 2.0

1. Run `setup.exe`.
2. Upgrade each agent.

## Upgrade from Demo 2.0 to 3.0

1. Run `setup.exe`.
2. Upgrade each agent.

## Upgrade from Demo 3.0.x to 3.0.y

1. Run `setup.exe`.
"""


def page_of(text: str) -> Page:
    path = "docs/demo/3.0/upgrade.md"
    document = parse(SourceFile(path, text, "5ha"), PlainDialect())
    return lower(document, Placement(path, "/demo/upgrade", "demo", "3.0"), Settings()).page


def known(text: str) -> dict[str, Any]:
    page = page_of(text)
    project = Project((page,), Settings(), PlainDialect())
    graph = build_graph(project)
    runbooks = all_runbooks(project, graph, PROVENANCE)
    files = {
        f"{one.product}/{one.id}.json": OutputFile(one.model_dump_json().encode())
        for one in runbooks
    }
    catalogue = Catalogue.of(files, {"demo": "Demo"}, "Others")
    made = picker_files(catalogue, graph, lambda path, line: f"site/{path}#{line}")
    base = read(made.pop("demo/routes.js"), "runbookcRoutes", "demo")
    base["routes"] = {}
    for start, ends in base["ends"].items():
        content = made.pop(f"demo/routes-from-{start}.js")
        base["routes"][start] = read(content, "runbookcRoutesFrom", "demo", start)
        assert sorted(base["routes"][start]) == ends
    assert made == {}
    assert picker_scripts(catalogue, graph) == [
        "runbooks/demo/routes.js",
        f"runbooks/demo/routes-from-{base['first'][0]}.js",
    ]
    return base


def read(content: bytes, function: str, *named: str) -> dict[str, Any]:
    """The value of a script's call, behind the names."""
    script = content.decode("ascii")
    start, end = "".join((function, "(", *(f'"{name}",' for name in named))), ");\n"
    assert script.startswith(start)
    assert script.endswith(end)
    found: dict[str, Any] = json.loads(script[len(start) : -len(end)])
    return found


def test_every_pair_has_a_route_or_a_reason() -> None:
    demo = known(PAGE)

    assert demo["from"] == ["1.0", "2.0", "3.0"]
    assert demo["first"] == ["1.0", "3.0"]
    assert demo["routes"]["1.0"]["3.0"]["stops"] == ["Demo 1.0", "2.0", "3.0"]
    assert demo["routes"]["1.0"]["3.0"]["steps"] == 4
    pairs = {(start, end) for start in demo["from"] for end in demo["from"] if start != end}
    told = {(start, end) for start in demo["none"] for end in demo["none"][start]}
    routed = {(start, end) for start in demo["routes"] for end in demo["routes"][start]}
    assert pairs == told | (routed - {("3.0", "3.0.y")})
    assert not told & routed
    assert demo["none"]["3.0"]["1.0"]["reason"].startswith("3.0 is newer than 1.0")


def test_a_later_build_is_a_target_of_its_own() -> None:
    demo = known(PAGE)

    assert demo["to"] == ["1.0", "2.0", "3.0", "3.0.y"]
    assert demo["builds"] == {"3.0.y": "3.0"}
    assert demo["routes"]["3.0"]["3.0.y"]["versions"] == ["3.0.x", "3.0.y"]


def test_later_builds_stand_in_one_order_whatever_the_hash_seed() -> None:
    hops = "".join(
        f"## Upgrade from Demo {n}.0.x to {n}.0.y\n\n1. Run `setup.exe`.\n\n" for n in range(1, 9)
    )

    builds = list(known(f"# Upgrade\n\n{hops}")["builds"])
    assert len(builds) == 8
    assert builds == sorted(builds)


def test_agents_that_are_refused_come_with_the_sentence() -> None:
    demo = known(PAGE)

    (agents,) = demo["components"]
    assert agents["name"] == "agent"
    assert demo["server"] == "server"
    assert agents["met"] == {"3.0": {"1.0": ["refused", 0], "2.0": ["spared", 0]}}
    assert agents["sentences"][0]["href"] == "site/docs/demo/3.0/upgrade.md#3"
    without = known(PAGE.replace("refuses", "greets"))
    assert without["components"] == without["hops"] == []


def test_a_hop_tells_the_step_that_upgrades_the_agents() -> None:
    demo = known(PAGE)

    route = demo["routes"]["1.0"]["3.0"]
    first, second = (demo["hops"][index]["agent"] for index in route["hops"])
    assert (first["step"], first["first"], first["speaks"]) == ("2", False, True)
    assert first["href"] == "site/docs/demo/3.0/upgrade.md#8"
    assert second["href"] != first["href"]
    way = {"step": "2", "href": first["href"], "title": "Upgrade Demo 1.0 to 2.0"}
    assert demo["components"][0]["ways"]["2.0"] == way
    (build,) = demo["routes"]["3.0"]["3.0.y"]["hops"]
    assert "step" not in demo["hops"][build]["agent"]


def test_a_hop_tells_by_way_of_what_old_agents_go() -> None:
    told = "An agent older than 2.0 must be upgraded to 2.0 first."

    demo = known(
        PAGE.replace("## Upgrade from Demo 3.0.x", f"{told}\n\n## Upgrade from Demo 3.0.x")
    )

    (hop,) = demo["routes"]["2.0"]["3.0"]["hops"]
    assert demo["hops"][hop]["agent"]["says"] == [told]


def test_files_are_named_with_size_and_digest() -> None:
    route = known(PAGE)["routes"]["1.0"]["2.0"]

    (file,) = route["files"]
    assert file["path"] == "demo/demo-1.0-to-2.0.json"
    assert len(file["sha256"]) == len(route["digest"]) == 64


def test_a_form_that_cannot_help_is_not_there() -> None:
    assert picker_html(Catalogue(()), ".") == ""


def test_a_refused_route_is_told_with_its_reason() -> None:
    left_behind = PAGE.replace(
        "2. Upgrade each agent.\n\n## Upgrade from Demo 2.0", "## Upgrade from Demo 2.0"
    )

    demo = known(left_behind)

    assert "3.0" not in demo["routes"].get("1.0", {})
    assert "agents" in demo["none"]["1.0"]["3.0"]["reason"]
    assert demo["none"]["1.0"]["3.0"]["said"] == "The 3.0 server refuses agents older than 2.0."
