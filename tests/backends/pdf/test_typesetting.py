import io
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import pypdf
import pytest

from runbookc.backends.pdf import render, typeset
from runbookc.backends.pdf.fonts import families, fonts
from runbookc.model import (
    Block,
    CodeBlock,
    Consideration,
    ImageBlock,
    ListBlock,
    ListItem,
    Provenance,
    QuoteBlock,
    Runbook,
    Substeps,
)
from runbookc.source import Span
from tests.backends.pdf.builder import AT, COMMAND, LONG_PATH, PATH, para, step
from tests.backends.pdf.sample import make_runbook, procedure

ReadAsset = Callable[[str], bytes | None]


@pytest.fixture(scope="module")
def pdf(rich_runbook: Runbook, read_asset: ReadAsset) -> pypdf.PdfReader:
    return _open(render(rich_runbook, read_asset))


def _open(files: dict[str, bytes]) -> pypdf.PdfReader:
    (content,) = files.values()
    return pypdf.PdfReader(io.BytesIO(content))


def _text(pdf: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def _joined(pdf: pypdf.PdfReader) -> str:
    """All text without white space: a path that goes on in the next line is still whole."""
    return re.sub(r"\s+", "", _text(pdf))


def _with(body: tuple[Block, ...]) -> Runbook:
    statement = Consideration(title="Tried", body=body, path=PATH, line=1)
    return make_runbook().model_copy(update={"considerations": (statement,)})


def test_file_is_named_by_the_runbook(rich_runbook: Runbook, read_asset: ReadAsset) -> None:
    assert list(render(rich_runbook, read_asset)) == ["guard-7.3.7-to-8.0.pdf"]


def test_every_step_and_path_is_there_whole(pdf: pypdf.PdfReader) -> None:
    text = _joined(pdf)
    for expected in (
        LONG_PATH,
        COMMAND,
        "Export every policy from the Policies page.",
        "Stop the service with sc stop GuardManager.",
        '<add key="managerAddress" value="192.0.2.7:3741"/>',
        "fi ffl -> =>",
        "Ελληνικά, кириллица, Ťažký",
        "left · right & more",
        "Shown in the tray.",
        f"{PATH}:43",
        "broken link in the source",
    ):
        assert re.sub(r"\s+", "", expected) in text, expected


def test_markup_of_the_source_is_not_shown(pdf: pypdf.PdfReader) -> None:
    text = _text(pdf)
    assert "hidden" not in text
    assert "<b>" not in text
    assert "<table>" not in text
    assert "Loud:" in text


def test_no_invisible_characters_reach_the_clipboard(pdf: pypdf.PdfReader) -> None:
    assert not re.findall("[\u200b\u00ad\u2060\ufb00-\ufb06]", _text(pdf))


def test_hazard_stands_before_the_action_that_it_guards(pdf: pypdf.PdfReader) -> None:
    text = _text(pdf)
    assert text.index("DANGER", text.index("Hop 1 of 3:", 900)) < text.index(
        "Copy the certificates"
    )


def test_header_and_footer(pdf: pypdf.PdfReader) -> None:
    last = len(pdf.pages)
    text = pdf.pages[last - 1].extract_text()
    assert "Threat Guard" in text
    assert "7.3.7 → 8.0" in text
    assert f"Page {last} of {last}" in text
    assert "commit 0123456789ab" in text


def test_conforms_to_pdf_ua_1_and_says_so(pdf: pypdf.PdfReader) -> None:
    catalog = cast("dict[str, Any]", pdf.trailer["/Root"])
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert b"pdfuaid:part" in catalog["/Metadata"].get_object().get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Upgrade Sentinel 7.3.7 to Threat Guard 8.0"


def test_bookmarks_lead_to_route_considerations_and_hops(pdf: pypdf.PdfReader) -> None:
    titles = list(_titles(pdf.outline))
    assert titles[:3] == ["Route", "What you need", "Contents"]
    assert "Compatibility" in titles
    assert "Hop 3 of 3: Threat Guard 7.5 to Threat Guard 8.0" in titles


def _titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def test_links_are_full_addresses(pdf: pypdf.PdfReader) -> None:
    found = {
        annotation.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    }
    site = "https://docs.example.com"
    assert found == {
        "https://example.com/support",
        f"{site}/docs/agent",
        f"{site}/runbooks/guard/guard-7.3.7-to-8.0.html",
    }


def test_table_header_is_repeated(pdf: pypdf.PdfReader) -> None:
    pages = [page.extract_text() for page in pdf.pages]
    assert sum("Service Unit Notes" in " ".join(page.split()) for page in pages) == 2


def test_images_are_shown_or_named(pdf: pypdf.PdfReader) -> None:
    assert sum(len(page.images) for page in pdf.pages) >= 1
    assert "A picture that is not there" in _text(pdf)


def test_only_packaged_fonts_are_used(pdf: pypdf.PdfReader) -> None:
    used = {
        str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0]
        for page in pdf.pages
        for font in cast("dict[str, Any]", page["/Resources"])["/Font"].values()
    }
    assert used <= {"IBMPlexSans", "IBMPlexMono", "DejaVuSansMono"}
    assert all(family in fonts().families() for names in families().values() for family in names)


