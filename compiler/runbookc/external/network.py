"""The network as the check may use it: the number that was judged is the number connected to."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from typing import Any

import httpcore
import httpx

from runbookc.external.address import is_public, literal

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The numbers of a host and port, as text."""

_MOST_CONNECTIONS = 50
_KEEP_SECONDS = 10.0


class RefusedAddressError(Exception):
    """A host whose every number is private; the text is that host."""


class UnknownHostError(Exception):
    """A host that no name server knows; the text is that host."""


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system's name servers.

    Raises:
        socket.gaierror: there is no answer.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to public numbers only; a name is looked up once, here, right before.

    So neither a redirect nor a name that changes its number between the check and the
    connection leads inside.
    """

    def __init__(self, private_hosts: Collection[str], resolve: Resolve) -> None:
        """Let through the open internet.

        Args:
            private_hosts: names or numbers that may be private.
            resolve: the name servers.
        """
        self._private_hosts = private_hosts
        self._resolve = resolve
        self._inner: httpcore.AsyncNetworkBackend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first permitted number of a host that takes the call.

        Raises:
            RefusedAddressError: none is permitted.
            UnknownHostError: the host has none.
            httpcore.NetworkError: nobody takes the call.
        """
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for number in await self._permitted(host, port, timeout):
            try:
                return await self._inner.connect_tcp(
                    number, port, timeout, local_address, socket_options
                )
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = failure or error
        raise failure or RefusedAddressError(host)

    async def _permitted(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            numbers = await asyncio.wait_for(self._resolve(host, port), timeout)
        except TimeoutError:
            raise httpcore.ConnectTimeout("the name server does not answer") from None
        except (socket.gaierror, UnicodeError) as error:
            if getattr(error, "errno", None) == socket.EAI_AGAIN:
                raise httpcore.ConnectError("the name server does not answer") from None
            raise UnknownHostError(host) from None
        if host in self._private_hosts:
            return numbers
        return [n for n in numbers if (parsed := literal(n)) is not None and is_public(parsed)]


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 and HTTP/2 over a guarded network, without proxies.

    Certificates are those of `certifi`, or of the file that `SSL_CERT_FILE` names.
    """

    def __init__(self, backend: GuardedBackend) -> None:
        """Open nothing yet."""
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            http2=True,
            max_connections=_MOST_CONNECTIONS,
            keepalive_expiry=_KEEP_SECONDS,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; errors are those of httpcore and of the guarded network."""
        url = request.url
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response.stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()
