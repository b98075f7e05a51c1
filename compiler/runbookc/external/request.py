"""One request, sent again where that may help."""

import asyncio
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from runbookc.config import ExternalPolicy
from runbookc.external.answer import Answer
from runbookc.external.host import Host, Pause
from runbookc.external.network import RefusedAddressError, UnknownHostError
from runbookc.source.frozen import dataclass

_MOST_BYTES = 5 * 1024 * 1024
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_LIMITED = "asks programs to come less often (429)"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host answered.

    Args:
        status: the HTTP status.
        location: where a redirect leads, else "".
        html: the document, where it was asked for and is HTML.
        cut: whether there is more of it than is read.
    """

    status: int
    location: str = ""
    html: str | None = None
    cut: bool = False


class Requester:
    """Sends requests and knows when to try again."""

    def __init__(self, client: httpx.AsyncClient, policy: ExternalPolicy, pause: Pause) -> None:
        """Send nothing yet.

        Args:
            client: the connections.
            policy: how long to wait, how often to try.
            pause: waits some seconds.
        """
        self._client = client
        self._policy = policy
        self._pause = pause
        self.anybody_answered = False
        """Whether any host has sent a status: else it is this machine that has no network."""

    async def send(self, method: str, url: str, host: Host) -> Reply | Answer:
        """The reply, or why there is none.

        Statuses that may pass are tried again, later each time, or when the host says so. A host
        that limits programs and goes on to do so is left alone for the rest of the run.
        """
        result: Reply | Answer = Answer("unreachable", "does not answer")
        for attempt in range(self._policy.retries + 1):
            if host.limited:
                return Answer("unsure", host.limited)
            async with host.turn():
                result, wanted = await self._once(method, url)
            passes = result.outcome == "unreachable" if isinstance(result, Answer) else False
            status = result.status if isinstance(result, Reply) else 0
            if not passes and status not in _AGAIN:
                return result
            if status != 429 and method == "HEAD":
                return result
            wait = float(2**attempt) if wanted is None else wanted
            if wait > self._policy.patience_seconds or attempt == self._policy.retries:
                break
            if status == 429 or wanted is not None:
                host.rest(wait)
            else:
                await self._pause(wait)
        if isinstance(result, Reply) and result.status == 429:
            host.limited = _LIMITED
            return Answer("unsure", _LIMITED)
        return result

    async def _once(self, method: str, url: str) -> tuple[Reply | Answer, float | None]:
        """The reply to one request, and for how many seconds the host asks to be left alone."""
        try:
            async with asyncio.timeout(self._policy.timeout_seconds):
                async with self._client.stream(
                    method, url, timeout=self._policy.timeout_seconds
                ) as response:
                    self.anybody_answered = True
                    html, cut = await _html(response) if method == "GET" else (None, False)
                    location = response.headers.get("location", "")
                    wanted = _retry_after(response.headers.get("retry-after", ""))
                    status = response.status_code if location else _without_place(response)
                    return Reply(status, location, html, cut), wanted
        except RefusedAddressError as error:
            return Answer("refused", f"leads to {error}, which is a private address"), None
        except UnknownHostError as error:
            return Answer("dead", f"names the host {error}, which does not exist"), None
        except Exception as error:
            return _failure(error), None


def _failure(error: Exception) -> Answer:
    """Why a request failed.

    Raises:
        Exception: the error, where it is a bug of ours.
    """
    if isinstance(error, TimeoutError | httpcore.TimeoutException):
        return Answer("unreachable", "does not answer in time")
    if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
        return Answer("unreachable", "cannot prove who it is (certificate)")
    if isinstance(error, httpcore.NetworkError):
        return Answer("unreachable", "cannot be connected to")
    if isinstance(error, httpx.InvalidURL | httpcore.UnsupportedProtocol | UnicodeError):
        return Answer("dead", "is no valid address")
    if isinstance(error, httpcore.ProtocolError | httpx.DecodingError | httpx.StreamError):
        return Answer("unreachable", "does not answer as a web server does")
    raise error


def _without_place(response: httpx.Response) -> int:
    """The status; a redirect that names no place counts as an error of the host."""
    return 500 if response.status_code in (301, 302, 303, 307, 308) else response.status_code


async def _html(response: httpx.Response) -> tuple[str | None, bool]:
    """The document, as far as it is read, and whether there is more of it."""
    if "html" not in response.headers.get("content-type", "") or response.status_code != 200:
        return None, False
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        parts.append(part)
        size += len(part)
        if size > _MOST_BYTES:
            break
    charset = response.charset_encoding or "utf-8"
    try:
        text = b"".join(parts).decode(charset, "replace")
    except LookupError:
        text = b"".join(parts).decode("utf-8", "replace")
    return text, size > _MOST_BYTES


def _retry_after(value: str) -> float | None:
    """Seconds that a host asks for, as a number or as a date."""
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
