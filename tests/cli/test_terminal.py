"""Nothing that the docs hold steers the terminal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from runbookc.cli.terminal import safe

Run = Callable[..., int]

PAGE = """\
# Upgrade \x1b]0;title\x07 \u202egpj

## Upgrade Procedure for 2.5 to 3.0\x1b[2J

:::warning \x1b[8mhidden

Gone\x9b2J.

:::

**Step 1 –** Stop\x1b[1A the service, see [this\x1b[31m](gone\x1b[31m.md).
"""


def test_control_characters_are_shown() -> None:
    assert safe("a\x1b[31mb\x9bc\u202ed\r\n\te") == "a\\u001b[31mb\\u009bc\\u202ed\\u000d\n\te"


def test_colours_of_ours_stay_where_they_are_wanted() -> None:
    assert safe("\x1b[1ma\x1b[0m\x1b]0;b", styled=True) == "\x1b[1ma\x1b[0m\\u001b]0;b"


@pytest.mark.parametrize("colour", ["never", "always"])
@pytest.mark.parametrize(
    "command",
    [
        "check",
        "check --format json",
        "build --only runbooks",
        "parse docs/vaultkeeper/3.0/\x1b[31mbad.md",
        "graph",
        "graph --format json",
        "graph --format mermaid",
        "graph --format dot",
        "plan vaultkeeper 2.5 3.0",
        "plan vaultkeeper 2.5 3.0 --format json",
        "plan vaultkeeper 2.5 3.0 --format mermaid",
        "plan vaultkeeper\x1b[31m 2.5 3.0",
        "plan vaultkeeper 2.5 9.0\x1b[31m",
        "check docs/\x1b[31mnone.md",
    ],
)
def test_no_command_lets_the_docs_steer_the_terminal(
    command: str, colour: str, run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs/vaultkeeper/3.0/\x1b[31mbad.md").write_text(PAGE, encoding="utf-8")
    run("--color", colour, *command.split(" "))
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        for style in ("1", "2", "34", "1;31", "1;33", "1;34", "0"):
            text = text.replace(f"\x1b[{style}m", "")
        assert not [c for c in text if c not in "\n\t" and (ord(c) < 32 or 127 <= ord(c) < 160)]
        assert "\u202e" not in text
    if "--format json" in command:
        json.loads(captured.out)
