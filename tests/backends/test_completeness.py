"""Every sentence, hazard, code block and link of a source procedure is in its runbook, once.

What the compiler quotes beside that, in summaries, gates and boxes, may be there once more. What
must be there is read from the page's own blocks, not from the steps that lowering made of them: a
sentence that no step took would be missed, too.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from markdown_it import MarkdownIt

from runbookc.backends import dita, docx, html, markdown, pdf, wording
from runbookc.config import load_settings
from runbookc.model import (
    Admonition,
    AdmonitionKind,
    Block,
    Break,
    Code,
    CodeBlock,
    HeadingBlock,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    Place,
    Procedure,
    Runbook,
    RunbookPart,
    Substeps,
    Text,
    inlines_of,
    walk_blocks,
)
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.render import images_of
from runbookc.pipeline.runbooks import compose_all, provenance_of

ROOT = Path(__file__).parents[2]
LONG = 24
"""Letters from which on a text is told from another by its words."""
WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_LABEL = re.compile(r"^(?:step\s*)?\d+(?:\.\d+)*\s*[–—:.)\-]+\s*", re.IGNORECASE)
_UNSEEN = re.compile(r"[\s\u200b\u00ad\ufeff]+")


def packed(text: str) -> str:
    """The text without what a line's end or a narrow column changes."""
    return _UNSEEN.sub("", text)


def pieces(run: Iterable[Inline]) -> Iterator[str]:
    """The stretches of text between which a backend may add something."""
    text = ""
    for node in run:
        if isinstance(node, Text | Code):
            text += node.text
        elif isinstance(node, Break):
            text += " "
        elif isinstance(node, InlineHtml | InlineImage):
            yield text
            text = ""
        else:
            *before, last = [*pieces(node.children)] or [""]
            for one in before:
                yield text + one
                text = ""
            text += last
            if isinstance(node, LinkText):
                yield text
                text = ""
    yield text


def stretches(blocks: Iterable[Block]) -> Iterator[str]:
    """The packed texts of blocks, labels of steps left out."""
    for block in walk_blocks(blocks):
        if isinstance(block, CodeBlock):
            yield packed(block.text)
        for run in inlines_of(block):
            first, *others = pieces(run)
            unlabelled = _LABEL.sub("", first.strip())
            if isinstance(block, HeadingBlock) and unlabelled != first.strip():
                # The title of a step ends without the colon that led to its text.
                unlabelled = unlabelled.rstrip(":")
            yield packed(unlabelled)
            yield from map(packed, others)


@dataclass(frozen=True)
class Expected:
    """What one part of a runbook has to hold."""

    texts: Counter[str]
    admonitions: Counter[AdmonitionKind]
    links: int


def expected_before(runbook: Runbook, home: int) -> Expected:
    """What has to be told before all hops, for 0, or before the steps of one; the title of the
    document may say it, too.
    """
    statements = (*runbook.considerations, *runbook.prerequisites)
    here = [one for one in statements if runbook.home(one) == home]
    wanted = expected_of([block for statement in here for block in statement.body])
    wanted.texts.pop(packed(runbook.title), None)
    return wanted


def shared_lines(runbook: Runbook, path: str) -> Iterator[int]:
    """The lines of a page of what stood at the heads of several hops and is told once."""
    for statement in runbook.considerations:
        if statement.at_head:
            here = Place(path=statement.path, line=statement.line)
            yield from (one.line for one in (here, *statement.duplicates) if one.path == path)


def expected(body: tuple[Block, ...], procedure: Procedure, shared: Iterable[int]) -> Expected:
    """Of the page's blocks, those of the procedure that are not told before its steps.

    Args:
        shared: the lines of what several hops share.
    """
    told_before = (*procedure.prerequisites, *procedure.context)
    before = {place(block)[0] for section in told_before for block in section.body}
    before.update(shared)
    titles = {one.line for one in (*procedure.context, *procedure.prerequisites)}
    titles.add(procedure.line)
    blocks = [
        block
        for block in body
        if procedure.span.line <= place(block)[0]
        and place(block)[1] <= procedure.span.end_line
        and place(block)[0] not in before
        and not (isinstance(block, HeadingBlock) and place(block)[0] in titles)
    ]
    return expected_of(blocks)


