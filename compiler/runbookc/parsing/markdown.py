"""One markdown-it-py parser for each syntax, built once in each process."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as commonmark_reference

from runbookc.dialects import Syntax
from runbookc.parsing.block_parser import MAX_NESTING, BlockParser
from runbookc.parsing.containers import directive, indented_container
from runbookc.parsing.headings import loose_heading
from runbookc.parsing.inline_parser import SpannedInlineParser
from runbookc.parsing.jsx_blocks import jsx_tags
from runbookc.parsing.mdx import esm, flow_expression, jsx_inline, text_expression
from runbookc.parsing.python_fences import nested_fence, outer_fence
from runbookc.parsing.python_html import raw_html, raw_html_with_markdown
from runbookc.parsing.python_markdown import (
    definition,
    footnote,
    loose_image,
    loose_link,
    reference,
)
from runbookc.parsing.shortcodes import HELPERS

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


class _Markdown(MarkdownIt):
    """A parser that neither normalises nor refuses addresses.

    A link keeps its target as written; whether that is safe is for the checks to say and for the
    backends to heed.
    """

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return True


def reference_but_no_footnote(
    state: StateBlock, startLine: int, endLine: int, silent: bool
) -> bool:
    """`[label]: target`, but not `[^label]: text`."""
    if state.src.startswith("[^", state.bMarks[startLine] + state.tShift[startLine]):
        return False
    return commonmark_reference(state, startLine, endLine, silent)


@lru_cache(maxsize=16)
def parser_for(syntax: Syntax) -> MarkdownIt:
    """The parser for a syntax."""
    md = _Markdown("commonmark", {"maxNesting": MAX_NESTING + 40})
    block = BlockParser(md.block)
    md.block = block
    if syntax.tables:
        md.enable("table")
    if syntax.strikethrough:
        md.enable("strikethrough")
    if syntax.mdx:
        md.disable("code")
        md.inline.ruler.before("html_inline", "jsx", jsx_inline)
        md.inline.ruler.before("html_inline", "expression", text_expression)
        md.block.ruler.before("fence", "expression", flow_expression, _INTERRUPTS)
        md.block.ruler.before("fence", "esm", esm)
        md.block.ruler.before("html_block", "jsx_tags", jsx_tags, _INTERRUPTS)
    if syntax.github_footnotes:
        md.block.ruler.at("reference", reference_but_no_footnote)
    if syntax.directives:
        md.block.ruler.before("fence", "directive", directive, _INTERRUPTS)
    if syntax.admonitions or syntax.tabs:
        container = indented_container(admonitions=syntax.admonitions, tabs=syntax.tabs)
        md.block.ruler.before("fence", "indented", container, _INTERRUPTS)
    if syntax.python_markdown:
        block.rounds_indent = True
        _read_as_python_markdown(md, syntax)
    block.index_rules()
    md.core.ruler.disable(["normalize", "inline", "text_join"])
    if syntax.shortcode_targets:
        md.helpers = HELPERS  # type: ignore[assignment]  # a module of functions
    inline = SpannedInlineParser(md.inline)
    inline.ruler2.disable("fragments_join")
    if syntax.python_markdown:
        inline.ruler.after("link", "loose_link", loose_link)
        inline.ruler.after("image", "loose_image", loose_image)
    inline.index_rules()
    md.inline = inline
    return md


def _read_as_python_markdown(md: MarkdownIt, syntax: Syntax) -> None:
    rules = md.block.ruler
    rules.after("heading", "loose_heading", loose_heading, _INTERRUPTS)
    rules.at("fence", nested_fence if syntax.nested_fences else outer_fence, _INTERRUPTS)
    html = raw_html_with_markdown if syntax.markdown_in_html else raw_html
    rules.at("html_block", html, _INTERRUPTS)
    rules.before("reference", "python_reference", reference, _INTERRUPTS)
    if syntax.footnotes:
        rules.before("python_reference", "footnote", footnote, _INTERRUPTS)
    if syntax.definition_lists:
        rules.before("fence", "definition", definition, _INTERRUPTS)
