"""Which addresses may be asked: none that lead into the network of whoever runs the check."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from runbookc.config import matches

_NAT64 = IPv6Network("64:ff9b::/96")
_EXAMPLES = ("example.com", "example.org", "example.net")
_RESERVED = ("example", "test", "invalid", "localhost", "local", "internal", "localdomain")


def worth_asking(address: str, ignore: Iterable[str] = ()) -> bool:
    """Whether an address names a host that can be asked.

    Not worth it: what is no address, names reserved for examples or for the local network (RFC
    2606, RFC 6761), names without a dot, addresses with a placeholder, and the ignored ones.

    Args:
        address: as the docs write it.
        ignore: globs of addresses that are never asked.
    """
    parts = split(address)
    if parts is None or any(character in address for character in "<>{}$ "):
        return False
    host = (parts.hostname or "").rstrip(".")
    named = literal(host) is not None or (
        "." in host
        and host.rpartition(".")[2] not in _RESERVED
        and not any(host == name or host.endswith(f".{name}") for name in _EXAMPLES)
    )
    return named and not any(matches(pattern, address) for pattern in ignore)


def split(address: str) -> SplitResult | None:
    """The parts of an http or https address, None where it is none."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The number that a host is, None where it is a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether a number belongs to the open internet.

    Private, loopback, link-local (cloud metadata among them), shared, multicast and reserved ones
    do not; an IPv6 number that carries an IPv4 one is judged by that, too.
    """
    if isinstance(number, IPv6Address) and number.ipv4_mapped is not None:
        return is_public(number.ipv4_mapped)
    if number.is_multicast or number.is_reserved or not number.is_global:
        return False
    return all(is_public(inner) for inner in _carried(number))


def _carried(number: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(number, IPv4Address):
        return []
    carried = [number.sixtofour, *(number.teredo or ())]
    if number in _NAT64:
        carried.append(IPv4Address(int(number) & 0xFFFF_FFFF))
    return [inner for inner in carried if inner is not None]
