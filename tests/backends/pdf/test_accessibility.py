"""PDF/UA-1 by an independent validator, and what no validator asks."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

import page
import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from runbookc.backends.pdf import render, typeset
from runbookc.model import Runbook
from tests.backends.pdf.sample import ASSETS, make_runbook
from tests.backends.whole_sample import whole_runbook


def _procedure() -> Runbook:
    """A procedure by itself: no cover, no contents."""
    whole = whole_runbook()
    part = whole.parts[1].model_copy(update={"hop": None})
    return whole.model_copy(update={"route": None, "parts": (part,), "appendices": ()})


BOOKS = {"rich": make_runbook, "whole": whole_runbook, "procedure": _procedure}


@pytest.fixture(scope="module", params=BOOKS)
def content(request: pytest.FixtureRequest) -> bytes:
    result = typeset(BOOKS[request.param](), ASSETS.get)
    assert result.diagnostics == ()
    (made,) = result.files.values()
    return made


@pytest.fixture(scope="module")
def pdf(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def _root(pdf: pypdf.PdfReader) -> dict[str, Any]:
    return cast("dict[str, Any]", pdf.trailer["/Root"])


def _elements(pdf: pypdf.PdfReader) -> list[DictionaryObject]:
    """Every element of the tag tree, in the order of reading."""
    return list(_below(_root(pdf)["/StructTreeRoot"]))


def _below(node: DictionaryObject) -> Iterator[DictionaryObject]:
    kids = node.get("/K", ArrayObject())
    kids = kids.get_object()
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _with_tag(pdf: pypdf.PdfReader, *tags: str) -> list[DictionaryObject]:
    return [element for element in _elements(pdf) if str(element["/S"]) in tags]


def test_independent_validator_finds_nothing(content: bytes) -> None:
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [(one.rule_id, one.message) for one in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 90


def test_validator_would_tell() -> None:
    """An untagged file fails, so that silence means something."""
    from runbookc.backends.pdf.engine import compile_pdf

    plain = compile_pdf({"main.typ": b"= A\n=== B"}, {}, accessible=False)
    assert not page.is_pdf_compliant_bytes(plain, profile=page.ValidationProfile.PDF_UA_1)


def test_title_is_in_the_window_and_the_language_is_told(pdf: pypdf.PdfReader) -> None:
    root = _root(pdf)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title


def test_headings_skip_no_level(pdf: pypdf.PdfReader) -> None:
    levels = [int(str(one["/S"])[2:]) for one in _with_tag(pdf, *(f"/H{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_figure_has_its_words(pdf: pypdf.PdfReader) -> None:
    figures = _with_tag(pdf, "/Figure")
    assert figures
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_table_heads_say_what_they_are_the_head_of(pdf: pypdf.PdfReader) -> None:
    heads = _with_tag(pdf, "/TH")
    assert heads
    for head in heads:
        attributes = cast("Any", head["/A"]).get_object()
        listed = attributes if isinstance(attributes, ArrayObject) else [attributes]
        assert any(one.get_object().get("/Scope") == "/Column" for one in listed)


def test_every_link_says_where_it_leads_and_is_in_the_tag_tree(pdf: pypdf.PdfReader) -> None:
    links = [
        cast("dict[str, Any]", annotation.get_object())
        for sheet in pdf.pages
        for annotation in sheet.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert links
    assert all(str(link.get("/Contents", "")).strip() for link in links)
    assert all("/StructParent" in link for link in links)


def test_everything_on_a_page_is_tagged_or_an_artifact(pdf: pypdf.PdfReader) -> None:
    marks = {b"BMC": 1, b"BDC": 1, b"EMC": -1}
    painting = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"b", b"Do", b"sh"}
    for sheet in pdf.pages:
        depth = 0
        contents = sheet.get_contents()
        assert contents is not None
        for _, operator in contents.operations:
            depth += marks.get(operator, 0)
            assert depth > 0 or operator not in painting


def test_fonts_are_embedded_and_lead_back_to_text(pdf: pypdf.PdfReader) -> None:
    for sheet in pdf.pages:
        for font in cast("dict[str, Any]", sheet["/Resources"]).get("/Font", {}).values():
            font = font.get_object()
            assert "/ToUnicode" in font
            inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(inner)


def test_bookmarks_name_every_heading() -> None:
    (content,) = render(whole_runbook(), ASSETS.get).values()
    pdf = pypdf.PdfReader(io.BytesIO(content))
    titles = [str(entry["/Title"]) for entry in _flat(pdf.outline)]
    for expected in ("Contents", "Hazards on this route", "Hop 2 of 3: Demo 2.0 to 3.0"):
        assert expected in titles
    for expected in ("Gate after hop 1", "Appendix A: Agents", "What is not in this document"):
        assert expected in titles


def _flat(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry
