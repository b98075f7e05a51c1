"""A web server on loopback for the preview: pages, findings, and a word when either has changed."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, Final

from runbookc.diagnostics import Diagnostic
from runbookc.mkdocs_plugin.preview import Preview

EVENTS: Final = "/-/events"
_OWN: Final = {"/-/preview.js": "text/javascript", "/-/preview.css": "text/css"}
_SCRIPT: Final = '<script src="/-/preview.js" data-generation="{}" defer></script></body>'
_PATIENCE: Final = 25.0
"""Seconds that a browser waits for news before it asks again."""
_MOST_FINDINGS: Final = 200
_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass
class News:
    """What is shown now; threads wait here for what comes next."""

    preview: Preview | None = None
    findings: Sequence[Diagnostic] = ()
    trouble: str = ""
    generation: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(
        self, preview: Preview | None, findings: Sequence[Diagnostic], trouble: str = ""
    ) -> None:
        """Show another state; without a preview the last one stays."""
        with self.changed:
            self.preview = preview or self.preview
            self.findings = findings if preview else self.findings
            self.trouble = trouble
            self.generation += 1
            self.changed.notify_all()

    def after(self, generation: int) -> dict[str, Any]:
        """The state, as soon as it is another one than that, or when patience ends."""
        with self.changed:
            self.changed.wait_for(lambda: self.generation != generation, _PATIENCE)
            return {
                "generation": self.generation,
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
        self.names = _NAMES | {host}
        # MkDocs's pages remember which of them is being rendered.
        self.rendering = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self._answer(with_body=False)

    def log_message(self, *_: Any) -> None:
        """The terminal is for findings."""

    def _answer(self, *, with_body: bool) -> None:
        # A page elsewhere may make a browser ask this server under a name of its own.
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name not in self.server.names:
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
        preview = news.preview
        if preview is None:
            self._send(503, b"The first build is not done yet.\n", "text/plain", with_body)
            return
        with self.server.rendering:
            found = preview.respond(self.path)
            status = 200 if found else 404
            content, kind = found or (preview.missing(), "text/html; charset=utf-8")
        if kind.startswith("text/html"):
            head, end, rest = content.rpartition(b"</body>")
            script = _SCRIPT.format(news.generation).encode()
            content = head + script + rest if end else content
        self._send(status, content, kind, with_body)

    def _send(self, status: int, content: bytes, kind: str, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.end_headers()
        if with_body:
            self.wfile.write(content)
