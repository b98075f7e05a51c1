"""Points of no return: the steps that nobody undoes by going back, and the source's way back."""

import re
from collections.abc import Iterable, Iterator

from runbookc.lowering.irreversible import final_action, final_commands, is_conditional, says_final
from runbookc.lowering.procedure_sentences import Sentence, sentences_of
from runbookc.lowering.sentences import sentences, with_antecedent
from runbookc.model import (
    Block,
    Page,
    PointOfNoReturn,
    Procedure,
    RunbookPart,
    Step,
    StepPlace,
    inlines_of,
    numbered,
    plain_text,
    walk_blocks,
    walk_steps,
)
from runbookc.planning.hazards import by_heading
from runbookc.source import Pattern

_BACK = Pattern(
    r"^(?:how to )?(?:roll(?:ing)?[ -]?backs?|revert(?:ing)?|back(?:ing)? out|undo(?:ing)?)\b"
    r"|^restor(?:e|ing) (?:the )?(?:old|previous|former|original|earlier)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading over the way back."""
_TASK = r"(?:(?:the|an?|this|your)\ )?(?:upgrade|update|migration|installation|deployment)"
_GO_BACK = r"(?:restore|roll\ ?back|revert|re-?install|go\ back|downgrade)"
_WRONG = rf"""\bif\ (?:{_TASK}|anything|something)\b [^.]{{0,40}}
    \b(?:fails?|failed|goes\ wrong|went\ wrong|is\ not\ successful)\b"""
_WAY_BACK = Pattern(
    rf"""^(?:in\ order\ )?to\ (?:
        (?:roll\ ?back|go\ back|return)\ to\ (?:the\ )?(?:old|former|previous|earlier|original)
        | (?:undo|revert|roll\ ?back)\ {_TASK})\b
    | \byou\ can\ (?:always\ )?(?:roll\ ?back|revert|go\ back)\ to\ (?:the\ |an?\ )?
        (?:old|former|previous|earlier|original)
    | \bso\ (?:that\ )?you\ can\ (?:always\ )?(?:restore|roll\ ?back|revert|go\ back)\b
    | {_WRONG} [^.]{{0,80}} \b{_GO_BACK}\b | \b{_GO_BACK}\b [^.]{{0,80}} {_WRONG}""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE_END = Pattern(r"\s*(?:;|:| [–—]|,? (?:so that|because|which|then|and then)\b|, and\b|\.?$)")
_ENOUGH = 600


def points_of_no_return(part: RunbookPart) -> tuple[PointOfNoReturn, ...]:
    """The points of a part, one for each step at most, each with the way back of the part.

    Args:
        part: with the steps as their author ordered them, and its rollback.
    """
    procedure = part.procedure
    places = {
        id(step): StepPlace(part=part.number, number=number, path=part.path, line=step.line)
        for number, step in numbered(procedure.steps)
    }
    return tuple(
        PointOfNoReturn(words=words, place=places[id(step)], rollback=part.rollback)
        for step, words in _found(procedure)
    )


def rollback_of(procedure: Procedure, page: Page) -> str:
    """What the source says about going back: pinned, under a heading of its own, in a sentence.

    Args:
        procedure: on its page; one that goes back itself has no way back.
        page: whose other tasks may tell it.
    """
    if procedure.rollback or _BACK.search(f"{page.title}\n{procedure.title}"):
        return procedure.rollback
    for title, body in _headed(procedure, page):
        if _BACK.search(title.strip()):
            return _bounded(_text(body))
    for body in _bodies(procedure):
        for block in walk_blocks(body):
            for run in inlines_of(block):
                text = " ".join(plain_text(run).split())
                for start, end in sentences(text):
                    sentence = text[start:end]
                    if _WAY_BACK.search(sentence) and not says_final(sentence):
                        return text[with_antecedent(text, start) : end]
    return ""


def _found(procedure: Procedure) -> Iterator[tuple[Step, str]]:
    """The steps with the words that say so; none that may be left out."""
    optional = {
        id(step)
        for outer in walk_steps(procedure.steps)
        if outer.optional
        for step in walk_steps((outer,))
    }
    seen: set[int] = set()
    before: Sentence | None = None
    for sentence in sentences_of(procedure):
        step = sentence.own
        if (
            step is not None
            and id(step) not in seen | optional
            and (words := _words(sentence, before))
        ):
            seen.add(id(step))
            yield step, words
        before = sentence


def _words(sentence: Sentence, before: Sentence | None) -> str:
    """The words of a sentence that tell of an end; "" where none do."""
    if sentence.code is not None:
        asked = before is not None and before.own is sentence.own and is_conditional(before.text)
        return "" if asked else next(final_commands(sentence.code.text), "")
    start = None if sentence.warns or sentence.heads else final_action(sentence.text)
    if start is not None:
        text = sentence.text[start:]
        end = _CLAUSE_END.search(text)
        return text[: end.start()] if end else text
    return sentence.text if says_final(sentence.text) else ""


def _headed(procedure: Procedure, page: Page) -> Iterator[tuple[str, Iterable[Block]]]:
    """The sections around the procedure, those after its steps, the other tasks of its page."""
    for section in (*procedure.context, *procedure.prerequisites):
        yield section.title, section.body
    for heading, *body in by_heading(procedure.result):
        if heading.type == "heading":
            yield plain_text(heading.inlines), body
    for other in page.procedures:
        if other.id != procedure.id:
            steps = (block for step in walk_steps(other.steps) for block in step.body)
            yield other.title, (*other.introduction, *steps)


def _bodies(procedure: Procedure) -> Iterator[Iterable[Block]]:
    yield procedure.introduction
    yield from (section.body for section in (*procedure.prerequisites, *procedure.context))
    yield from (step.body for step in walk_steps(procedure.steps))
    yield procedure.result


def _text(blocks: Iterable[Block]) -> str:
    texts = (
        block.text if block.type == "code" else " ".join(map(plain_text, inlines_of(block)))
        for block in walk_blocks(b for b in blocks if b.type != "substeps")
    )
    return " ".join(" ".join(texts).split())


def _bounded(text: str) -> str:
    """A text to the end of a sentence, told apart where more follows."""
    if len(text) <= _ENOUGH:
        return text
    end = max((end for _, end in sentences(text) if end <= _ENOUGH), default=_ENOUGH)
    return f"{text[:end]} …"
