"""What comes along at the end: topics that the steps link to, and the list of what does not."""

from runbookc.backends import wording
from runbookc.backends.pdf.inlines import outside_anchor
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.values import Value, clean, text_values
from runbookc.backends.pdf.writers import Writers
from runbookc.model import Appendix, OutsideLink


def appendices(writers: Writers) -> list[Value]:
    """The topics that were carried along."""
    return [_appendix(writers, one) for one in writers.runbook.appendices]


def outside(writers: Writers) -> Value | None:
    """What the document links to and does not hold, with full addresses."""
    if not writers.runbook.outside:
        return None
    return {
        "title": wording.OUTSIDE,
        "items": [
            _outside(writers, number, link)
            for number, link in enumerate(writers.runbook.outside, 1)
        ],
    }


def _appendix(writers: Writers, appendix: Appendix) -> Value:
    title = f"{wording.appendix_label(appendix.letter)}: {appendix.title}"
    return {
        "anchor": appendix.id,
        "title": text_values(title),
        "body": writers.of_appendix(appendix).blocks(appendix.body),
        "source": pieces(wording.source_place(appendix.path, appendix.line)),
    }


def _outside(writers: Writers, number: int, link: OutsideLink) -> Value:
    return {
        "number": number,
        "anchor": outside_anchor(number),
        "text": text_values(link.text),
        "to": link.url,
        "p": pieces(clean(link.url or link.place)),
        "from": wording.linked_from(link, writers.runbook),
    }
