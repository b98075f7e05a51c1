"""The sentences of a procedure's steps, with what stands around them."""

from collections.abc import Iterator

from runbookc.lowering.sentences import sentences
from runbookc.model import Block, CodeBlock, Procedure, Prose, Step, child_blocks, prose_of
from runbookc.source import Span
from runbookc.source.frozen import dataclass

_NONE = Prose("", (), ())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a procedure, a heading, or code, whose sentence is empty.

    Args:
        step: the outermost step that it belongs to; None in the result.
        own: the innermost one.
        warns: whether it stands in an admonition, or in a quote, which often is one.
        opens: whether a step begins with it.
        heads: whether it is a heading.
        code: the code.
    """

    prose: Prose
    start: int
    end: int
    step: Step | None
    own: Step | None
    warns: bool
    opens: bool = False
    heads: bool = False
    code: CodeBlock | None = None

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.prose.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """The sentence in small letters."""
        return self.text.lower()

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.code.span if self.code else self.prose.span(self.start, self.end)


def sentences_of(procedure: Procedure) -> Iterator[Sentence]:
    """The sentences of the steps and of the result, in reading order."""
    for step in procedure.steps:
        yield from _of_step(step, step)
    yield from _of_blocks(procedure.result, None, None, step=None)


def _of_step(step: Step, outermost: Step) -> Iterator[Sentence]:
    yield from _of_blocks(step.body, step, outermost, step=outermost)


def _of_blocks(
    blocks: tuple[Block, ...], own: Step | None, outermost: Step | None, *, step: Step | None
) -> Iterator[Sentence]:
    opens = own is not None
    stack: list[tuple[Block, bool]] = [(block, False) for block in reversed(blocks)]
    while stack:
        block, warns = stack.pop()
        if block.type == "substeps" and own and outermost:
            for substep in own.substeps[block.start : block.start + block.count]:
                yield from _of_step(substep, outermost)
        elif block.type == "paragraph":
            prose = prose_of(block.inlines)
            for start, end in sentences(prose.text):
                yield Sentence(prose, start, end, step, own, warns, opens and not warns)
                opens = opens and warns
        elif block.type == "heading":
            prose = prose_of(block.inlines)
            yield Sentence(prose, 0, len(prose.text), step, own, warns, heads=True)
        elif block.type == "code":
            yield Sentence(_NONE, 0, 0, step, own, warns, code=block)
        else:
            warns = warns or block.type in ("admonition", "quote")
            stack.extend((child, warns) for child in reversed(child_blocks(block)))
