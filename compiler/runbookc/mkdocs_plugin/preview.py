"""The site without its files: every page is made when somebody asks for it.

What MkDocs does before it renders is done once for a state of the project; a page is rendered, and
a file read, when a browser wants it. Only what the finished site would hold can be asked for.
"""

import mimetypes
from urllib.parse import unquote, urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

_HTML = "text/html; charset=utf-8"


class Preview:
    """One state of a site.

    Args:
        config: with our plugin, which knows the compiled project.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config.plugins.on_config(config)
        self._config.plugins.on_pre_build(config=self._config)
        self._env = self._config.theme.get_env()
        self._files = self._gather()
        self._nav = self._navigation()
        self._env = self._config.plugins.on_env(self._env, config=self._config, files=self._files)
        self._by_uri: dict[str, File] = {}
        self._pages = self._files.documentation_pages()

    def respond(self, target: str) -> tuple[bytes, str] | None:
        """What stands at an address, with its media type; None where there is nothing.

        Args:
            target: the path of a request, with its query.
        """
        uri = unquote(urlsplit(target).path).lstrip("/")
        if not uri or uri.endswith("/"):
            uri += "index.html"
        file = self._file(uri)
        if file is None:
            return None
        if file.is_documentation_page():
            return self._render(file), _HTML
        kind, _ = mimetypes.guess_type(uri)
        try:
            return file.content_bytes, kind or "application/octet-stream"
        except OSError:
            return None

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

    def missing(self) -> bytes:
        """The page that says that there is nothing."""
        template = self._env.get_template("404.html")
        context = get_context(self._nav, self._files, self._config, base_url="/")
        return template.render(context).encode()

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
