"""What a file says of itself, as far as it can be read."""

import io
import zipfile

import pytest

from runbookc.backends import dita, docx, html, json, markdown, pdf, wording
from runbookc.pipeline.claims import Claim, claim_of, format_of
from tests.backends.sample import PROVENANCE
from tests.backends.whole_sample import whole_runbook

COMMIT = "0123456789abcdef0123456789abcdef01234567"
BOOK = whole_runbook().model_copy(
    update={
        "id": "größe-1.0-to-2.0",
        "provenance": PROVENANCE.model_copy(update={"commit": COMMIT, "dirty": True}),
    }
)


@pytest.mark.parametrize(
    ("render", "format"),
    [
        (markdown.render, "markdown"),
        (html.render, "html"),
        (json.render, "json"),
        (pdf.render, "pdf"),
        (docx.render, "docx"),
        (dita.render, "dita"),
    ],
)
def test_each_format_says_which_runbook_it_is(render: object, format: str) -> None:
    assert callable(render)
    (content,) = render(BOOK, lambda path: None).values()
    assert claim_of(content) == Claim(
        format, BOOK.id, BOOK.digest, COMMIT, True, BOOK.provenance.compiler
    )


@pytest.mark.parametrize(
    ("first", "format"), [("[Content_Types].xml", "docx"), ("upgrade.ditamap", "dita")]
)
def test_archives_have_it_in_front(first: str, format: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(first, f"<x>{wording.stamp(BOOK)}</x>")
        packed.writestr("text.xml", wording.stamp(BOOK.model_copy(update={"id": "forged"})))
    claim = claim_of(target.getvalue())
    assert claim is not None
    assert (claim.format, claim.id) == (format, BOOK.id)


def test_text_that_looks_like_a_stamp_is_no_stamp_of_html() -> None:
    page = f"<!doctype html><p>{wording.stamp(BOOK)}</p>".encode()
    assert format_of(page) == "html"
    assert claim_of(page) is None
