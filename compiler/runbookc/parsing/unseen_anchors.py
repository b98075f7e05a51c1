"""Anchors that no heading shows: ids in attribute lists, and those that others may add."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from runbookc.dialects import Syntax
from runbookc.source import Pattern

_LITERAL = Pattern(r"(`+).+?\1|\\[<{]", re.DOTALL)
_ATTRIBUTE_ID = Pattern(
    r"(?:(?<=\n)[ \t]*|(?<=[\])*_`>~^=+:]))"
    r"\{:?(?:[^{}\n]*?[ \t])?(?:#|id=[\"']?)([^\s{}\"']+)[^{}\n]*\}"
)
_CELL_ID = Pattern(r"[ \t]\{:?(?:[^{}\n]*?[ \t])?#([^\s{}\"']+)[^{}\n]*\}$")
_INCLUSION = Pattern(r"^[ \t]*\{!", re.MULTILINE)
_SNIPPET = Pattern(r"^[ \t]*-+8<-+", re.MULTILINE)
_TEMPLATE = Pattern(r"^[ \t]*\{[%{]", re.MULTILINE)
_IDENTIFIER_BLOCK = Pattern(r"^[ \t]*:::[ \t]+[\w.-]", re.MULTILINE)
_COMMENT_MACRO = Pattern(r"<!--\s*[\w-]+:\w")
_HOLE = Pattern(r"\{[{%]")
_COMPUTED_ID = Pattern(r"\sid=\{(?!\s*[\"'])")
_COMPONENT = Pattern(r"<([A-Z][\w.]*)")
_SWALLOWED_HEADING = Pattern(r"^[ \t]*#{1,6}[ \t]+\S", re.MULTILINE)
_TAG_OR_SNIPPET = Pattern(r"<[A-Za-z!-]")
_BRACE = Pattern(r"\{[!%{]")
_BRACE_IN_MDX = Pattern(r"\{[\w(]")
"""Text without these adds nothing; most pages have none of them."""
_VERBATIM = ("<!--", "<pre", "<script", "<style", "<textarea")

# What stands in Docusaurus' own theme and gives no anchor, or only those of the page itself.
_WITHOUT_ANCHORS = frozenset(
    "Admonition BrowserOnly BrowserWindow CodeBlock Details DocCard DocCardList Head Icon Image "
    "Link TOCInline TabItem Tabs ThemedImage Translate".split()
)


def attribute_ids(tokens: Sequence[Token]) -> Iterator[str]:
    """The ids that attribute lists give to what is no heading: `[](){#id}`, `{: #id }`."""
    for token in tokens:
        for content in contents_of(token):
            if "{" in content and ("#" in content or "id=" in content):
                yield from _ATTRIBUTE_ID.findall(_LITERAL.sub("`", content))
                if token.type == "table" and content.endswith("}"):
                    yield from _CELL_ID.findall(content[content.rfind("{") - 1 :])


def may_gain_anchors(
    text: str, tokens: Sequence[Token], syntax: Syntax, known: frozenset[str] = frozenset()
) -> bool:
    """Whether the built page may have anchors that its source does not show.

    A documentation extractor, a component or a macro brings headings of its own; a heading with a
    hole in it gets its anchor when the hole is filled.

    Args:
        text: what was parsed.
        tokens: what the parser made of it.
        syntax: the notations that are read.
        known: the components whose anchors are known.
    """
    known |= _WITHOUT_ANCHORS
    brace = _BRACE_IN_MDX if syntax.mdx else _BRACE
    if not (
        ("<" in text and _TAG_OR_SNIPPET.search(text))
        or ("{" in text and brace.search(text))
        or (":::" in text and not syntax.mdx and not syntax.directives)
    ):
        return False
    before = ""
    for token in tokens:
        if token.type == "html_block":
            if _html_adds(token.content, syntax, known):
                return True
        else:
            for content in contents_of(token):
                if ("{" in content or "<" in content or ":::" in content) and _adds(
                    _LITERAL.sub("", content), syntax, known, heading=before == "heading_open"
                ):
                    return True
        before = token.type
    return False


def contents_of(token: Token) -> Sequence[str]:
    """The inline content of a token, cell by cell for a table."""
    if token.type == "inline" or token.type == "paragraph_open":
        return (token.content,)
    if token.type == "table":
        return [content for _, contents in token.meta["rows"] for content in contents]
    return ()


def _adds(content: str, syntax: Syntax, known: frozenset[str], *, heading: bool) -> bool:
    if syntax.mdx:
        return _has_component(content, known)
    return bool(
        _includes(content, syntax)
        or (syntax.templates and _TEMPLATE.search(content))
        or (syntax.templates and heading and _HOLE.search(content))
        or (
            syntax.code_documentation
            and not syntax.directives
            and _IDENTIFIER_BLOCK.search(content)
        )
        or (syntax.comment_macros and _COMMENT_MACRO.search(content))
    )


def _html_adds(html: str, syntax: Syntax, known: frozenset[str]) -> bool:
    if syntax.comment_macros and _COMMENT_MACRO.search(html):
        return True
    if html.lstrip().lower().startswith(_VERBATIM):
        return False
    # Blocks inside an element are Markdown to `md_in_html`, not to CommonMark.
    if syntax.mdx:
        return _has_component(html, known) or bool(_COMPUTED_ID.search(html))
    return bool(
        (not syntax.python_markdown and _SWALLOWED_HEADING.search(html))
        or _includes(html, syntax)
        or (syntax.templates and _TEMPLATE.search(html))
    )


def _includes(content: str, syntax: Syntax) -> bool:
    """Whether content brings in a file that nobody here reads."""
    if not syntax.file_inclusions:
        return False
    snippet = not syntax.snippets and _SNIPPET.search(content)
    return bool(snippet or _INCLUSION.search(content))


def _has_component(content: str, known: frozenset[str]) -> bool:
    return any(name not in known for name in _COMPONENT.findall(content))
