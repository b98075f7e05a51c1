"""Copied procedures that drift apart are found with the cache as without it, edit by edit."""

from pathlib import Path
from random import Random

import pytest

from runbookc.checks import RememberingRule, enabled_project_rules
from runbookc.config import Settings
from runbookc.pipeline.check import check_tree

from .test_recheck import afresh, request, shown

PARAGRAPHS = (
    "Stop the service and wait until it has ended on every server of the site.",
    "Copy the folder of the console to a place that the agents can read.",
    "Follow the steps below.",
    "Start the console again and look whether each agent answers in time.",
    "Remove the old licence from the folder before the new one is copied.",
    "Open the report and compare it with the one that was kept before.",
)
SLIPS = (("wait", "wiat"), (" the ", " "), ("the", "the the"), ("agent", "agnet"), ("and", "ad"))


class Copies:
    """Pages of copied procedures, and random changes of their words."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, Random(seed)
        for number in range(6):
            version = self.random.choice(["1.0", "2.0"])
            product = self.random.choice(["guard", "guard", "vault"])
            self.write(f"docs/{product}/{version}/page-{number}.md", self.procedures())
        self.pages = sorted(root.rglob("*.md"))

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def paragraph(self) -> str:
        text = self.random.choice(PARAGRAPHS)
        if self.random.random() < 0.08:
            text = text.replace(*self.random.choice(SLIPS), 1)
        return text.replace("site", self.random.choice(["site", "site", "farm", "house"]))

    def procedures(self) -> str:
        parts = ["# Copies"]
        for number in range(self.random.randrange(1, 3)):
            hop = self.random.random() < 0.1
            parts.append("## Upgrade from 1.0 to 2.0" if hop else f"## Install it {number}")
            count = self.random.randrange(2, 5)
            parts += [f"**Step {step + 1} –** {self.paragraph()}" for step in range(count)]
        return "\n\n".join(parts) + "\n"

    def edit(self) -> None:
        file = self.random.choice(self.pages)
        lines = file.read_text("utf-8").split("\n")
        steps = [index for index, line in enumerate(lines) if line.startswith("**Step")]
        place = self.random.choice(steps)
        kind = self.random.randrange(6)
        if kind == 0:
            lines[place] = lines[place].replace(*self.random.choice(SLIPS), 1)
        elif kind == 1:
            lines[place] = lines[place].partition(" –** ")[0] + f" –** {self.paragraph()}"
        elif kind == 2:
            lines.insert(place, f"{self.paragraph()}\n")
        elif kind == 3:
            lines.append(f"\n{self.paragraph()}\n")
        elif kind == 4:
            lines.insert(place, "## Another Task\n")
        else:
            word = self.random.choice(["quickly", "now", "wiat", "ad", "agent"])
            lines[place] += f" Do it {word} and see what it says of itself."
        file.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("seed", range(12))
def test_what_copies_lack_is_found_as_in_a_first_check(
    tmp_path: Path, seed: int, spared: list[bool]
) -> None:
    copies = Copies(tmp_path, seed)
    check_tree(request(tmp_path))
    for _ in range(24):
        for _ in range(copies.random.choice([1, 1, 1, 2])):
            copies.edit()
        assert shown(check_tree(request(tmp_path))) == afresh(tmp_path)
    assert spared


def test_what_cannot_matter_is_not_compared_again(tmp_path: Path, spared: list[bool]) -> None:
    steps = [f"**Step {index} –** {text}" for index, text in enumerate(PARAGRAPHS, 1)]
    page = tmp_path / "page.md"
    page.write_text("\n\n".join(("# Copies", "## Install it", *steps)), "utf-8")
    check_tree(request(tmp_path))
    for text, matters in (
        ("Nobody has ever written this sentence in another place.", False),
        ("Nobody has ever written this sentence in annother place.", True),
        ("Another sentence, on a page that now holds a pair of them.", True),
    ):
        page.write_text(f"{page.read_text('utf-8')}\n\n{text}\n", "utf-8")
        assert shown(check_tree(request(tmp_path))) == afresh(tmp_path)
        assert spared.pop() is not matters


@pytest.fixture
def spared(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each change that copies may mind was found not to matter."""
    told: list[bool] = []
    for rule in enabled_project_rules(Settings()):
        if isinstance(rule, RememberingRule):
            remember = rule.remember

            def noted(*arguments: object, remember: object = remember) -> object:
                found = remember(*arguments)  # type: ignore[operator]
                told.append(found is not None)
                return found

            monkeypatch.setattr(rule, "remember", noted)
    return told
