"""The site that has every kind of page, built once."""

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
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, runbook_files(compilation, pdf=False), root / "site")
    return root / "site"
