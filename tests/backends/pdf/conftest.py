from collections.abc import Callable

import pytest

from runbookc.model import Runbook
from tests.backends.pdf.sample import ASSETS, make_runbook


@pytest.fixture(scope="session")
def read_asset() -> Callable[[str], bytes | None]:
    return ASSETS.get


@pytest.fixture(scope="session")
def rich_runbook() -> Runbook:
    return make_runbook()
