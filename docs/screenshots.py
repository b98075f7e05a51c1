"""Take the pictures of the README from the sample in `sources/`: `python docs/screenshots.py`."""

import io
import shutil
import tempfile
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files

ROOT: Final = Path(__file__).parents[1]
IMAGES: Final = ROOT / "docs" / "images"
UPGRADE: Final = "docs/threatprevention/8.0/install/upgrade/overview.html"
PAGES: Final = {
    "start": ("index.html", 980),
    "procedure": (f"{UPGRADE}#server-upgrade-procedure-for-75-to-80", 700),
    "runbook": ("runbooks/threatprevention/threatprevention-7.3.7-to-8.0.html#hop-2", 700),
}
"""Where each stands on the site, and how many pixels of it are shown."""
WIDTH: Final = 1120
COLOURS: Final = 96
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


def built(folder: Path) -> Path:
    """The sample's site, in an empty folder."""
    compilation = compile_project(ROOT, load_settings(ROOT), keep_bodies=True)
    build_site(compilation, runbook_files(compilation), folder)
    return folder


def take(site: Path) -> None:
    """Write each page as it looks in both colour schemes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for scheme in SCHEMES:
            page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
            for name, (address, height) in PAGES.items():
                page.set_viewport_size({"width": WIDTH, "height": height})
                page.goto(f"{site.as_uri()}/{address}")
                # What stands far below is laid out only when it comes near.
                page.wait_for_timeout(2000)
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                # Few colours, a third of the bytes: who opens the README waits for six of them.
                picture.quantize(COLOURS, dither=Image.Dither.NONE).save(
                    IMAGES / f"{name}-{scheme}.png", optimize=True
                )
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        take(built(Path(folder)))
