"""A web server on loopback for the preview: pages, findings, and a word when either has changed."""

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from ipaddress import ip_address
from typing import Any, Final

from runbookc.diagnostics import Diagnostic
from runbookc.mkdocs_plugin.preview import Preview

EVENTS: Final = "/-/events"
_OWN: Final = {"/-/preview.js": "text/javascript", "/-/preview.css": "text/css"}
_SCRIPT: Final = '<script src="/-/preview.js" data-shown="{}" defer></script></body>'
_PATIENCE: Final = 25.0
"""Seconds that a browser waits for news before it asks again."""
_MOST_FINDINGS: Final = 200
_PORT: Final = re.compile(r":\d*\Z")


@dataclass
class News:
    """What is shown now; threads wait here for what comes next.

    Args:
        preview: the site.
        findings: what the gate found, of this state or, until that is judged, of the last.
        trouble: why the sources as they are now cannot be shown, or "".
        generation: counts everything that is told.
        shown: the generation since which the pages are as they are.
    """

    preview: Preview | None = None
    findings: Sequence[Diagnostic] = ()
    trouble: str = ""
    generation: int = 0
    shown: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def show(self, preview: Preview) -> None:
        """Show another state of the site; what is found in it comes later."""
        self._tell(preview=preview, trouble="", shown=self.generation + 1)

    def judge(self, findings: Sequence[Diagnostic]) -> None:
        """Tell what was found in what is shown."""
        self._tell(findings=findings)

    def fail(self, trouble: str) -> None:
        """Tell why the sources cannot be shown; the last state stays."""
        self._tell(trouble=trouble)

    def _tell(self, **values: Any) -> None:
        with self.changed:
            vars(self).update(values, generation=self.generation + 1)
            self.changed.notify_all()

    def after(self, generation: int) -> dict[str, Any]:
        """The state, as soon as it is another one than that, or when patience ends."""
        with self.changed:
            self.changed.wait_for(lambda: self.generation != generation, _PATIENCE)
            return {
                "generation": self.generation,
                "shown": self.shown,
                "trouble": self.trouble,
                "count": len(self.findings),
                "findings": [_shown(one) for one in self.findings[:_MOST_FINDINGS]],
            }


def _shown(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "path": found.path,
        "line": found.span.line,
    }


class PreviewServer(ThreadingHTTPServer):
    """Serves one preview; whoever asks under another name than the server's gets nothing.

    Args:
        host: the address to listen at.
        port: 0 for any that is free.
        news: what to serve.
    """

    daemon_threads = True

    def __init__(self, host: str, port: int, news: News) -> None:
        super().__init__((host, port), _Handler)
        self.news = news
        self._names = frozenset({"localhost", host.lower()})

    def is_meant(self, name: str) -> bool:
        """Whether a request's `Host` is this server, or a number.

        A page elsewhere may make a browser ask this server under a name of its own, but not under
        a number: where that leads nobody else can say.
        """
        host = _PORT.sub("", name.lower())
        try:
            ip_address(host.removeprefix("[").removesuffix("]"))
        except ValueError:
            return host in self._names
        return True


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60
    # An answer leaves at once, and whole.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Answer."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self._answer(with_body=False)

    def log_message(self, *_: Any) -> None:
        """The terminal is for findings."""

    def _answer(self, *, with_body: bool) -> None:
        if not self.server.is_meant(self.headers.get("Host", "")):
            self._send(403, b"Ask for localhost.\n", "text/plain", with_body)
            return
        path, _, query = self.path.partition("?")
        if path == EVENTS:
            known = query.removeprefix("after=")
            state = self.server.news.after(int(known[:9]) if known.isdecimal() else -1)
            self._send(200, json.dumps(state).encode(), "application/json", with_body)
        elif path in _OWN:
            content = files("runbookc.mkdocs_plugin").joinpath(path.rpartition("/")[2]).read_bytes()
            self._send(200, content, _OWN[path], with_body)
        else:
            self._page(with_body=with_body)

    def _page(self, *, with_body: bool) -> None:
        news = self.server.news
        # A page that is newer than it says is loaded again, one that is older would stay.
        shown, preview = news.shown, news.preview
        if preview is None:
            self._send(503, b"The first build is not done yet.\n", "text/plain", with_body)
            return
        found = preview.respond(self.path)
        status = 200 if found else 404
        content, kind = found or (preview.missing(), "text/html; charset=utf-8")
        if kind.startswith("text/html"):
            head, end, rest = content.rpartition(b"</body>")
            script = _SCRIPT.format(shown).encode()
            content = head + script + rest if end else content
        self._send(status, content, kind, with_body)

    def _send(self, status: int, content: bytes, kind: str, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # No page elsewhere frames what is here, nor runs it as its script to read from it.
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if with_body:
            self.wfile.write(content)
