"""What tests need from outside the repository: real documentation, and a browser.

Both may be missing on a developer's machine, and the tests that use them are then skipped; in
CI (`CI` is set) their absence is a failure.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no finding of a property test.
hypothesis.settings.register_profile("runbookc", deadline=None)
hypothesis.settings.load_profile("runbookc")

ROOT = Path(__file__).parents[1]
ENVIRONMENT = Path(sys.prefix)
"""Where `make test` puts what it fetches."""
CHROMIUM_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real documentation, read-only: write outputs and caches elsewhere."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        _missing(f"no real documentation at {folder}")
    return folder


@pytest.fixture(scope="session")
def specification() -> Path:
    """CommonMark's own examples as JSON; `make test` fetches them."""
    suite = ENVIRONMENT / "commonmark.json"
    if not suite.is_file():
        _missing(f"the specification's examples are not at {suite}")
    return suite


@pytest.fixture(scope="session")
def sarif_schema() -> Path:
    """The official JSON schema of SARIF 2.1.0; `make test` fetches it."""
    schema = ENVIRONMENT / "sarif-schema-2.1.0.json"
    if not schema.is_file():
        _missing(f"the schema of SARIF is not at {schema}")
    return schema


@pytest.fixture(scope="session")
def dita_catalog() -> Path:
    """The official grammar of DITA 1.2, as Debian packages it, and what validates against it.

    Version 1.3 allows everything that 1.2 allows; no registry has the grammar of 1.3.
    """
    catalog = Path("/usr/share/dita-ot/catalog-dita.xml")
    if not catalog.is_file() or not shutil.which("xmllint"):
        _missing("the packages dita-ot and libxml2-utils are not installed")
    return catalog


@pytest.fixture(scope="session")
def office() -> str:
    """LibreOffice's command, to open Word files as their readers do."""
    command = shutil.which("soffice")
    if not command:
        _missing("LibreOffice is not installed")
    return command


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium without a window."""
    # Imported here because most tests need no browser and it takes its time.
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium")
    if not executable:
        _missing("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=list(CHROMIUM_ARGUMENTS)
        )
        yield browser
        browser.close()
