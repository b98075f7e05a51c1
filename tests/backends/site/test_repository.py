import pytest

from runbookc.backends.site import commit_url

COMMIT = "9361554" + "0" * 33


@pytest.mark.parametrize(
    ("repository", "url"),
    [
        ("https://github.com/team/docs", f"https://github.com/team/docs/commit/{COMMIT}"),
        ("https://github.com/team/docs.git", f"https://github.com/team/docs/commit/{COMMIT}"),
        ("https://gitlab.com/a/b/docs/", f"https://gitlab.com/a/b/docs/-/commit/{COMMIT}"),
        ("https://gitlab.corp.example/a", f"https://gitlab.corp.example/a/-/commit/{COMMIT}"),
        ("https://bitbucket.org/a/b", f"https://bitbucket.org/a/b/commits/{COMMIT}"),
        ("https://codeberg.org/a/b", f"https://codeberg.org/a/b/commit/{COMMIT}"),
        (
            "https://dev.azure.com/a/b/_git/c",
            f"https://dev.azure.com/a/b/_git/c/commit/{COMMIT}",
        ),
        ("https://git.example.com/a/b", ""),
        ("https://notgithub.com/a/b", ""),
        ("https://example.com/github.com/a", ""),
        ("javascript:alert(1)//github.com", ""),
        ("//github.com/a/b", ""),
        ("https://[github.com/a", ""),
        ("", ""),
    ],
)
def test_hosts(repository: str, url: str) -> None:
    assert commit_url(repository, COMMIT) == url


@pytest.mark.parametrize("commit", ["", "HEAD", "../../x", '"><b>'])
def test_what_is_no_commit_has_no_address(commit: str) -> None:
    assert commit_url("https://github.com/team/docs", commit) == ""
