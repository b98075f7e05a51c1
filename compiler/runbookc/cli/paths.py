"""The paths that a user names."""

from pathlib import Path

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session


def inner_path(session: Session, named: Path) -> str:
    """The posix path from the project's root of an existing file or folder.

    Args:
        session: knows the root.
        named: a path from the working folder, or from the root.

    Raises:
        WrongUsage: there is nothing, or it stands outside the project.
    """
    found = [path.resolve() for path in (named, session.root / named) if path.exists()]
    if not found:
        raise WrongUsage(f"{named}: no such file or folder")
    inner = next((path for path in found if path.is_relative_to(session.root)), None)
    if inner is None:
        raise WrongUsage(f"{named}: not inside the project at {session.shown_root}; give --root")
    return inner.relative_to(session.root).as_posix()
