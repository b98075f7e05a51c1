"""The feed is valid by RFC 4287, and tells of each change once."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from runbookc.backends.site import Catalogue, runbooks_atom
from runbookc.backends.site.feed import MOST_ENTRIES
from tests.backends.site.test_catalogue import files, procedure, route

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://docs.example.com/sub"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_ONCE = ("id", "title", "updated")
_ALLOWED = {
    "feed": {"id", "title", "updated", "author", "link", "entry"},
    "entry": {"id", "title", "updated", "link", "category", "summary"},
    "link": set(),
    "category": set(),
    "author": {"name"},
}
_ATTRIBUTES = {
    "link": {"rel", "type", "href", "length"},
    "category": {"term", "label"},
}


def assert_valid(content: bytes) -> Element:
    """What RFC 4287 asks of a document of these elements."""
    feed = ElementTree.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    for element in feed.iter():
        name = element.tag.removeprefix(ATOM)
        assert {child.tag.removeprefix(ATOM) for child in element} <= _ALLOWED.get(name, set())
        assert set(element.attrib) <= _ATTRIBUTES.get(name, set())
        if name in {"feed", "entry"}:
            _assert_construct(element)
    names = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(names) == len(set(names))
    assert len(feed.findall(f"{ATOM}author")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    return feed


def _assert_construct(element: Element) -> None:
    """What a feed and an entry have alike."""
    for name in _ONCE:
        assert len(element.findall(f"{ATOM}{name}")) == 1
        assert (element.findtext(f"{ATOM}{name}") or "").strip()
    assert len(element.findall(f"{ATOM}summary")) <= 1
    assert urlsplit(element.findtext(f"{ATOM}id")).scheme
    updated = element.findtext(f"{ATOM}updated") or ""
    assert _DATE.fullmatch(updated)
    datetime.fromisoformat(updated)
    alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert len(alternates) == 1
    for link in element.findall(f"{ATOM}link"):
        assert str(link.get("href")).startswith(f"{URL}/")
        assert _TYPE.fullmatch(str(link.get("type")))
        assert str(link.get("length", "0")).isdecimal()


def made(
    *runbooks: dict[str, object], changed: Callable[[str], str] = lambda _: "2024-01-01T00:00:00Z"
) -> bytes:
    catalogue = Catalogue.of(files(*runbooks), {"p": "The Product"}, "")
    return runbooks_atom(
        catalogue, lambda entry: changed(entry.id), "Docs", URL, "runbooks/index.html"
    )


def test_an_entry_says_what_it_is_about_and_leads_to_its_files() -> None:
    feed = assert_valid(made(route("p", "1.0", "1.9", "2.0", name="Product")))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Upgrade Product 1.0 to 2.0"
    summary = entry.findtext(f"{ATOM}summary")
    assert summary == "Product 1.0 → 1.9 → 2.0, 4 steps, 1 hazard. DANGER: Mind </script>."
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links["alternate"] == f"{URL}/runbooks/p/p-1.0-to-2.0.pdf"
    assert links["enclosure"] == f"{URL}/runbooks/p/p-1.0-to-2.0.json"


def test_the_newest_stands_first_and_the_rest_is_left_out() -> None:
    runbooks = [procedure("p", f"n{number:03}") for number in range(MOST_ENTRIES + 20)]
    dates = {f"p-n{number:03}": f"2024-01-01T00:00:{number % 60:02}Z" for number in range(70)}
    feed = assert_valid(made(*runbooks, changed=dates.__getitem__))
    shown = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert len(shown) == MOST_ENTRIES
    assert shown == sorted(shown, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == shown[0] == "2024-01-01T00:00:59Z"


def test_a_name_stays_until_the_content_changes() -> None:
    old, other = route("p", "1.0", "2.0"), {**route("p", "1.0", "2.0"), "digest": "e" * 64}
    first = made(old)
    later = made(old, changed=lambda _: "2025-01-01T00:00:00Z")
    names = [
        assert_valid(content).findtext(f"{ATOM}entry/{ATOM}id")
        for content in (first, later, made(other))
    ]
    assert names[0] == names[1] != names[2]
    assert first == made(old)


def test_what_has_no_date_is_left_out() -> None:
    dates = {"p-back-up": "", "p-rest": "2024-01-01T00:00:00Z"}
    feed = assert_valid(
        made(procedure("p", "back-up"), procedure("p", "rest"), changed=dates.__getitem__)
    )
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Do <rest>"]
    assert made(procedure("p", "rest"), changed=lambda _: "") == b""


@pytest.mark.parametrize("text", ["</title><script>", "a\x00b\x0bc\ud800", "&amp;", "]]>"])
def test_any_text_is_text(text: str) -> None:
    hostile = {**route("p", "1.0", "2.0"), "title": f"T {text}", "product_name": text or "x"}
    hostile["hazards"] = [{"kind": "danger", "text": text}]
    title = assert_valid(made(hostile)).findtext(f"{ATOM}entry/{ATOM}title") or ""
    assert title == "T " + re.sub("[\x00\x0b\ud800]", "", text)
