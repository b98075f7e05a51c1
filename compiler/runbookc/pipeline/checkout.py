"""Where a project stands in its repository, as CI servers name files."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from runbookc.pipeline.git import repository_around
from runbookc.reporting import Checkout

_SCP_LIKE = re.compile(r"(?:[^@/:]+@)?(?P<host>[^@/:]{2,}):(?P<path>(?!//).+)")
_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def checkout_of(root: Path) -> Checkout:
    """Ask git where a project stands; without an answer, the CI server's own variables."""
    around = repository_around(root)
    return Checkout(
        prefix=_in_workspace(root) if around.prefix is None else around.prefix,
        repository=public_address(around.remote),
        commit=around.commit,
        branch=around.branch,
    )


def _in_workspace(root: Path) -> str:
    """The prefix where git says nothing; in a container it may refuse somebody else's work tree."""
    for variable in _WORKSPACES:
        top = os.environ.get(variable)
        if top and root.is_relative_to(top) and root != Path(top):
            return f"{root.relative_to(top).as_posix()}/"
    return ""


def public_address(remote: str) -> str:
    """A remote's address as a URI without credentials, "" where it has no host.

    Args:
        remote: an address as git takes it, such as `git@example.com:team/docs.git`.
    """
    if "://" not in remote:
        short = _SCP_LIKE.fullmatch(remote)
        return f"ssh://{short['host']}/{short['path'].lstrip('/')}" if short else ""
    try:
        parts = urlsplit(remote)
        if not parts.hostname or parts.scheme not in {"https", "http", "ssh", "git"}:
            return ""
        host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
        place = f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, place, parts.path, "", ""))
