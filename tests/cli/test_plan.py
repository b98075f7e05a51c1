"""The route for people and for tools, and what is said where there is none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]


def test_text(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "vaultkeeper", "1.0", "3.0") == 0
    assert capsys.readouterr().out == (
        "KeySafe 1.0 → Vault Keeper 2.5 → 3.0\n"
        "2 hops, 3 steps\n"
        "\n"
        "Before you start\n"
        "   WARNING Back up the database first.\n"
        "\n"
        "1  KeySafe 1.0 → Vault Keeper 2.5\n"
        "   The product changes its name on this hop: KeySafe becomes Vault Keeper.\n"
        "   1 step\n"
        "   docs/vaultkeeper/3.0/upgrade.md:33\n"
        "   the only description of this hop\n"
        "\n"
        "2  Vault Keeper 2.5 → 3.0\n"
        "   2 steps, 1 note\n"
        "   CAUTION Sessions that are open end.\n"
        "   docs/vaultkeeper/3.0/upgrade.md:13\n"
        "   the only description of this hop\n"
    )


def test_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "vaultkeeper", "1.0", "3.0", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    warning = {
        "kind": "warning",
        "title": "",
        "text": "Back up the database first.",
        "quoted": False,
        "path": "docs/vaultkeeper/3.0/upgrade.md",
        "line": 7,
    }
    caution = {
        "kind": "caution",
        "title": "",
        "text": "Sessions that are open end.",
        "quoted": False,
        "path": "docs/vaultkeeper/3.0/upgrade.md",
        "line": 19,
    }
    page = "docs/vaultkeeper/3.0/upgrade.md"
    assert document == {
        "product": "vaultkeeper",
        "from": "1.0",
        "to": "3.0",
        "hops": [
            {
                "from_product": "KeySafe",
                "from": "1.0",
                "to_product": "Vault Keeper",
                "to": "2.5",
                "procedure": f"{page}#upgrade-procedure-for-10-to-25",
                "steps": 1,
                "hazards": [warning],
                "no_return": [],
                "skews": [],
            },
            {
                "from_product": "Vault Keeper",
                "from": "2.5",
                "to_product": "Vault Keeper",
                "to": "3.0",
                "procedure": f"{page}#upgrade-procedure-for-25-to-30",
                "steps": 2,
                "hazards": [warning, caution],
                "no_return": [],
                "skews": [],
            },
        ],
    }


def test_mermaid(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "vaultkeeper", "2.5", "3.0", "--format", "mermaid") == 0
    assert capsys.readouterr().out == (
        'flowchart LR\n  v0["Vault Keeper 2.5"]\n  v0 -->|"2 steps"| v1["Vault Keeper 3.0"]\n'
    )


@pytest.mark.parametrize("name", ["vaultkeeper", "VAULTKEEPER", "Vault Keeper", "keysafe"])
@pytest.mark.parametrize("version", ["3.0", "v3.0", "V3"])
def test_products_and_versions_are_read_kindly(run: Run, name: str, version: str) -> None:
    assert run("plan", name, "v2.5", version) == 0


def test_no_route_is_1_with_the_reason_and_what_is_near(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "vaultkeeper", "3.0", "2.5") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "no route for Vault Keeper from 3.0 to 2.5: "
        "3.0 is newer than 2.5, and an upgrade never goes back\n"
        "2.5 can be reached from: 1.0\n"
    )


def test_no_route_in_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "vaultkeeper", "0.5", "3.0", "--format", "json") == 1
    document = json.loads(capsys.readouterr().out)
    assert document["hops"] == []
    assert document["reason"]
    assert document["nearest_from"] == ["1.0", "2.5"]


def test_an_unknown_product_is_2_and_lists_them(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "door", "1", "2") == 2
    assert capsys.readouterr().err == (
        "error: there is no product door; this project has vaultkeeper (Vault Keeper)\n"
    )


def test_a_senseless_version_is_2(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "vaultkeeper", "old", "3.0") == 2
    assert "old is no version" in capsys.readouterr().err


FORBIDDEN = """\
# Upgrade

