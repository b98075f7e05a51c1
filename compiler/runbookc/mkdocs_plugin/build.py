"""The site of a project that is compiled already."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from runbookc.config import ConfigError, ConfigProblem
from runbookc.dialects.mkdocs_config import read_mkdocs_config, read_values
from runbookc.mkdocs_plugin.past import Past
from runbookc.mkdocs_plugin.plugin import RunbookcPlugin
from runbookc.mkdocs_plugin.search import NAME, names_plugin
from runbookc.mkdocs_plugin.theme import THEME
from runbookc.pipeline import Compilation
from runbookc.pipeline.journal import Journal
from runbookc.pipeline.kept import Kept
from runbookc.pipeline.search_bundles import SearchBundles
from runbookc.source.output_file import OutputFile


def build_site(
    compilation: Compilation,
    runbooks: Mapping[str, OutputFile],
    out: Path,
    kept: Kept | None = None,
    config_file: Path | None = None,
    journal: Journal | None = None,
    past: Past | None = None,
    search: SearchBundles | None = None,
) -> None:
    """Write the site of a compiled project.

    An `mkdocs.yml` that names this plugin is used as MkDocs uses it; one that does not belongs to
    another site, and only its title, address and order of pages are taken, as data.

    Args:
        compilation: with bodies kept.
        runbooks: runbook files by path below `runbooks/`.
        out: the folder to write to.
        kept: what the last build made; it notes what this one makes.
        config_file: the `mkdocs.yml`; when left out, the one at the project's root, if any.
        journal: told how far it is.
        past: what else may be taken from earlier builds.
        search: the index of every word, where it has been begun.

    Raises:
        ConfigError: MkDocs does not accept its configuration.
    """
    past = replace(past or Past(), kept=kept)
    with tempfile.TemporaryDirectory() as nothing:
        config = site_config(
            compilation, runbooks, out, nothing, config_file, journal, past, search
        )
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()


def site_config(
    compilation: Compilation,
    runbooks: Mapping[str, OutputFile],
    out: Path,
    empty: str,
    config_file: Path | None = None,
    journal: Journal | None = None,
    past: Past | None = None,
    search: SearchBundles | None = None,
) -> MkDocsConfig:
    """MkDocs's configuration, with a plugin that knows the compiled project.

    Args:
        compilation: with bodies kept.
        runbooks: runbook files by path below `runbooks/`.
        out: the folder to write to.
        empty: an empty folder, for a project without an `mkdocs.yml` of its own.
        config_file: the `mkdocs.yml`; when left out, the one at the project's root, if any.
        journal: told how far a build is.
        past: what may be taken from earlier builds.
        search: the index of every word, where it has been begun.

    Raises:
        ConfigError: MkDocs does not accept its configuration.
    """
    file = config_file or _config_file(compilation.root)
    try:
        config, top = _config(compilation, file, out, empty)
    except ConfigurationError as error:
        problem = ConfigProblem(str(file or "mkdocs.yml"), None, "", str(error))
        raise ConfigError(problem) from error
    plugin = config.plugins[NAME]
    assert isinstance(plugin, RunbookcPlugin)
    plugin.receive(compilation, runbooks, top, journal, past, search)
    return config


def _config(
    compilation: Compilation, file: Path | None, out: Path, empty: str
) -> tuple[MkDocsConfig, str | None]:
    """MkDocs's configuration, and the folder that is the site's top where that does not say."""
    if file is None:
        return _default_config(compilation, {}, out, empty), None
    values = read_values(file, compilation.root)
    if names_plugin(values.get("plugins")):
        return load_config(str(file), site_dir=str(out)), None
    top = read_mkdocs_config(compilation.root).docs_dir
    return _default_config(compilation, values, out, empty), top


def _config_file(root: Path) -> Path | None:
    return next((f for f in (root / "mkdocs.yml", root / "mkdocs.yaml") if f.is_file()), None)


def _default_config(
    compilation: Compilation, values: dict[str, Any], out: Path, docs_dir: str
) -> MkDocsConfig:
    """A configuration that needs no file; MkDocs finds no page itself, the plugin brings all."""
    settings = compilation.project.settings
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": settings.title or str(values.get("site_name") or _title(compilation)),
            "site_url": settings.site_url or values.get("site_url") or "",
            "docs_dir": docs_dir,
            "site_dir": str(out),
            "use_directory_urls": False,
            "theme": {"name": THEME},
            "plugins": [NAME],
            **({"nav": values["nav"]} if isinstance(values.get("nav"), list) else {}),
        }
    )
    errors, _ = config.validate()
    if errors:
        key, error = errors[0]
        raise ConfigurationError(f"{key}: {error}")
    return config


def _title(compilation: Compilation) -> str:
    names = {page.product for page in compilation.project.pages if page.product}
    if len(names) == 1:
        return compilation.project.settings.product_name(names.pop())
    return "Documentation"
