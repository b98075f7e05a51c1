"""LNK001: a link to a page that does not exist."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with, nearest_target, retargeted
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph


class BrokenPageLink(ProjectRule):
    """A link leads to a page that does not exist.

    ## What it does
    Resolves every link between pages by the rules of the docs system and reports those at whose
    end there is no page, whether they are written in Markdown, in a raw tag or in a component that
    links inside the site. A link in an included file is looked up on each page that shows it and
    told once. The help names the existing page that was probably meant. A path that `.gitignore`
    names, or that a plugin of the docs system fills, is made by the build and is left unchecked.

    MkDocs follows a relative link only to a file: `../other/` is reported where `../other.md` is
    meant, even if a browser finds its way. What MkDocs calls "not found" or "unrecognized" with
    its `validation` at `warn` is what this rule reports, and so are files that `nav` names and
    that are not there.

    ## Why it hurts
    A reader who follows the link in the middle of a procedure finds an error page and has to guess.

    ## Bad
    ```markdown
    See the [Server Manager](/docs/vault/9.3/servermanger.md).
    ```

    ## Good
    ```markdown
    See the [Server Manager](/docs/vault/9.3/servermanager.md).
    ```

    ## False alarms it risks
    A page that another program adds to the site. Name its address under `[redirects]` in
    `runbookc.toml`.
    """

    code = "LNK001"
    name = "broken-page-link"
    severity = Severity.ERROR
    mends = (
        "writes the page that moved there, as git tells it, or the nearest one where no other "
        "is near"
    )
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "broken-page"):
            if link.resolved is None:
                message = f"The page `{link.target}` does not exist"
                if not project.dialect.follows(link.target):
                    message = f"MkDocs does not follow `{link.target}`, which names no file"
                yield self.finding(
                    page.path,
                    link.target_span,
                    message,
                    help=nearest_target(link),
                    fix=retargeted(page, link),
                )

    def check_beside(self, project: Project) -> Iterator[Diagnostic]:
        """Report what the docs system's own navigation names and is not there."""
        files = frozenset(project.files)
        for entry, path in project.dialect.broken_navigation(
            lambda name: name in files or project.page(name) is not None
        ):
            yield self.finding(
                entry.path,
                entry.span,
                f"The navigation names `{entry.target}`, which does not exist",
                help=f"There is no `{path}`.",
            )
