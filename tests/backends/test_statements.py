"""What is told first of all and what with a hop, in every format."""

import io
from pathlib import Path

import pypdf

from runbookc.backends import html, markdown, pdf, wording
from runbookc.model import Runbook
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
    assert pdf_text(whole).count("Thisholdsheretoo") == 2


PAGE = "# Upgrade Vault {} to {}\n\n## Before you begin\n\n{}.\n\n## Upgrade\n\n1. Run.\n2. Stop.\n"


def test_what_one_hop_states_stands_with_it_in_every_format(tmp_path: Path) -> None:
    files = {
        "docs/vault/2.0/upgrade.md": PAGE.format("1.0", "2.0", "Buy tape"),
        UPGRADE: PAGE.format("2.0", "3.0", "Buy rope"),
    }
    whole = runbook(tmp_path, files)
    ((word, elsewhere, statements),) = wording.considered(whole, 0)

    assert (word, statements) == ("Prerequisites", ())
    (markdown_text,) = markdown.render(whole, lambda _: None).values()
    (html_text,) = html.render(whole, lambda _: None).values()
    for text in (markdown_text.decode(), html_text.decode(), pdf_text(whole)):
        places = [
            text.rindex("".join(words.split()) if " " not in text else words)
            for words in (elsewhere, "Hop 1 of 2", "Buy tape", "Hop 2 of 2", "Buy rope")
        ]
        assert places == sorted(places)


def pdf_text(whole: Runbook) -> str:
    """The text of a runbook's PDF without its spaces."""
    (document,) = pdf.render(whole, lambda _: None).values()
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)
