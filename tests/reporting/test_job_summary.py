"""The summary beside a job on GitHub."""

from markdown_it import MarkdownIt

from runbookc.diagnostics import Severity
from runbookc.reporting import job_summary
from runbookc.source import Span
from tests.reporting.builder import finding, report


def test_numbers_and_findings() -> None:
    found = [
        finding(code="SRC003", name="unclosed-admonition", severity=Severity.WARNING),
        finding(),
        finding(path="docs/b.md"),
    ]
    assert job_summary.render(report(*found)) == (
        "## Documentation check\n"
        "\n"
        "2 errors, 1 warning in 4 pages, 2 procedures.\n"
        "\n"
        "| rule | | severity | findings | pages |\n"
        "| --- | --- | --- | ---: | ---: |\n"
        "| LNK001 | broken-page-link | error | 2 | 2 |\n"
        "| SRC003 | unclosed-admonition | warning | 1 | 1 |\n"
        "\n"
        "Pages with the most findings:\n"
        "\n"
        "- `docs/a.md`: 2\n"
        "\n"
        "<details>\n"
        "<summary>The findings, the worst first</summary>\n"
        "\n"
        "- error LNK001 `docs/a.md:3:9` No page at &#96;licence.md&#96;\n"
        "- error LNK001 `docs/b.md:3:9` No page at &#96;licence.md&#96;\n"
        "- warning SRC003 `docs/a.md:3:9` No page at &#96;licence.md&#96;\n"
        "\n"
        "</details>\n"
    )


def test_nothing_found() -> None:
    text = job_summary.render(report())
    assert text == "## Documentation check\n\nNo findings in 4 pages, 2 procedures.\n\n"


def test_the_limit_is_respected_and_the_rest_counted() -> None:
    found = [finding(message="é" * 300, span=Span(n, 1, n, 2)) for n in range(1, 101)]
    text = job_summary.render(report(*found), limit=20_000)
    listed = text.count("- error LNK001")
    assert 0 < listed < 100
    assert len(text.encode()) <= 20_000
    assert f"{100 - listed} findings more would not fit" in text
    assert job_summary.render(report(*found), limit=10) == ""


def test_text_of_the_docs_is_text() -> None:
    hostile = "</details><img src=x> [a](b) **c** ![d](e) | `f\n# g @h"
    text = job_summary.render(report(finding(message=hostile, path="docs/`a` b.md")))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("</details>") == 1
    assert not any(tag in html for tag in ("<img", "<a ", "<strong", "<h1"))
    assert "docs/`a` b.md" in html
