"""The picker over real documentation, from a disk: each pair of versions as in `runbookc plan`."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from runbookc.cli import route_view
from runbookc.cli.plan import route_of
from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.model import Provenance
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.runbooks import runbook_files
from runbookc.planning import NoRoute, compose
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAIRS = {"sample": 39, "netwrix": 36, "rke2": 4, "seafile": 36}

Built = tuple[Compilation, Path, str]


@pytest.fixture(scope="module", params=sorted(PAIRS))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = ROOT
    if request.param != "sample":
        root = request.getfixturevalue("corpora") / request.param
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    out = tmp_path_factory.mktemp(request.param) / "site"
    build_site(compilation, runbook_files(compilation, pdf=False), out)
    return compilation, out, request.param


def planned(compilation: Compilation, product: str, start: str, end: str) -> dict[str, Any]:
    """What `runbookc plan PRODUCT FROM TO --format json` prints."""
    route = route_of(compilation.graph, product, start, end)
    if isinstance(route, NoRoute):
        text = route_view.no_route_json(route)
    else:
        provenance = Provenance(compiler="runbookc")
        runbook = compose(compilation.project, route, provenance, compilation.graph)
        text = route_view.to_json(runbook)
    found: dict[str, Any] = json.loads(text)
    return found


ANSWERS = """async (agents) => {
  const field = (name) => document.querySelector(`.picker [name=${name}]`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  // The answer stands there once the address says so.
  const settled = async () => {
    const told = () => ["from", "to"].every((name) =>
      new URLSearchParams(location.hash.slice(1)).get(name) === field(name).value);
    do { await new Promise((done) => setTimeout(done)); } while (!told());
  };
  const each = async (name, seen) => {
    for (const { value } of [...field(name)?.options ?? []]) {
      field(name).value = value;
      field(name).dispatchEvent(new Event("change", { bubbles: true }));
      await settled();
      await seen(value);
    }
  };
  const answers = [];
  const answer = (from, to) => answers.push({
    from, to,
    agents: field("agent")?.value ?? "",
    state: location.hash,
    text: document.querySelector(".picked").innerText,
    stops: all(".stops b:first-child").map((one) => one.textContent),
    links: all(".picked a").map((one) => one.href),
    files: all(".picked-files li").map(
      (one) => [one.querySelector("a").href, one.querySelector(".sum").textContent]),
    near: all(".near button").map((one) => one.textContent.split(" ")[0]),
    width: document.documentElement.scrollWidth,
  });
  await each("from", (from) => each("to", async (to) => {
    if (agents) await each("agent", () => answer(from, to)); else answer(from, to);
  }));
  return answers;
}"""


def values(page: "Page", name: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        f".picker [name={name}] option", "all => all.map((one) => one.value)"
    )
    return found


def file_of(link: str) -> Path:
    return Path(unquote(link.partition("#")[0].removeprefix("file://")))


def opened(page: "Page", site: Path) -> "Page":
    page.goto((site / "index.html").as_uri())
    page.wait_for_selector(".picked > *")
    return page


def test_every_pair_of_every_product_is_what_the_plan_says(built: Built, page: "Page") -> None:
    compilation, site, name = built
    pairs = 0
    for product in values(opened(page, site), "product"):
        page.select_option(".picker [name=product]", product)
        page.wait_for_function("id => location.hash.includes(`product=${id}&`)", arg=product)
        for shown in page.evaluate(ANSWERS, False):
            assert_sound(shown)
            start, end = shown["from"], shown["to"]
            asked = f"{start}.x" if end.endswith(".y") else start
            assert_told(shown, planned(compilation, product, asked, end))
            pairs += 1
    assert pairs == PAIRS[name]


def assert_sound(shown: dict[str, Any]) -> None:
    assert shown["width"] <= 360
    assert all(file_of(link).is_file() for link in shown["links"])
    assert "undefined" not in shown["text"]


def assert_told(shown: dict[str, Any], plan: dict[str, Any]) -> None:
    if plan["from"] == plan["to"]:
        assert "You have this version already" in shown["text"]
    elif plan["hops"]:
        versions = [plan["from"], *(hop["to"] for hop in plan["hops"])]
        assert [stop.rpartition(" ")[2] for stop in shown["stops"]] == versions
        assert f"{sum(hop['steps'] for hop in plan['hops'])} step" in shown["text"]
        assert shown["files"]
        for link, digest in shown["files"]:
            assert hashlib.sha256(file_of(link).read_bytes()).hexdigest() == digest
    else:
        assert f"There is no route: {plan['reason']}." in shown["text"]
        assert not shown["files"]
        back = "never goes back" in plan["reason"]
        assert {*plan["nearest_to"], *(() if back else plan["nearest_from"])} <= {*shown["near"]}


def test_agents_apart_in_every_version(built: Built, page: "Page") -> None:
    """Whatever versions meet, there is an answer, its links lead somewhere, it can be sent."""
    _, site, name = built
    answers = opened(page, site).evaluate(ANSWERS, True)
    for shown in answers:
        assert_sound(shown)
        assert ("&agent=" in shown["state"]) == bool(shown["agents"])
        assert shown["stops"] or shown["from"] == shown["to"] or "no route" in shown["text"]
    assert bool(answers) == (name in ("sample", "netwrix"))
