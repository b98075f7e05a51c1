from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("TRM001", "term_variant")


def test_it_counts_spellings_and_trusts_paths() -> None:
    folder, file = findings("TRM001", fixture("term_variant"))
    assert folder.help == "Choose one: `CertsInfo` stands 2 times, `Certsinfo` 2 times."
    assert file.help == "Write `SecretStore`, as in the path."
