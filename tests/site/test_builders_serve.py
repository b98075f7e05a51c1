"""`mkdocs serve` and `properdocs serve` follow the sources, with the repository's `mkdocs.yml`."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60
PAGE = "# Install\n\n## Steps\n\n**Step 1 –** {words}\n\n**Step 2 –** Wait.\n"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def until(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if wanted():
                return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise TimeoutError("it has not come")


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_a_save_is_followed_in_and_outside_of_the_docs(tmp_path: Path, builder: str) -> None:
    page = tmp_path / "sources" / "docs" / "passwordsecure" / "9.3" / "install.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.format(words="Do this first."), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    settings = (ROOT / "runbookc.toml").read_text(encoding="utf-8")
    (tmp_path / "runbookc.toml").write_text(settings, encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    log = tmp_path.parent / f"{builder}.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", builder, "serve", "--dev-addr", address]
        process = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=out)

    def shown() -> str:
        place = "docs/passwordsecure/9.3/install.html"
        with urllib.request.urlopen(f"http://{address}/{place}", timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def epoch() -> int:
        """Of what is shown, as the page's own script is told it."""
        found = re.search(r"livereload\((\d+),", shown())
        return int(found[1]) if found else 0

    try:
        until(lambda: "Do this first." in shown())
        first = epoch()
        page.write_text(PAGE.format(words="Do that first."), encoding="utf-8")
        until(lambda: "Do that first." in shown())
        assert epoch() > first > 0

        changed = settings.replace('"Password Secure"', '"Password Shelter"')
        # As editors save: another file takes the place.
        (tmp_path / "new").write_text(changed, encoding="utf-8")
        (tmp_path / "new").replace(tmp_path / "runbookc.toml")
        until(lambda: "Password Shelter" in shown())

        (tmp_path / "runbookc.toml").write_text("title = [", encoding="utf-8")
        # The builders answer nobody until it is mended.
        until(lambda: b"runbookc.toml:1" in log.read_bytes())
        (tmp_path / "runbookc.toml").write_text(settings, encoding="utf-8")
        until(lambda: "Password Secure" in shown())
    finally:
        process.terminate()
        process.wait(PATIENCE)
