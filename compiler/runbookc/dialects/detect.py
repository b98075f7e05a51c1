"""Tells a project's docs system from its configuration file."""

from pathlib import Path

from runbookc.config import DialectName, Settings
from runbookc.dialects.base import Dialect
from runbookc.dialects.configurations import (
    find_docusaurus_config,
    find_hugo_config,
    find_mkdocs_config,
)


def detect_dialect(root: Path, settings: Settings) -> Dialect:
    """The dialect that the settings name, else the one whose configuration is in the project.

    The docs system's configuration is read, never executed.

    Raises:
        ConfigError: that configuration cannot be read.
    """
    # A project has one docs system and does not wait for the others to be loaded.
    name = settings.dialect or _told_from_files(root)
    if name == "docusaurus":
        from runbookc.dialects.docusaurus import DocusaurusDialect
        from runbookc.dialects.docusaurus_config import read_docusaurus_config

        return DocusaurusDialect(read_docusaurus_config(root), settings)
    if name == "mkdocs":
        from runbookc.dialects.mkdocs import MkdocsDialect
        from runbookc.dialects.mkdocs_config import read_mkdocs_config

        return MkdocsDialect(read_mkdocs_config(root), settings)
    if name == "hugo":
        from runbookc.dialects.hugo import HugoDialect
        from runbookc.dialects.hugo_config import read_hugo_config

        return HugoDialect(read_hugo_config(root), settings)
    from runbookc.dialects.plain import PlainDialect

    return PlainDialect(settings)


def _told_from_files(root: Path) -> DialectName:
    docusaurus = find_docusaurus_config(root)
    if docusaurus and docusaurus.parent == root:
        return "docusaurus"
    if find_mkdocs_config(root):
        return "mkdocs"
    if docusaurus:
        return "docusaurus"
    return "hugo" if find_hugo_config(root) else "plain"