def expected_of(blocks: list[Block]) -> Expected:
    nested = list(walk_blocks(blocks))
    nodes = [node for block in nested for run in inlines_of(block) for node in flat(run)]
    return Expected(
        texts=Counter(text for text in stretches(blocks) if text),
        admonitions=Counter(b.kind for b in nested if isinstance(b, Admonition)),
        links=sum(isinstance(node, LinkText) for node in nodes),
    )


@dataclass(frozen=True)
class Quoted:
    """What the compiler says once more in the source's words."""

    text: str
    links: int = 0


def quoted_in(runbook: Runbook, number: int) -> Quoted:
    """What is quoted before all hops and, where it is not 0, in a part: boxes among the text, the
    summary of hazards, gates, what is said of points of no return and of windows.
    """
    statements = (*runbook.considerations, *runbook.prerequisites)
    boxes = boxes_of(block for statement in statements for block in statement.body)
    words = [hazard.text for hazard in runbook.hazards]
    said = "".join((*map(packed, words), boxes.text))
    if not number:
        return Quoted(said, boxes.links)
    part = runbook.parts[number - 1]
    checks = [block for check in (part.gate.checks if part.gate else ()) for block in check.body]
    gate, own = expected_of(checks), boxes_of(part.procedure.admonitions)
    words = [text for one in part.no_return for text in (one.words, one.rollback)]
    words += [one.window.text for one in part.skews]
    said += "".join((*map(packed, words), *gate.texts.elements(), own.text))
    return Quoted(said, boxes.links + gate.links + own.links)


def boxes_of(blocks: Iterable[Block]) -> Quoted:
    boxes = [b for b in blocks if isinstance(b, Admonition) and b.notation == "quoted"]
    held = expected_of(list(boxes))
    return Quoted("".join(held.texts.elements()), held.links)


def place(block: Block) -> tuple[int, int]:
    """The first and the last line of a block."""
    assert not isinstance(block, Substeps), "substeps are made by lowering"
    return block.span.line, block.span.end_line


def flat(run: Iterable[Inline]) -> Iterator[Inline]:
    for node in run:
        yield node
        yield from flat(getattr(node, "children", ()))


