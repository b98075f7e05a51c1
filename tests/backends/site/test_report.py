"""The report's pages: what they say, how much of it, and that text stays text."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from runbookc.backends.site.report import (
    ReportView,
    RuleWords,
    Shelf,
    Standing,
    overview,
    version_page,
)
from runbookc.model.site_report import (
    GoneFinding,
    LookedAt,
    ReportCounts,
    ReportedFinding,
    ReportState,
    RuleTrend,
    SiteReport,
    Trend,
)

COMMIT = "c0ffee" + "0" * 34
LARGEST = 300_000


def finding(number: int = 0, **values: Any) -> ReportedFinding:
    return ReportedFinding(
        **{
            "code": "LNK001",
            "severity": "error",
            "message": f"The page `x{number}.md` does not exist",
            "help": "Write `y.md`.",
            "path": "docs/p/2.0/a.md",
            "line": number + 1,
            "column": 1,
            "fingerprint": f"{number:032x}",
            **values,
        }
    )


def report(*findings: ReportedFinding, **values: Any) -> SiteReport:
    standing = [one.severity for one in findings if one.state == "found"]
    counts = ReportCounts(
        errors=standing.count("error"),
        warnings=standing.count("warning"),
        infos=standing.count("info"),
        accepted=sum(one.state == "accepted" for one in findings),
        silenced=sum(one.state == "silenced" for one in findings),
    )
    now = ReportState(commit=COMMIT, date="2024-02-03T04:05:06Z", counts=counts)
    return SiteReport(
        **{
            "compiler": "runbookc 1",
            "digest": "",
            "now": now,
            "looked_at": LookedAt(pages=1234, procedures=2, links=1, rules=35),
            "findings": findings,
            "history": (now,),
            **values,
        }
    )


def view_of(made: SiteReport, **values: Any) -> ReportView:
    given: dict[str, Any] = {
        "standing": Standing(made, lambda path: "p" if "/p/" in path else ""),
        "rules": {"LNK001": RuleWords("broken-page-link", "A link leads to no page")},
        "shelves": {
            "p": Shelf("P 2.0", 7, "p-2.0.html"),
            "": Shelf("Other pages", 0, "other.html"),
        },
        "title_of": lambda path: f"Title of {path}",
        "href": lambda path, line: f"../{path}.html#l{line}",
        "edit": lambda path: f"https://git.example.com/edit/{path}",
        "commit": lambda commit: f"https://git.example.com/commit/{commit}",
        "overview": "index.html",
        "file": "report.json",
    }
    return ReportView(**given | values)


def shown(made: SiteReport, **values: Any) -> str:
    return overview(view_of(made, **values))[0]


def words(html: str) -> str:
    """What a reader sees."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_nothing_found_says_in_what() -> None:
    html = shown(report())
    said = words(html)
    assert said.startswith("Nothing found.")
    assert "Looked at: 1 234 pages, 2 procedures, 1 link, by 35 rules." in said.replace(
        "\u202f", " "
    )
    assert "<table" not in html


def test_a_finding_has_its_words_its_rule_and_its_place() -> None:
    html = shown(report(finding(4)))
    assert "<p>The page <code>x4.md</code> does not exist</p>" in html
    assert '<p class="help">Write <code>y.md</code>.</p>' in html
    assert (
        '<a href="../docs/p/2.0/a.md.html#l5"><span class="path">docs/p/2.0/a.md:5</span>' in html
    )
    assert '<a href="https://git.example.com/edit/docs/p/2.0/a.md">Edit</a>' in html
    assert '<a href="p-2.0.html">P 2.0</a>' in html
    assert '<h3 id="LNK001">LNK001 broken-page-link</h3>\n<p>A link leads to no page.</p>' in html


def test_a_place_without_a_page_is_named_only() -> None:
    html = shown(report(finding(path="runbookc.toml")), href=lambda *_: "", edit=lambda _: "")
    assert (
        '<p class="place"><span class="path">runbookc.toml:1</span> · <a href="other.html">' in html
    )


def test_the_worst_rules_stand_first() -> None:
    findings = [
        finding(1, code="AAA001", severity="info"),
        finding(2, code="BBB001", severity="warning"),
        finding(3, code="CCC001"),
        finding(4, code="DDD001"),
        finding(5, code="DDD001"),
    ]
    html = shown(report(*findings))
    order = re.findall(r'<h3 id="(\w+)">', html)
    assert order == ["DDD001", "CCC001", "BBB001", "AAA001"]
    assert "By rule" in html and "By product and version" in html and "By page" in html


