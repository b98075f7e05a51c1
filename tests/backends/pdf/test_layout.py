"""What a PDF looks like, as far as a program can say: margins, order, breaks, page numbers."""

import re

import pytest

from runbookc.backends.pdf import render
from runbookc.backends.pdf.document import Paper
from runbookc.model import CodeBlock, Consideration, Paragraph, Runbook, TableBlock, Text
from tests.backends.pdf.builder import AT, COMMAND, LONG_PATH, PATH, cells, code, para, step, text
from tests.backends.pdf.printed import MILLIMETRE, sheets_of, text_of
from tests.backends.pdf.sample import ASSETS, make_runbook, procedure
from tests.backends.whole_sample import whole_runbook


def _pdf(runbook: Runbook, paper: Paper = "a4") -> bytes:
    (content,) = render(runbook, ASSETS.get, paper).values()
    return content


@pytest.fixture(scope="module")
def whole() -> bytes:
    return _pdf(whole_runbook())


@pytest.fixture(scope="module")
def pages(whole: bytes) -> list[str]:
    return text_of(whole)


def _said(content: bytes) -> str:
    """All text, lines joined as they are: a path that goes on in the next line is whole."""
    return "".join(text_of(content)).replace("\n", "")


def _saying(runbook: Runbook, *body: Paragraph | CodeBlock | TableBlock) -> Runbook:
    statement = Consideration(title="Tried", body=body, path=PATH, line=1)
    return runbook.model_copy(update={"considerations": (statement,)})


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_nothing_stands_beyond_the_margins(paper: Paper) -> None:
    long = "averyveryverylongname" * 12
    body = (
        para(f"See {long}, or https://example.com/{long}/{long}."),
        Paragraph(inlines=(Text(text="Open ", span=AT), code(LONG_PATH * 3)), span=AT),
        CodeBlock(text=f"{COMMAND * 4}\n{long * 3}", title=long, span=AT),
        TableBlock(header=cells("a", long, "c"), rows=(cells(long, "b", LONG_PATH),), span=AT),
        TableBlock(
            header=cells(*"abcdefgh"),
            rows=(cells(*(code("SEAF_SERVER_STORAGE_TYPE=s3"),) * 7, "INIT_SEAFILE_PASSWORD"),),
            span=AT,
        ),
    )
    runbook = _saying(make_runbook(), *body).model_copy(update={"title": f"Upgrade {long} 8.0"})
    sheets = list(sheets_of(_pdf(runbook, paper)))
    assert {round(one.width / MILLIMETRE) for one in sheets} == {210 if paper == "a4" else 216}
    for number, sheet in enumerate(sheets, 1):
        for word in sheet.words:
            assert word.left >= 22 * MILLIMETRE - 1, (number, word)
            assert word.right <= (22 + 20 + 140) * MILLIMETRE + 1, (number, word)
            assert 0 < word.top < word.bottom < sheet.height, (number, word)


def test_no_text_lies_on_other_text(whole: bytes) -> None:
    row = cells(*(code("SEAF_SERVER_STORAGE_TYPE=s3"),) * 7, "INIT_SEAFILE_PASSWORD")
    narrow = TableBlock(header=cells(*"abcdefgh"), rows=(row, row), span=AT)
    for content in (whole, _pdf(_saying(make_runbook(), narrow)), _pdf(make_runbook())):
        for number, sheet in enumerate(sheets_of(content), 1):
            words = sorted(sheet.words, key=lambda word: word.top)
            for index, one in enumerate(words):
                for other in words[index + 1 :]:
                    if other.top >= one.bottom:
                        break
                    width = min(one.right, other.right) - max(one.left, other.left)
                    height = min(one.bottom, other.bottom) - max(one.top, other.top)
                    assert width < 1 or height < 5, (number, one, other)


OTHER_PATH = LONG_PATH.replace("Backup", "Kept")


@pytest.mark.parametrize("path", [OTHER_PATH, OTHER_PATH.replace("\\", "/"), "/" + "x1/" * 70])
def test_long_path_is_copied_back_whole(path: str) -> None:
    body = Paragraph(inlines=text("Open ", code(path), " and look."), span=AT)
    said = _said(_pdf(_saying(make_runbook(), body, CodeBlock(text=path, span=AT))))
    spaceless = re.escape(path).replace("\\ ", " ?")
    in_text_in_block_and_in_index = 3
    assert len(re.findall(spaceless, said)) == in_text_in_block_and_in_index


