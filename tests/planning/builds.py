"""Runbooks from Markdown files, compiled as the pipeline does."""

from pathlib import Path

from runbookc.config import load_settings
from runbookc.model import Runbook
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.runbooks import compose_all, provenance_of

UPGRADE = "docs/vault/3.0/upgrade.md"


def compiled(root: Path, files: dict[str, str], configuration: str = "") -> Compilation:
    """A project of these files."""
    for path, text in {"runbookc.toml": configuration, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return compile_project(root, load_settings(root), keep_bodies=True)


def runbook(root: Path, files: dict[str, str], configuration: str = "") -> Runbook:
    """The longest route of a project, or its first runbook."""
    compilation = compiled(root, files, configuration)
    made = compose_all(compilation, provenance_of(compilation))
    return max(made, key=lambda one: len(one.parts))


def composed_route(root: Path, files: dict[str, str], name: str) -> Runbook:
    """The runbook of a name."""
    compilation = compiled(root, files)
    made = compose_all(compilation, provenance_of(compilation))
    return next(one for one in made if one.id == name)


def upgrade(*hops: str, before: str = "") -> str:
    """A page that upgrades Vault 1.0 to 2.0, 2.0 to 3.0, and so on, with what each hop says."""
    parts = (
        f"## Upgrade Vault {number}.0 to {number + 1}.0\n\n{text}\n"
        for number, text in enumerate(hops, 1)
    )
    return "\n".join([f"# Upgrade\n\n{before}\n", *parts])
