"""Where a runbook comes from, what comes along with it and what does not."""

from runbookc.backends.wording.words import APPENDIX, BEFORE_YOU_START, DIGEST
from runbookc.model import Appendix, OutsideLink, Provenance, Runbook


def commit_label(provenance: Provenance) -> str:
    """The commit, short enough for a footer: twelve characters, or "" where there is none."""
    if not provenance.commit:
        return ""
    changed = " with uncommitted changes" if provenance.dirty else ""
    return f"commit {provenance.commit[:12]}{changed}"


def edition(provenance: Provenance) -> str:
    """Which state of the sources this is, for the first page: the commit and its day."""
    return ", ".join(part for part in (commit_label(provenance), provenance.date[:10]) if part)


def printed_address(href: str) -> str:
    """An address as paper needs it: to be typed, without what a browser adds by itself."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        href = href.removeprefix(scheme)
    return href.rstrip("/")


def provenance_line(provenance: Provenance) -> str:
    """By what the runbook was made, from which commit and when."""
    line = f"Compiled by {provenance.compiler}"
    if provenance.commit:
        line += f" from {commit_label(provenance)}"
    if provenance.date:
        line += f", {provenance.date}"
    return f"{line}."


def appendix_label(letter: str) -> str:
    """How a text refers to an appendix: "Appendix C"."""
    return f"{APPENDIX} {letter}"


def outside_label(number: int) -> str:
    """How a text refers to an entry of the list of what is not in the document: "link 3"."""
    return f"link {number}"


def digest_label(runbook: Runbook) -> str:
    """The digest in short form with its name, for a footer; "" where there is none."""
    return f"{DIGEST} {short_digest(runbook.digest)}" if runbook.digest else ""


def short_digest(digest: str) -> str:
    """A digest for people: four groups of four digits."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def appendix_heading(appendix: Appendix) -> str:
    """The heading of an appendix: "Appendix C: Agents"."""
    return f"{appendix_label(appendix.letter)}: {appendix.title}"


def appendix_version(appendix: Appendix) -> str:
    """Whose docs an appendix is from, for steps of another version may lead there; or ""."""
    return f"From the docs of {appendix.version}" if appendix.version else ""


def mentioned_in(link: OutsideLink, runbook: Runbook) -> str:
    """Where a document mentions what it does not hold: "before you start, hop 2"; or ""."""
    if runbook.route is None:
        return ""
    return ", ".join(f"hop {part}" if part else BEFORE_YOU_START.lower() for part in link.parts)


def stamp(runbook: Runbook) -> str:
    """What every format holds for `runbookc verify`: by what, which runbook, from which commit."""
    made = runbook.provenance
    commit = f"{made.commit or 'none'}{'+changes' if made.dirty else ''}"
    return f"{made.compiler}; id={runbook.id}; digest={runbook.digest}; commit={commit}"
