"""A small project with a route, and the command line run in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from runbookc.cli import main

Run = Callable[..., int]

UPGRADES = """\
---
title: Upgrade
---

# Upgrade Vault Keeper

:::warning

Back up the database first.

:::

## Upgrade Procedure for 2.5 to 3.0

Follow the steps to upgrade from Vault Keeper 2.5 to 3.0.

**Step 1 –** Stop the service.

:::caution

Sessions that are open end.

:::

**Step 2 –** Run the installer.

:::note

It takes a minute.

:::

## Upgrade Procedure for 1.0 to 2.5

Follow the steps to upgrade from KeySafe 1.0 to Vault Keeper 2.5.

**Step 1 –** Run the installer.
"""

INSTALL = """\
---
title: Install
---

# Install the Server

Follow the steps to install the server.

**Step 1 –** Run `setup.exe`.

**Step 2 –** Start the service.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One product, renamed once, with two hops and one procedure that is no hop."""
    root = tmp_path / "project"
    files = {
        "runbookc.toml": '[products.vaultkeeper]\nname = "Vault Keeper"\n',
        "docs/vaultkeeper/3.0/upgrade.md": UPGRADES,
        "docs/vaultkeeper/3.0/install.md": INSTALL,
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def run(project: Path) -> Run:
    """Runs a command on the project and gives its exit status."""

    def command(*arguments: str | Path) -> int:
        with pytest.raises(SystemExit) as stop:
            main(["--root", str(project), *map(str, arguments)])
        return int(stop.value.code or 0)

    return command
