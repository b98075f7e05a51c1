"""In which order a procedure upgrades what connects to a server, and what it says of old ones."""

import re
from collections.abc import Iterator, Sequence

from runbookc.lowering.components import ASKING, core_of
from runbookc.lowering.sentences import sentences
from runbookc.model import (
    Block,
    CompatibilityWindow,
    Procedure,
    Step,
    inlines_of,
    plain_text,
    walk_blocks,
    walk_steps,
)
from runbookc.source import Pattern
from runbookc.source.frozen import dataclass

_PEER = Pattern(rf"\b(?:{'|'.join(ASKING)}|proxie)s?\b", re.I)
_UPGRADES = Pattern(r"\b(?:re-?|un)?(?:upgrad|updat|install|deploy|migrat|replac)", re.I)
_INSTALLS = Pattern(r"\b(?:re-?)?(?:upgrad|updat|install|deploy|migrat|replac)", re.I)
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
_THEN = Pattern(r"\bfirst\b.{0,60}\d\.\d|\d\.\d.{0,30}\bfirst\b", re.I)


@dataclass(frozen=True, slots=True)
class UpgradeOrder:
    """What the procedure of a hop does with the components that connect to the server.

    Args:
        first: those that it upgrades before the server.
        named: those that it or the page around it speaks of at all.
        settled: those of whose old versions it says itself what becomes of them.
    """

    first: frozenset[str]
    named: frozenset[str]
    settled: frozenset[str]


def upgrade_order(
    procedure: Procedure, windows: Sequence[CompatibilityWindow]
) -> UpgradeOrder | None:
    """In which order a procedure upgrades components; None where it describes no hop in steps.

    Args:
        procedure: with its text.
        windows: those of its page, whose sentences speak of components and upgrade none.
    """
    if not procedure.hops or not procedure.steps:
        return None
    own = list(_own_texts(procedure))
    stated = {window.text for window in windows}
    around = [text for text in _around(procedure) if text not in stated]
    named = {core_of(match[0]) for text in (*own, *around) for match in _PEER.finditer(text)}
    settled = {core for text in own for core in _settled(text)}
    return UpgradeOrder(_upgraded_first(procedure), frozenset(named), frozenset(settled))


def upgraded_peers(step: Step, *, installed: bool = False) -> frozenset[str] | None:
    """The components that a step upgrades; empty for the server, None where it upgrades nothing.

    Args:
        step: a step of the procedure, no substep.
        installed: whether only what is there afterwards counts, so that uninstalling does not.
    """
    text = f"{step.title}. {step.command}"
    found = (text[start:end] for start, end in sentences(text))
    upgrades = _INSTALLS if installed else _UPGRADES
    sentence = next((one for one in found if upgrades.search(one)), None)
    if sentence is None:
        return None
    return frozenset(core_of(match[0]) for match in _PEER.finditer(sentence))


def sayings_of_old(procedure: Procedure, peer: str) -> Iterator[str]:
    """The paragraphs of a procedure that send an old version of a component by way of another."""
    for text in dict.fromkeys(_own_texts(procedure)):
        named = {core_of(match[0]) for match in _PEER.finditer(text)}
        if peer in named and _THEN.search(text) and _INSTALLS.search(text):
            yield text


def _upgraded_first(procedure: Procedure) -> frozenset[str]:
    """What is upgraded in steps before the first one that upgrades something else."""
    first: frozenset[str] = frozenset()
    for step in procedure.steps:
        peers = upgraded_peers(step)
        if peers is None:
            continue
        if not peers:
            return first
        first |= peers
    return frozenset()


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
