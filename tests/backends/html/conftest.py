"""A runbook of three hops on disk, and a reader who works through it in a real browser."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from runbookc.backends import html
from runbookc.model import Runbook
from tests.backends.whole_sample import whole_runbook

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"


def written(runbook: Runbook, folder: Path) -> Path:
    """The runbook's file, in a folder whose name needs quoting."""
    stick = folder / "USB stick #1"
    stick.mkdir(exist_ok=True)
    ((name, content),) = html.render(runbook, lambda _: None).items()
    path = stick / name
    path.write_bytes(content)
    return path


@pytest.fixture(scope="session")
def sample() -> Runbook:
    return whole_runbook()


@pytest.fixture(scope="session")
def file(sample: Runbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(sample, tmp_path_factory.mktemp("runbook"))


@dataclass
class Reader:
    """Somebody with the runbook open."""

    page: "Page"

    def box(self, key: str) -> Any:
        return self.page.locator(f'li[data-step="{key}"] > .tick input')

    def tick(self, *keys: str) -> None:
        for key in keys:
            self.box(key).check()

    def gate(self, after: int) -> Any:
        return self.page.locator(f'section[data-gate="{after}"]')

    def sign(self, after: int, name: str, reason: str = "") -> None:
        gate = self.gate(after)
        gate.get_by_label("Name").fill(name)
        if reason:
            gate.get_by_label("Reason").fill(reason)
        gate.get_by_role("button", name="Sign", exact=True).click()

    def note(self, key: str, text: str) -> None:
        step = self.page.locator(f'li[data-step="{key}"]')
        step.get_by_role("button", name="Note on step").first.click()
        step.locator("textarea").first.fill(text)

    def done(self) -> str:
        """What the bar says."""
        return str(self.page.locator(".bar span").inner_text())

    def ticked(self) -> list[str]:
        found: list[str] = self.page.locator("li[data-step].done").evaluate_all(
            "items => items.map(item => item.dataset.step)"
        )
        return found

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def answer(self, button: str, text: str = "") -> None:
        dialog = self.page.get_by_role("dialog")
        if text:
            dialog.get_by_role("textbox").fill(text)
        dialog.get_by_role("button", name=button, exact=True).click()
        # It is taken away in the same moment in which its answer is heeded.
        self.settles("dialog", 0)

    def export(self) -> dict[str, Any]:
        with self.page.expect_download() as download:
            self.press("Export the record")
        record: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
        return record

    def bring(self, record: Any) -> None:
        text = record if isinstance(record, str) else json.dumps(record)
        self.page.locator('input[type="file"]').set_input_files(
            {"name": "record.json", "mimeType": "application/json", "buffer": text.encode()}
        )

    def settles(self, selector: str, count: int) -> None:
        """Wait until there are so many of them."""
        # Imported here because without a browser there is nothing to wait for.
        from playwright.sync_api import expect

        expect(self.page.locator(selector)).to_have_count(count)

    def said(self) -> str:
        return str(self.page.locator(".spoken[role=status]").inner_text())


Open = Callable[..., Reader]


@pytest.fixture
def profile(browser: "Browser") -> "Iterator[BrowserContext]":
    context = browser.new_context(viewport={"width": 1024, "height": 800})
    yield context
    context.close()


@pytest.fixture
def opened(profile: "BrowserContext", file: Path) -> Iterator[Open]:
    """Opens the runbook in a tab; in the end none of them has complained or asked anybody."""
    faults: list[str] = []

    def open_file(
        path: Path = file, context: "BrowserContext" = profile, script: str = ""
    ) -> Reader:
        page = context.new_page()
        page.set_default_timeout(10_000)
        watch(page, faults)
        if script:
            page.add_init_script(script)
        page.goto(path.as_uri())
        return Reader(page)

    yield open_file
    assert faults == []


def watch(page: "Page", faults: list[str]) -> None:
    """Note what a page complains of, and whom it asks."""
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            faults.append(request.url)
            if not request.url.startswith(("file:", "data:", "blob:"))
            else None
        ),
    )
