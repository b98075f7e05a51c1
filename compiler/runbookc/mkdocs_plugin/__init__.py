"""The way in from MkDocs: a plugin and a theme, and the site as `runbookc build` makes it.

Pages come from our own parse: the plugin compiles the project once, or is handed what is compiled
already, and gives MkDocs finished HTML. Markdown is never parsed a second time.
"""

from runbookc.mkdocs_plugin.build import build_site
from runbookc.mkdocs_plugin.plugin import RunbookcPlugin
from runbookc.mkdocs_plugin.theme import theme

__all__ = ["RunbookcPlugin", "build_site", "theme"]
