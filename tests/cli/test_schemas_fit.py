"""What runbookc writes of the sample docs fits the schemas that it publishes."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from runbookc.cli import schemas
from runbookc.config import load_settings
from runbookc.model import Provenance, Route
from runbookc.pipeline import Compilation, compile_project, report_of
from runbookc.planning import build_graph, compose, find_route
from runbookc.reporting import render

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample() -> Compilation:
    return compile_project(ROOT, load_settings(ROOT))


def assert_fits(name: str, value: Any) -> None:
    problems = list(Draft202012Validator(schemas.schema(name)).iter_errors(value))

    assert problems == []


def test_pages_fit(sample: Compilation) -> None:
    page = sample.project.page("sources/docs/threatprevention/8.0/install/upgrade/overview.md")
    assert page is not None

    assert_fits("page", json.loads(page.model_dump_json()))


def test_a_runbook_fits(sample: Compilation) -> None:
    route = find_route(build_graph(sample.project), "threatprevention", "7.3.7", "8.0")
    assert isinstance(route, Route)
    runbook = compose(sample.project, route, Provenance(compiler="runbookc"))

    assert_fits("runbook", json.loads(json.dumps(runbook.to_json())))


def test_findings_fit(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# A page\n\n[gone](gone.md)\n", encoding="utf-8")
    compilation = compile_project(tmp_path, load_settings(tmp_path))
    report = report_of(compilation, compilation.diagnostics, root=".")

    assert report.summary.errors == 1
    assert_fits("diagnostics", json.loads(render(report, "json")))


def test_pins_as_authors_write_them_fit() -> None:
    one = yaml.safe_load('{kind: upgrade, from: "7.3.7+", to: "7.5", time: 45 minutes}')

    assert_fits("pins", one)
    assert_fits("pins", [{"procedure": "upgrade", "rollback": "None."}])
    assert list(Draft202012Validator(schemas.schema("pins")).iter_errors({"form": "7.4"}))


def test_the_sample_configuration_fits() -> None:
    assert_fits("configuration", tomllib.loads((ROOT / "runbookc.toml").read_text("utf-8")))