Agents older than 7.3.9 cannot connect to a 7.5 server.

## Upgrade Procedure for 7.3.7 to 7.5

1. Install the server.
2. Upgrade the agents.

## Upgrade Procedure for 7.3.7 to 7.3.9

1. Install the server.
2. Upgrade the agents.

## Upgrade Procedure for 7.3.9 to 7.5

1. Install the server.
2. Upgrade the agents.
"""


@pytest.fixture
def forbidden(project: Path) -> str:
    """The path of a page that forbids one of its own hops."""
    page = project / "docs/guard/7.5/upgrade.md"
    page.parent.mkdir(parents=True)
    page.write_text(FORBIDDEN)
    return "docs/guard/7.5/upgrade.md"


def test_a_forbidden_route_is_1_with_the_sentence(
    run: Run, forbidden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "guard", "7.3.7", "7.5") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "no route for guard from 7.3.7 to 7.5: on the way agents of 7.3.7 would meet a 7.5 server, "
        "which does not work with them\n"
        "the docs forbid it: “Agents older than 7.3.9 cannot connect to a 7.5 server.” "
        f"({forbidden}:3)\n"
        "a way that they allow: 7.3.7 → 7.3.9 → 7.5\n"
    )


def test_a_forbidden_route_in_json(
    run: Run, forbidden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "guard", "7.3.7", "7.5", "--format", "json") == 1
    document = json.loads(capsys.readouterr().out)
    assert document["hops"] == []
    assert document["forbidden_by"] == {
        "text": "Agents older than 7.3.9 cannot connect to a 7.5 server.",
        "path": forbidden,
        "line": 3,
    }
    assert document["alternative"] == ["7.3.7", "7.3.9", "7.5"]


DANGEROUS = """\
# Upgrade

Agents older than 7.3.9 cannot connect to a 7.5 server.

## Upgrade Procedure for 7.3.9 to 7.5

1. Uninstall the server. This cannot be undone.
2. Install the new server.
3. Upgrade the agents.
"""


def test_points_of_no_return_and_skews(
    run: Run, forbidden: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / forbidden).write_text(DANGEROUS)
    assert run("plan", "guard", "7.3.9", "7.5") == 0
    assert capsys.readouterr().out == (
        "guard 7.3.9 → 7.5\n"
        "1 hop, 3 steps\n"
        "\n"
        "1  guard 7.3.9 → 7.5\n"
        "   3 steps\n"
        "   CAUTION Uninstall the server. This cannot be undone.\n"
        "   Point of no return in step 1: Uninstall the server\n"
        "   From hop 1, step 2 on, agents older than 7.3.9 cannot connect until hop 1,\n"
        "   step 3 is done.\n"
        f"   {forbidden}:5\n"
        "   the only description of this hop\n"
    )
    assert run("plan", "guard", "7.3.9", "7.5", "--format", "json") == 0
    (hop,) = json.loads(capsys.readouterr().out)["hops"]
    assert hop["no_return"] == [
        {"words": "Uninstall the server", "step": "1", "rollback": "", "path": forbidden, "line": 7}
    ]
    assert hop["skews"] == [
        "From hop 1, step 2 on, agents older than 7.3.9 cannot connect until hop 1, step 3 is done."
    ]
    assert [hazard["quoted"] for hazard in hop["hazards"]] == [True]


def test_a_build_tells_what_it_refuses(
    run: Run, forbidden: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", "--only", "runbooks", "--out", str(tmp_path / "out"))
    captured = capsys.readouterr()
    assert "the docs forbid it: “Agents older than 7.3.9 cannot" in captured.err
    names = [path.name for path in (tmp_path / "out/runbooks/guard").glob("*.md")]
    assert sorted(names) == ["guard-7.3.7-to-7.3.9.md", "guard-7.3.9-to-7.5.md"]
