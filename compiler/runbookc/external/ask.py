"""Asks many addresses: each page once, each host at its own pace, each failure again."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

import httpx

from runbookc import __version__
from runbookc.config import ExternalPolicy
from runbookc.external.anchors import has_place, ids_of, is_id
from runbookc.external.answer import OK, Answer
from runbookc.external.host import Host, Pause
from runbookc.external.network import GuardedBackend, GuardedTransport, Resolve, resolve
from runbookc.external.request import Reply, Requester

_AGENT = f"Mozilla/5.0 (compatible; runbookc/{__version__}; link check)"
_MOST_REDIRECTS = 10
_AT_ONCE = 64
_GONE = {404: "is not there (404)", 410: "is gone (410)"}
_REDIRECTS = {301, 302, 303, 307, 308}

Progress = Callable[[int, int], None]


async def ask(
    addresses: Iterable[str],
    policy: ExternalPolicy,
    *,
    resolve: Resolve = resolve,
    pause: Pause = asyncio.sleep,
    progress: Progress | None = None,
) -> dict[str, Answer]:
    """The answer to each address; addresses that differ by their fragment share one request.

    Where nobody at all answered, it is this machine that has no network: nothing is known then.

    Args:
        addresses: http and https addresses.
        policy: how long, how often, how many at a time.
        resolve: the name servers.
        pause: waits some seconds.
        progress: told how many pages are done.
    """
    fragments: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        page, _, fragment = address.partition("#")
        fragments[page].add(fragment)
    transport = GuardedTransport(GuardedBackend(policy.private_hosts, resolve))
    async with httpx.AsyncClient(
        transport=transport,
        headers={"User-Agent": _AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"},
        trust_env=False,
    ) as client:
        asker = _Asker(Requester(client, policy, pause), policy, pause)
        answers = await asker.all(fragments, progress)
    if not asker.requester.anybody_answered:
        answers = {a: _without_network(answer) for a, answer in answers.items()}
    return answers


def _without_network(answer: Answer) -> Answer:
    unheard = answer.outcome in ("dead", "unreachable")
    return Answer("unsure", "could not be asked: no host answers") if unheard else answer


class _Asker:
    def __init__(self, requester: Requester, policy: ExternalPolicy, pause: Pause) -> None:
        self.requester = requester
        self._policy = policy
        self._pause = pause
        self._hosts: dict[str, Host] = {}
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def all(
        self, fragments: Mapping[str, set[str]], progress: Progress | None
    ) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        done = 0

        async def one(page: str) -> None:
            nonlocal done
            async with self._at_once:
                answers.update(await self._page(page, fragments[page]))
            done += 1
            if progress is not None:
                progress(done, len(fragments))

        async with asyncio.TaskGroup() as group:
            for page in sorted(fragments):
                group.create_task(one(page))
        return answers

    async def _page(self, page: str, fragments: set[str]) -> dict[str, Answer]:
        places = {fragment for fragment in fragments if is_id(unquote(fragment))}
        reply = await self._follow(page, with_body=bool(places))
        answer = reply if isinstance(reply, Answer) else _judge(reply)
        answers = {_joined(page, fragment): answer for fragment in fragments}
        if isinstance(reply, Reply) and answer.outcome == "ok" and reply.html is not None:
            ids = ids_of(reply.html)
            for fragment in places:
                found = has_place(reply.html, ids, unquote(fragment))
                missing = found is False and not reply.cut
                answers[_joined(page, fragment)] = _no_anchor(fragment) if missing else OK
        return answers

    async def _follow(self, page: str, *, with_body: bool) -> Reply | Answer:
        """The last reply behind all redirects; HEAD where that suffices, else GET."""
        method = "GET" if with_body else "HEAD"
        url = page
        for _ in range(_MOST_REDIRECTS):
            reply = await self._request(method, url)
            if method == "HEAD" and (isinstance(reply, Answer) or reply.status >= 400):
                if isinstance(reply, Answer) and reply.outcome in ("refused", "unsure"):
                    return reply
                # Many hosts answer HEAD wrongly; only GET is believed.
                reply = await self._request("GET", url)
            if isinstance(reply, Answer) or reply.status not in _REDIRECTS:
                return reply
            try:
                url = str(httpx.URL(url).join(reply.location))
            except (httpx.InvalidURL, ValueError):
                return Answer("unreachable", "redirects to something that is no address")
            if not re.match(r"https?://", url):
                return Answer("unreachable", "redirects to something that is no web address")
        return Answer("unreachable", "redirects without an end")

    async def _request(self, method: str, url: str) -> Reply | Answer:
        try:
            name = httpx.URL(url).host
        except (httpx.InvalidURL, ValueError):
            return Answer("dead", "is no valid address")
        host = self._hosts.get(name)
        if host is None:
            at_once = self._policy.requests_per_host
            host = self._hosts[name] = Host(at_once, self._policy.pause_seconds, self._pause)
        return await self.requester.send(method, url, host)


def _joined(page: str, fragment: str) -> str:
    return f"{page}#{fragment}" if fragment else page


def _no_anchor(fragment: str) -> Answer:
    return Answer("no-anchor", f"leads to a page that has no place `{fragment}`")


def _judge(reply: Reply) -> Answer:
    """What a status means for a reader; programs are refused more than readers are."""
    if reply.status < 400:
        return OK
    if reason := _GONE.get(reply.status):
        return Answer("dead", reason)
    if reply.status >= 500 and reply.status != 999:
        return Answer("unreachable", f"answers with an error of its host ({reply.status})")
    return Answer("unsure", f"is not shown to programs ({reply.status})")
