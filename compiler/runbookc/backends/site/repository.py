"""Where a commit is shown by the host of a repository, as far as its address tells."""

import re
from typing import Final
from urllib.parse import urlsplit

_COMMIT: Final = re.compile(r"[0-9a-f]{7,64}")
_PLACES: Final = {
    "github": "commit",
    "gitlab": "-/commit",
    "bitbucket": "commits",
    "codeberg": "commit",
    "gitea": "commit",
    "forgejo": "commit",
    "azure": "commit",
    "sr": "commit",
}
"""What stands between a repository and a commit, by a word of the host's name."""


def commit_url(repository: str, commit: str) -> str:
    """The address of a commit, "" where nobody knows it.

    Args:
        repository: the address at which people see the repository.
        commit: the full commit.
    """
    try:
        parts = urlsplit(repository)
        words = set((parts.hostname or "").split("."))
    except ValueError:
        return ""
    place = next((place for word, place in _PLACES.items() if word in words), "")
    if parts.scheme not in {"https", "http"} or not place or not _COMMIT.fullmatch(commit):
        return ""
    top = repository.partition("#")[0].partition("?")[0].rstrip("/").removesuffix(".git")
    return f"{top}/{place}/{commit}"
