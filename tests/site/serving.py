"""A site over HTTP, below a sub-path, as a host would serve it."""

import contextlib
import functools
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

STRICT = "default-src 'self'"
"""The policy that a site needs no exception from."""


class _Handler(SimpleHTTPRequestHandler):
    policy = ""
    late: tuple[str, ...] = ()
    seconds = 0.3

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Add the policy."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_GET(self) -> None:
        """Answer, late where a slow line is to be seen."""
        if self.path.endswith(self.late or ("//",)):
            time.sleep(self.seconds)
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """The file below the site's root."""
        return super().translate_path(path.removeprefix("/sub"))


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A browser asks for many files at once, and a busy machine lets them wait."""


@contextlib.contextmanager
def served(site: Path, *, policy: str = "", late: tuple[str, ...] = ()) -> Iterator[str]:
    """The address of a site while it is served.

    Args:
        site: its folder.
        policy: its `Content-Security-Policy`.
        late: what ends so comes late.
    """
    handler = type("Handler", (_Handler,), {"policy": policy, "late": late})
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sub"
    finally:
        server.shutdown()
        server.server_close()