class Page(HTMLParser):
    """The text of HTML and the number of links in it, by section."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.links = 0
        self.style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (dict(attrs).get("class") or "").split()
        self.style = tag in ("style", "script")
        self.links += tag == "a" or bool({"place", "broken"} & set(names))

    def handle_data(self, data: str) -> None:
        self.text += "" if self.style else data


def html_parts(runbook: Runbook, assets: dict[str, bytes]) -> list[Page]:
    (content,) = html.render(runbook, assets.get).values()
    body = re.split(r'<footer>|<section class="(?:appendix|outside)', content.decode())[0]
    return [Page(part) for part in re.split(r'<section class="part[^>]*>', body)]


def sections(text: str, runbook: Runbook) -> list[str]:
    """The packed text before the parts and of each part, cut at the headings of the parts."""
    starts = [text.index(start_of(runbook, part)) for part in runbook.parts]
    after = [wording.OUTSIDE, wording.INDEX, wording.PROVENANCE]
    after += [wording.appendix_heading(appendix) for appendix in runbook.appendices[:1]]
    end = min(place for name in after if (place := text.rfind(packed(name))) >= 0)
    return [text[a:b] for a, b in zip([0, *starts], [*starts, end], strict=True)]


def start_of(runbook: Runbook, part: RunbookPart) -> str:
    """The heading of a part, and what follows it there only."""
    rename = wording.rename_notice(part.hop) if part.hop else ""
    source = wording.source_place(part.path, part.procedure.line)
    return packed(f"{wording.part_heading(runbook, part)}{rename}{wording.SOURCE}:{source}")


def markdown_parts(runbook: Runbook, assets: dict[str, bytes]) -> list[str]:
    (content,) = markdown.render(runbook, assets.get).values()
    read = MarkdownIt("commonmark").enable("table").render(content.decode())
    return sections(packed(Page(read).text), runbook)


def pdf_parts(runbook: Runbook, assets: dict[str, bytes]) -> list[str]:
    (content,) = pdf.render(runbook, assets.get).values()
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    footer = rf"(?:{re.escape(packed(wording.digest_label(runbook)))}·?)?(?:commit\w*)?"
    around = re.compile(rf"{re.escape(packed(running(runbook)))}|{footer}Page\d+of\d+")
    texts = [around.sub("", packed(page.extract_text())) for page in pages]
    return sections("".join(texts), runbook)


def docx_parts(runbook: Runbook, assets: dict[str, bytes]) -> list[str]:
    (content,) = docx.render(runbook, assets.get).values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    texts = (one.text or "" for one in root.iter(WORD_TEXT))
    return sections(packed("".join(texts)), runbook)


def dita_parts(runbook: Runbook, assets: dict[str, bytes]) -> list[str]:
    (content,) = dita.render(runbook, assets.get).values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        topics = {name: archive.read(name) for name in archive.namelist()}
    before = (topics.get(name) for name in ("overview.dita", "before-you-start.dita"))
    parts = (topics[f"hop-{part.number}.dita"] for part in runbook.parts)
    return ["".join(dita_text(text) for text in before if text), *map(dita_text, parts)]


def dita_text(topic: bytes) -> str:
    """The text of a topic, with the words that a style sheet sets before notes."""
    root = ElementTree.fromstring(topic)
    for note in root.iter("note"):
        note.text = f"{note.get('othertype', note.get('type', '')).upper()} {note.text or ''}"
    for image in root.iter("alt"):
        image.text = ""
    return packed("".join(root.itertext()))


def running(runbook: Runbook) -> str:
    if runbook.route is None:
        return f"{runbook.product_name}{runbook.docs_version or ''}{runbook.title}"
    return f"{runbook.product_name}{runbook.route.from_version}→{runbook.route.to_version}"


def faults(section: str, wanted: Expected, quoted: Quoted) -> Iterator[str]:
    """What is missing in a part, or there too often."""
    whole = "\0".join(wanted.texts.elements())
    for text in wanted.texts:
        here, there = section.count(text), whole.count(text)
        most = there + quoted.text.count(text)
        if here < there or (len(text) >= LONG and here > most):
            yield f"{here} instead of {there} times: {text}"
    for kind, count in wanted.admonitions.items():
        sign = packed(wording.word(kind))
        if section.count(sign) < count:
            yield f"{section.count(sign)} instead of {count} times: {sign}"


def shares_its_section(compilation: Compilation, part: RunbookPart) -> bool:
    """Whether another procedure has its steps in the same section."""
    page = compilation.project.page(part.path)
    assert page is not None
    return sum(other.line == part.procedure.line for other in page.procedures) > 1


def compiled(root: Path) -> Compilation:
    return compile_project(root, load_settings(root), keep_bodies=True)


def check(compilation: Compilation, *, routes_only: bool = False) -> list[str]:
    found = []
    for runbook in compose_all(compilation, provenance_of(compilation)):
        if routes_only and runbook.route is None:
            continue
        assets = images_of(runbook, compilation.inventory)
        pages = html_parts(runbook, assets)
        formats = {
            "html": [packed(page.text) for page in pages],
            "markdown": markdown_parts(runbook, assets),
            "pdf": pdf_parts(runbook, assets),
            "docx": docx_parts(runbook, assets),
            "dita": dita_parts(runbook, assets),
        }
        for name, parts in formats.items():
            for home in range(len(parts)):
                told = faults(parts[home], expected_before(runbook, home), quoted_in(runbook, home))
                found += [f"{runbook.id}.{name}: {fault}" for fault in told]
        for index, part in enumerate(runbook.parts, 1):
            if shares_its_section(compilation, part):
                continue
            shared = shared_lines(runbook, part.path)
            wanted = expected(compilation.bodies[part.path], part.procedure, shared)
            quoted = quoted_in(runbook, index)
            for name, parts in formats.items():
                found += [
                    f"{runbook.id}.{name}: {fault}"
                    for fault in faults(parts[index], wanted, quoted)
                ]
            links = wanted.links + expected_before(runbook, index).links
            if not links <= pages[index].links <= links + quoted.links:
                found.append(f"{runbook.id}: {pages[index].links} links, not {links}")
    return found


def test_the_samples_runbooks_hold_all_of_their_procedures_once() -> None:
    assert check(compiled(ROOT)) == []


@pytest.mark.parametrize("name", ["netwrix", "rke2", "seafile"])
def test_real_routes_hold_all_of_their_procedures_once(corpora: Path, name: str) -> None:
    assert check(compiled(corpora / name), routes_only=True) == []
