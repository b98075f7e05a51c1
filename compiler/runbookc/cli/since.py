"""`check --since`: the revision to compare with, and what the user is told of it."""

from typing import TYPE_CHECKING

from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.config import Settings
    from runbookc.pipeline.since import Base


def base_of(session: Session, settings: "Settings", revision: str) -> "Base":
    """The project as it was where a revision and the working tree parted.

    Raises:
        RevisionError: git does not know the revision, or there is no git.
    """
    from runbookc.pipeline.since import base_at

    return base_at(
        session.root,
        revision,
        settings,
        session.jobs,
        own_settings=session.given_config is None,
    )


def tell_since(session: Session, base: "Base", reported: int, found: int) -> None:
    """Say what was compared, and how much of the findings is left."""
    revision = base.tree.revision
    session.note(f"since {revision.name} ({revision.commit[:12]}): {reported} of {found} findings")
    if base.problem:
        session.note(f"  it could not be compiled, so that all count as new: {base.problem}")
