"""`check --external`: other hosts are asked, and what is not known of them is told."""

from typing import TYPE_CHECKING

from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.pipeline import Compilation

EXTERNAL_CODES = frozenset({"LNK006"})
"""The rules that run on demand only, with `--external`."""


def ask_outside(session: Session, compilation: "Compilation", *, offline: bool) -> "Compilation":
    """The compilation with what other hosts say.

    Args:
        session: whose cache keeps answers, and who is told what stays unknown.
        compilation: the linked project.
        offline: believe earlier answers only.
    """
    from runbookc.checks import enabled
    from runbookc.pipeline.external import check_external

    if not any(enabled(code, compilation.project.settings) for code in EXTERNAL_CODES):
        return compilation
    cache = session.root / ".runbookc_cache" / "external.json" if session.cache else None
    with session.progress("other hosts") as progress:
        asked = check_external(compilation, cache, offline=offline, progress=progress)
    for line in asked.notes:
        session.note(line)
    return asked.compilation
