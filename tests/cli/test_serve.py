"""`runbookc serve`, as a process: a save is seen, a broken state does not end it."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATIENCE = 60


class Served:
    """A project and the server that shows it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.page = root / "docs" / "one.md"
        command = [sys.executable, "-m", "runbookc", "serve", "--root", str(root), "--port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        found = re.match(r"http://127\.0\.0\.1:\d+", self.process.stderr.readline())
        assert found
        self.address = found[0]

    def get(self, path: str, **headers: str) -> str:
        request = urllib.request.Request(f"{self.address}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state that is wanted, whenever it comes."""
        known, until = -1, time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state: dict[str, Any] = json.loads(self.get(f"/-/events?after={known}"))
            if wanted(state):
                return state
            known = state["generation"]
        raise TimeoutError("no such state has come")

    def raw(self, target: str) -> bytes:
        """The answer to a target that no client would send as it is."""
        return self.sent(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())

    def sent(self, request: bytes) -> bytes:
        """What comes back for these bytes."""
        host, port = self.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def status(self, path: str, **headers: str) -> int:
        """The status of an answer."""
        try:
            self.get(path, **headers)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        return 200


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.md").write_text("# One\n\nFirst words.\n", encoding="utf-8")
    running = Served(tmp_path)
    try:
        running.until(lambda state: state["generation"] > 0)
        yield running
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == 0
    finally:
        running.process.kill()
        running.process.wait()
        assert running.process.stderr is not None
        running.process.stderr.close()


def test_a_save_is_shown_with_what_is_found(served: Served) -> None:
    assert "First words." in served.get("/one.html")

    served.page.write_text("# One\n\nOther words. [x](gone.md)\n", encoding="utf-8")
    state = served.until(lambda state: state["count"] == 1)

    assert "Other words." in served.get("/one.html")
    assert "docs/one.md:3" in served.get("/report/")
    (found,) = state["findings"]
    assert (found["code"], found["path"], found["line"]) == ("LNK001", "docs/one.md", 3)


def test_pages_and_folders_come_and_go(served: Served) -> None:
    folder = served.root / "docs" / "new"
    folder.mkdir()
    served.until(lambda state: state["generation"] > 1)
    (folder / "two.md").write_text("# Two\n\n[x](gone.md)\n", encoding="utf-8")
    served.until(lambda state: state["count"] == 1)
    assert "Two" in served.get("/new/two.html")

    (folder / "two.md").unlink()
    served.until(lambda state: state["count"] == 0)
    assert served.status("/new/two.html") == 404


def test_a_broken_configuration_keeps_the_last_state(served: Served) -> None:
    (served.root / "runbookc.toml").write_text("title = [", encoding="utf-8")
    state = served.until(lambda state: bool(state["trouble"]))
    assert "runbookc.toml" in state["trouble"]
    assert "First words." in served.get("/one.html")

    (served.root / "runbookc.toml").write_text('title = "Mended"', encoding="utf-8")
    served.until(lambda state: not state["trouble"])
    assert "Mended" in served.get("/one.html")


def test_only_loopback_names_are_answered(served: Served) -> None:
    for name in (
        *("evil.example", "127.0.0.1.evil.example:80", "", "localhost.evil.example"),
        *("127.0.0.1@evil.example", "evil.example:127.0.0.1", "[::1].evil.example:1", "[evil]"),
    ):
        assert served.status("/one.html", Host=name) == 403, name
    for name in ("localhost:1", "LocalHost", "[::1]", "[::1]:80", "127.0.0.1:"):
        assert "First words." in served.get("/one.html", Host=name), name


SECRET = "secret-7c1e"


HOSTILE = (
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/one.html/../../secret.txt",
    "/css/../../secret.txt",
    "/css/%2e%2e/%2e%2e/secret.txt",
    "//secret.txt",
    "/./secret.txt",
    "/link.md",
    "/link.html",
    "/link.txt",
    "/folder/secret.txt",
    "/secret.txt",
    "/docs/one.md",
    "/runbookc.toml",
    "/one.html%00.txt",
    "/secret.txt%00.html",
    "/%ff%fe",
    "/-/../secret.txt",
    "/-/preview.py",
    "/-/%2e%2e/server.py",
    "file:///{outside}",
    "{outside}",
    "/{outside}",
    "/%2f{outside}",
    "//[{outside}",
)
"""Requests for what is no part of the site."""


def test_no_request_leads_out_of_the_site(served: Served) -> None:
    outside = served.root.parent / f"{served.root.name}-secret.txt"
    for place in (outside, served.root / "secret.txt", served.root.parent / "secret.txt"):
        place.write_text(SECRET, encoding="utf-8")
    try:
        for name in ("link.md", "link.txt"):
            (served.root / "docs" / name).symlink_to(outside)
        (served.root / "docs" / "folder").symlink_to(served.root.parent)
        served.page.write_text("# One\n\nSecond words. ![i](link.txt)\n", encoding="utf-8")
        served.until(lambda state: state["count"] > 0)
        for target in HOSTILE:
            answer = served.raw(target.format(outside=outside))
            assert answer.startswith(b"HTTP/1.1 4"), (target, answer[:60])
            assert SECRET.encode() not in answer, target
        assert "Second words." in served.get("/one.html")
    finally:
        for place in (outside, served.root.parent / "secret.txt"):
            place.unlink()


def test_a_request_that_is_none_ends_nothing(served: Served) -> None:
    for line in (
        b"GET /\x00 HTTP/1.1",
        b"GET",
        b"\x16\x03\x01",
        b"GET / HTTP/9.9",
        b"PUT / HTTP/1.1",
    ):
        assert b"First words." not in served.sent(line + b"\r\nHost: localhost\r\n\r\n")
    assert "First words." in served.get("/one.html")


def test_nobody_else_may_use_what_is_answered(served: Served) -> None:
    answer = served.raw("/search-index.js").partition(b"\r\n\r\n")[0]
    assert b"\r\nCross-Origin-Resource-Policy: same-origin" in answer
    assert b"Access-Control" not in answer


def test_what_cannot_be_built_is_shown_and_mended(served: Served) -> None:
    folder = served.root / "docs" / "part"
    folder.mkdir()
    (folder / "two.md").write_text("# Two\n", encoding="utf-8")
    served.until(lambda _: served.status("/part/two.html") == 200)

    (served.root / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    assert "mkdocs.yml" in served.until(lambda state: bool(state["trouble"]))["trouble"]
    (served.root / "mkdocs.yml").unlink()
    served.until(lambda state: not state["trouble"])

    served.page.write_bytes(b"# One\n\n\xff\x00 broken\n")
    state = served.until(lambda state: state["count"] > 0)
    assert {found["code"] for found in state["findings"]} == {"SRC002"}
    served.page.write_bytes(b"# One\n" + b"x" * (11 * 1024 * 1024))
    state = served.until(lambda state: "bytes" in str(state["findings"]))
    assert served.status("/one.html") == 404

    shutil.rmtree(served.root / "docs")
    state = served.until(lambda state: "SRC007" in str(state["findings"]))
    assert served.status("/part/two.html") == 404

    (served.root / "docs").mkdir()
    served.page.write_text("# One\n\nMended words.\n", encoding="utf-8")
    served.until(lambda state: not state["count"] and not state["trouble"])
    assert "Mended words." in served.get("/one.html")


def test_a_port_that_is_taken_is_named(served: Served, tmp_path: Path) -> None:
    port = served.address.rpartition(":")[2]
    command = [sys.executable, "-m", "runbookc", "serve", "--root", str(tmp_path), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert f"cannot listen at 127.0.0.1:{port}" in done.stderr


def test_the_browser_follows(served: Served, browser: "Browser") -> None:
    from playwright.sync_api import expect

    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{served.address}/one.html")
    expect(page.locator("article")).to_contain_text("First words.")

    served.page.write_text("# One\n\nOther <b>words</b>. [x](gone.md)\n", encoding="utf-8")

    expect(page.locator("article")).to_contain_text("Other words.", timeout=PATIENCE * 1000)
    panel = page.locator(".preview-findings")
    expect(panel.locator("summary")).to_have_text("Findings: 1 here, 0 on other pages")
    panel.locator("summary").click()
    expect(panel.locator("li")).to_contain_text("LNK001")
    context.close()
