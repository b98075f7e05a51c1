"""What several hops share is told once, and recalled at each of them in every format."""

import io
from pathlib import Path

import pypdf

from runbookc.backends import html, markdown, pdf, wording
from tests.planning.builds import UPGRADE, runbook, upgrade


def test_every_format_recalls_at_a_hop_what_it_shares(tmp_path: Path) -> None:
    hop = ":::warning\nMake no change to the database.\n:::\n\n1. Run it.\n2. Stop."
    whole = runbook(tmp_path, {UPGRADE: upgrade(hop, hop)})
    (line,) = wording.reminders(whole, whole.parts[1])

    assert line == (
        "This holds here too, see Considerations: WARNING “Make no change to the database.”"
    )
    assert wording.hazards_of(whole.parts[1], whole) == {"warning": 1}
    for backend in (html, markdown):
        (content,) = backend.render(whole, lambda _: None).values()
        assert content.decode().count(line) == 2
    (document,) = pdf.render(whole, lambda _: None).values()
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert text.count("Thisholdsheretoo") == 2
