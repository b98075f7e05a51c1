from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("LNK003", "missing_asset")


def test_it_tells_images_from_files() -> None:
    messages = [item.message for item in findings("LNK003", fixture("missing_asset"))]
    assert messages == [
        "The image `images/agent.png` does not exist",
        "The image `images/window.png` does not exist",
        "The file `scripts/cleanup.ps1` does not exist",
    ]
