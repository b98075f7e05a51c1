"""The generated docs set is the same for a seed and holds what was asked for."""

from pathlib import Path

from benchmarks import generate


def test_the_same_seed_gives_the_same_pages() -> None:
    assert list(generate.pages(60, seed=3)) == list(generate.pages(60, seed=3))
    assert list(generate.pages(60, seed=3)) != list(generate.pages(60, seed=4))


def test_as_many_pages_as_asked_for_in_each_version() -> None:
    paths = [path for path, _ in generate.pages(87)]

    assert len(paths) == len(set(paths)) == 87
    assert {path.split("/")[2] for path in paths} == {"1.0", "2.0", "3.0", "4.0", "5.0"}


def test_pages_have_the_size_of_real_ones(tmp_path: Path) -> None:
    size = generate.write(tmp_path, 200)

    assert 5_000 < size / 200 < 8_000
    assert (tmp_path / "runbookc.toml").is_file()
    assert len(list(tmp_path.rglob("*.md"))) == 200


def test_every_hop_is_described() -> None:
    text = dict(generate.pages(20, upgrade_steps=4))["docs/harbor/3.0/install/upgrade.md"]

    assert "## Upgrade Procedure for 2.0 to 3.0" in text