def test_text_is_in_the_order_of_reading(pages: list[str]) -> None:
    order = (
        "Example & Sons",
        "Upgrade Demo 1.0 to 4.0",
        "What you need",
        "Change number",
        "Hop 1 of 3: Demo 1.0 to 2.0",
        "DANGER",
        "POINT OF NO RETURN",
        "Uninstall the server.",
        "setup.exe /q",
        "Gate after hop 1",
        "Signature",
        "Hop 2 of 3: Demo 2.0 to 3.0",
        "agents older than 2.0 cannot connect",
        "The 3.0 server refuses agents before 2.0.",
        "net stop demo",
        "The source names no check.",
        "Appendix A: Agents",
        "What is not in this document",
        "Index of files, paths and commands",
        "Where this comes from",
    )
    place = 0
    said = " ".join(" ".join(page for page in pages if "Contents" not in page).split())
    for words in order:
        assert words in said[place:], words
        place = said.index(words, place) + len(words)


def test_hazard_is_before_the_step_that_it_guards(pages: list[str]) -> None:
    hop = pages[_page_with(pages, "Hop 1 of 3") - 1]
    assert hop.index("Power off the rack") < hop.index("Uninstall the server.")


def _page_with(pages: list[str], *words: str) -> int:
    return next(
        number
        for number, page in enumerate(pages, 1)
        if all(one in page for one in words) and "Contents" not in page
    )


def test_page_numbers_are_right(pages: list[str]) -> None:
    appendix = _page_with(pages, "Appendix A: Agents")
    assert f"(Appendix A, page {appendix})" in " ".join(pages[2].split())
    listed = _page_with(pages, "What is not in this document")
    assert f"vendor's note (link 1, page {listed})" in " ".join(pages[3].split())
    danger = _page_with(pages, "DANGER", "Hop 1 of 3")
    assert f"page {danger}" in pages[1]
    index = pages[-1].split("Index of files")[1]
    assert re.search(rf"net stop demo\s+{_page_with(pages, 'net stop demo')}\b", index)


def test_cover_tells_the_digest_whole_and_every_footer_in_short(pages: list[str]) -> None:
    digest = whole_runbook().digest
    short = " ".join(digest[start : start + 4] for start in range(0, 16, 4))
    assert digest in pages[0].replace("\n", "")
    assert all(f"Digest {short}" in page for page in pages)


def test_cover_has_the_address_as_text_beside_its_code(pages: list[str]) -> None:
    assert "https://docs.example.com/runbooks/demo/demo-1.0-to-4.0.html" in pages[0]
    offline = whole_runbook().model_copy(update={"site_url": ""})
    assert "Online copy" not in text_of(_pdf(offline))[0]


def test_step_that_fits_on_a_page_is_not_broken() -> None:
    long = tuple(para(f"Sentence {n} of the long step. " * 6) for n in range(16))
    steps = (step(1, *long), step(2, *long), step(3, para("The end.")))
    part = make_runbook().parts[0].model_copy(update={"procedure": procedure("x", "X", steps)})
    pages = text_of(_pdf(make_runbook().model_copy(update={"parts": (part,)})))
    first = [n for n, page in enumerate(pages) if "Sentence 0 of the long step" in page]
    last = [n for n, page in enumerate(pages) if "Sentence 15 of the long step" in page]
    assert first == last
    assert len(first) == 2


def test_step_that_fits_on_no_page_is_broken_and_whole() -> None:
    endless = tuple(para(f"Sentence {n} of the endless step. " * 6) for n in range(60))
    part = make_runbook().parts[0]
    one = part.model_copy(update={"procedure": procedure("x", "X", (step(1, *endless),))})
    content = _pdf(make_runbook().model_copy(update={"parts": (one,)}))
    said = _said(content)
    assert all(f"Sentence {n} of the endless step" in said for n in range(60))
    for sheet in sheets_of(content):
        assert all(word.bottom < sheet.height - 12 * MILLIMETRE for word in sheet.words)


def test_heading_is_never_the_last_of_its_page(whole: bytes) -> None:
    heads = {"Hop", "Considerations", "Prerequisites", "Gate", "Appendix"}
    for content in (whole, _pdf(make_runbook())):
        for sheet in sheets_of(content):
            body = [word for word in sheet.words if word.bottom < sheet.height - 24 * MILLIMETRE]
            lowest = max(body, key=lambda word: word.bottom)
            assert lowest.text not in heads
