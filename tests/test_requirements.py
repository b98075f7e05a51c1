"""The pinned requirements hold what pyproject.toml asks for, with hashes, from no named index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def _wanted(*groups: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [project["project"]["dependencies"], *(project["dependency-groups"][g] for g in groups)]
    return [Requirement(line) for lines in lists for line in lines]


@pytest.mark.parametrize(
    ("file", "groups"), [("base.txt", ("build",)), ("dev.txt", ("build", "dev"))]
)
def test_every_requirement_is_pinned_with_a_hash(file: str, groups: tuple[str, ...]) -> None:
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    pins = dict(_PIN.findall(text))
    bad = [
        str(wanted)
        for wanted in _wanted(*groups)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]

    assert bad == [], "run `make lock`"
    assert len(pins) == len(re.findall(r"\\\n(?:    --hash=sha256:\w+(?: \\)?\n)+", text))
    assert "://" not in text
