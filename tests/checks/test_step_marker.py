from tests.checks.harness import assert_fixture, excerpt, findings, fixture, repaired


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("STP002", "step_marker")


def test_it_mends_the_marker() -> None:
    files = fixture("step_marker")
    first = findings("STP002", files)[0]
    assert excerpt(files, first) == "Step 3 -"
    assert "**Step 3 –** Start the service." in repaired(files, first)
