"""HTML runbooks: one safe file that asks nothing of any host."""

import re
from html.parser import HTMLParser

import pytest

from runbookc.backends import html
from runbookc.backends.html.document import breakable, css_string
from runbookc.backends.html.script import content_hash
from tests.backends.sample import LINKS, UPGRADE, runbook_of

OUR_SCRIPTS = [
    {"type": "application/ld+json"},
    {"type": "application/json", "data-runbook": ""},
    {"type": "module"},
]
IMAGE = b"\x89PNG"


def read_asset(path: str) -> bytes | None:
    """The only image that there is."""
    return IMAGE if path == "docs/demo/2.0/img/a.png" else None


def written(text: str = UPGRADE) -> str:
    """The HTML of a page's runbook."""
    runbook = runbook_of(text, LINKS)
    ((name, content),) = html.render(runbook, read_asset).items()
    assert name == f"{runbook.id}.html"
    return content.decode()


class Reader(HTMLParser):
    """Collects elements and their text."""

    VOID = frozenset({"meta", "input", "img", "br", "hr", "link", "wbr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def values(self, tag: str, name: str) -> list[str]:
        """One attribute of all elements of a kind."""
        return [
            attributes[name]
            for one, attributes in self.elements
            if one == tag and name in attributes
        ]

    @property
    def text(self) -> str:
        """The text, white space folded."""
        return " ".join("".join(self.words).split())


def test_the_elements_are_closed_in_order() -> None:
    assert Reader(written()).open == []


def test_nothing_is_asked_of_any_host() -> None:
    reader = Reader(written())

    assert not {tag for tag, _ in reader.elements} & {"link", "iframe", "object", "base"}
    assert reader.values("script", "src") == []
    assert reader.values("img", "src") == ["data:image/png;base64,iVBORw=="]
    assert "url(" not in written()
    assert "@import" not in written()


def test_the_policy_allows_what_is_ours_and_nothing_else() -> None:
    content = written()
    (policy,) = re.findall('Content-Security-Policy" content="([^"]*)"', content)
    (style,) = re.findall("<style>(.*?)</style>", content, re.DOTALL)
    (script,) = re.findall('<script type="module">(.*?)</script>', content, re.DOTALL)

    assert policy == (
        f"default-src 'none'; img-src data:; style-src '{content_hash(style)}'; "
        f"script-src '{content_hash(script)}'; base-uri 'none'; form-action 'none'"
    )


def test_the_route_leads_to_its_hops_and_each_step_has_its_box() -> None:
    reader = Reader(written())
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert "hop-1" in ids
    assert "#hop-1" in reader.values("a", "href")
    assert [one for one in ids if "-step-" in one] == [
        "hop-1-step-1",
        "hop-1-step-2",
        "hop-1-step-2-1",
        "hop-1-step-2-2",
        "hop-1-step-3",
    ]
    assert reader.values("input", "type") == ["checkbox"] * 5


def test_everything_of_the_source_is_there_in_order() -> None:
    text, place = Reader(written()).text, 0
    for words in (
        "Upgrade Demo 1.0 to 2.0",
        "Route",
        "Hazards on this route",
        "Save your work.",
        "◆ DANGER Power off the rack.",
        "Hop 1 of 1",
        "The source gives no rollback.",
        "Follow the steps",
        "▲ WARNING Do not skip Keep the old server.",
        'echo "1 < 2" && exit',
        "docs/demo/2.0/upgrade.md:17",
        "docs/demo/2.0/upgrade.md:23",
        "Click Next.",
        "docs/demo/2.0/upgrade.md:25",
        "△ CAUTION The service restarts.",
        '<add key="a" value="b"/>',
        "a|b",
        "Compiled by runbookc 1.2.3 from commit 0123456789ab, 2026-01-02.",
    ):
        found = text.find(words, place)
        assert found >= 0, f"{words!r} is not in {text[place:]!r}"
        place = found


def test_links_lead_where_they_can() -> None:
    reader = Reader(written())
    spans = {a.get("class"): a.get("title", "") for tag, a in reader.elements if tag == "span"}

    assert "https://example.com/help" in reader.values("a", "href")
    assert not [href for href in reader.values("a", "href") if href.startswith("javascript")]
    assert spans["place"].replace("\u200b", "") == "guide.md"
    assert spans["broken"] == "unsafe link removed"


def test_an_image_that_is_not_there_is_told() -> None:
    runbook = runbook_of(UPGRADE, LINKS)
    (content,) = html.render(runbook, lambda _: None).values()

    assert "the image is not in the docs: img/a.png" in content.decode()
    assert "<img" not in content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style><b>x",
        "<svg onload=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<iframe src=https://example.com></iframe>",
        "{{ 7 * 7 }}{% raw %}",
    ],
)
def test_the_docs_are_data(hostile: str) -> None:
    text = UPGRADE.replace("# Upgrade Demo\n", f"# Upgrade Demo {hostile}\n", 1)
    text = text.replace("Save your work.", f"Save {hostile} your work.\n\n{hostile}\n")
    text = text.replace("Click **Next**.", f"Click {hostile}.")
    content = written(text)
    reader = Reader(content)

    assert not {tag for tag, _ in reader.elements} & {"iframe", "svg", "object"}
    assert [a for tag, a in reader.elements if tag == "script"] == OUR_SCRIPTS
    assert not [a for _, a in reader.elements if any(name.startswith("on") for name in a)]
    assert not [href for href in reader.values("a", "href") if "javascript" in href]
    assert content.count("</style>") == 1
    assert content.count("</script>") == len(OUR_SCRIPTS)
    assert reader.open == []


def test_a_style_sheets_string_holds_no_end_of_it() -> None:
    assert css_string('a"\n</style>') == ('"a\\000022\\00000a\\00003c\\00002fstyle\\00003e"')


def test_paths_may_end_a_line_after_a_slash() -> None:
    assert breakable("a/<b>/c:1") == "a/<wbr>&lt;b&gt;/<wbr>c:1"


def test_the_same_runbook_gives_the_same_bytes() -> None:
    assert written() == written()
