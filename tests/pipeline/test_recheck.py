"""A check that knows an earlier one finds what a check that knows nothing finds, byte for byte."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from runbookc.config import CONFIG_NAME, load_settings
from runbookc.pipeline import Compilation, compile_project, report_of
from runbookc.pipeline.check import Request, check_tree
from runbookc.reporting import render

WORDS = "agent server backup console import license policy report sensor upgrade".split()
SENTENCES = (
    "Open the {word} page and wait.",
    "The {word} of Vault Keeper 2.5 is kept.",
    "See [the {word} page]({word}.md) first.",
    "See [the {word} page](../guide/{word}.md#{other}) first.",
    "See [the {word}](#{other}) below.",
    "See [the {word}s](./{word}s.md) too.",
    "![The {word}](images/{word}.png)",
    "The {word} is [unsafe](javascript:{word}()).",
    "Write VaultKeeper2.5 and the Certs{word} and the Certs{other} folder.",
    "<!-- runbookc: ignore LNK001 known --> See [it](gone-{word}.md).",
)
STEPS = (
    "Stop the {word} service and wait until the {other} has ended completely.",
    "Copy the folder of the {word} to a place that the {other} can read.",
    "Copy the folder of the {word} to a place that the the {other} can read.",
    "Start the {word} again and look whether the {other} answers in time.",
)
VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")


class Editor:
    """Changes a small project in random ways."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.random = Random(seed)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def fill(self, pattern: str) -> str:
        return pattern.format(word=self.pick(*WORDS), other=self.pick(*WORDS))

    def pages(self) -> list[Path]:
        return sorted(
            path for path in self.root.rglob("*.md*") if ".runbookc_cache" not in str(path)
        )

    def procedure(self) -> str:
        one, other = self.pick(*VERSIONS), self.pick(*VERSIONS)
        count = self.random.randrange(1, 4)
        steps = [f"**Step {n + 1} –** {self.fill(self.pick(*STEPS))}" for n in range(count)]
        name = self.pick("Vault Keeper", "Key Safe")
        lead = f"Follow the steps to upgrade from {name} {one} to Vault Keeper {other}."
        return "\n\n".join((f"## Upgrade Procedure for {one} to {other}", lead, *steps))

    def body(self) -> str:
        parts = [f"# {self.fill('{word} {other}').title()}"]
        for _ in range(self.random.randrange(1, 5)):
            parts.append(f"## {self.pick(*WORDS).title()}")
            parts.append(self.fill(self.pick(*SENTENCES)))
        if self.random.random() < 0.4:
            parts.append(self.procedure())
        if self.random.random() < 0.3:
            parts.append(
                self.fill("- Upgrade Vault Keeper 1.0 to 2.0\n- Upgrade Vault Keeper 2.0 to 4.0")
            )
        front = f"---\ntitle: {self.pick(*WORDS)}\n---\n\n" if self.random.random() < 0.4 else ""
        return front + "\n\n".join(parts) + "\n"

    def some_path(self) -> Path:
        folder = self.pick("docs/guide", "docs/guide", "docs/vault/2.5", "docs/vault/4.0", "docs")
        name = self.pick(*WORDS, "index", "README", "Agent")
        return self.root / folder / f"{name}{self.pick('.md', '.md', '.md', '.mdx')}"

    def add(self) -> None:
        path = self.some_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.body(), encoding="utf-8")

    def change(self) -> None:
        if pages := self.pages():
            path = self.random.choice(pages)
            lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
            place = self.random.randrange(len(lines) + 1)
            kind = self.random.randrange(5)
            if kind == 0:
                lines.insert(place, self.fill(self.pick(*SENTENCES)))
            elif kind == 1:
                lines.insert(place, f"\n## {self.pick(*WORDS).title()}\n")
            elif kind == 2 and place < len(lines):
                del lines[place]
            elif kind == 3:
                lines.append(self.procedure())
            else:
                lines = [line.replace(self.pick(*WORDS), self.pick(*WORDS)) for line in lines]
            path.write_text("\n".join(lines), encoding="utf-8")

    def delete(self) -> None:
        if pages := self.pages():
            self.random.choice(pages).unlink()

    def rename(self) -> None:
        if pages := self.pages():
            target = self.some_path()
            target.parent.mkdir(parents=True, exist_ok=True)
            self.random.choice(pages).rename(target)

    def spoil(self) -> None:
        if pages := self.pages():
            path = self.random.choice(pages)
            path.write_bytes(path.read_bytes() + b"\xff\x00 and [this](gone.md)\n")

    def asset(self) -> None:
        image = self.root / "docs/guide/images" / f"{self.pick(*WORDS)}.png"
        image.parent.mkdir(parents=True, exist_ok=True)
        if image.exists():
            image.unlink()
        else:
            image.write_bytes(b"png")

    def configure(self) -> None:
        lines = [
            f'exclude = ["docs/{self.pick("guide/b*", "vault/**", "none")}"]',
            f'redirects = {{ "/docs/{self.pick(*WORDS)}" = "/docs/{self.pick(*WORDS)}" }}',
            "[rules]",
            f'ignore = ["{self.pick("VER004", "LNK002", "STP")}"]',
            f'severity = {{ LNK001 = "{self.pick("error", "warning", "info")}" }}',
        ]
        (self.root / CONFIG_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def docs_system(self) -> None:
        """The docs system's own files."""
        word = self.pick(*WORDS)
        name, text = self.random.choice(
            [
                (
                    "docusaurus.config.js",
                    f"export default {{presets: [['classic', {{docs: {{path: '{word}'}}}}]]}};",
                ),
                ("sidebars.js", f"export default {{s: [{{link: {{slug: '/{word}'}}}}]}};"),
                ("docs/guide/_category_.json", f'{{"link": {{"slug": "/docs/guide/{word}"}}}}'),
                ("mkdocs.yml", f"site_name: x\ndocs_dir: {self.pick('docs', 'docs/guide')}\n"),
                (".gitignore", f"docs/guide/{word}.md\n"),
            ]
        )
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and self.random.random() < 0.4:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")

    def edit(self) -> str:
        """One change; gives its name."""
        chosen = self.random.choice(
            [self.change] * 6
            + [self.add, self.add, self.delete, self.rename, self.asset, self.spoil]
            + [self.configure, self.docs_system, self.docs_system]
        )
        chosen()
        return chosen.__name__


def request(
    root: Path, *, cached: bool = True, note: Callable[[str], None] | None = None
) -> Request:
    def complain(text: str) -> None:
        raise AssertionError(text)

    return Request(
        root,
        lambda: load_settings(root),
        root / CONFIG_NAME,
        cached=cached,
        note=note or complain,
    )


def shown(compilation: Compilation) -> str:
    """Everything that a check prints, and what it keeps silent about."""
    report = report_of(compilation, compilation.diagnostics, root=".")
    silent = "\n".join(map(repr, compilation.suppressed))
    return render(report, "json") + render(report, "text") + silent


def afresh(root: Path) -> str:
    return shown(compile_project(root, load_settings(root)))


@pytest.mark.parametrize("seed", range(16))
def test_after_every_edit_the_findings_are_those_of_a_first_check(
    tmp_path: Path, seed: int
) -> None:
    editor = Editor(tmp_path, seed)
    for _ in range(8):
        editor.add()
    history: list[str] = []
    for _ in range(14):
        for _ in range(editor.random.randrange(1, 3)):
            history += [editor.edit()]
        warm = shown(check_tree(request(tmp_path)))
        assert warm == afresh(tmp_path), history
        if editor.random.random() < 0.3:
            assert shown(check_tree(request(tmp_path))) == warm, "nothing changed"
    assert shown(check_tree(request(tmp_path, cached=False))) == afresh(tmp_path)