def test_what_is_new_gone_and_unchanged() -> None:
    first = finding(1)
    before = ReportState(counts=ReportCounts(errors=5))
    trend = Trend(
        since=before,
        rules=(RuleTrend(code="LNK001", new=1, gone=2, unchanged=3),),
        new=(first.fingerprint,),
        gone=(GoneFinding(code="LNK001", message="Was `here`", path="docs/old.md", line=3),),
    )
    made = report(first, finding(2), trend=trend)
    made = made.changed(history=(before, made.now))
    html = shown(made)
    assert "Since the last build: <b>1</b> new, <b>2</b> gone, <b>3</b> unchanged." in html
    assert html.count('<span class="new">New</span>') == 1
    assert "Was <code>here</code>" in html
    assert "And 1 more." in html
    assert 'aria-label="Findings in the last 2 states: 5 at first, 2 now"' in html
    assert html.count("<rect") == 2


def test_a_first_build_draws_no_trend() -> None:
    html = shown(report(finding()))
    assert "There is no earlier report to compare with." in html
    assert "<svg" not in html


def test_silenced_and_accepted_findings_are_told_apart() -> None:
    findings = [
        finding(1, state="silenced", reason="moves in May"),
        finding(2, state="accepted"),
    ]
    html = shown(report(*findings, baseline="accepted.json", gone_from_baseline=3))
    said = words(html)
    assert "Nothing found." in said
    assert "Reason: moves in May" in said
    assert "accepted.json accepts 1 finding; 3 that it accepts are no longer there." in said


def test_a_baseline_that_cannot_be_used_is_told() -> None:
    html = shown(report(baseline="a.json", baseline_problem="a.json:1: not JSON"))
    assert "The baseline could not be used: a.json:1: not JSON." in html


def test_a_version_lists_its_findings_by_page() -> None:
    findings = [finding(1), finding(2, path="docs/p/2.0/b.md"), finding(3, path="docs/x.md")]
    html = version_page(view_of(report(*findings)), "p")
    assert re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", html) == [
        "Title of docs/p/2.0/a.md",
        "Title of docs/p/2.0/b.md",
    ]
    assert "docs/x.md" not in html
    assert '<a class="rule" href="index.html#LNK001"' in html
    assert "Nothing found." in version_page(view_of(report()), "p")


def test_thirty_thousand_findings_make_no_large_page() -> None:
    findings = [
        finding(n, code=f"LNK{n % 38:03}", path=f"docs/p/2.0/{n // 40}.md") for n in range(30_000)
    ]
    view = view_of(report(*findings))
    html = overview(view)[0]
    assert len(html) < LARGEST
    assert "30\u202f000" in html
    assert 'And 780 more; all of them by version: <a href="p-2.0.html">P 2.0</a> (790).' in html
    page = version_page(view, "p")
    assert len(page) < LARGEST
    assert "And 29\u202f600 more, in <a" in page


class Elements(HTMLParser):
    """The names of all elements, and those of handlers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "`<svg onload=alert(1)>`",
        "'onmouseover='alert(1)",
        "</code></p></li></ul></details><iframe src=//evil.example>",
        "&lt;script&gt;",
        "{{ 7*7 }}",
    ],
)
def test_any_text_stays_text(payload: str) -> None:
    one = finding(message=payload, help=payload, path=f"docs/p/{payload}", reason=payload)
    silenced = one.changed(state="silenced", fingerprint="f" * 32)
    gone = GoneFinding(code="LNK001", message=payload, path=payload, line=1)
    since = ReportState(counts=ReportCounts())
    trend = Trend(since=since, rules=(RuleTrend(code="LNK001", gone=1),), new=(), gone=(gone,))
    made = report(one, silenced, trend=trend, baseline=payload, baseline_problem=payload)
    view = view_of(
        made,
        shelves={"p": Shelf(payload, 1, payload)},
        rules={"LNK001": RuleWords(payload, payload)},
        title_of=lambda _: payload,
        href=lambda *_: payload,
        edit=lambda _: payload,
    )
    plain = Elements(
        "".join((shown(report(finding())), version_page(view_of(report(finding())), "p")))
    )
    for html in (overview(view)[0], version_page(view, "p")):
        seen = Elements(html)
        assert not seen.names & {"script", "img", "svg", "iframe"}
        assert seen.attributes <= plain.attributes | {"download", "title"}
        assert payload.replace("`", "") in words_of(html) or payload in words_of(html)


def words_of(html: str) -> str:
    """The text of a page."""
    found: list[str] = []

    class Text(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Text().feed(html)
    return "".join(found)
