"""Source file in, document out; nothing that a page holds makes it raise."""

from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token
from markdown_it.utils import EnvType

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.dialects import Dialect, Syntax
from runbookc.parsing.block_parser import MAX_NESTING
from runbookc.parsing.blocks import BlockBuilder
from runbookc.parsing.document import Document
from runbookc.parsing.front_matter import FrontMatter, read_front_matter
from runbookc.parsing.inclusions import imported_files, link_components, plain_components
from runbookc.parsing.kinds import kind_of
from runbookc.parsing.markdown import parser_for
from runbookc.parsing.snippets import snippets
from runbookc.parsing.unseen_anchors import attribute_ids, may_gain_anchors
from runbookc.source import SourceFile, Span


def parse(source: SourceFile, dialect: Dialect) -> Document:
    """Parse one page.

    Args:
        source: the decoded file.
        dialect: decides which notations are read and how headings are anchored.

    Returns:
        The document; problems of the page are among its diagnostics.
    """
    syntax = dialect.syntax
    toml = syntax.toml_front_matter
    matter = read_front_matter(source, toml=toml) if syntax.front_matter else FrontMatter()
    md = parser_for(syntax)
    environment: dict[str, Any] = {}
    text = "\n".join(source.lines[matter.line_count :])
    tokens = md.parse(text, environment)
    builder = BlockBuilder(
        source.lines,
        matter.line_count,
        syntax,
        dialect.slugger(),
        md,
        environment,
        link_components(environment),
    )
    body = builder.build(tokens)
    imports = dict(imported_files(environment, matter.line_count)) if syntax.mdx else {}
    known = frozenset(imports) | plain_components(environment)
    more = may_gain_anchors(text, tokens, syntax, known)
    included = [*imports.values()]
    if syntax.snippets and ("8<" in text or syntax.appended):
        marked = tokens if "8<" in text else ()
        included += snippets(marked, matter.line_count, syntax.appended)
    given = [*attribute_ids(tokens)] if syntax.attribute_lists else []
    if footnotes := environment.get("footnotes"):
        given += builder.footnotes(tokens, footnotes)
    return Document(
        source=source,
        dialect=dialect.name,
        front_matter=matter.values,
        front_matter_span=matter.span,
        body=body,
        headings=tuple(builder.headings),
        anchors=(*builder.anchors, *given),
        links=tuple(builder.links.links),
        diagnostics=tuple(_diagnose(source, matter, builder, environment, syntax)),
        more_anchors=more or "computed" in environment,
        includes=tuple(included),
    )


def _diagnose(
    source: SourceFile,
    matter: FrontMatter,
    builder: BlockBuilder,
    environment: EnvType,
    syntax: Syntax,
) -> Iterator[Diagnostic]:
    if matter.problem and matter.problem_span:
        yield Diagnostic(
            "SRC001",
            "front-matter",
            Severity.ERROR,
            matter.problem[0].upper() + matter.problem[1:],
            source.path,
            matter.problem_span,
            "Mend what stands between the two fences; until then all of it is ignored.",
        )
    if "too_deep" in environment:
        line = environment["too_deep"] + matter.line_count + 1
        yield Diagnostic(
            "SRC002",
            "encoding",
            Severity.ERROR,
            f"Quotes or lists are nested more than {MAX_NESTING} levels deep",
            source.path,
            Span(line, 1, line, max(2, len(source.line(line)) + 1)),
            "What stands deeper is kept as plain text.",
        )
    for token, span in builder.containers:
        yield from _container_findings(source, token, span, syntax.directive_kinds)


def _container_findings(
    source: SourceFile, token: Token, span: Span, more_kinds: tuple[str, ...]
) -> Iterator[Diagnostic]:
    meta = token.meta
    if meta["kind"] != "admonition":
        return
    line = source.line(span.line)
    opening = Span(span.line, span.column, span.line, len(line.rstrip()) + 1)
    if not meta["closed"]:
        yield Diagnostic(
            "SRC003",
            "unclosed-admonition",
            Severity.ERROR,
            f"This :::{meta['name']} is never closed",
            source.path,
            opening,
            "Put a line of ::: after its last line, indented like the first.",
        )
    is_known = kind_of(meta["name"]) is not None or meta["name"] in more_kinds
    if meta["notation"] == "directive" and not is_known:
        column = line.find(meta["name"], span.column - 1) + 1
        yield Diagnostic(
            "SRC003",
            "unclosed-admonition",
            Severity.WARNING,
            f"No kind of admonition is called “{meta['name']}”",
            source.path,
            Span(span.line, column, span.line, column + len(meta["name"])),
            f"It is shown as a note. Known kinds: {', '.join(_COMMON_KINDS)}.",
        )


_COMMON_KINDS = ("note", "tip", "info", "important", "notice", "caution", "warning", "danger")
