"""Which addresses are asked at all."""

from ipaddress import ip_address

import pytest

from runbookc.external import worth_asking
from runbookc.external.address import is_public


@pytest.mark.parametrize(
    "address",
    ["https://vendor.com/page", "http://8.8.8.8/", "https://sub.vendor.co.uk:8443/a?b=c#d"],
)
def test_hosts_of_the_open_internet_are_asked(address: str) -> None:
    assert worth_asking(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/download",
        "https://docs.example.org/",
        "http://server.example/path",
        "http://localhost:8080/",
        "http://server:443/",
        "http://server.local/",
        "https://manager.internal/",
        "https://<server>/console",
        "https://{host}.vendor.com/",
        "https://${HOST}/",
        "ftp://vendor.com/file",
        "https://",
        "http://[::1",
        "http://vendor.com:0/",
    ],
)
def test_examples_placeholders_and_local_names_are_not(address: str) -> None:
    assert not worth_asking(address)


def test_ignored_addresses_are_not_asked() -> None:
    assert not worth_asking("https://vendor.com/old/page", ["https://vendor.com/old/**"])
    assert worth_asking("https://vendor.com/new/page", ["https://vendor.com/old/**"])


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:f5ff:fffe",
    ],
)
def test_numbers_of_the_own_network_are_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_numbers_of_the_internet_are_public(number: str) -> None:
    assert is_public(ip_address(number))
