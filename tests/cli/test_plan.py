"""The route for people and for tools, and what is said where there is none."""

import json
from collections.abc import Callable

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
        "path": "docs/vaultkeeper/3.0/upgrade.md",
        "line": 7,
    }
    caution = {
        "kind": "caution",
        "title": "",
        "text": "Sessions that are open end.",
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
            },
            {
                "from_product": "Vault Keeper",
                "from": "2.5",
                "to_product": "Vault Keeper",
                "to": "3.0",
                "procedure": f"{page}#upgrade-procedure-for-25-to-30",
                "steps": 2,
                "hazards": [warning, caution],
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
