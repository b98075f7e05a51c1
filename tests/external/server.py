"""A web server on loopback that misbehaves on request, each path in its own way."""

import asyncio
import contextlib
import gzip
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Write = asyncio.StreamWriter
_BOMB = gzip.compress(bytes(100_000_000))


@dataclass
class BadServer:
    """The running server.

    Args:
        port: where it listens.
        asked: how often each "METHOD /path" was asked.
        busiest: the most requests that were answered at the same time.
    """

    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    headers: list[str] = field(default_factory=list)
    open: int = 0
    busiest: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def html(body: str, status: int = 200) -> bytes:
    return answer(status, body.encode(), Content_Type="text/html; charset=utf-8")


def _page(server: BadServer, method: str, path: str) -> bytes:
    times = server.asked[f"{method} {path}"]
    number = int(path.rpartition("/")[2]) if path.rpartition("/")[2].isdigit() else 0
    fixed: dict[str, bytes] = {
        "/fine": html("<h1 id='top-of-it'>Fine</h1><a name=old>x</a>"),
        "/umlaut": html("<h2 id='größe'>x</h2>"),
        "/scripted": html("<div id=root></div><script>go('#later', \"made-later\")</script>"),
        "/plain": answer(200, b"text", Content_Type="text/plain"),
        "/missing": html("nothing", 404),
        "/gone": answer(410),
        "/login": answer(401),
        "/forbidden": answer(403),
        "/limited": answer(429, Retry_After="0"),
        "/later": answer(429, Retry_After="86400"),
        "/broken": answer(500),
        "/moved": answer(301, Location="/fine"),
        "/moved-away": answer(302, Location="/missing"),
        "/round": answer(302, Location="/round"),
        "/nowhere": answer(302),
        "/to-metadata": answer(302, Location="http://169.254.169.254/latest/meta-data/"),
        "/to-file": answer(302, Location="file:///etc/passwd"),
        "/bad-gzip": answer(200, b"no gzip", Content_Type="text/html", Content_Encoding="gzip"),
        "/huge": html("x" * 6_000_000 + "<p id=far>"),
        "/bomb": answer(200, _BOMB, Content_Type="text/html", Content_Encoding="gzip"),
        "/strange-charset": answer(200, b"<p id=x>", Content_Type="text/html; charset=nonsense"),
    }
    if path in fixed:
        return fixed[path]
    if path.startswith("/no-head"):
        return html("<p id=a>") if method == "GET" else answer(405)
    if path.startswith("/wrong-head"):
        return html("<p id=a>") if method == "GET" else answer(404)
    if path.startswith("/recovers/"):
        return html("ok") if times > number else answer(503)
    if path.startswith("/patient/"):
        return html("ok") if times > number else answer(429, Retry_After="2")
    return html("<p id=a>")


async def _serve(server: BadServer, reader: asyncio.StreamReader, writer: Write) -> None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, path, _ = head.split(" ", 2)
        server.asked[f"{method} {path}"] += 1
        server.headers.append(head)
        server.open += 1
        server.busiest = max(server.busiest, server.open)
        try:
            await _misbehave(server, method, path, writer)
        finally:
            server.open -= 1
    except (ConnectionError, asyncio.IncompleteReadError):
        pass  # the client has seen enough
    finally:
        writer.close()


async def _misbehave(server: BadServer, method: str, path: str, writer: Write) -> None:
    if path == "/hangs":
        await asyncio.sleep(30)
    elif path == "/drips":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(300):
            writer.write(b"<p>")
            await writer.drain()
            await asyncio.sleep(0.1)
    elif path == "/hangs-up":
        writer.write(b"HTTP/1.1 200")
    elif path == "/no-http":
        writer.write(b"220 mail.vendor ESMTP\r\n")
    else:
        if path.startswith("/slow"):
            await asyncio.sleep(0.05)
        content = _page(server, method, path)
        writer.write(
            content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else content
        )
    await writer.drain()


@contextlib.contextmanager
def running() -> Iterator[BadServer]:
    """The server in a thread of its own, for as long as the block lasts."""
    server = BadServer()
    started = threading.Event()
    stop: list[Callable[[], object]] = []

    async def main() -> None:
        listening = await asyncio.start_server(
            lambda reader, writer: _serve(server, reader, writer), "127.0.0.1", 0
        )
        server.port = listening.sockets[0].getsockname()[1]
        done = asyncio.Event()
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(done.set))
        started.set()
        await done.wait()
        listening.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)

    thread = threading.Thread(target=asyncio.run, args=(main(),))
    thread.start()
    started.wait(10)
    try:
        yield server
    finally:
        stop[0]()
        thread.join(10)
