"""The upgrade graph in its four formats."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]


def test_text(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("graph") == 0
    assert capsys.readouterr().out == (
        "Vault Keeper (vaultkeeper), formerly KeySafe\n"
        "  versions  1.0, 2.5, 3.0\n"
        "  KeySafe 1.0 → Vault Keeper 2.5\n"
        "    docs/vaultkeeper/3.0/upgrade.md:33\n"
        "  2.5 → 3.0\n"
        "    docs/vaultkeeper/3.0/upgrade.md:13\n"
    )


def test_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("graph", "Vault Keeper", "--format", "json") == 0
    [product] = json.loads(capsys.readouterr().out)["products"]
    assert product["product"] == "vaultkeeper"
    assert product["versions"] == ["1.0", "2.5", "3.0"]
    assert [(hop["from"], hop["to"]) for hop in product["hops"]] == [("1.0", "2.5"), ("2.5", "3.0")]
    assert product["hops"][1]["procedures"] == [
        {
            "procedure": "docs/vaultkeeper/3.0/upgrade.md#upgrade-procedure-for-25-to-30",
            "docs_version": "3.0",
            "line": 13,
            "steps": 2,
        }
    ]


def test_mermaid(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("graph", "--format", "mermaid") == 0
    assert capsys.readouterr().out == (
        "flowchart LR\n"
        '  subgraph p0["Vault Keeper"]\n'
        '    p0v0["KeySafe 1.0"]\n'
        '    p0v1["Vault Keeper 2.5"]\n'
        '    p0v2["Vault Keeper 3.0"]\n'
        "    p0v0 --> p0v1\n"
        "    p0v1 --> p0v2\n"
        "  end\n"
    )


def test_dot(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("graph", "--format", "dot") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("digraph upgrades {\n")
    assert '    p0v0 [label="KeySafe 1.0"];\n' in shown
    assert "    p0v1 -> p0v2;\n" in shown
    assert shown.endswith("  }\n}\n")


def test_an_unknown_product_is_2(run: Run) -> None:
    assert run("graph", "door") == 2


def test_a_project_without_a_product_says_so(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert run("graph", "--root", tmp_path / "empty") == 0
    printed = capsys.readouterr()
    assert printed.out.strip() == ""
    assert printed.err == "this project has no product, and no page describes an upgrade\n"
