"""Ids in attribute lists, and pages whose anchors the source does not show."""

import pytest

from runbookc.config import Settings
from runbookc.dialects import Dialect
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.dialects.docusaurus_config import DocusaurusConfig
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.dialects.mkdocs_config import mkdocs_config
from runbookc.parsing import Document, parse
from runbookc.source import decode

DOCUSAURUS = DocusaurusDialect(DocusaurusConfig(), Settings())
MKDOCS = MkdocsDialect(mkdocs_config({"markdown_extensions": ["attr_list"]}), Settings())
FILLED = MkdocsDialect(
    mkdocs_config(
        {
            "plugins": ["macros", "mkdocstrings"],
            "markdown_extensions": ["markdown_include.include", "md_in_html"],
        },
        hooked=frozenset(("on_page_markdown",)),
    ),
    Settings(),
)


def document(text: str, dialect: Dialect) -> Document:
    return parse(decode("docs/a.md", text.encode())[0], dialect)


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("[](){#here}", ["here"]),
        ("A word.\n{: #here .c }", ["here"]),
        ("- **item**{ #here } text", ["here"]),
        ("|a|\n|-|\n|`x`{ #here }|", ["here"]),
        ('### 9.7 <small>May</small> { id="9.7" }', ["9.7"]),
        ("Some words {#nowhere}", []),
        ("```{ .py #nowhere }\nx\n```", []),
        ("`{#here}`", []),
    ],
)
def test_ids_in_attribute_lists(text: str, anchors: list[str]) -> None:
    assert list(document(text, MKDOCS).anchors) == anchors
    assert not document(text, MKDOCS).more_anchors


@pytest.mark.parametrize(
    ("text", "dialect", "more"),
    [
        ('--8<-- "part.md"', FILLED, True),
        ("{!part.md!}", FILLED, True),
        ("Text\n{% include 'part.md' %}", FILLED, True),
        ("::: package.module", FILLED, True),
        ("## Install {{ product }}", FILLED, True),
        ("Install {{ product }} here.", FILLED, False),
        ('```\n--8<-- "part.md"\n```', FILLED, False),
        ("`{!part.md!}`", FILLED, False),
        ("::: package.module\n{!part.md!}\n{% include 'part.md' %}", MKDOCS, False),
        ("## Install {{ product }}", MKDOCS, False),
        ('<div class="grid" markdown>\n## Inside\n</div>', FILLED, False),
        ("<!-- md:setting config.a -->", MKDOCS, False),
        ("## <!-- md:setting config.a -->", FILLED, True),
        ("<Part />", DOCUSAURUS, True),
        ("Words <Part /> words", DOCUSAURUS, True),
        ("## Release {frontMatter.version}", DOCUSAURUS, False),
        ("<TabItem>\n## Inside\n</TabItem>", DOCUSAURUS, False),
        ("<Tabs>\n<TabItem>\n\n## Inside\n\n</TabItem>\n</Tabs>", DOCUSAURUS, False),
        ("```jsx\n<Part />\n```", DOCUSAURUS, False),
        ("Give `<Name>` or \\<Name> here.", DOCUSAURUS, False),
        ("## Name {#id}", DOCUSAURUS, False),
        ("## Name {/* #id */}", DOCUSAURUS, False),
    ],
)
def test_pages_that_may_gain_anchors(text: str, dialect: Dialect, more: bool) -> None:
    assert document(text, dialect).more_anchors is more


@pytest.mark.parametrize("text", ["## Name {#my-id}", "## Name {/* #my-id */}"])
def test_ids_of_headings(text: str) -> None:
    assert document(text, DOCUSAURUS).anchors == ("my-id",)
