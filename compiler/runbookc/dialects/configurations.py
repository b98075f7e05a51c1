"""Where each docs system keeps its configuration; nothing is read here."""

from pathlib import Path

DOCUSAURUS_NAMES = tuple(
    f"docusaurus.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs")
)
SITE_FOLDERS = ("", "website", "docs", "site", "documentation", "www", "packages/website")
"""Where a repository keeps its Docusaurus site, the root first."""
MKDOCS_NAMES = ("mkdocs.yml", "mkdocs.yaml")
HUGO_STEMS = ("hugo", "config")
HUGO_ENDINGS = ("toml", "yaml", "yml", "json")
HUGO_FOLDER = "config/_default"
_HUGO_ALONE = ("archetypes", "layouts", "themes", "_vendor")


def find_docusaurus_config(root: Path) -> Path | None:
    """The project's `docusaurus.config.*`, at the root or in a usual folder for a site."""
    paths = (root / folder / name for folder in SITE_FOLDERS for name in DOCUSAURUS_NAMES)
    return next((path for path in paths if path.is_file()), None)


def find_mkdocs_config(root: Path) -> Path | None:
    """The project's `mkdocs.yml`."""
    return next((root / name for name in MKDOCS_NAMES if (root / name).is_file()), None)


def find_hugo_config(root: Path) -> Path | None:
    """The project's Hugo configuration: a file, or the folder of its parts.

    A file named `config` may be anybody's; it counts only beside folders that Hugo alone has.
    """
    if named := hugo_file(root, "hugo"):
        return named
    folder = root / HUGO_FOLDER
    if folder.is_dir() and any(hugo_file(folder, stem) for stem in HUGO_STEMS):
        return folder
    has_content = (root / "content").is_dir()
    if has_content and any((root / name).is_dir() for name in _HUGO_ALONE):
        return hugo_file(root, "config")
    return None


def hugo_file(folder: Path, stem: str) -> Path | None:
    """The file of this name without its ending, in any notation that Hugo reads."""
    paths = (folder / f"{stem}.{ending}" for ending in HUGO_ENDINGS)
    return next((path for path in paths if path.is_file()), None)
