"""The site without its files: every page is made when somebody asks for it.

What MkDocs does before it renders is done once for a state of the project; a page is rendered, and
a file read, when a browser wants it. Only what the finished site would hold can be asked for.
"""

import mimetypes
import threading
from urllib.parse import unquote

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from runbookc.mkdocs_plugin.frame import Frame
from runbookc.mkdocs_plugin.plugin import RunbookcPlugin
from runbookc.pipeline import Compilation

_HTML = "text/html; charset=utf-8"


class _Templates(jinja2.BytecodeCache):
    """Templates that were compiled before, by what they hold and where they stand."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known."""
        if known := self._known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is new."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_TEMPLATES = _Templates()


class Preview:
    """One state of a site, and those that differ from it in the texts of pages alone.

    Args:
        config: with our plugin, which knows the compiled project.
        frame: that of the project, where there is one.
    """

    def __init__(self, config: MkDocsConfig, frame: Frame | None = None) -> None:
        plugin = config.plugins["runbookc"]
        assert isinstance(plugin, RunbookcPlugin)
        plugin.makes_late = True
        self._plugin = plugin
        self._frame = frame
        # MkDocs's pages remember which of them is being rendered.
        self._rendering = threading.Lock()
        self._config = config.plugins.on_config(config)
        self._config.plugins.on_pre_build(config=self._config)
        self._env = self._config.theme.get_env()
        self._env.bytecode_cache = _TEMPLATES
        self._files = self._gather()
        self._nav = self._navigation()
        self._env = self._config.plugins.on_env(self._env, config=self._config, files=self._files)
        self._by_uri: dict[str, File] = {}
        self._pages = self._files.documentation_pages()

    def renew(self, compilation: Compilation, frame: Frame | None) -> bool:
        """Show another state of the project from now on.

        Returns:
            Whether that can be done: the two must differ in the texts of pages alone.
        """
        if frame is None or self._frame is None or not self._frame.holds(frame):
            return False
        with self._rendering:
            self._plugin.site.renew(compilation)
            self._by_uri = {}
        self._frame = frame
        return True

    def judge(self, judged: Compilation | None) -> None:
        """Report what was found in the state that is shown; None where that is not known yet."""
        with self._rendering:
            self._plugin.site.judge(judged)

    def respond(self, target: str) -> tuple[bytes, str] | None:
        """What stands at an address, with its media type; None where there is nothing.

        Args:
            target: the path of a request, with its query.
        """
        try:
            path = target.partition("?")[0].partition("#")[0]
            uri = unquote(path, errors="strict").lstrip("/")
        except UnicodeDecodeError:
            return None
        if not uri or uri.endswith("/"):
            uri += "index.html"
        with self._rendering:
            return self._content(uri)

    def missing(self) -> bytes:
        """The page that says that there is nothing."""
        with self._rendering:
            template = self._env.get_template("404.html")
            context = get_context(self._nav, self._files, self._config, base_url="/")
            return template.render(context).encode()

    def _content(self, uri: str) -> tuple[bytes, str] | None:
        file = self._file(uri)
        if file is not None and file.is_documentation_page():
            return self._render(file), _HTML
        kind, _ = mimetypes.guess_type(uri)
        try:
            content = file.content_bytes if file is not None else self._plugin.site.made(uri)
        except OSError:
            return None
        return None if content is None else (content, kind or "application/octet-stream")

    def _file(self, uri: str) -> File | None:
        """The file that is published there; a page brings the images that it shows."""
        if uri not in self._by_uri:
            pages = set(self._files.documentation_pages())
            self._by_uri = {
                file.dest_uri: file
                for file in self._files
                if file in pages or not file.is_documentation_page()
            }
        return self._by_uri.get(uri)

    def _gather(self) -> Files:
        files = get_files(self._config)
        files.add_files_from_theme(self._env, self._config)
        files = self._config.plugins.on_files(files, config=self._config)
        set_exclusions(files, self._config)
        return files

    def _navigation(self) -> Navigation:
        nav = get_navigation(self._files, self._config)
        nav = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        for file in self._files.documentation_pages(inclusion=InclusionLevel.is_included):
            if file.page is None:
                Page(None, file, self._config)
        return nav

    def _render(self, file: File) -> bytes:
        page, config, plugins = file.page, self._config, self._config.plugins
        assert page is not None
        page = plugins.on_pre_page(page, config=config, files=self._files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=self._files
        )
        page.render(config, self._files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=self._files
        )
        page.active = True
        try:
            return self._through_theme(page)
        finally:
            page.active = False

    def _through_theme(self, page: Page) -> bytes:
        config, plugins = self._config, self._config.plugins
        context = get_context(self._nav, self._pages, config, page)
        template: jinja2.Template = self._env.get_template(
            str(page.meta.get("template", "main.html"))
        )
        context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        output = plugins.on_post_page(template.render(context), page=page, config=config)
        return output.encode("utf-8", errors="xmlcharrefreplace")
