"""Tells a project's docs system from its configuration file."""

from pathlib import Path

from runbookc.config import DialectName, Settings
from runbookc.dialects.base import Dialect
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.dialects.docusaurus_config import find_docusaurus_config, read_docusaurus_config
from runbookc.dialects.hugo import HugoDialect
from runbookc.dialects.hugo_config import find_hugo_config, read_hugo_config
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.dialects.mkdocs_config import find_mkdocs_config, read_mkdocs_config
from runbookc.dialects.plain import PlainDialect


def detect_dialect(root: Path, settings: Settings) -> Dialect:
    """The dialect that the settings name, else the one whose configuration is in the project.

    The docs system's configuration is read, never executed.

    Raises:
        ConfigError: that configuration cannot be read.
    """
    name = settings.dialect or _told_from_files(root)
    if name == "docusaurus":
        return DocusaurusDialect(read_docusaurus_config(root), settings)
    if name == "mkdocs":
        return MkdocsDialect(read_mkdocs_config(root), settings)
    if name == "hugo":
        return HugoDialect(read_hugo_config(root), settings)
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
