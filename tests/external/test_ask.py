"""Asking a server that misbehaves in every way that servers do."""

import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any

import httpcore
import pytest

from runbookc.config import ExternalPolicy
from runbookc.external import Answer, ask
from runbookc.external.network import GuardedBackend, RefusedAddressError
from runbookc.external.request import _retry_after
from runbookc.external.running import run
from tests.external.server import BadServer, running

LOOPBACK = ("127.0.0.1", "vendor.com", "other.com")


@pytest.fixture(scope="module")
def shared_server() -> Iterator[BadServer]:
    with running() as server:
        yield server


@pytest.fixture
def server(shared_server: BadServer) -> BadServer:
    shared_server.asked.clear()
    shared_server.headers.clear()
    shared_server.busiest = 0
    return shared_server


class Waits(list[float]):
    """Notes how long somebody would have waited, and does not wait."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


def answers(server: BadServer, *paths: str, **options: Any) -> dict[str, Answer]:
    """The answers by path."""
    waits = options.pop("waits", Waits())
    resolve = options.pop("resolve", None)
    policy = ExternalPolicy(
        **{"timeout_seconds": 1, "private_hosts": LOOPBACK, "pause_seconds": 0, **options}
    )
    more = {"resolve": resolve} if resolve else {}
    # Somebody must answer, else the machine is taken to have no network.
    urls = {path: path if "://" in path else server.url(path) for path in (*paths, "/fine")}
    found = run(ask(urls.values(), policy, pause=waits, **more))
    return {path: found[url] for path, url in urls.items()}


def outcome(server: BadServer, path: str, **options: Any) -> str:
    return answers(server, path, **options)[path].outcome


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fine", "ok"),
        ("/plain", "ok"),
        ("/missing", "dead"),
        ("/gone", "dead"),
        ("/moved", "ok"),
        ("/moved-away", "dead"),
        ("/login", "unsure"),
        ("/forbidden", "unsure"),
        ("/broken", "unreachable"),
        ("/round", "unreachable"),
        ("/nowhere", "unreachable"),
        ("/to-file", "unreachable"),
        ("/hangs", "unreachable"),
        ("/hangs-up", "unreachable"),
        ("/no-http", "unreachable"),
        ("/no-head", "ok"),
        ("/wrong-head", "ok"),
    ],
)
def test_a_page_is_dead_only_where_its_host_says_so(
    server: BadServer, path: str, expected: str
) -> None:
    assert outcome(server, path, retries=0) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fine#top-of-it", "ok"),
        ("/fine#old", "ok"),
        ("/fine#not-there", "no-anchor"),
        ("/fine#L12-L20", "ok"),
        ("/fine#:~:text=anything", "ok"),
        ("/fine#/route", "ok"),
        ("/umlaut#gr%C3%B6%C3%9Fe", "ok"),
        ("/scripted#made-later", "ok"),
        ("/scripted#later", "ok"),
        ("/moved#top-of-it", "ok"),
        ("/plain#place", "ok"),
        ("/missing#place", "dead"),
        ("/huge#far-away", "ok"),
        ("/bomb#place", "ok"),
        ("/strange-charset#x", "ok"),
        ("/strange-charset#y", "no-anchor"),
        ("/bad-gzip#x", "unreachable"),
        ("/drips#x", "unreachable"),
    ],
)
def test_anchors_are_looked_for_in_html(server: BadServer, path: str, expected: str) -> None:
    assert outcome(server, path, retries=0, timeout_seconds=3) == expected


def test_head_suffices_where_no_anchor_is_wanted(server: BadServer) -> None:
    answers(server, "/fine", "/moved")
    assert server.asked == {"HEAD /fine": 2, "HEAD /moved": 1}


def test_a_page_is_asked_once_for_all_its_anchors(server: BadServer) -> None:
    answers(server, "/other#a", "/other#b", "/other")
    assert server.asked["GET /other"] == 1
    assert server.asked["HEAD /other"] == 0


def test_failures_that_pass_are_tried_again_later_each_time(server: BadServer) -> None:
    waits = Waits()
    # HEAD fails once, then GET is tried: it recovers at its third try.
    assert outcome(server, "/recovers/2", waits=waits) == "ok"
    assert server.asked["GET /recovers/2"] == 3
    assert waits == [1.0, 2.0]


def test_tries_end(server: BadServer) -> None:
    assert outcome(server, "/broken", retries=2) == "unreachable"
    assert server.asked["GET /broken"] == 3


def test_retry_after_is_obeyed(server: BadServer) -> None:
    waits = Waits()
    assert outcome(server, "/patient/1", waits=waits) == "ok"
    assert waits == [2.0]


def test_a_rate_limit_is_no_finding_and_ends_the_asking(server: BadServer) -> None:
    paths = [f"/page-{number}" for number in range(20)]
    found = answers(server, "/limited", *paths, retries=1)
    assert found["/limited"].outcome == "unsure"
    assert {answer.outcome for answer in found.values()} <= {"ok", "unsure"}
    assert server.asked["HEAD /limited"] == 2


def test_a_host_that_wants_a_day_of_rest_gets_it(server: BadServer) -> None:
    waits = Waits()
    assert outcome(server, "/later", waits=waits) == "unsure"
    assert not [seconds for seconds in waits if seconds > 30]
    assert server.asked["HEAD /later"] == 1


def test_a_host_is_asked_few_things_at_a_time() -> None:
    with running() as server:
        answers(server, *(f"/slow-{number}" for number in range(12)), requests_per_host=2)
        assert server.busiest == 2


def test_requests_to_one_host_keep_their_distance(server: BadServer) -> None:
    waits = Waits()
    answers(server, "/a", "/b", "/c", waits=waits, pause_seconds=0.5)
    assert waits == [0.5] * 3


def test_a_slow_server_does_not_hold_up_the_run(server: BadServer) -> None:
    start = time.monotonic()
    found = answers(server, "/hangs", "/drips#x", retries=0, requests_per_host=4)
    assert {answer.outcome for answer in found.values()} == {"ok", "unreachable"}
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost.localdomain:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00:ec2::254]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    policy = ExternalPolicy(timeout_seconds=1, retries=0)
    assert run(ask([url], policy))[url].outcome in ("refused", "unsure")


def test_loopback_is_refused_and_nothing_reaches_it(server: BadServer) -> None:
    policy = ExternalPolicy(timeout_seconds=1, retries=0)
    url = server.url("/fine")
    assert run(ask([url], policy))[url].outcome == "refused"
    assert not server.asked


def test_redirects_into_the_own_network_are_refused(server: BadServer) -> None:
    assert outcome(server, "/to-metadata") == "refused"


class Connections(httpcore.AsyncNetworkBackend):
    """Notes where somebody would have connected to, and connects nowhere."""

    def __init__(self) -> None:
        self.numbers: list[str] = []

    async def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.numbers.append(host)
        raise httpcore.ConnectError


def test_the_number_that_was_judged_is_the_number_connected_to() -> None:
    """A name that is public when it is judged and private the next time leads nowhere."""
    answers = iter([["198.41.0.4", "10.0.0.1"], ["127.0.0.1"]])
    looked_up: list[str] = []

    async def changing(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return next(answers)

    backend = GuardedBackend((), changing)
    connections = backend._inner = Connections()
    with pytest.raises(httpcore.ConnectError):
        run(backend.connect_tcp("changing.com", 443))
    assert connections.numbers == ["198.41.0.4"]
    assert looked_up == ["changing.com"]
    with pytest.raises(RefusedAddressError):
        run(backend.connect_tcp("changing.com", 443))
    assert connections.numbers == ["198.41.0.4"]


def test_a_name_with_a_private_number_is_refused(server: BadServer) -> None:
    async def inside(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    url = f"http://sneaky.com:{server.port}/fine"
    assert answers(server, url, resolve=inside)[url].outcome == "refused"
    assert not [head for head in server.headers if "sneaky.com" in head]


def test_the_host_header_names_the_host_and_no_secret(server: BadServer) -> None:
    async def inside(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    url = f"http://vendor.com:{server.port}/fine"
    assert answers(server, url, resolve=inside)[url].outcome == "ok"
    head = next(head for head in server.headers if "vendor.com" in head)
    assert f"host: vendor.com:{server.port}" in head.lower()
    assert "authorization" not in head.lower()


def test_a_host_that_does_not_exist_is_dead(server: BadServer) -> None:
    async def unknown(host: str, port: int) -> list[str]:
        if host == "gone.com":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return ["127.0.0.1"]

    assert answers(server, "http://gone.com/", resolve=unknown)["http://gone.com/"] == Answer(
        "dead", "names the host gone.com, which does not exist"
    )


def test_without_a_network_nothing_is_dead() -> None:
    async def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    policy = ExternalPolicy(retries=0)
    found = run(ask(["https://a.com/", "https://b.com/"], policy, resolve=unknown))
    assert {answer.outcome for answer in found.values()} == {"unsure"}


@pytest.mark.parametrize("url", ["http://:80/", "http://a b/", "http://[/", "http://x:99999/"])
def test_what_is_no_address_is_dead_or_unknown(server: BadServer, url: str) -> None:
    assert outcome(server, url, retries=0) in ("dead", "unreachable")


def test_retry_after_may_be_a_date() -> None:
    assert 50 < (_retry_after(formatdate(time.time() + 60, usegmt=True)) or 0) <= 61
    assert _retry_after(formatdate(0)) == 0
    assert _retry_after("soon") is None
    assert _retry_after("") is None
