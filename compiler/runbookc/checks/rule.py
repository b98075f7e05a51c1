"""What a rule is: a class with a code, a name, a severity and a docstring that documents it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Fix, Related, Severity
from runbookc.source import Span

if TYPE_CHECKING:  # a worker that runs page rules needs neither
    from runbookc.linking import Project
    from runbookc.model import Page
    from runbookc.planning import UpgradeGraph


class Rule(ABC):
    """One kind of finding.

    A subclass stands alone in a module of `rules`, named by the rule's name, and its docstring has
    a first sentence and the sections that `documentation.SECTIONS` names.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    on_demand: ClassVar[bool] = False
    """Whether a plain `check` does not run it: that it finds nothing then proves nothing."""
    mends: ClassVar[str] = ""
    """What `--fix` does, and when: "writes …"; empty where the author has to decide."""

    def finding(
        self,
        path: str,
        span: Span,
        message: str,
        *,
        help: str = "",
        related: Iterable[Related] = (),
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic of this rule."""
        return Diagnostic(
            self.code, self.name, self.severity, message, path, span, help, tuple(related), fix
        )


class PageRule(Rule):
    """A rule that needs one page only: it runs in the worker that compiled the page."""

    @abstractmethod
    def check(self, view: PageView) -> Iterable[Diagnostic]:
        """The findings on a page."""


Facts = Any
"""What a rule notes of one page: tuples, lists, strings, numbers, None; small, and no node.

It crosses processes and stays in the cache while the page's text is dropped.
"""


class ProjectRule(Rule):
    """A rule that needs the linked project or its upgrade graph.

    The text of pages is gone by then: what a rule needs of it, it gathers in the worker. What it
    says about its needs spares running it again where nothing of that has changed; saying nothing
    is always right.
    """

    alone: ClassVar[bool] = False
    """Whether what is found on a page follows from that page and its links alone."""
    reads: ClassVar[frozenset[str] | None] = None
    """The fields of pages that decide, besides path, address, product, version, title and the
    rule's own facts: names of long fields of `Page`, or `hops` for the procedures that state one
    and the announced ones, without which no graph is given. None means all."""

    def gather(self, view: PageView) -> Facts:
        """What the rule must know of a page's text later; None or something empty is not kept."""
        return None

    def shape(self, page: "Page", facts: Facts) -> Facts:
        """What of the facts, and of the page, decides on findings but for lines and columns.

        A rule that tells it, and names in `reads` what else decides, is not run again where only
        places have changed, on pages that none of its findings name. None tells nothing.
        """
        return None

    @abstractmethod
    def check(
        self, project: "Project", graph: "UpgradeGraph", facts: Mapping[str, Facts]
    ) -> Iterable[Diagnostic]:
        """The findings in a project.

        Args:
            project: the pages, every link resolved.
            graph: the upgrade graph.
            facts: what `gather` gave, by the page's path, in order of paths.
        """

    def check_beside(self, project: "Project") -> Iterable[Diagnostic]:
        """What a rule that is `alone` finds beside the pages, such as in the navigation."""
        return ()


class Survey(NamedTuple):
    """What a rule finds in a project, and what it would remember of it.

    Args:
        findings: its findings.
        memory: gives texts by product; "" stands for pages of none.
    """

    findings: Iterable[Diagnostic]
    memory: Callable[[], Mapping[str, str]]


class Change(NamedTuple):
    """A page that has changed: what a rule noted of it before, and notes of it now."""

    page: "Page"
    before: Facts
    after: Facts


class RememberingRule(ProjectRule):
    """A rule that looks for what is alike anywhere in a product, and remembers what is there.

    Where only its own notes have changed, it is asked first whether that can matter.
    """

    def check(
        self, project: "Project", graph: "UpgradeGraph", facts: Mapping[str, Facts]
    ) -> Iterable[Diagnostic]:
        """The findings in a project."""
        return self.survey(project, graph, facts).findings

    @abstractmethod
    def survey(
        self, project: "Project", graph: "UpgradeGraph", facts: Mapping[str, Facts]
    ) -> Survey:
        """The findings in a project, with a memory of it."""

    @abstractmethod
    def remember(self, memory: str, changes: Sequence[Change]) -> str | None:
        """The memory of a product after a change; None where the change may change findings.

        What is found on the pages that have changed, or points there, need not be thought of.

        Args:
            memory: what is remembered.
            changes: the pages of the product on which what the rule noted has changed.

        Raises:
            ValueError, KeyError, TypeError: the memory is something else.
        """


class StageRule(Rule):
    """A finding that an earlier stage reports while it reads; here it has its documentation."""
