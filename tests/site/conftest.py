"""Built sites, each made once: one that has every kind of page, and those of real documentation."""

from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files
from tests.site.audited import write_project


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site of `audited.py`."""
    root = tmp_path_factory.mktemp("audited")
    write_project(root)
    return built(root, root / "site")


@pytest.fixture(scope="session", params=["netwrix", "rke2", "seafile"])
def real_site(
    request: pytest.FixtureRequest, corpora: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the built site of documentation that nobody of us wrote."""
    return built(corpora / request.param, tmp_path_factory.mktemp(request.param) / "site")


def built(root: Path, out: Path) -> Path:
    """The site of a project, whatever its findings, with its runbooks but for their PDFs."""
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, runbook_files(compilation, pdf=False), out)
    return out
