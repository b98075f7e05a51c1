"""Products and versions, told from folders."""

import pytest

from runbookc.config import parse_settings
from runbookc.dialects.versions import Owners


@pytest.mark.parametrize(
    ("path", "product", "version"),
    [
        ("docs/threatprevention/8.0/install/upgrade/overview.md", "threatprevention", "8.0"),
        ("docs/passwordsecure/current/install.md", "passwordsecure", "current"),
        ("docs/suite/guard/v2.x/a.md", "guard", "v2.x"),
        ("content/docs/1.9.0/install.md", None, "1.9.0"),
        ("docs/install/ha.md", None, None),
        ("docs/install/2.0/ha.md", None, None),
        ("docs/release-notes/1.30/a.md", None, None),
        ("docs/release-notes/v1.33.X.md", None, None),
        ("manual/upgrade/upgrade_notes_for_9.0.x.md", None, None),
        ("docs/guard/latest.md", None, None),
        ("README.md", None, None),
    ],
)
def test_guessed(path: str, product: str | None, version: str | None) -> None:
    assert Owners(parse_settings("")).of(path) == (product, version)


def test_configured() -> None:
    owners = Owners(
        parse_settings(
            """
            [products.guard]
            folder = "docs/gd"
            versions = ["7.5", "8.0"]
            [products.vault]
            """
        )
    )
    assert owners.of("docs/gd/8_0/a.md") == ("guard", "8.0")
    assert owners.of("docs/gd/about.md") == ("guard", None)
    assert owners.of("docs/gd/images/a.md") == ("guard", None)
    assert owners.of("docs/vault/9.3/a.md") == ("vault", "9.3")
    assert owners.of("docs/vault/about.md") == ("vault", None)


def test_a_single_product_owns_everything() -> None:
    owners = Owners(parse_settings("[products.guard]"), ["docs", "versioned_docs/version-2.0"])
    assert owners.of("docs/a.md") == ("guard", None)
    assert owners.of("content/docs/1.9.0/a.md") == ("guard", "1.9.0")
