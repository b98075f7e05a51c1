"""In which order a procedure upgrades what connects to a server, and what it says of old ones."""

import re
from collections.abc import Iterator

from runbookc.checks.view import PageView
from runbookc.lowering.components import ASKING, core_of
from runbookc.lowering.sentences import sentences
from runbookc.model import Block, Procedure, Step, inlines_of, plain_text, walk_blocks, walk_steps
from runbookc.source import Pattern

OrderFacts = tuple[str, tuple[int, int, int, int], list[str], list[str], list[str]]
"""Of a procedure: its id, its heading's span, which components it upgrades before the server, of
which it speaks at all, and of whose old versions it says what becomes of them."""

_PEER = Pattern(rf"\b(?:{'|'.join(ASKING)}|proxie)s?\b", re.I)
_UPGRADES = Pattern(r"\b(?:re-?|un)?(?:upgrad|updat|install|deploy|migrat|replac)", re.I)
_REFUSED = Pattern(
    r"\b(?:can ?not|can['’]t|no longer|will not|won['’]t|unable to|do(?:es)? not|(?:is|are) not) "
    r"(?:\w+ ){0,2}(?:accept|communicat|compatible|connect|register|report|support|talk|work)"
    r"|\b(?:unsupported|incompatible|reject\w*|refus\w*|disconnect\w*|orphaned|offline)\b"
    r"|\blose (?:the |their )?connection",
    re.I,
)
_OTHERWISE = Pattern(r"(?:else|otherwise|if not|without|failing)\b", re.I)
_FIRST = Pattern(
    r"\bfirst\b.{0,60}\d\.\d|\d\.\d.{0,30}\bfirst\b|\bat least\b"
    r"|\b(?:must|have to|need to) (?:all )?(?:be|run|have)\b",
    re.I,
)
_OLDER = Pattern(r"\b(?:previous|older|earlier)\b", re.I)
_WORDS = frozenset(
    form.encode() for noun in ASKING for word in (noun, f"{noun}s") for form in (word, word.title())
)


def order_facts(view: PageView) -> list[OrderFacts]:
    """The facts of every procedure of a page that describes a hop in steps."""
    procedures = [one for one in view.page.procedures if one.hops and one.steps]
    spoken = bool(view.words & _WORDS) if procedures else False
    return [_facts(view, one, spoken) for one in procedures]


def _facts(view: PageView, procedure: Procedure, spoken: bool) -> OrderFacts:
    heading = next((h.span for h in view.page.headings if h.line == procedure.line), procedure.span)
    place = (heading.line, heading.column, heading.end_line, heading.end_column)
    if not spoken:
        return (procedure.id, place, [], [], [])
    own = list(_own_texts(procedure))
    around = [
        text for text in _around(procedure) if text not in {w.text for w in view.page.windows}
    ]
    named = {core_of(match[0]) for text in (*own, *around) for match in _PEER.finditer(text)}
    settled = {core for text in own for core in _settled(text)}
    return (procedure.id, place, _upgraded_first(procedure), sorted(named), sorted(settled))


def _upgraded_first(procedure: Procedure) -> list[str]:
    """What is upgraded in steps before the first one that upgrades something else."""
    first: set[str] = set()
    for step in procedure.steps:
        text = f"{step.title}. {step.command}"
        sentence = next((text[s:e] for s, e in sentences(text) if _UPGRADES.search(text[s:e])), "")
        if not sentence:
            continue
        peers = {core_of(match[0]) for match in _PEER.finditer(sentence)}
        if not peers:
            return sorted(first)
        first |= peers
    return []


def _settled(text: str) -> Iterator[str]:
    """The components of whose old versions a text says that they are refused or must go first."""
    for start, end in sentences(text):
        sentence = text[start:end]
        refused = _REFUSED.search(sentence) and not _OTHERWISE.match(sentence)
        must = _FIRST.search(sentence) and not _OLDER.search(sentence)
        if refused or must:
            yield from (core_of(match[0]) for match in _PEER.finditer(sentence))


def _around(procedure: Procedure) -> Iterator[str]:
    """The sentences around the procedure that speak of upgrading."""
    for section in procedure.context:
        for block in walk_blocks(section.body):
            text = _text(block)
            for start, end in sentences(text):
                if _UPGRADES.search(text[start:end]):
                    yield text[start:end]


def _own_texts(procedure: Procedure) -> Iterator[str]:
    """What the procedure itself says, without the page around it."""
    blocks: list[Block] = [*procedure.introduction, *procedure.result]
    blocks += [block for section in procedure.prerequisites for block in section.body]
    blocks += [block for step in walk_steps(procedure.steps) for block in _body(step)]
    return (_text(block) for block in walk_blocks(blocks))


def _body(step: Step) -> Iterator[Block]:
    return (block for block in step.body if block.type != "substeps")


def _text(block: Block) -> str:
    return " ".join(plain_text(inlines) for inlines in inlines_of(block))
