from collections.abc import Callable

import pytest
from tests.backends.pdf.sample import ASSETS, make_runbook

from runbookc.model import Runbook


@pytest.fixture(scope="session")
def read_asset() -> Callable[[str], bytes | None]:
    return ASSETS.get


@pytest.fixture(scope="session")
def rich_runbook() -> Runbook:
    return make_runbook()