def test_same_runbook_gives_same_bytes(rich_runbook: Runbook, read_asset: ReadAsset) -> None:
    assert render(rich_runbook, read_asset) == render(make_runbook(), read_asset)


def test_date_comes_from_the_provenance_only(rich_runbook: Runbook, read_asset: ReadAsset) -> None:
    dated = _open(render(rich_runbook, read_asset)).metadata
    bare = rich_runbook.model_copy(update={"provenance": Provenance(compiler="runbookc")})
    undated = _open(render(bare, read_asset)).metadata
    assert dated is not None
    assert undated is not None
    assert str(dated.creation_date) == "2026-11-02 10:00:00+00:00"
    assert undated.creation_date is None


def test_letter_paper(rich_runbook: Runbook, read_asset: ReadAsset) -> None:
    box = _open(render(rich_runbook, read_asset, "us-letter")).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def test_characters_without_a_glyph_are_spelled_out(read_asset: ReadAsset) -> None:
    result = typeset(_with((para("\U0001f680 設定, ⚠\ufe0f and ✓"),)), read_asset)
    (problem,) = result.diagnostics
    assert problem.message.endswith("for want of a font: 定 設 \U0001f680")
    assert "fontpkg" in problem.help
    assert problem.path == PATH
    pdf = _open(result.files)
    assert "[rocket] [U+8A2D][U+5B9A], ⚠ and ✓" in _text(pdf)
    assert "/StructTreeRoot" in cast("dict[str, Any]", pdf.trailer["/Root"])


def test_image_that_cannot_be_read_becomes_its_text() -> None:
    broken = b"\x89PNG\r\n\x1a\nnothing"
    result = typeset(make_runbook(), {"docs/shot.png": broken}.get)
    (problem,) = result.diagnostics
    assert problem.message == "docs/shot.png cannot be read as an image"
    pdf = _open(result.files)
    assert "The login page" in _text(pdf)
    assert "/StructTreeRoot" in cast("dict[str, Any]", pdf.trailer["/Root"])


def test_drawing_that_asks_for_a_file_is_not_shown(tmp_path: Any) -> None:
    secret = tmp_path / "secret.png"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{secret}"/></svg>'
    result = typeset(make_runbook(), {"docs/i.svg": drawing.encode()}.get)
    assert [one.message for one in result.diagnostics] == ["docs/i.svg cannot be read as an image"]


def test_nesting_beyond_reason_is_flattened(read_asset: ReadAsset) -> None:
    deep: Block = para("the innermost")
    for _ in range(60):
        deep = QuoteBlock(body=(deep,), span=AT)
    listed: Block = para("the last item")
    for _ in range(60):
        listed = ListBlock(ordered=True, items=(ListItem(body=(listed,), span=AT),), span=AT)
    result = typeset(_with((deep, listed)), read_asset)
    assert result.diagnostics == ()
    assert "the innermost" in _text(_open(result.files))
    assert "the last item" in _text(_open(result.files))


def test_substeps_beyond_reason_are_flattened(read_asset: ReadAsset) -> None:
    inner = step(1, para("the innermost substep"))
    for _ in range(300):
        inner = step(1, para("further in"), Substeps(start=0, count=1), substeps=(inner,))
    runbook = make_runbook()
    part = runbook.parts[0].model_copy(update={"procedure": procedure("x", "X", (inner,))})
    result = typeset(runbook.model_copy(update={"parts": (part,)}), read_asset)
    assert "the innermost substep" in _text(_open(result.files))


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") $x$ *a* _b_ `c` <label> @ref // \\ ~ #import "/etc/passwd"',
        "\x00\x07\x1b control",
        "\ufeff\u200b\u202e mixed",
        "x" * 4000,
        "",
        "   ",
    ],
)
def test_text_is_data(text: str, read_asset: ReadAsset) -> None:
    body = (para(text), CodeBlock(text=text, title=text, span=AT))
    result = typeset(_with(body), read_asset)
    assert [one.message for one in result.diagnostics if "PDF/UA" not in one.message] == []
    visible = re.sub(r"[\s\x00-\x1f\u200b\u202e\ufeff]", "", text)
    assert visible in _joined(_open(result.files))


def test_image_without_any_text_still_conforms(read_asset: ReadAsset) -> None:
    image = ImageBlock(target="shot.png", alt="", span=Span(3, 1, 3, 2))
    assert typeset(_with((image,)), read_asset).diagnostics == ()
