"""HTTP/2 over TLS with a host that speaks nothing else."""

import asyncio
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from runbookc.config import ExternalPolicy
from runbookc.external import ask
from runbookc.external.running import run

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for this machine, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    key, own, both = (folder / name for name in ("key.pem", "own.pem", "both.pem"))
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        " -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
    )
    files = ["-keyout", str(key), "-out", str(own)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    both.write_bytes(own.read_bytes() + key.read_bytes())
    return both


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """Where a server listens that answers every path but /missing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["h2"])
    ready, places = threading.Event(), [0]
    stops: list[Callable[[], object]] = []

    async def serve() -> None:
        server = await asyncio.start_server(_speak, "127.0.0.1", 0, ssl=context)
        places[0] = server.sockets[0].getsockname()[1]
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        stops.append(lambda: loop.call_soon_threadsafe(done.set))
        ready.set()
        await done.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait(10)
    yield places[0]
    stops[0]()
    thread.join(10)


async def _speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = H2Connection(H2Configuration(client_side=False))
    connection.initiate_connection()
    try:
        while True:
            writer.write(connection.data_to_send())
            await writer.drain()
            content = await reader.read(65536)
            if not content:
                return
            for event in connection.receive_data(content):
                if isinstance(event, RequestReceived):
                    _answer(connection, event)
    except ConnectionError:
        pass  # the client has seen enough
    finally:
        writer.close()


def _answer(connection: H2Connection, event: RequestReceived) -> None:
    headers = {bytes(name): bytes(value) for name, value in event.headers or ()}
    status = "404" if headers[b":path"] == b"/missing" else "200"
    assert event.stream_id is not None
    connection.send_headers(
        event.stream_id, [(":status", status), ("content-type", "text/html; charset=utf-8")]
    )
    connection.send_data(event.stream_id, b"<p id=place>", end_stream=True)


def _asked(port: int, *paths: str) -> list[str]:
    policy = ExternalPolicy(timeout_seconds=5, retries=0, private_hosts=("127.0.0.1",))
    urls = [f"https://127.0.0.1:{port}{path}" for path in paths]
    answers = run(ask(urls, policy))
    return [answers[url].outcome for url in urls]


def test_hosts_that_speak_http2_alone_are_asked(
    port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert _asked(port, "/", "/#place", "/#gone", "/missing") == ["ok", "ok", "no-anchor", "dead"]


def test_a_host_that_cannot_prove_who_it_is_is_unreachable(port: int) -> None:
    assert _asked(port, "/") == ["unsure"]  # nobody else answered: there may be no network
