import pytest

from tests.checks.harness import assert_fixture, excerpt, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("TRM001", "term_variant")


def test_it_counts_spellings_and_trusts_paths() -> None:
    folder, file = findings("TRM001", fixture("term_variant"))
    assert folder.help == "Choose one: `CertsInfo` stands 2 times, `Certsinfo` 2 times."
    assert file.help == "Write `SecretStore`, as in the path."


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Set apiVersion, the APIVersion of it, and APIVersion.\n", []),
        ("Set dagName and the DAGName, DAGName.\n", []),
        ("Call exportDom, exportDOM and exportDOM.\n", ["exportDom"]),
        ("A mail eXchange leads to Exchange, Exchange.\n", []),
        ("Code SIGnatures are signatures; Signatures of code.\n", []),
        ("Use Oauth or OAuth, OAuth.\n", ["Oauth"]),
        ("See \\\\CertsInfo and Certsinfo.\n", []),
    ],
)
def test_what_is_one_name(page: str, expected: list[str]) -> None:
    files = {"docs/a.md": f"# A\n\nText: {page}"}
    assert [excerpt(files, item) for item in findings("TRM001", files)] == expected
